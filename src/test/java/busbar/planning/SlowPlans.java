package busbar.planning;

/**
 * The obvious twins for a group with minimum times and a restart cost and no more: a table over
 * every interval, profile or off, and the time spent on or off.
 */
public final class SlowPlans {
  private SlowPlans() {}

  /** What the best plan earns, by a mixed-integer program. */
  public static double bestUsdByProgram(GroupSchedulingProblem problem) {
    return CommitmentMilp.bestUsd(problem);
  }

  /** What the best plan earns. */
  public static double bestUsd(GroupSchedulingProblem problem) {
    int intervals = problem.horizon().intervals();
    int minOn = Math.max(1, problem.limits().minOnIntervals());
    int minOff = Math.max(1, problem.limits().minOffIntervals());
    double[] on = new double[minOn + 1];
    double[] off = new double[minOff + 1];
    for (int t = intervals - 1; t >= 0; t--) {
      double running = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < problem.margins().profiles(); p++) {
        running = Math.max(running, problem.margins().marginUsd(p, t));
      }
      double[] nextOn = on;
      double[] nextOff = off;
      on = new double[minOn + 1];
      off = new double[minOff + 1];
      for (int age = 0; age <= minOn; age++) {
        double stay = running + nextOn[Math.min(minOn, age + 1)];
        on[age] = age < minOn ? stay : Math.max(stay, nextOff[1]);
      }
      for (int age = 0; age <= minOff; age++) {
        double stay = nextOff[Math.min(minOff, age + 1)];
        double start = running - problem.limits().restartCostUsd() + nextOn[1];
        off[age] = age < minOff ? stay : Math.max(stay, start);
      }
    }
    InitialState initial = problem.initial();
    boolean atOnce = initial.isOn() && problem.limits().minOnIntervals() == 0;
    int age = Math.min(initial.isOn() ? minOn : minOff, initial.intervals());
    return initial.isOn() ? on[atOnce ? minOn : age] : off[age];
  }
}
