package busbar.planning;

/**
 * How a group's load changes from one profile, or off, to another, stage by stage, and what share
 * of its revenue it earns meanwhile: see {@link SwitchingLimits}.
 */
final class LoadChanges {
  private final GroupSchedulingProblem problem;
  private final WarmUp warmUp;
  // By profile and interval after the start: what a group started to it earns, 1 being all.
  private final double[][] earned;
  // By the profile from and to, off being the last: the intervals a change takes.
  private final int[][] stages;

  LoadChanges(GroupSchedulingProblem problem) {
    this.problem = problem;
    this.warmUp = new WarmUp(problem);
    int profiles = problem.margins().profiles();
    this.stages = new int[profiles + 1][profiles + 1];
    for (int from = 0; from <= profiles; from++) {
      for (int to = 0; to <= profiles; to++) {
        stages[from][to] = problem.stages(kw(to) - kw(from));
      }
    }
    this.earned = new double[profiles][];
    // Ages beyond the horizon's end are never reached from a start within it, nor is a start that
    // was made before it told stage by stage beyond its own length.
    int reach = problem.intervals() + Math.min(problem.initial().intervals(), 100_000) + 1;
    for (int profile = 0; profile < profiles; profile++) {
      long length = stages[profiles][profile] - 1L + warmUp.intervals();
      earned[profile] = new double[(int) Math.min(length, reach)];
      for (int age = 0; age < earned[profile].length; age++) {
        earned[profile][age] = earnedInStages(profile, age);
      }
    }
  }

  private double kw(int index) {
    return index == problem.margins().profiles() ? 0 : problem.margins().kw(index);
  }

  private int index(int profile) {
    return profile == ProfileMargins.OFF ? problem.margins().profiles() : profile;
  }

  private double earnedInStages(int profile, int age) {
    // Stages started longer ago than a warm-up earn all; each of the others its own share.
    int warm = age - warmUp.intervals();
    double before = warm < 0 ? 0 : share(ProfileMargins.OFF, profile, warm);
    double earned = before;
    for (int stage = Math.max(0, warm + 1); stage <= age && before < 1; stage++) {
      double running = share(ProfileMargins.OFF, profile, stage);
      earned += (running - before) * warmUp.earningShare(age - stage);
      before = running;
    }
    return earned;
  }

  /** The intervals that a change takes, 1 or more; in the last the whole group has changed. */
  int stages(int from, int to) {
    return stages[index(from)][index(to)];
  }

  /** The share of the group that has changed in a stage, from 0. */
  double share(int from, int to, int stage) {
    if (stage >= stages(from, to) - 1) {
      return 1;
    }
    double change = Math.abs(problem.margins().kw(to) - problem.margins().kw(from));
    return Math.min(1, (stage + 1) * problem.rampKw() / change);
  }

  /** What a group at the profile earns so many intervals after its start, 1 being all. */
  double earned(int profile, int age) {
    return age < earned[profile].length ? earned[profile][age] : 1;
  }

  /** The longest time from a start until all is earned. */
  int longestStart() {
    int longest = 0;
    for (double[] shares : earned) {
      longest = Math.max(longest, shares.length);
    }
    return longest;
  }

  /**
   * The revenue share of the profile that is left and of the one that is reached in a stage.
   *
   * @param age intervals since the start before the change began; ignored where the change is one
   */
  double leftEarns(int from, int age, int stage, double changed) {
    return from == ProfileMargins.OFF ? 0 : (1 - changed) * earned(from, age + stage);
  }

  /** Its counterpart for the profile that is reached. */
  double reachedEarns(int from, int to, int age, int stage, double changed) {
    if (to == ProfileMargins.OFF) {
      return 0;
    }
    // A start's own stages are in what it has earned by then.
    return from == ProfileMargins.OFF ? earned(to, stage) : changed * earned(to, age + stage);
  }
}
