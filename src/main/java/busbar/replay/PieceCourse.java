package busbar.replay;

import busbar.advice.DayOrders;
import busbar.duties.Bounds;
import busbar.economics.OperatingPoints;
import busbar.forecast.RollingDecision;
import busbar.forecast.SwitchingTerms;
import busbar.planning.GroupSchedule;
import busbar.planning.GroupScheduler;
import busbar.planning.GroupSchedulingProblem;
import busbar.planning.InitialState;
import busbar.planning.IntervalRange;
import busbar.planning.OffBudget;
import busbar.planning.PlannableBlock;
import busbar.planning.PlanningHorizon;
import busbar.planning.ProfileMargins;
import busbar.planning.ScheduleConstraint;
import busbar.planning.SwitchingLimits;
import busbar.planning.TerminalValue;
import busbar.replay.ReplayDay.BlockDay;
import busbar.replay.ReplayDay.Piece;
import busbar.site.Switching;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** One day of rigs in one state: decides them interval by interval. */
final class PieceCourse {
  /** Beyond any margin, yet so that the cents below it are not lost. */
  private static final double DECISIVE_USD = 1e9;

  private final ReplayInputs inputs;
  private final int index;
  private final BlockDay block;
  private final PlannableBlock limits;
  private final Bounds bounds;
  private final RigState state;
  private final double share;
  private final Switching switching;
  private final SwitchingTerms terms;
  private final int intervals;
  private final List<Integer> points = new ArrayList<>();
  private final List<String> decidedBy = new ArrayList<>();
  private int offByChoice;
  private int point = OperatingPoints.OFF;

  PieceCourse(
      ReplayInputs inputs,
      int index,
      BlockDay block,
      DayOrders.OfBlock orders,
      RigState state,
      int intervals) {
    this.inputs = inputs;
    this.index = index;
    this.block = block;
    this.limits = orders.limits();
    this.bounds = orders.bounds();
    this.state = state;
    this.share = (double) state.rigs / block.rigs();
    this.intervals = intervals;
    this.switching = inputs.site().switchingOf(orders.block().group());
    int minutes = inputs.minutes();
    this.terms =
        new SwitchingTerms(
            switching.minOnIntervals(minutes),
            switching.minOffIntervals(minutes),
            switching.startUsd(
                share * block.kw().get(0) / 1000, share * block.revenueUsdPerHour().get(0)));
  }

  /** Decides the interval that begins. */
  void decide(Moment moment) {
    PieceDecision decision = decision(moment);
    point = decision.point();
    state.pass(decision.isOn());
    int hour = moment.hourOf(0);
    boolean counts = !limits.mustBeOff().contains(hour) && !limits.excused().contains(hour);
    offByChoice += !decision.isOn() && counts ? 1 : 0;
    points.add(point);
    decidedBy.add(decision.by());
  }

  private PieceDecision decision(Moment moment) {
    int hour = moment.hourOf(0);
    if (!block.mayRun()) {
      return PieceDecision.off(PieceDecision.CONNECTION);
    }
    if (limits.mustBeOff().contains(hour)) {
      return PieceDecision.off(bounds.offRule(hour).orElse(PieceDecision.CONNECTION));
    }
    double price = moment.nowUsdPerMwh(block);
    int best = bestRunning(hour, price);
    boolean forced = limits.hold().contains(hour) || limits.mustRun().contains(hour);
    double margin = Double.isNaN(price) ? 0 : margin(best, price);
    boolean mayStart =
        state.intervals >= terms.minOffIntervals()
            && state.startsToday < switching.mostStartsPerDay();
    if (!state.on && !mayStart) {
      boolean wanted = forced || margin > 0;
      boolean tooEarly = state.intervals < terms.minOffIntervals();
      return PieceDecision.off(
          !wanted
              ? PieceDecision.PRICE
              : tooEarly ? PieceDecision.MINIMUM_OFF : PieceDecision.STARTS);
    }
    if (forced) {
      return new PieceDecision(best, bounds.onRule(hour).orElse(PieceDecision.PRICE));
    }
    boolean on = isBudgeted() ? replanned(moment, price) : rolled(moment, margin);
    String by = PieceDecision.PRICE;
    if (on && margin < 0) {
      boolean tooEarly = state.on && state.intervals < terms.minOnIntervals();
      by =
          tooEarly
              ? PieceDecision.MINIMUM_ON
              : isBudgeted() ? bounds.mostHoursOffRule() : PieceDecision.LATER_PRICES;
    } else if (!on && margin > 0) {
      by = PieceDecision.LATER_PRICES;
    }
    return on ? new PieceDecision(best, by) : PieceDecision.off(by);
  }

  private boolean isBudgeted() {
    return bounds.limitsHoursOff();
  }

  /** USD an hour of the piece at a price of power. */
  private double margin(int running, double price) {
    return share
        * (block.revenueUsdPerHour().get(running) - block.kw().get(running) / 1000 * price);
  }

  /** The running point that earns most of those that the duties allow in that hour. */
  private int bestRunning(int hour, double price) {
    if (Double.isNaN(price) || limits.hold().contains(hour)) {
      return 0;
    }
    return best(price, running -> allows(hour, running));
  }

  private boolean allows(int hour, int running) {
    double usual = block.kw().get(0);
    boolean enough = !limits.mustRun().contains(hour) || block.kw().get(running) >= usual;
    return enough && (!limits.capped().contains(hour) || block.kw().get(running) <= usual);
  }

  private int best(double price, IntPredicate allowed) {
    int best = 0;
    for (int running = 1; running < block.kw().size(); running++) {
      if (allowed.test(running) && margin(running, price) > margin(best, price)) {
        best = running;
      }
    }
    return best;
  }

  /** On or off for the greatest mean over all courses that prices may take. */
  private boolean rolled(Moment moment, double marginUsdPerHour) {
    return RollingDecision.decide(
            marginUsdPerHour * moment.hours(),
            moment.chain(block),
            (i, price) -> laterUsd(moment, i + 1, price),
            afterUsd(moment),
            terms,
            state.on,
            Math.max(1, state.intervals))
        .on();
  }

  /** What being on so many intervals later would earn at a price of power, USD. */
  private double laterUsd(Moment moment, int later, double power) {
    if (!moment.isToday(later)) {
      // Tomorrow's duties are not known yet.
      return margin(best(power, running -> true), power) * moment.hours();
    }
    int hour = moment.hourOf(later);
    if (limits.mustBeOff().contains(hour)) {
      return -DECISIVE_USD;
    }
    double price = power + dutyAt(moment, later);
    double usd = margin(bestRunning(hour, price), price) * moment.hours();
    boolean forced = limits.hold().contains(hour) || limits.mustRun().contains(hour);
    return forced ? usd + DECISIVE_USD : usd;
  }

  /** What being on is expected to earn in the intervals after the odds, USD. */
  private double[] afterUsd(Moment moment) {
    double[] usd = new double[moment.ahead() - moment.odds()];
    for (int i = 0; i < usd.length; i++) {
      int later = moment.odds() + i + 1;
      double price = moment.expectedUsdPerMwh(block, later);
      // Of an hour of which nobody knows the price nobody knows what it earns.
      double duty = moment.isToday(later) ? dutyAt(moment, later) : 0;
      usd[i] = Double.isNaN(price) ? 0 : laterUsd(moment, later, price - duty);
    }
    return usd;
  }

  private double dutyAt(Moment moment, int later) {
    return block.dutyUsdPerMwh().get(moment.hourOf(later));
  }

  /**
   * On or off as the best plan of the rest of the day on expected prices begins, with the hours
   * after the day, which count against no limit of its hours off.
   */
  private boolean replanned(Moment moment, double price) {
    int today = intervals - moment.interval;
    int left = Math.max(today, moment.ahead());
    int profiles = block.kw().size();
    double[] kw = new double[profiles];
    double[][] revenue = new double[profiles][left];
    double[][] cost = new double[profiles][left];
    for (int p = 0; p < profiles; p++) {
      kw[p] = share * block.kw().get(p);
      for (int i = 0; i < left; i++) {
        double each = i == 0 ? price : moment.expectedUsdPerMwh(block, i);
        // Where nobody knows the price nothing is earned.
        boolean known = !Double.isNaN(each);
        double hours = moment.hours();
        revenue[p][i] = known ? share * block.revenueUsdPerHour().get(p) * hours : 0;
        cost[p][i] = known ? kw[p] / 1000 * each * hours : 0;
      }
    }
    int perHour = 60 / moment.minutes;
    long budget = (long) limits.mostHoursOff() * perHour - offByChoice;
    double missed = limits.missedUsdPerMwh() * kw[0] / 1000 * moment.hours();
    GroupSchedulingProblem problem =
        new GroupSchedulingProblem(
            block.id(),
            PlanningHorizon.ofDays(moment.minutes, days(today, left)),
            ProfileMargins.of(kw, revenue, cost),
            constraints(moment, today, kw[0]),
            new SwitchingLimits(
                terms.minOnIntervals(),
                terms.minOffIntervals(),
                terms.startUsd(),
                0,
                Double.POSITIVE_INFINITY,
                switching.mostStartsPerDay()),
            new InitialState(state.on ? 0 : ProfileMargins.OFF, state.intervals, state.startsToday),
            new OffBudget((int) Math.max(0, budget), missed, excused(moment, today, left)),
            TerminalValue.NONE);
    GroupSchedule plan = GroupScheduler.schedule(problem);
    return plan.isOn(0);
  }

  private static int[] days(int today, int left) {
    int[] days = new int[left];
    Arrays.fill(days, today, left, 1);
    return days;
  }

  private List<IntervalRange> excused(Moment moment, int today, int left) {
    List<IntervalRange> excused = ranges(moment, today, limits.excused()::contains);
    excused.add(new IntervalRange(today, left));
    return excused;
  }

  private List<ScheduleConstraint> constraints(Moment moment, int left, double usualKw) {
    List<ScheduleConstraint> constraints = new ArrayList<>();
    ranges(moment, left, limits.mustBeOff()::contains)
        .forEach(range -> constraints.add(ScheduleConstraint.mustCurtail("off", range)));
    ranges(moment, left, limits.hold()::contains)
        .forEach(range -> constraints.add(ScheduleConstraint.hold("hold", range, 0)));
    ranges(moment, left, limits.mustRun()::contains)
        .forEach(range -> constraints.add(ScheduleConstraint.floor("run", range, usualKw)));
    ranges(moment, left, limits.capped()::contains)
        .forEach(range -> constraints.add(ScheduleConstraint.cap("capped", range, usualKw)));
    return constraints;
  }

  private static List<IntervalRange> ranges(Moment moment, int left, IntPredicate hours) {
    List<IntervalRange> ranges = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= left; i++) {
      boolean in = i < left && hours.test(moment.hourOf(i));
      if (in && from < 0) {
        from = i;
      } else if (!in && from >= 0) {
        ranges.add(new IntervalRange(from, i));
        from = -1;
      }
    }
    return ranges;
  }

  /** The profile decided last, and what each would earn in its place. */
  ConnectionFit.Rigs rigs(Moment moment) {
    double price = moment.nowUsdPerMwh(block);
    int hour = moment.hourOf(0);
    double[] kw = new double[block.kw().size()];
    double[] usd = new double[kw.length];
    for (int running = 0; running < kw.length; running++) {
      kw[running] = share * block.kw().get(running);
      // Where the price is not known the default is as good as any.
      usd[running] = Double.isNaN(price) ? 0 : margin(running, price);
    }
    boolean held = limits.hold().contains(hour);
    return new ConnectionFit.Rigs(
        point, kw, usd, running -> held ? running == 0 : allows(hour, running));
  }

  /** Takes another profile than was decided, since the connection carries no more. */
  void take(int other) {
    if (other != point) {
      point = other;
      points.set(points.size() - 1, point);
      decidedBy.set(decidedBy.size() - 1, PieceDecision.CONNECTION);
    }
  }

  Piece piece() {
    return new Piece(index, state.firstRig, state.rigs, points, decidedBy);
  }
}
