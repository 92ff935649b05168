package busbar.planning;

/**
 * Simple policies, as rewards so great that following them in one more interval outweighs all that
 * money could: a plan made under them follows the policy in as many intervals as the constraints
 * allow, and earns the most it can meanwhile.
 */
final class Policies {
  private Policies() {}

  /** On wherever it can be. */
  static ShadowPrices alwaysOn(GroupSchedulingProblem problem) {
    return everywhere(problem, rewardUsd(problem));
  }

  /** Off wherever it can be. */
  static ShadowPrices alwaysOff(GroupSchedulingProblem problem) {
    return everywhere(problem, -rewardUsd(problem));
  }

  private static ShadowPrices everywhere(GroupSchedulingProblem problem, double usd) {
    ShadowPrices rewards = new ShadowPrices(problem);
    for (int t = 0; t < problem.intervals(); t++) {
      rewards.setOnUsd(t, usd);
    }
    return rewards;
  }

  /** On where some profile earns something in that interval, else off. */
  static ShadowPrices thresholdSwitch(GroupSchedulingProblem problem) {
    ShadowPrices rewards = new ShadowPrices(problem);
    double reward = rewardUsd(problem);
    for (int t = 0; t < problem.intervals(); t++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int profile = 0; profile < problem.margins().profiles(); profile++) {
        best = Math.max(best, problem.margins().marginUsd(profile, t));
      }
      rewards.setOnUsd(t, best > 0 ? reward : -reward);
    }
    return rewards;
  }

  /** The sum of all that a plan could earn and pay, USD. */
  static double stakesUsd(GroupSchedulingProblem problem) {
    double stakes = Math.abs(problem.terminal().onUsd()) + Math.abs(problem.terminal().offUsd());
    for (int t = 0; t < problem.intervals(); t++) {
      double most = 0;
      for (int profile = 0; profile < problem.margins().profiles(); profile++) {
        double revenue = Math.abs(problem.margins().revenueUsd(profile, t));
        most = Math.max(most, revenue + Math.abs(problem.margins().costUsd(profile, t)));
      }
      stakes += most;
    }
    return stakes;
  }

  /** More than all that a plan could earn and pay, USD. */
  static double rewardUsd(GroupSchedulingProblem problem) {
    double beyond = problem.offBudget().usdPerIntervalBeyond();
    double eachUsd = problem.limits().restartCostUsd() + (Double.isInfinite(beyond) ? 0 : beyond);
    double usd = 3 * stakesUsd(problem) + 2 * problem.intervals() * eachUsd;
    return usd > 0 ? usd : 1;
  }
}
