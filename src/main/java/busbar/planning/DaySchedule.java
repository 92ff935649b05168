package busbar.planning;

import busbar.economics.OperatingPoints;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The plan of a block that is not switched for nothing: exact over the day and the hours after it,
 * of which none counts against a limit of hours off and no duty is known. The block has been on for
 * long when the day begins.
 */
final class DaySchedule {
  private static final int LONG = 1_000_000;

  private final PlannableBlock block;
  private final Switched switched;
  private final int today;
  private final int hours;
  private final int[] points;
  private final double valueUsd;

  DaySchedule(PlannableBlock block, Switched switched) {
    this.block = block;
    this.switched = switched;
    this.today = block.avoidable().hours();
    this.hours = today + switched.later().hours();
    GroupSchedule schedule = GroupScheduler.schedule(problem(List.of()));
    this.points = Arrays.copyOf(schedule.profiles(), today);
    this.valueUsd = schedule.valueUsd();
  }

  /** The point of each hour of the day. */
  int[] points() {
    return points.clone();
  }

  /**
   * What the state in which the day ends is worth in the hours after it, above that of having been
   * on all day, USD: below 0 where a restart is still to come.
   */
  double laterUsd() {
    double today = new BlockPlan(block, points, 0).valueUsd();
    double later = valueUsd - today - laterUsdFromOn();
    // A cent is a cent, but what rounding leaves of equal sums is nothing.
    return Math.abs(later) < 1e-9 * (1 + Math.abs(valueUsd)) ? 0 : later;
  }

  private double laterUsdFromOn() {
    GroupSchedulingProblem later =
        GroupSchedulingProblem.of(
            "block",
            PlanningHorizon.ofOneDay(60, hours - today),
            margins(today, hours),
            switched.limits(),
            InitialState.on(0, LONG));
    return GroupScheduler.schedule(later).valueUsd();
  }

  /** What being off in some hour of the day that no duty takes is worth at best, USD; 0 or more. */
  double gainOfTimeOffUsd() {
    HourSet open = HourSet.all(today).minus(block.mustBeOff());
    List<ScheduleConstraint> running = new ArrayList<>();
    add(running, open, range -> ScheduleConstraint.mustRun("on", range));
    return valueUsd - GroupScheduler.schedule(problem(running)).valueUsd();
  }

  private GroupSchedulingProblem problem(List<ScheduleConstraint> more) {
    List<ScheduleConstraint> constraints = new ArrayList<>(more);
    OperatingPoints points = block.points();
    add(constraints, block.mustBeOff(), range -> ScheduleConstraint.mustCurtail("off", range));
    add(constraints, block.hold(), range -> ScheduleConstraint.hold("hold", range, 0));
    add(
        constraints,
        block.mustRun(),
        range -> ScheduleConstraint.floor("run", range, points.kw(0)));
    add(
        constraints,
        block.capped(),
        range -> ScheduleConstraint.cap("capped", range, points.kw(0)));
    List<IntervalRange> excused = new ArrayList<>();
    block.excused().list().forEach(hour -> excused.add(new IntervalRange(hour, hour + 1)));
    excused.add(new IntervalRange(today, hours));
    boolean limited = block.mostHoursOff() < today;
    int[] days = new int[hours];
    Arrays.fill(days, today, hours, 1);
    return new GroupSchedulingProblem(
        "block",
        PlanningHorizon.ofDays(60, days),
        margins(0, hours),
        constraints,
        switched.limits(),
        InitialState.on(0, LONG),
        limited
            ? new OffBudget(block.mostHoursOff(), block.missedUsd(), excused)
            : OffBudget.UNLIMITED,
        TerminalValue.NONE);
  }

  private ProfileMargins margins(int from, int to) {
    OperatingPoints points = block.points();
    double[] kw = new double[points.count()];
    double[][] revenue = new double[kw.length][to - from];
    double[][] cost = new double[kw.length][to - from];
    for (int point = 0; point < kw.length; point++) {
      kw[point] = points.kw(point);
      for (int hour = from; hour < to; hour++) {
        double price = price(hour);
        // Of an hour without a price nobody knows what it earns.
        if (!Double.isNaN(price)) {
          revenue[point][hour - from] = points.marginUsdPerHour(point, 0, block.scale());
          cost[point][hour - from] = kw[point] / 1000 * price;
        }
      }
    }
    return ProfileMargins.of(kw, revenue, cost);
  }

  private double price(int hour) {
    PriceCurve curve = hour < today ? block.avoidable() : switched.later();
    return curve.usdPerMwh(hour < today ? hour : hour - today);
  }

  private static void add(
      List<ScheduleConstraint> constraints,
      HourSet hours,
      Function<IntervalRange, ScheduleConstraint> of) {
    for (int hour : hours.list()) {
      constraints.add(of.apply(new IntervalRange(hour, hour + 1)));
    }
  }
}
