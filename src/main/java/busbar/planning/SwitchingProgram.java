package busbar.planning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When to be on and when off, where the load may jump: exact, by backward induction.
 *
 * <p>Once the profile is chosen interval by interval as the one with the greatest margin, a group
 * that has met its minimum time is either on or off, with two value functions: free to change while
 * on, and while off. A change commits to a stretch until the minimum time is over, and a sum of
 * prefix sums is its worth; so the cost is proportional to the intervals whatever the minimum times
 * (compare the dynamic program of Frangioni and Gentile, "Solving nonlinear single-unit commitment
 * problems with ramping constraints", Operations Research 54(4), 2006). A limit on starts a day
 * adds the starts made as a dimension, a budget of time off the intervals spent.
 *
 * <p>Limits broken come first: a plan is better if it breaks fewer, then if it is worth more. A
 * limit may only be broken by a change that constraints force. Of plans worth the same, one that
 * starts less is better (each start counts as if it cost 1e-11 of all that is at stake), then one
 * that changes later.
 */
final class SwitchingProgram implements CommitmentProgram {
  private static final int IMPOSSIBLE = 1_000_000;

  private final GroupSchedulingProblem problem;
  private final AllowedStates allowed;
  private final int intervals;
  private final int minOn;
  private final int minOff;
  private final WarmUp warmUp;
  private final int cold;
  private final boolean countStarts;
  private final boolean countOff;
  private final int mostStarts;
  private final int startLevels;
  private final int budget;
  private final int budgetLevels;
  private final int[] countedOff;

  // Of the present prices: the best margin when running and when warming up; a start's cost.
  private final double[] running;
  private final double[] runningSum;
  private final double[] startingCost;
  private final double[] warming;
  private final double[] warmingSinceBefore;
  private final boolean[] mayRun;
  private final boolean[] mayBeOff;
  private final int[] nextNotRun;
  private final int[] nextNotOff;
  private double tie;

  // Value functions by interval, starts made and time off spent: free to change, or changing now.
  private final Values freeOn;
  private final Values freeOff;
  private final Values start;
  private final Values stop;
  // Whether a change is made when free to; where a start's stretch ends, below 0 if by a stop.
  private final boolean[] stops;
  private final boolean[] starts;
  private final int[] startEnds;

  // The last walk's worth and end.
  private double walkedUsd;
  private int walkedBroken;
  private int walkedEnd;

  /** Values and, beside them, how many limits are broken. */
  private static final class Values {
    final double[] usd;
    final int[] broken;

    Values(int size) {
      usd = new double[size];
      broken = new int[size];
    }
  }

  /**
   * A program for that problem.
   *
   * @param countStarts whether the limit on starts a day is kept
   * @param countOff whether the budget of time off is
   */
  SwitchingProgram(
      GroupSchedulingProblem problem,
      AllowedStates allowed,
      boolean countStarts,
      boolean countOff) {
    this.problem = problem;
    this.allowed = allowed;
    this.intervals = problem.intervals();
    this.minOn = Math.max(1, problem.limits().minOnIntervals());
    this.minOff = Math.max(1, problem.limits().minOffIntervals());
    this.warmUp = new WarmUp(problem);
    this.countStarts = countStarts;
    this.countOff = countOff;
    this.mostStarts = problem.limits().maxStartsPerDay();
    this.startLevels = countStarts ? problem.startLevels() : 1;
    this.budget = problem.offBudget().intervals();
    this.budgetLevels = countOff ? problem.budgetLevels() : 1;
    this.countedOff = new int[intervals + 1];
    for (int t = 0; t < intervals; t++) {
      countedOff[t + 1] = countedOff[t] + (countOff && allowed.countsAsOff(t) ? 1 : 0);
    }
    this.running = new double[intervals];
    this.runningSum = new double[intervals + 1];
    this.startingCost = new double[intervals];
    this.cold = Math.min(intervals, warmUp.intervals());
    this.warming = new double[CommitmentProgram.size((double) intervals * cold)];
    this.warmingSinceBefore = new double[intervals];
    this.mayRun = new boolean[intervals];
    this.mayBeOff = new boolean[intervals];
    this.nextNotRun = new int[intervals + 1];
    this.nextNotOff = new int[intervals + 1];
    int size = CommitmentProgram.size((intervals + 1.0) * startLevels * budgetLevels);
    this.freeOn = new Values(size);
    this.freeOff = new Values(size);
    this.start = new Values(size);
    this.stop = new Values(size);
    this.stops = new boolean[size];
    this.starts = new boolean[size];
    this.startEnds = new int[size];
  }

  /** About how many elementary steps it takes to solve once, at most. */
  static double steps(GroupSchedulingProblem problem) {
    double levels = (double) problem.startLevels() * problem.budgetLevels();
    double ages = 1 + Math.min(problem.intervals(), new WarmUp(problem).intervals());
    return problem.intervals() * ages * (problem.margins().profiles() + levels);
  }

  @Override
  public int @Nullable [] solve(ShadowPrices prices, int @Nullable [] fixed) {
    reduce(prices, fixed);
    for (int level = 0; level < startLevels * budgetLevels; level++) {
      int at = intervals * startLevels * budgetLevels + level;
      freeOn.usd[at] = problem.terminal().onUsd();
      freeOff.usd[at] = problem.terminal().offUsd();
    }
    boolean countsNothing = !countStarts && budgetLevels == 1 && !countOff;
    for (int t = intervals - 1; t >= 0; t--) {
      if (countsNothing && warmUp.intervals() == 0) {
        decideSimply(t);
        continue;
      }
      for (int made = 0; made < startLevels; made++) {
        for (int spent = 0; spent < budgetLevels; spent++) {
          decide(t, made, spent);
        }
      }
    }
    return followed(prices, fixed);
  }

  private int at(int t, int made, int spent) {
    return (t * startLevels + made) * budgetLevels + spent;
  }

  /** Starts made by the day of a later interval, of those made by the day of an earlier one. */
  private int made(int made, int from, int to) {
    boolean sameDay = to < intervals && problem.horizon().day(from) == problem.horizon().day(to);
    return sameDay ? made : 0;
  }

  private void reduce(ShadowPrices prices, int @Nullable [] fixed) {
    double restartCost = problem.limits().restartCostUsd();
    double size = restartCost;
    nextNotRun[intervals] = intervals;
    nextNotOff[intervals] = intervals;
    for (int t = 0; t < intervals; t++) {
      int profiles = profiles(t, fixed);
      mayRun[t] = profiles != 0;
      int planned = planned(t, fixed);
      mayBeOff[t] = allowed.mayBeOff(t) && (planned == FREE || planned == ProfileMargins.OFF);
      double on = prices.onUsd(t);
      running[t] = mayRun[t] ? best(t, profiles, 1, prices, false) + on : 0;
      runningSum[t + 1] = runningSum[t] + running[t];
      size += Math.abs(running[t]);
      for (int age = 0; age < cold && age <= t; age++) {
        double share = warmUp.earningShare(age);
        warming[t * cold + age] = mayRun[t] ? best(t, profiles, share, prices, false) + on : 0;
      }
      int since = problem.initial().intervals() + t;
      warmingSinceBefore[t] =
          since < warmUp.intervals() && mayRun[t]
              ? best(t, profiles, warmUp.earningShare(since), prices, false) + on
              : 0;
      startingCost[t] = restartCost;
      if (prices.pricesStarts() && mayRun[t]) {
        double free = cold > 0 ? warming[t * cold] : running[t];
        double share = warmUp.earningShare(0);
        startingCost[t] += free - best(t, profiles, share, prices, true) - on;
      }
    }
    for (int t = intervals - 1; t >= 0; t--) {
      nextNotRun[t] = mayRun[t] ? nextNotRun[t + 1] : t;
      nextNotOff[t] = mayBeOff[t] ? nextNotOff[t + 1] : t;
    }
    tie = 1e-12 * size;
    for (int t = 0; t < intervals; t++) {
      startingCost[t] += 1e-11 * size;
    }
  }

  /** The most that one of some profiles brings in an interval with such a share of its revenue. */
  private double best(int t, int profiles, double share, ShadowPrices prices, boolean starting) {
    double best = Double.NEGATIVE_INFINITY;
    for (int rest = profiles; rest != 0; rest &= rest - 1) {
      int profile = Integer.numberOfTrailingZeros(rest);
      best = Math.max(best, usd(t, profile, share, prices, starting));
    }
    return best;
  }

  private double usd(int t, int profile, double share, ShadowPrices prices, boolean starting) {
    ProfileMargins margins = problem.margins();
    double usd =
        share * margins.revenueUsd(profile, t)
            - margins.costUsd(profile, t)
            - prices.runningUsd(t, profile);
    return starting ? usd - prices.startedUsd(t, profile) : usd;
  }

  private static int planned(int t, int @Nullable [] fixed) {
    return fixed == null ? FREE : fixed[t];
  }

  private int profiles(int t, int @Nullable [] fixed) {
    int planned = planned(t, fixed);
    if (planned == FREE) {
      return allowed.profiles(t);
    }
    return planned == ProfileMargins.OFF ? 0 : allowed.profiles(t) & 1 << planned;
  }

  private void decide(int t, int made, int spent) {
    int here = at(t, made, spent);
    walkOff(t, minOff, made, spent);
    stop.usd[here] = walkedUsd;
    stop.broken[here] = walkedBroken;

    boolean noneLeft = countStarts && made >= mostStarts;
    walkOn(t, 0, minOn, Math.min(made + 1, startLevels - 1), spent);
    start.usd[here] = walkedUsd - startingCost[t];
    int startBroken = noneLeft ? forced(!allowed.mayBeOff(t)) : 0;
    start.broken[here] = Math.min(IMPOSSIBLE, walkedBroken + startBroken);
    startEnds[here] = walkedEnd;

    int madeNext = made(made, t, t + 1);
    int next = at(t + 1, madeNext, spent);
    int stayBroken = mayRun[t] ? freeOn.broken[next] : IMPOSSIBLE;
    double stayUsd = running[t] + freeOn.usd[next];
    int changeBroken = mayBeOff[t] ? stop.broken[here] : IMPOSSIBLE;
    double changeUsd = stop.usd[here];
    stops[here] = !isAsGood(stayBroken, stayUsd, changeBroken, changeUsd);
    freeOn.usd[here] = best(stayBroken, stayUsd, changeBroken, changeUsd);
    freeOn.broken[here] = Math.min(stayBroken, changeBroken);

    int beyond = beyond(t, t + 1, spent);
    next = at(t + 1, madeNext, spentBy(t, t + 1, spent));
    stayBroken = mayBeOff[t] ? freeOff.broken[next] + broken(beyond) : IMPOSSIBLE;
    stayUsd = freeOff.usd[next] - price(beyond);
    changeBroken = mayRun[t] ? start.broken[here] : IMPOSSIBLE;
    changeUsd = start.usd[here];
    starts[here] = !isAsGood(stayBroken, stayUsd, changeBroken, changeUsd);
    freeOff.usd[here] = best(stayBroken, stayUsd, changeBroken, changeUsd);
    freeOff.broken[here] = Math.min(stayBroken, changeBroken);
  }

  /**
   * The same as {@link #decide} where nothing is counted and nothing warms up, at a third of it.
   */
  private void decideSimply(int t) {
    int lock = Math.min(intervals, t + minOff);
    int forcedOn = nextNotOff[t];
    boolean cutShort = forcedOn < lock;
    int at = cutShort ? forcedOn : lock;
    double stopUsd = cutShort ? start.usd[at] : freeOff.usd[at];
    int stopBroken =
        cutShort ? start.broken[at] + forced(!allowed.mayBeOff(at)) : freeOff.broken[at];
    lock = Math.min(intervals, t + minOn);
    int forcedOff = nextNotRun[t];
    cutShort = forcedOff < lock;
    at = cutShort ? forcedOff : lock;
    double startUsd = runningSum[at] - runningSum[t] - startingCost[t];
    startUsd += cutShort ? stop.usd[at] : freeOn.usd[at];
    int startBroken = cutShort ? stop.broken[at] + forced(!allowed.mayRun(at)) : freeOn.broken[at];
    stopBroken = Math.min(IMPOSSIBLE, stopBroken);
    startBroken = Math.min(IMPOSSIBLE, startBroken);
    stop.usd[t] = stopUsd;
    stop.broken[t] = stopBroken;
    start.usd[t] = startUsd;
    start.broken[t] = startBroken;
    startEnds[t] = cutShort ? ~at : at;

    double stayUsd = running[t] + freeOn.usd[t + 1];
    int stayBroken = mayRun[t] ? freeOn.broken[t + 1] : IMPOSSIBLE;
    stopBroken = mayBeOff[t] ? stopBroken : IMPOSSIBLE;
    stops[t] = !isAsGood(stayBroken, stayUsd, stopBroken, stopUsd);
    freeOn.usd[t] = best(stayBroken, stayUsd, stopBroken, stopUsd);
    freeOn.broken[t] = Math.min(stayBroken, stopBroken);

    stayUsd = freeOff.usd[t + 1];
    stayBroken = mayBeOff[t] ? freeOff.broken[t + 1] : IMPOSSIBLE;
    startBroken = mayRun[t] ? startBroken : IMPOSSIBLE;
    starts[t] = !isAsGood(stayBroken, stayUsd, startBroken, startUsd);
    freeOff.usd[t] = best(stayBroken, stayUsd, startBroken, startUsd);
    freeOff.broken[t] = Math.min(stayBroken, startBroken);
  }

  private boolean isAsGood(int broken, double usd, int otherBroken, double otherUsd) {
    return broken < otherBroken || broken == otherBroken && usd >= otherUsd - tie;
  }

  private static double best(int broken, double usd, int otherBroken, double otherUsd) {
    if (broken != otherBroken) {
      return broken < otherBroken ? usd : otherUsd;
    }
    return Math.max(usd, otherUsd);
  }

  /** A limit broken by a change counts once if it is forced, else it cannot be. */
  private static int forced(boolean isForced) {
    return isForced ? 1 : IMPOSSIBLE;
  }

  /**
   * On from t until free to change or off again.
   *
   * @param age the intervals for which it has been on; 0 where it starts
   * @param locked the intervals for which it must stay on
   */
  private void walkOn(int t, int age, int locked, int made, int spent) {
    int lock = Math.min(intervals, t + locked);
    int warm = Math.min(intervals, t + Math.max(0, warmUp.intervals() - age));
    double usd = 0;
    walkedBroken = IMPOSSIBLE;
    walkedUsd = Double.NEGATIVE_INFINITY;
    walkedEnd = t;
    int now = t;
    while (now < warm) {
      if (!mayRun[now]) {
        int broken = now < lock ? forced(!allowed.mayRun(now)) : 0;
        consider(~now, stop, now, made(made, t, now), spent, usd, broken);
        return;
      }
      if (now >= lock && mayBeOff[now]) {
        consider(~now, stop, now, made(made, t, now), spent, usd, 0);
      }
      usd += age == 0 ? warming[now * cold + now - t] : warmingSinceBefore[now];
      now++;
    }
    if (now < lock && nextNotRun[now] < lock) {
      int off = nextNotRun[now];
      usd += runningSum[off] - runningSum[now];
      int broken = forced(!allowed.mayRun(off));
      consider(~off, stop, off, made(made, t, off), spent, usd, broken);
      return;
    }
    int end = Math.max(now, lock);
    usd += runningSum[end] - runningSum[now];
    consider(end, freeOn, end, made(made, t, end), spent, usd, 0);
  }

  /** Off from t, for so many intervals at least, until free to change or on again. */
  private void walkOff(int t, int locked, int made, int spent) {
    int lock = Math.min(intervals, t + locked);
    int on = nextNotOff[t];
    int end = Math.min(lock, on);
    int beyond = beyond(t, end, spent);
    int then = spentBy(t, end, spent);
    walkedBroken = IMPOSSIBLE;
    walkedUsd = Double.NEGATIVE_INFINITY;
    walkedEnd = t;
    if (on < lock) {
      int broken = broken(beyond) + forced(!allowed.mayBeOff(on));
      consider(~on, start, on, made(made, t, on), then, -price(beyond), broken);
    } else {
      consider(lock, freeOff, lock, made(made, t, lock), then, -price(beyond), broken(beyond));
    }
  }

  /** Takes an end of a walk if it is better than, or later and as good as, the one found so far. */
  private void consider(
      int end, Values values, int at, int made, int spent, double usd, int broken) {
    int there = at(at, made, spent);
    double totalUsd = usd + values.usd[there];
    int totalBroken = Math.min(IMPOSSIBLE, broken + values.broken[there]);
    if (isAsGood(totalBroken, totalUsd, walkedBroken, walkedUsd)) {
      walkedEnd = end;
    }
    walkedUsd = best(totalBroken, totalUsd, walkedBroken, walkedUsd);
    walkedBroken = Math.min(totalBroken, walkedBroken);
  }

  /** Intervals off beyond the budget in a stretch. */
  private int beyond(int from, int to, int spent) {
    return Math.max(0, spent + countedOff[to] - countedOff[from] - budget);
  }

  private int spentBy(int from, int to, int spent) {
    return Math.min(budgetLevels - 1, spent + countedOff[to] - countedOff[from]);
  }

  private double price(int beyond) {
    double usd = problem.offBudget().usdPerIntervalBeyond();
    return beyond == 0 || Double.isInfinite(usd) ? 0 : beyond * usd;
  }

  private int broken(int beyond) {
    return Double.isInfinite(problem.offBudget().usdPerIntervalBeyond()) ? beyond : 0;
  }

  private int @Nullable [] followed(ShadowPrices prices, int @Nullable [] fixed) {
    InitialState initial = problem.initial();
    boolean on = initial.isOn();
    int made = Math.min(initial.startsToday(), startLevels - 1);
    int spent = 0;
    if (on) {
      int locked = Math.max(0, problem.limits().minOnIntervals() - initial.intervals());
      walkOn(0, initial.intervals(), locked, made, spent);
    } else {
      int locked = Math.max(0, problem.limits().minOffIntervals() - initial.intervals());
      walkOff(0, locked, made, spent);
    }
    if (walkedBroken >= IMPOSSIBLE) {
      return null;
    }
    int[] plan = new int[intervals];
    int end = walkedEnd;
    int age = initial.intervals();
    int t = 0;
    while (true) {
      int until = end < 0 ? ~end : end;
      if (on) {
        run(plan, t, until, age, prices, fixed);
      } else {
        Arrays.fill(plan, t, until, ProfileMargins.OFF);
        spent = spentBy(t, until, spent);
      }
      if (until == intervals) {
        return plan;
      }
      made = made(made, t, until);
      age += until - t;
      t = until;
      int here = at(t, made, spent);
      if (end >= 0 && !(on ? stops[here] : starts[here])) {
        end = t + 1;
      } else if (on) {
        walkOff(t, minOff, made, spent);
        end = walkedEnd;
        on = false;
        age = 0;
      } else {
        end = startEnds[here];
        made = Math.min(made + 1, startLevels - 1);
        on = true;
        age = 0;
      }
    }
  }

  /**
   * Chooses the profiles of a stretch: of those worth the same that of the interval before, or the
   * first.
   */
  private void run(
      int[] plan, int from, int to, int age, ShadowPrices prices, int @Nullable [] fixed) {
    for (int t = from; t < to; t++) {
      int before = t == 0 ? problem.initial().profile() : plan[t - 1];
      int ageNow = age + t - from;
      double share = warmUp.earningShare(ageNow);
      boolean isStart = ageNow == 0 && before == ProfileMargins.OFF;
      int profiles = profiles(t, fixed);
      double least = best(t, profiles, share, prices, isStart) - tie;
      boolean stays = before != ProfileMargins.OFF && (profiles >> before & 1) == 1;
      if (stays && usd(t, before, share, prices, isStart) >= least) {
        plan[t] = before;
        continue;
      }
      int rest = profiles;
      while (usd(t, Integer.numberOfTrailingZeros(rest), share, prices, isStart) < least) {
        rest &= rest - 1;
      }
      plan[t] = Integer.numberOfTrailingZeros(rest);
    }
  }
}
