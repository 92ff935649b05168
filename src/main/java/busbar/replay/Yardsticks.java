package busbar.replay;

import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.UptimeFloor;
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
import busbar.site.Switching;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What other policies would have done with the same rigs. */
final class Yardsticks {
  /** A year of hours with a leap day; with them, hours off. */
  private static final int MOST_BUDGETED = 8_784 * 2;

  private final ReplayHistory history;

  Yardsticks(ReplayHistory history) {
    this.history = history;
  }

  /** What the rigs do under a policy, by stretch and interval. */
  List<int[]> points(Policy policy) {
    List<int[]> points =
        history.stretches.stream().map(stretch -> points(policy, stretch)).toList();
    if (policy == Policy.PERFECT_FORESIGHT) {
      fitConnection(points);
    }
    return points;
  }

  private int[] points(Policy policy, Stretch stretch) {
    return switch (policy) {
      case BUSBAR -> history.decided(stretch);
      case ALWAYS_ON -> alwaysOn(stretch);
      case THRESHOLD_SWITCH -> thresholdSwitch(stretch);
      case PERFECT_FORESIGHT -> perfect(stretch);
    };
  }

  /** Profiles give way to the connection as the engine's do. */
  private void fitConnection(List<int[]> points) {
    double connectionKw = history.inputs.site().grid().mw() * 1000;
    List<double[]> prices =
        history.stretches.stream().map(stretch -> history.prices(stretch, true)).toList();
    for (int d = 0; d < history.days.size(); d++) {
      ReplayDay day = history.days.get(d);
      List<BlockDay> blocks = history.stretches.stream().map(s -> s.block(day)).toList();
      if (blocks.stream().allMatch(block -> block.kw().size() == 1)) {
        continue;
      }
      for (int i = history.firstOf[d]; i < history.firstOf[d + 1]; i++) {
        int hour = history.hourOf(d, i);
        List<ConnectionFit.Rigs> rigs = new ArrayList<>();
        for (int s = 0; s < blocks.size(); s++) {
          double share = (double) history.stretches.get(s).rigs() / blocks.get(s).rigs();
          rigs.add(rigs(blocks.get(s), share, points.get(s)[i], prices.get(s)[i], hour));
        }
        int[] fitted = ConnectionFit.fit(connectionKw, rigs);
        for (int s = 0; s < fitted.length; s++) {
          points.get(s)[i] = fitted[s];
        }
      }
    }
  }

  private static ConnectionFit.Rigs rigs(
      BlockDay block, double share, int point, double price, int hour) {
    double[] kw = new double[block.kw().size()];
    double[] usd = new double[kw.length];
    for (int p = 0; p < kw.length; p++) {
      kw[p] = share * block.kw().get(p);
      double earned = share * block.revenueUsdPerHour().get(p) - kw[p] / 1000 * price;
      usd[p] = Double.isNaN(price) ? 0 : earned;
    }
    boolean held = block.hold().contains(hour);
    boolean full = block.mustRun().contains(hour);
    boolean capped = block.capped().contains(hour);
    return new ConnectionFit.Rigs(
        point,
        kw,
        usd,
        p -> held ? p == 0 : (!full || kw[p] >= kw[0]) && (!capped || kw[p] <= kw[0]));
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
    Switching switching = history.switching(stretch);
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

  /**
   * The best course, had every price been known: as a whole or, where an uptime floor binds, period
   * by period, one after the other.
   */
  private int[] perfect(Stretch stretch) {
    Switching switching = history.switching(stretch);
    int minutes = history.inputs.minutes();
    double startUsd = switching.startUsd(kw(stretch) / 1000, 0);
    int[] points = new int[history.intervals()];
    RigState state = new RigState(0, 1, true, RigState.LONG);
    double rightLeft = 0;
    int day = 0;
    while (day < history.days.size()) {
      BlockDay first = stretch.block(history.days.get(day));
      UptimeFloor floor = floor(first);
      int end = endOfPeriod(floor, day);
      LocalDate date = history.days.get(day).date();
      if (day == 0 || date.getDayOfYear() == 1) {
        rightLeft = right(first);
      }
      int from = history.firstOf[day];
      int count = history.firstOf[end] - from;
      int[] days = new int[count];
      for (int i = 0; i < count; i++) {
        days[i] = history.dayOf(from + i);
      }
      OffBudget budget = budget(stretch, floor, date, rightLeft, from, count);
      GroupSchedulingProblem problem =
          new GroupSchedulingProblem(
              stretch.group(),
              PlanningHorizon.ofDays(minutes, days),
              margins(stretch, from, count),
              constraints(stretch, day, end),
              new SwitchingLimits(
                  switching.minOnIntervals(minutes),
                  switching.minOffIntervals(minutes),
                  startUsd,
                  switching.warmUpMinutes() == null ? 0 : switching.warmUpMinutes(),
                  Double.POSITIVE_INFINITY,
                  switching.mostStartsPerDay()),
              new InitialState(
                  state.on ? 0 : ProfileMargins.OFF, state.intervals, state.startsToday),
              budget,
              TerminalValue.NONE);
      int[] planned = GroupScheduler.schedule(problem).profiles();
      for (int i = 0; i < count; i++) {
        int profiles = stretch.block(history.days.get(days[i])).kw().size();
        points[from + i] = planned[i] < profiles ? planned[i] : 0;
        state.pass(planned[i] != OperatingPoints.OFF);
      }
      state.startsToday = 0;
      rightLeft = Math.max(0, rightLeft - countedOff(stretch, points, day, end));
      day = end;
    }
    return points;
  }

  private double kw(Stretch stretch) {
    BlockDay block = stretch.block(history.days.get(0));
    return block.kw().get(0) * stretch.rigs() / block.rigs();
  }

  private Optional<ClientHosting> hosting(BlockDay block) {
    return history
        .inputs
        .site()
        .clauses(ClientHosting.class)
        .filter(hosting -> hosting.ref().equals(block.hosting()))
        .findFirst();
  }

  private @Nullable UptimeFloor floor(BlockDay block) {
    return hosting(block).map(ClientHosting::uptime).orElse(null);
  }

  private double right(BlockDay block) {
    return hosting(block)
        .map(ClientHosting::curtailment)
        .map(CurtailmentRight::hoursPerYear)
        .orElse(0.0);
  }

  /** The day after the last that is planned together with one. */
  private int endOfPeriod(@Nullable UptimeFloor floor, int day) {
    if (floor == null || !canBudget()) {
      return history.days.size();
    }
    LocalDate last = floor.period().last(history.days.get(day).date());
    int end = day;
    while (end < history.days.size() && !history.days.get(end).date().isAfter(last)) {
      end++;
    }
    return end;
  }

  /** A table over hours and hours off of a long span of short intervals would not fit. */
  boolean canBudget() {
    return history.intervals() <= MOST_BUDGETED;
  }

  private OffBudget budget(
      Stretch stretch,
      @Nullable UptimeFloor floor,
      LocalDate date,
      double rightHours,
      int from,
      int count) {
    if (floor == null || !canBudget()) {
      return OffBudget.UNLIMITED;
    }
    ZoneId zone = history.inputs.zone();
    double hours =
        Duration.between(
                    floor.period().first(date).atStartOfDay(zone),
                    floor.period().last(date).plusDays(1).atStartOfDay(zone))
                .toMinutes()
            / 60.0;
    List<IntervalRange> excused = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int d = history.dayOf(from + i);
      if (stretch.block(history.days.get(d)).excused().contains(history.hourOf(d, from + i))) {
        excused.add(new IntervalRange(i, i + 1));
      }
    }
    return new OffBudget(
        (int) Math.floor((floor.hoursAllowed(hours) + rightHours) / history.hours() + 1e-9),
        floor.penaltyUsdPerMwh() * kw(stretch) / 1000 * history.hours(),
        excused);
  }

  private double countedOff(Stretch stretch, int[] points, int day, int end) {
    double hours = 0;
    for (int d = day; d < end; d++) {
      List<Integer> ofDay =
          Arrays.stream(points, history.firstOf[d], history.firstOf[d + 1]).boxed().toList();
      BlockDay block = stretch.block(history.days.get(d));
      hours += RunningBudgets.countedOff(block, ofDay, history.hours()) * history.hours();
    }
    return hours;
  }

  private ProfileMargins margins(Stretch stretch, int from, int count) {
    double[] prices = history.prices(stretch, true);
    int profiles = 1;
    for (ReplayDay day : history.days) {
      profiles = Math.max(profiles, stretch.block(day).kw().size());
    }
    double[] kw = new double[profiles];
    double[][] revenue = new double[profiles][count];
    double[][] cost = new double[profiles][count];
    for (int i = 0; i < count; i++) {
      BlockDay block = stretch.block(history.days.get(history.dayOf(from + i)));
      double share = (double) stretch.rigs() / block.rigs();
      double price = prices[from + i];
      for (int p = 0; p < profiles; p++) {
        // A client's rigs have the default alone.
        int point = p < block.kw().size() ? p : 0;
        double mw = share * block.kw().get(point) / 1000;
        kw[p] = Math.max(kw[p], mw * 1000);
        boolean known = !Double.isNaN(price);
        revenue[p][i] = known ? share * block.revenueUsdPerHour().get(point) * history.hours() : 0;
        cost[p][i] = known ? mw * price * history.hours() : 0;
      }
    }
    return ProfileMargins.of(kw, revenue, cost);
  }

  private List<ScheduleConstraint> constraints(Stretch stretch, int firstDay, int endDay) {
    double usualKw = kw(stretch);
    List<ScheduleConstraint> constraints = new ArrayList<>();
    int before = history.firstOf[firstDay];
    for (int d = firstDay; d < endDay; d++) {
      BlockDay block = stretch.block(history.days.get(d));
      if (!block.mayRun()) {
        constraints.add(
            ScheduleConstraint.unavailable(
                "connection",
                new IntervalRange(history.firstOf[d] - before, history.firstOf[d + 1] - before)));
        continue;
      }
      add(
          constraints,
          before,
          d,
          block.off(),
          range -> ScheduleConstraint.mustCurtail("off", range));
      add(constraints, before, d, block.hold(), range -> ScheduleConstraint.hold("hold", range, 0));
      add(
          constraints,
          before,
          d,
          block.mustRun(),
          range -> ScheduleConstraint.floor("run", range, usualKw));
      add(
          constraints,
          before,
          d,
          block.capped(),
          range -> ScheduleConstraint.cap("capped", range, usualKw));
    }
    return constraints;
  }

  private void add(
      List<ScheduleConstraint> constraints,
      int before,
      int day,
      List<Integer> hours,
      Function<IntervalRange, ScheduleConstraint> of) {
    int perHour = 60 / history.inputs.minutes();
    for (int hour : hours) {
      int from = history.firstOf[day] + hour * perHour;
      int to = Math.min(from + perHour, history.firstOf[day + 1]);
      constraints.add(of.apply(new IntervalRange(from - before, to - before)));
    }
  }
}
