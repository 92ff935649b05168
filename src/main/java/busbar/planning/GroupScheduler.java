package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best plan for one group, exactly.
 *
 * <p>A plan obeys the group's constraints in every interval, and its own limits (minimum times,
 * ramp, starts a day, time off) unless constraints force a change that breaks one: it breaks as few
 * as can be, says which, and among such plans is worth most. Of plans worth the same it changes
 * nothing rather than something, and starts as seldom as it can.
 */
public final class GroupScheduler {
  private GroupScheduler() {}

  /** The best plan. */
  public static GroupSchedule schedule(GroupSchedulingProblem problem) {
    return schedule(problem, new int[0], 0);
  }

  /**
   * The best plan, or the earlier one where a new one would gain too little to be worth a change.
   *
   * @param earlier the profile, or {@link ProfileMargins#OFF}, of each interval from the first of
   *     this horizon as far as the earlier plan went; what comes after it is planned anew
   * @param leastGainUsd the earlier plan is kept if it is still feasible and the best gains no more
   *     than this, 0 or more
   */
  public static GroupSchedule schedule(
      GroupSchedulingProblem problem, int[] earlier, double leastGainUsd) {
    Ranges.atLeastZero("leastGainUsd", leastGainUsd);
    int[] fixed = fixed(problem, earlier);
    GroupProgram program = new GroupProgram(problem);
    GroupPlan found = program.best(new ShadowPrices(problem));
    int[] best = found.profiles();
    double bestUsd = found.valueUsd();
    int limitsBroken = found.limitsBroken();
    int[] plan = best;
    int[] kept = earlier.length == 0 ? null : program.solve(new ShadowPrices(problem), fixed);
    if (kept != null) {
      PlanReckoning reckoned = program.reckon(kept);
      boolean gainsLittle = bestUsd - reckoned.valueUsd() <= leastGainUsd + rounding(problem);
      plan = gainsLittle && reckoned.limitsBroken() <= limitsBroken ? kept : best;
    }
    double alwaysOnUsd = policyUsd(program, Policies.alwaysOn(problem));
    double switchUsd = policyUsd(program, Policies.thresholdSwitch(problem));
    PlanReckoning reckoned = program.reckon(plan);
    List<Contradiction> contradictions = new ArrayList<>(program.allowed().contradictions());
    contradictions.addAll(reckoned.contradictions());
    return new GroupSchedule(
        problem,
        plan,
        reckoned,
        Math.max(bestUsd, reckoned.valueUsd()),
        alwaysOnUsd,
        switchUsd,
        new Explanation(problem, program.allowed(), reckoned).bindings(plan, best),
        contradictions);
  }

  /** Sums of so many numbers differ by about so much when added in another order. */
  private static double rounding(GroupSchedulingProblem problem) {
    return 1e-10 * Policies.stakesUsd(problem);
  }

  /** An earlier plan as one to follow, free where it says nothing. */
  static int[] fixed(GroupSchedulingProblem problem, int[] earlier) {
    for (int t = 0; t < earlier.length; t++) {
      if (earlier[t] < ProfileMargins.OFF || earlier[t] >= problem.margins().profiles()) {
        throw new OutOfRange(
            "earlier[" + t + "]",
            "is " + earlier[t],
            "write a profile from 0 to " + (problem.margins().profiles() - 1) + ", or -1 for off");
      }
    }
    int length = Math.min(earlier.length, problem.intervals());
    int[] fixed = Arrays.copyOf(earlier, problem.intervals());
    Arrays.fill(fixed, length, fixed.length, CommitmentProgram.FREE);
    return fixed;
  }

  private static double policyUsd(GroupProgram program, ShadowPrices rewards) {
    return program.best(rewards).valueUsd();
  }
}
