package busbar.planning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When to be on and at which profile, where a change of load may take several intervals: exact, by
 * backward induction over (profile or off, intervals in that state), as in {@link SwitchingLimits}.
 * A change of load is one step over all of its stages. The cost grows with intervals · profiles² ·
 * stages · the longest of minimum on time, ramp and warm-up.
 *
 * <p>The order of plans is that of {@link SwitchingProgram}. The ramp too may only be broken where
 * constraints force it: from a profile, or off, that is not allowed a group jumps at once.
 */
final class RampProgram implements CommitmentProgram {
  private static final int IMPOSSIBLE = 1_000_000;

  private final GroupSchedulingProblem problem;
  private final AllowedStates allowed;
  private final LoadChanges changes;
  private final int intervals;
  private final int profiles;
  private final Ages agesOn;
  private final Ages agesOff;
  private final int states;
  private final boolean countStarts;
  private final boolean countOff;
  private final int startLevels;
  private final int budgetLevels;
  // By interval, state, starts made and time off spent.
  private final double[] valueUsd;
  private final int[] valueBroken;
  private double tie;
  private double dislikeOfStarts;

  // The best step found in the last state.
  private double stepUsd;
  private int stepBroken;
  private int stepTo;
  private int stepLength;

  RampProgram(
      GroupSchedulingProblem problem,
      AllowedStates allowed,
      boolean countStarts,
      boolean countOff) {
    this.problem = problem;
    this.allowed = allowed;
    this.changes = new LoadChanges(problem);
    this.intervals = problem.intervals();
    this.profiles = problem.margins().profiles();
    this.agesOn = agesOn(problem, changes);
    this.agesOff = new Ages(problem, problem.limits().minOffIntervals());
    this.states = profiles * agesOn.count + agesOff.count;
    this.countStarts = countStarts;
    this.countOff = countOff;
    this.startLevels = countStarts ? problem.startLevels() : 1;
    this.budgetLevels = countOff ? problem.budgetLevels() : 1;
    int size = CommitmentProgram.size((intervals + 1.0) * states * startLevels * budgetLevels);
    this.valueUsd = new double[size];
    this.valueBroken = new int[size];
  }

  private static Ages agesOn(GroupSchedulingProblem problem, LoadChanges changes) {
    return new Ages(problem, Math.max(problem.limits().minOnIntervals(), changes.longestStart()));
  }

  /**
   * The ages of a state that are told apart: up to the horizon's length, which is the most since a
   * change within it, and not beyond what makes a difference; and that of a state which has lasted
   * since before the horizon, where it is greater.
   */
  private static final class Ages {
    final int count;
    private final int last;
    private final int initial;

    Ages(GroupSchedulingProblem problem, int matters) {
      this.last = Math.min(matters, problem.intervals());
      this.count = matters > last ? last + 2 : last + 1;
      this.initial = problem.initial().intervals();
    }

    int index(int age) {
      return Math.min(age, count - 1);
    }

    int age(int index, int t) {
      return index <= last ? index : initial + t;
    }
  }

  /** About how many elementary steps it takes to solve once, at most. */
  static double steps(GroupSchedulingProblem problem) {
    LoadChanges changes = new LoadChanges(problem);
    double profiles = problem.margins().profiles();
    double states =
        profiles * agesOn(problem, changes).count
            + new Ages(problem, problem.limits().minOffIntervals()).count;
    double stages = Math.min(problem.intervals(), problem.stages(problem.margins().highestKw()));
    double levels = (double) problem.startLevels() * problem.budgetLevels();
    return problem.intervals() * states * (profiles + 1) * stages * levels;
  }

  private int state(int profile, int age) {
    return profile == ProfileMargins.OFF
        ? profiles * agesOn.count + agesOff.index(age)
        : profile * agesOn.count + agesOn.index(age);
  }

  private int at(int t, int state, int made, int spent) {
    return ((t * states + state) * startLevels + made) * budgetLevels + spent;
  }

  @Override
  public int @Nullable [] solve(ShadowPrices prices, int @Nullable [] fixed) {
    double size = problem.limits().restartCostUsd();
    for (int t = 0; t < intervals; t++) {
      double most = 0;
      for (int profile = 0; profile < profiles; profile++) {
        double margin = problem.margins().marginUsd(profile, t);
        double price = prices.runningUsd(t, profile);
        most = Math.max(most, Math.abs(margin - price + prices.onUsd(t)));
      }
      size += most;
    }
    tie = 1e-12 * size;
    dislikeOfStarts = 1e-11 * size;
    Arrays.fill(valueBroken, 0);
    for (int state = 0; state < states; state++) {
      boolean isOff = state >= profiles * agesOn.count;
      TerminalValue terminal = problem.terminal();
      int from = at(intervals, state, 0, 0);
      Arrays.fill(
          valueUsd,
          from,
          from + startLevels * budgetLevels,
          isOff ? terminal.offUsd() : terminal.onUsd());
    }
    for (int t = intervals - 1; t >= 0; t--) {
      for (int profile = ProfileMargins.OFF; profile < profiles; profile++) {
        Ages ages = profile == ProfileMargins.OFF ? agesOff : agesOn;
        for (int index = 0; index < ages.count; index++) {
          int age = ages.age(index, t);
          for (int made = 0; made < startLevels; made++) {
            for (int spent = 0; spent < budgetLevels; spent++) {
              step(t, profile, age, made, spent, prices, fixed);
              int here = at(t, state(profile, age), made, spent);
              valueUsd[here] = stepUsd;
              valueBroken[here] = stepBroken;
            }
          }
        }
      }
    }
    return followed(prices, fixed);
  }

  private int @Nullable [] followed(ShadowPrices prices, int @Nullable [] fixed) {
    InitialState initial = problem.initial();
    int profile = initial.profile();
    int age = initial.intervals();
    int made = Math.min(initial.startsToday(), startLevels - 1);
    int spent = 0;
    if (valueBroken[at(0, state(profile, age), made, spent)] >= IMPOSSIBLE) {
      return null;
    }
    int[] plan = new int[intervals];
    int t = 0;
    while (t < intervals) {
      step(t, profile, age, made, spent, prices, fixed);
      int until = (int) Math.min(intervals, t + (long) stepLength);
      Arrays.fill(plan, t, until, stepTo);
      boolean isStart = profile == ProfileMargins.OFF && stepTo != ProfileMargins.OFF;
      boolean changes = profile != stepTo;
      if (stepTo == ProfileMargins.OFF) {
        spent = spentBy(until - 1, until, spent);
      }
      made = madeBy(t, until, isStart ? Math.min(made + 1, startLevels - 1) : made);
      age = isStart ? stepLength : changes && stepTo == ProfileMargins.OFF ? 1 : age + stepLength;
      profile = stepTo;
      t = until;
    }
    return plan;
  }

  private void step(
      int t,
      int profile,
      int age,
      int made,
      int spent,
      ShadowPrices prices,
      int @Nullable [] fixed) {
    stepUsd = Double.NEGATIVE_INFINITY;
    stepBroken = IMPOSSIBLE;
    stepTo = profile;
    stepLength = 1;
    // To stay comes first, since of equals the first is kept.
    consider(t, profile, profile, age, 1, 0, made, spent, prices, fixed);
    for (int to = ProfileMargins.OFF; to < profiles; to++) {
      if (to == profile) {
        continue;
      }
      int stages = changes.stages(profile, to);
      int broken = brokenBy(t, profile, to, age, stages, made);
      consider(t, profile, to, age, stages, broken, made, spent, prices, fixed);
      if (stages > 1 && !allowed.allows(t, profile)) {
        int jumping = 1 + brokenBy(t, profile, to, age, 1, made);
        consider(t, profile, to, age, 1, jumping, made, spent, prices, fixed);
      }
    }
  }

  /** The minimum time and the limit on starts that a change would break. */
  private int brokenBy(int t, int from, int to, int age, int stages, int made) {
    if (from == ProfileMargins.OFF) {
      int each = allowed.mayBeOff(t) ? IMPOSSIBLE : 1;
      boolean noneLeft = countStarts && made >= problem.limits().maxStartsPerDay();
      return (age < problem.limits().minOffIntervals() ? each : 0) + (noneLeft ? each : 0);
    }
    if (to == ProfileMargins.OFF) {
      // It is on until the last stage.
      boolean tooSoon = (long) age + stages - 1 < problem.limits().minOnIntervals();
      return tooSoon ? allowed.mayRun(t) ? IMPOSSIBLE : 1 : 0;
    }
    return 0;
  }

  /** Takes a change, or staying, over so many stages if it is better than what was found so far. */
  private void consider(
      int t,
      int from,
      int to,
      int age,
      int stages,
      int limitsBroken,
      int made,
      int spent,
      ShadowPrices prices,
      int @Nullable [] fixed) {
    int until = Math.min(intervals, t + Math.min(stages, intervals));
    boolean isStart = from == ProfileMargins.OFF && to != ProfileMargins.OFF;
    double usd = isStart ? -problem.limits().restartCostUsd() - dislikeOfStarts : 0;
    for (int now = t; now < until; now++) {
      int stage = now - t;
      double changed = stage == stages - 1 ? 1 : changes.share(from, to, stage);
      boolean follows = fixed == null || fixed[now] == FREE || fixed[now] == to;
      if (!follows || !allowed.allows(now, to) || (changed < 1 && !allowed.allows(now, from))) {
        return;
      }
      usd += usd(now, from, to, age, stage, changed, prices);
    }
    boolean ended = t + (long) stages <= intervals;
    boolean isOff = to == ProfileMargins.OFF && ended;
    int offFrom = isOff ? until - 1 : until;
    int beyond = beyond(offFrom, until, spent);
    usd -= price(beyond);
    int arriving = isStart ? stages : from != to && isOff ? 1 : age + stages;
    int next =
        at(
            until,
            state(to == ProfileMargins.OFF && !ended ? from : to, arriving),
            madeBy(t, until, isStart ? Math.min(made + 1, startLevels - 1) : made),
            spentBy(offFrom, until, spent));
    int totalBroken = Math.min(IMPOSSIBLE, limitsBroken + broken(beyond) + valueBroken[next]);
    double totalUsd = usd + valueUsd[next];
    if (totalBroken < stepBroken || (totalBroken == stepBroken && totalUsd > stepUsd + tie)) {
      stepUsd = totalUsd;
      stepBroken = totalBroken;
      stepTo = to;
      stepLength = stages;
    }
  }

  private double usd(
      int t, int from, int to, int age, int stage, double changed, ShadowPrices prices) {
    ProfileMargins margins = problem.margins();
    double kw = (1 - changed) * margins.kw(from) + changed * margins.kw(to);
    boolean isStart = from == ProfileMargins.OFF && to != ProfileMargins.OFF && stage == 0;
    double price =
        (1 - changed) * prices.runningUsd(t, from)
            + changed * prices.runningUsd(t, to)
            + (isStart ? changed * prices.startedUsd(t, to) : 0);
    return changes.leftEarns(from, age, stage, changed) * margins.revenueUsd(from, t)
        + changes.reachedEarns(from, to, age, stage, changed) * margins.revenueUsd(to, t)
        - (1 - changed) * margins.costUsd(from, t)
        - changed * margins.costUsd(to, t)
        - price
        + (kw > 0 ? prices.onUsd(t) : 0);
  }

  private int madeBy(int from, int to, int made) {
    boolean sameDay = to < intervals && problem.horizon().day(from) == problem.horizon().day(to);
    return sameDay ? made : 0;
  }

  private int counted(int from, int to) {
    int counted = 0;
    for (int t = from; countOff && t < to; t++) {
      counted += allowed.countsAsOff(t) ? 1 : 0;
    }
    return counted;
  }

  private int beyond(int from, int to, int spent) {
    return countOff ? Math.max(0, spent + counted(from, to) - problem.offBudget().intervals()) : 0;
  }

  private int spentBy(int from, int to, int spent) {
    return Math.min(budgetLevels - 1, spent + counted(from, to));
  }

  private double price(int beyond) {
    double usd = problem.offBudget().usdPerIntervalBeyond();
    return beyond == 0 || Double.isInfinite(usd) ? 0 : beyond * usd;
  }

  private int broken(int beyond) {
    return Double.isInfinite(problem.offBudget().usdPerIntervalBeyond()) ? beyond : 0;
  }
}
