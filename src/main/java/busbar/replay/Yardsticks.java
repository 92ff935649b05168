package busbar.replay;

import busbar.economics.OperatingPoints;
import busbar.planning.GroupScheduler;
import busbar.planning.GroupSchedulingProblem;
import busbar.planning.InitialState;
import busbar.planning.IntervalRange;
import busbar.planning.OffBudget;
import busbar.planning.PlanningHorizon;
import busbar.planning.ProfileMargins;
import busbar.planning.ScheduleConstraint;
import busbar.planning.SwitchingLimits;
import busbar.planning.TerminalValue;
import busbar.replay.ReplayDay.BlockDay;
import busbar.site.RigGroup;
import busbar.site.Switching;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What other policies would have done with the same rigs. */
final class Yardsticks {
  private final ReplayHistory history;

  Yardsticks(ReplayHistory history) {
    this.history = history;
  }

  /** What the rigs do under a policy, by interval. */
  int[] points(Policy policy, Stretch stretch) {
    return switch (policy) {
      case BUSBAR -> history.decided(stretch);
      case ALWAYS_ON -> alwaysOn(stretch);
      case THRESHOLD_SWITCH -> thresholdSwitch(stretch);
      case PERFECT_FORESIGHT -> perfect(stretch);
    };
  }

  private int[] alwaysOn(Stretch stretch) {
    int[] points = new int[history.intervals()];
    for (int d = 0; d < history.days.size(); d++) {
      boolean mayRun = stretch.block(history.days.get(d)).mayRun();
      int all = mayRun ? 0 : OperatingPoints.OFF;
      Arrays.fill(points, history.firstOf[d], history.firstOf[d + 1], all);
    }
    return points;
  }

  private int[] thresholdSwitch(Stretch stretch) {
    Switching switching = switching(stretch);
    double[] power = history.prices(stretch, false);
    int[] points = new int[history.intervals()];
    RigState state = new RigState(0, 1, true, RigState.LONG);
    int above = 0;
    int below = 0;
    for (int d = 0; d < history.days.size(); d++) {
      BlockDay block = stretch.block(history.days.get(d));
      double breakeven = block.breakevenUsdPerMwh();
      for (int i = history.firstOf[d]; i < history.firstOf[d + 1]; i++) {
        boolean wanted = state.on ? above < 2 : below >= 4;
        int least =
            state.on
                ? switching.minOnIntervals(history.inputs.minutes())
                : switching.minOffIntervals(history.inputs.minutes());
        boolean may = state.intervals >= least;
        boolean on = block.mayRun() && (may ? wanted : state.on);
        state.pass(on);
        points[i] = on ? 0 : OperatingPoints.OFF;
        boolean dear = power[i] > breakeven;
        above = dear ? above + 1 : 0;
        below = dear ? 0 : below + 1;
      }
    }
    return points;
  }

  private RigGroup group(Stretch stretch) {
    return history.inputs.site().groups().stream()
        .filter(group -> group.id().equals(stretch.group()))
        .findFirst()
        .orElseThrow();
  }

  private Switching switching(Stretch stretch) {
    return history.inputs.site().switchingOf(group(stretch));
  }

  /** The best course, had every price been known; limits on hours off a day are left out. */
  private int[] perfect(Stretch stretch) {
    int intervals = history.intervals();
    double[] prices = history.prices(stretch, true);
    int profiles = 1;
    for (ReplayDay day : history.days) {
      profiles = Math.max(profiles, stretch.block(day).kw().size());
    }
    double[] kw = new double[profiles];
    double[][] revenue = new double[profiles][intervals];
    double[][] cost = new double[profiles][intervals];
    int[] days = new int[intervals];
    for (int d = 0; d < history.days.size(); d++) {
      BlockDay block = stretch.block(history.days.get(d));
      double share = (double) stretch.rigs() / block.rigs();
      for (int i = history.firstOf[d]; i < history.firstOf[d + 1]; i++) {
        days[i] = d;
        for (int p = 0; p < profiles; p++) {
          // A client's rigs have the default alone.
          int point = p < block.kw().size() ? p : 0;
          double mw = share * block.kw().get(point) / 1000;
          kw[p] = Math.max(kw[p], mw * 1000);
          boolean known = !Double.isNaN(prices[i]);
          revenue[p][i] =
              known ? share * block.revenueUsdPerHour().get(point) * history.hours() : 0;
          cost[p][i] = known ? mw * prices[i] * history.hours() : 0;
        }
      }
    }
    Switching switching = switching(stretch);
    int minutes = history.inputs.minutes();
    GroupSchedulingProblem problem =
        new GroupSchedulingProblem(
            stretch.group(),
            PlanningHorizon.ofDays(minutes, days),
            ProfileMargins.of(kw, revenue, cost),
            constraints(stretch, kw[0]),
            new SwitchingLimits(
                switching.minOnIntervals(minutes),
                switching.minOffIntervals(minutes),
                switching.startUsd(kw[0] / 1000, 0),
                switching.warmUpMinutes() == null ? 0 : switching.warmUpMinutes(),
                Double.POSITIVE_INFINITY,
                switching.mostStartsPerDay()),
            InitialState.on(0, RigState.LONG),
            OffBudget.UNLIMITED,
            TerminalValue.NONE);
    int[] points = GroupScheduler.schedule(problem).profiles();
    for (int i = 0; i < intervals; i++) {
      int count = stretch.block(history.days.get(days[i])).kw().size();
      points[i] = points[i] < count ? points[i] : 0;
    }
    return points;
  }

  private List<ScheduleConstraint> constraints(Stretch stretch, double usualKw) {
    List<ScheduleConstraint> constraints = new ArrayList<>();
    for (int d = 0; d < history.days.size(); d++) {
      BlockDay block = stretch.block(history.days.get(d));
      if (!block.mayRun()) {
        constraints.add(
            ScheduleConstraint.unavailable(
                "connection", new IntervalRange(history.firstOf[d], history.firstOf[d + 1])));
        continue;
      }
      add(constraints, d, block.off(), range -> ScheduleConstraint.mustCurtail("off", range));
      add(constraints, d, block.hold(), range -> ScheduleConstraint.hold("hold", range, 0));
      add(
          constraints,
          d,
          block.mustRun(),
          range -> ScheduleConstraint.floor("run", range, usualKw));
      add(
          constraints,
          d,
          block.capped(),
          range -> ScheduleConstraint.cap("capped", range, usualKw));
    }
    return constraints;
  }

  private void add(
      List<ScheduleConstraint> constraints,
      int day,
      List<Integer> hours,
      Function<IntervalRange, ScheduleConstraint> of) {
    int perHour = 60 / history.inputs.minutes();
    for (int hour : hours) {
      int from = history.firstOf[day] + hour * perHour;
      int to = Math.min(from + perHour, history.firstOf[day + 1]);
      constraints.add(of.apply(new IntervalRange(from, to)));
    }
  }
}
