package busbar.planning;

import org.jspecify.annotations.Nullable;

/**
 * Solves one group as often as wanted, under changing prices, by the cheapest program that is still
 * exact: limits on starts and on time off cost a dimension each, so a plan is first made without
 * them and kept if it obeys them all the same. Not for use by two threads.
 */
final class GroupProgram {
  private final GroupSchedulingProblem problem;
  private final AllowedStates allowed;
  private final PlanReckoning reckoning;
  private final boolean ramps;
  private final CommitmentProgram[] programs = new CommitmentProgram[4];

  GroupProgram(GroupSchedulingProblem problem) {
    this.problem = problem;
    this.allowed = new AllowedStates(problem);
    this.reckoning = new PlanReckoning(problem, allowed);
    this.ramps = problem.ramps();
  }

  /** The best plan, see {@link CommitmentProgram#solve}. */
  int @Nullable [] solve(ShadowPrices prices, int @Nullable [] fixed) {
    boolean countStarts = false;
    boolean countOff = false;
    while (true) {
      int[] plan = program(countStarts, countOff).solve(prices, fixed);
      if (plan == null) {
        return null;
      }
      reckoning.reckon(plan);
      boolean tooManyStarts = !countStarts && reckoning.breaksStartLimit();
      boolean tooMuchOff = !countOff && reckoning.offBeyondBudget() > 0;
      if (!tooManyStarts && !tooMuchOff) {
        return plan;
      }
      countStarts |= tooManyStarts;
      countOff |= tooMuchOff;
    }
  }

  private CommitmentProgram program(boolean countStarts, boolean countOff) {
    int index = (countStarts ? 2 : 0) + (countOff ? 1 : 0);
    CommitmentProgram program = programs[index];
    if (program == null) {
      program =
          ramps
              ? new RampProgram(problem, allowed, countStarts, countOff)
              : new SwitchingProgram(problem, allowed, countStarts, countOff);
      programs[index] = program;
    }
    return program;
  }

  AllowedStates allowed() {
    return allowed;
  }

  /** A plan with what it comes to. */
  GroupPlan plan(int[] profiles) {
    reckoning.reckon(profiles);
    return reckoning.plan(profiles);
  }

  /** The best plan under these prices, with what it comes to under the group's own margins. */
  GroupPlan best(ShadowPrices prices) {
    int[] profiles = solve(prices, null);
    if (profiles == null) {
      throw new IllegalStateException("A group can always stay as it is or do what is forced");
    }
    return plan(profiles);
  }

  /** Whether the group's load may take several intervals to change. */
  boolean ramps() {
    return ramps;
  }

  /** What a plan would do and earn; overwritten by the next call and by solving. */
  PlanReckoning reckon(int[] plan) {
    reckoning.reckon(plan);
    return reckoning;
  }
}
