package busbar.planning;

/** What share of a group's revenue is earned in the intervals after its start, at full load. */
final class WarmUp {
  private final double length;

  WarmUp(GroupSchedulingProblem problem) {
    this.length = problem.limits().warmUpMinutes() / problem.horizon().minutes();
  }

  /** Intervals in which less than all is earned. */
  int intervals() {
    return (int) Math.ceil(length);
  }

  /** The share earned in the a-th interval after a start, from 0: the part after the warm-up. */
  double earningShare(int age) {
    return age >= length ? 1 : Math.max(0, Math.min(1, age + 1 - length));
  }
}
