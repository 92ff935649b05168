package busbar.planning;

import java.util.Arrays;

/**
 * Judges a plan of one group interval by interval, straight from the words of {@link
 * GroupSchedulingProblem}: whether it may be, which limits it breaks, what it earns. Shares nothing
 * with the planner.
 */
final class PlanJudge {
  private static final int OFF = ProfileMargins.OFF;

  final double[] kw;
  final double[] startedKw;
  boolean feasible = true;
  int broken;
  double valueUsd;
  double revenueUsd;
  int starts;

  private final GroupSchedulingProblem problem;

  PlanJudge(GroupSchedulingProblem problem, int[] plan) {
    this.problem = problem;
    this.kw = new double[plan.length];
    this.startedKw = new double[plan.length];
    int n = plan.length;
    double ramp = problem.limits().rampKwPerMinute() * problem.horizon().minutes();
    int at = problem.initial().profile();
    long sinceStart = problem.initial().intervals();
    long inState = problem.initial().intervals();
    boolean on = at != OFF;
    int startsOfDay = problem.initial().startsToday();
    int offCounted = 0;
    int target = at;
    int left = at;
    int stage = 0;
    int stages = 0;
    for (int t = 0; t < n; t++) {
      if (t > 0 && problem.horizon().day(t) != problem.horizon().day(t - 1)) {
        startsOfDay = 0;
      }
      if (stage < stages) {
        // Half-way: must go on.
        feasible &= plan[t] == target;
      } else if (plan[t] != at) {
        left = at;
        target = plan[t];
        stage = 0;
        double change = Math.abs(kw(target) - kw(left));
        stages = (int) Math.max(1, Math.ceil(change / ramp - 1e-9));
        boolean leftAllowed = allows(t, left);
        if (stages > 1 && !leftAllowed) {
          stages = 1;
          broken++;
        }
        boolean forced = left == OFF ? !leftAllowed : profilesAllowed(t) == 0;
        if (left == OFF) {
          if (inState < problem.limits().minOffIntervals()) {
            broken++;
            feasible &= forced;
          }
          if (startsOfDay >= problem.limits().maxStartsPerDay()) {
            broken++;
            feasible &= forced;
          }
          startsOfDay++;
          starts++;
          sinceStart = 0;
          valueUsd -= problem.limits().restartCostUsd();
        } else if (target == OFF && inState + stages - 1 < problem.limits().minOnIntervals()) {
          broken++;
          feasible &= forced;
        }
      }
      boolean changing = stage < stages;
      double share = 1;
      if (changing) {
        stage++;
        share = stage == stages ? 1 : stage * ramp / Math.abs(kw(target) - kw(left));
      }
      int from = changing ? left : at;
      int to = changing ? target : at;
      feasible &= allows(t, to) && (share == 1 || allows(t, from));
      kw[t] = (1 - share) * kw(from) + share * kw(to);
      if (changing && stage == 1 && from == OFF) {
        startedKw[t] = kw[t];
      }
      double revenue =
          (1 - share) * earned(from, sinceStart, t)
              + (changing && from == OFF ? 1 : share) * earned(to, sinceStart, t);
      double cost =
          (1 - share) * problem.margins().costUsd(from, t)
              + share * problem.margins().costUsd(to, t);
      revenueUsd += revenue;
      valueUsd += revenue - cost;
      boolean nowOn = kw[t] > 0;
      inState = nowOn == on ? inState + 1 : 1;
      on = nowOn;
      sinceStart++;
      if (!on && !mustCurtail(t) && !problem.offBudget().excuses(t)) {
        offCounted++;
      }
      if (stage == stages) {
        at = to;
      }
    }
    long beyond = Math.max(0L, (long) offCounted - problem.offBudget().intervals());
    if (Double.isInfinite(problem.offBudget().usdPerIntervalBeyond())) {
      // Such intervals count as limits broken; the fewest are sought.
      broken += (int) beyond;
    } else {
      valueUsd -= beyond * problem.offBudget().usdPerIntervalBeyond();
    }
    valueUsd += on ? problem.terminal().onUsd() : problem.terminal().offUsd();
  }

  private double kw(int profile) {
    return problem.margins().kw(profile);
  }

  /**
   * Revenue at a profile so long after the start: every stage of that start warmed up by itself.
   */
  private double earned(int profile, long since, int t) {
    if (profile == OFF) {
      return 0;
    }
    double ramp = problem.limits().rampKwPerMinute() * problem.horizon().minutes();
    double warm = problem.limits().warmUpMinutes() / problem.horizon().minutes();
    int stages = (int) Math.max(1, Math.ceil(kw(profile) / ramp - 1e-9));
    double share = 0;
    for (int stage = 0; stage < stages && stage <= since; stage++) {
      double rigs = stage == stages - 1 ? 1 - stage * ramp / kw(profile) : ramp / kw(profile);
      rigs = stages == 1 ? 1 : rigs;
      share += rigs * Math.max(0, Math.min(1, since - stage + 1 - warm));
    }
    return share * problem.margins().revenueUsd(profile, t);
  }

  private boolean mustCurtail(int t) {
    return problem.constraints().stream()
        .anyMatch(
            c ->
                c.intervals().contains(t)
                    && (c.kind() == ScheduleConstraint.Kind.MUST_CURTAIL
                        || c.kind() == ScheduleConstraint.Kind.UNAVAILABLE));
  }

  /** Bit per profile; 0 where the group must be off. */
  private int profilesAllowed(int t) {
    if (mustCurtail(t)) {
      return 0;
    }
    int profiles = problem.margins().profiles();
    boolean[] left = new boolean[profiles];
    Arrays.fill(left, true);
    for (ScheduleConstraint c : problem.constraints()) {
      for (int p = 0; p < profiles && c.intervals().contains(t); p++) {
        left[p] &= c.kind() != ScheduleConstraint.Kind.CAP || kw(p) <= c.kw() + 1e-9;
        left[p] &= c.kind() != ScheduleConstraint.Kind.FORBID || p != c.profile();
      }
    }
    for (ScheduleConstraint c : problem.constraints()) {
      if (c.intervals().contains(t)
          && c.kind() == ScheduleConstraint.Kind.HOLD
          && left[c.profile()]) {
        Arrays.fill(left, false);
        left[c.profile()] = true;
      }
    }
    for (ScheduleConstraint c : problem.constraints()) {
      if (c.intervals().contains(t) && c.kind() == ScheduleConstraint.Kind.FLOOR && c.kw() > 0) {
        int best = -1;
        boolean any = false;
        for (int p = 0; p < profiles; p++) {
          best = left[p] && (best < 0 || kw(p) > kw(best)) ? p : best;
          any |= left[p] && kw(p) >= c.kw() - 1e-9;
        }
        for (int p = 0; p < profiles; p++) {
          left[p] &= any ? kw(p) >= c.kw() - 1e-9 : p == best;
        }
      }
    }
    int mask = 0;
    for (int p = 0; p < profiles; p++) {
      mask |= left[p] ? 1 << p : 0;
    }
    return mask;
  }

  private boolean allows(int t, int profile) {
    if (profile != OFF) {
      return (profilesAllowed(t) >> profile & 1) == 1;
    }
    boolean asked =
        problem.constraints().stream()
            .anyMatch(
                c ->
                    c.intervals().contains(t)
                        && (c.kind() == ScheduleConstraint.Kind.MUST_RUN
                            || c.kind() == ScheduleConstraint.Kind.HOLD
                            || (c.kind() == ScheduleConstraint.Kind.FLOOR && c.kw() > 0)));
    return profilesAllowed(t) == 0 || !asked;
  }
}
