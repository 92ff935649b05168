package busbar.planning;

import busbar.planning.Binding.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what decides in each interval of a plan. */
final class Explanation {
  private final GroupSchedulingProblem problem;
  private final AllowedStates allowed;
  private final PlanReckoning reckoned;

  Explanation(GroupSchedulingProblem problem, AllowedStates allowed, PlanReckoning reckoned) {
    this.problem = problem;
    this.allowed = allowed;
    this.reckoned = reckoned;
  }

  /**
   * By interval.
   *
   * @param plan the plan, as reckoned
   * @param best the one that would be worth most
   */
  List<Binding> bindings(int[] plan, int[] best) {
    List<Binding> bindings = new ArrayList<>(plan.length);
    for (int t = 0; t < plan.length; t++) {
      bindings.add(plan[t] == best[t] ? binding(t, plan[t]) : Binding.of(Kind.EARLIER_PLAN));
    }
    return bindings;
  }

  private Binding binding(int t, int profile) {
    int wanted = mostEarning(t, (1 << problem.margins().profiles()) - 1);
    double wantedUsd = problem.margins().marginUsd(wanted, t);
    if (reckoned.isMoving(t)) {
      return Binding.of(Kind.RAMP);
    }
    if (profile == ProfileMargins.OFF) {
      return wantedUsd > 0 ? whyOff(t, wanted) : Binding.of(Kind.PRICE);
    }
    return wantedUsd < 0 ? whyOn(t) : whyAt(t, profile, wanted);
  }

  private int mostEarning(int t, int profiles) {
    int best = Integer.numberOfTrailingZeros(profiles);
    for (int rest = profiles; rest != 0; rest &= rest - 1) {
      int profile = Integer.numberOfTrailingZeros(rest);
      boolean better =
          problem.margins().marginUsd(profile, t) > problem.margins().marginUsd(best, t);
      best = better ? profile : best;
    }
    return best;
  }

  private Binding whyOff(int t, int wanted) {
    if (!allowed.mayRun(t)) {
      return named(t, wanted, Kind.SWITCHING_COST);
    }
    if (reckoned.age(t) < problem.limits().minOffIntervals()) {
      return Binding.of(Kind.MINIMUM_OFF);
    }
    int best = mostEarning(t, allowed.profiles(t));
    if (problem.margins().marginUsd(best, t) <= 0) {
      return named(t, wanted, Kind.SWITCHING_COST);
    }
    return Binding.of(reckoned.isWithoutStart(t) ? Kind.START_LIMIT : Kind.SWITCHING_COST);
  }

  private Binding whyOn(int t) {
    if (!allowed.mayBeOff(t)) {
      return named(t, ProfileMargins.OFF, Kind.SWITCHING_COST);
    }
    if (reckoned.age(t) < problem.limits().minOnIntervals()) {
      return Binding.of(Kind.MINIMUM_ON);
    }
    boolean budgetSpent =
        reckoned.offCounted() >= problem.offBudget().intervals() && allowed.countsAsOff(t);
    return Binding.of(budgetSpent ? Kind.OFF_BUDGET : Kind.SWITCHING_COST);
  }

  private Binding whyAt(int t, int profile, int wanted) {
    double lostUsd =
        problem.margins().marginUsd(wanted, t) - problem.margins().marginUsd(profile, t);
    if (lostUsd <= 0) {
      return Binding.of(Kind.PRICE);
    }
    if (!allowed.allows(t, wanted)) {
      return named(t, wanted, Kind.PRICE);
    }
    return Binding.of(problem.ramps() ? Kind.RAMP : Kind.PRICE);
  }

  private Binding named(int t, int excluded, Kind otherwise) {
    @Nullable String name = allowed.firstExcluding(t, excluded);
    return name == null ? Binding.of(otherwise) : new Binding(Kind.CONSTRAINT, name);
  }
}
