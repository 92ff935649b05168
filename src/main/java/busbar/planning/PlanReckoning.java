package busbar.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a plan would do and earn, interval by interval, and which of the group's limits it breaks.
 * One object reckons many plans of one group; each call overwrites what the last one found.
 */
final class PlanReckoning {
  private final GroupSchedulingProblem problem;
  private final AllowedStates allowed;
  private final LoadChanges changes;
  private final double[] kw;
  private final double[] startedKw;
  private final int[] age;
  private final boolean[] moving;
  private final boolean[] startsUsedUp;
  private final List<Contradiction> broken = new ArrayList<>();
  private int limitsBroken;
  private int starts;
  private int offCounted;
  private boolean breaksStartLimit;
  private double valueUsd;
  private double revenueUsd;

  PlanReckoning(GroupSchedulingProblem problem, AllowedStates allowed) {
    this.problem = problem;
    this.allowed = allowed;
    this.changes = new LoadChanges(problem);
    this.kw = new double[problem.intervals()];
    this.startedKw = new double[problem.intervals()];
    this.age = new int[problem.intervals()];
    this.moving = new boolean[problem.intervals()];
    this.startsUsedUp = new boolean[problem.intervals()];
  }

  void reckon(int[] plan) {
    broken.clear();
    limitsBroken = 0;
    starts = 0;
    offCounted = 0;
    breaksStartLimit = false;
    valueUsd = 0;
    revenueUsd = 0;
    Arrays.fill(startedKw, 0);
    int profile = problem.initial().profile();
    int inState = problem.initial().intervals();
    int made = problem.initial().startsToday();
    int t = 0;
    while (t < plan.length) {
      if (t > 0 && problem.horizon().day(t) != problem.horizon().day(t - 1)) {
        made = 0;
      }
      int to = plan[t];
      int stages = changes.stages(profile, to);
      if (stages > 1 && !allowed.allows(t, profile)) {
        breaks(t, profile, Binding.Kind.RAMP, "the load jumps");
        stages = 1;
      }
      boolean isStart = profile == ProfileMargins.OFF && to != ProfileMargins.OFF;
      boolean isStop = profile != ProfileMargins.OFF && to == ProfileMargins.OFF;
      if (isStart && inState < problem.limits().minOffIntervals()) {
        breaks(t, profile, Binding.Kind.MINIMUM_OFF, "on");
      }
      if (isStart && made >= problem.limits().maxStartsPerDay()) {
        breaks(t, profile, Binding.Kind.START_LIMIT, "on");
        breaksStartLimit = true;
      }
      if (isStop && (long) inState + stages - 1 < problem.limits().minOnIntervals()) {
        breaks(t, profile, Binding.Kind.MINIMUM_ON, "off");
      }
      made += isStart ? 1 : 0;
      starts += isStart ? 1 : 0;
      valueUsd -= isStart ? problem.limits().restartCostUsd() : 0;
      int until = (int) Math.min(plan.length, t + (long) stages);
      for (int now = t; now < until; now++) {
        if (now > t && problem.horizon().day(now) != problem.horizon().day(now - 1)) {
          made = 0;
        }
        run(now, profile, to, inState, now - t, stages);
        startsUsedUp[now] = made >= problem.limits().maxStartsPerDay();
      }
      startedKw[t] = isStart ? kw[t] : 0;
      boolean ended = t + (long) stages <= plan.length;
      inState = isStart ? stages : isStop ? 1 : inState + stages;
      profile = ended || to != ProfileMargins.OFF ? to : profile;
      t = until;
    }
    if (offBeyondBudget() > 0) {
      double each = problem.offBudget().usdPerIntervalBeyond();
      limitsBroken += Double.isInfinite(each) ? offBeyondBudget() : 0;
      valueUsd -= Double.isInfinite(each) ? 0 : each * offBeyondBudget();
    }
    boolean onAtEnd = profile != ProfileMargins.OFF;
    valueUsd += onAtEnd ? problem.terminal().onUsd() : problem.terminal().offUsd();
  }

  /** The plan last reckoned, kept. */
  GroupPlan plan(int[] profiles) {
    return new GroupPlan(
        profiles, kw.clone(), startedKw.clone(), valueUsd, revenueUsd, limitsBroken);
  }

  private void run(int t, int from, int to, int inState, int stage, int stages) {
    double changed = stage == stages - 1 ? 1 : changes.share(from, to, stage);
    ProfileMargins margins = problem.margins();
    double revenue =
        changes.leftEarns(from, inState, stage, changed) * margins.revenueUsd(from, t)
            + changes.reachedEarns(from, to, inState, stage, changed) * margins.revenueUsd(to, t);
    double cost = (1 - changed) * margins.costUsd(from, t) + changed * margins.costUsd(to, t);
    kw[t] = (1 - changed) * margins.kw(from) + changed * margins.kw(to);
    revenueUsd += revenue;
    valueUsd += revenue - cost;
    moving[t] = changed < 1;
    boolean switches = (from == ProfileMargins.OFF) != (to == ProfileMargins.OFF);
    age[t] = switches && (from == ProfileMargins.OFF || changed == 1) ? stage : inState + stage;
    age[t] = switches && to == ProfileMargins.OFF && changed == 1 ? 0 : age[t];
    if (kw[t] == 0 && allowed.countsAsOff(t)) {
      offCounted++;
      if (offBeyondBudget() > 0 && Double.isInfinite(problem.offBudget().usdPerIntervalBeyond())) {
        List<String> names = new ArrayList<>(List.of(Binding.Kind.OFF_BUDGET.label()));
        if (allowed.mayRun(t)) {
          names.add(Binding.Kind.MINIMUM_OFF.label());
        } else {
          names.addAll(allowed.excluding(t, 0));
        }
        AllowedStates.add(broken, t, names, "off");
      }
    }
  }

  private void breaks(int t, int profile, Binding.Kind limit, String taken) {
    limitsBroken++;
    List<String> names = new ArrayList<>(List.of(limit.label()));
    names.addAll(allowed.excluding(t, profile));
    AllowedStates.add(broken, t, names, taken);
  }

  /** The mean load, kW. */
  double kw(int t) {
    return kw[t];
  }

  /** For how many intervals the group had been on, or off, when the interval began. */
  int age(int t) {
    return age[t];
  }

  /** Whether part of the group is still to change to what is planned. */
  boolean isMoving(int t) {
    return moving[t];
  }

  /** Whether no start was left in the day when the interval ended. */
  boolean isWithoutStart(int t) {
    return startsUsedUp[t];
  }

  /** The limits broken, and what forced that. */
  List<Contradiction> contradictions() {
    return List.copyOf(broken);
  }

  int limitsBroken() {
    return limitsBroken;
  }

  int starts() {
    return starts;
  }

  boolean breaksStartLimit() {
    return breaksStartLimit;
  }

  /** Intervals off that count against the budget. */
  int offCounted() {
    return offCounted;
  }

  int offBeyondBudget() {
    return Math.max(0, offCounted - problem.offBudget().intervals());
  }

  /** Margins, less starts and time off beyond the budget, plus the terminal value, USD. */
  double valueUsd() {
    return valueUsd;
  }

  /** What is earned before costs, USD. */
  double revenueUsd() {
    return revenueUsd;
  }
}
