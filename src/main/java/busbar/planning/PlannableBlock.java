package busbar.planning;

import busbar.economics.OperatingPoints;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import busbar.units.OutOfRange;
import org.jspecify.annotations.Nullable;

/**
 * A block of rigs as the planner takes it.
 *
 * @param avoidable what a MWh less saves in each hour, USD; NaN where it is not known, and such an
 *     hour must be in {@code hold} or {@code mustBeOff}
 * @param scale hashprice over the one that the points were made with
 * @param mustBeOff hours in which it is off; wins over the three below
 * @param hold hours in which it runs at its default point
 * @param mustRun hours in which it runs, drawing no less than at its default point, at whichever
 *     such point earns most
 * @param capped hours in which it draws no more than at its default point, so that a payment by the
 *     MW standing by is not reckoned on more
 * @param excused hours in which being off counts against no limit
 * @param mostHoursOff how many other hours it may be off
 * @param missedUsdPerMwh what each MWh of its default load costs in an hour off beyond those;
 *     infinite where there may be no such hour
 * @param switched what switching it costs; absent where that is nothing, at any time
 */
public record PlannableBlock(
    OperatingPoints points,
    PriceCurve avoidable,
    double scale,
    HourSet mustBeOff,
    HourSet hold,
    HourSet mustRun,
    HourSet capped,
    HourSet excused,
    int mostHoursOff,
    double missedUsdPerMwh,
    @Nullable Switched switched) {

  public PlannableBlock {
    for (int hour = 0; hour < avoidable.hours(); hour++) {
      if (!avoidable.isKnown(hour) && !hold.contains(hour) && !mustBeOff.contains(hour)) {
        throw new OutOfRange(
            "avoidable", "is not known in hour " + hour, "hold the block in that hour");
      }
    }
  }

  /** Whether the plan may choose the point, or off, in that hour. */
  public boolean isOpen(int hour) {
    return !mustBeOff.contains(hour) && !hold.contains(hour);
  }

  /** Whether the plan may choose off in that hour, the limit of hours apart. */
  public boolean mayBeOff(int hour) {
    return isOpen(hour) && !mustRun.contains(hour);
  }

  /**
   * What being off in some hour that no duty takes would be worth at best at other drivers, the
   * restart paid, USD; 0 or more. Its plan has such an hour where that is above 0.
   *
   * @param shiftUsdPerMwh added to each price
   * @param otherScale in place of {@link #scale}
   * @throws IllegalStateException of a block that is switched for nothing
   */
  public double gainOfTimeOffUsd(double shiftUsdPerMwh, double otherScale) {
    if (switched == null) {
      throw new IllegalStateException("switching costs nothing: each hour is by itself");
    }
    PriceCurve later = switched.later().map(price -> price + shiftUsdPerMwh);
    Switched shifted = new Switched(switched.limits(), later);
    PlannableBlock other =
        new PlannableBlock(
            points,
            avoidable.map(price -> price + shiftUsdPerMwh),
            otherScale,
            mustBeOff,
            hold,
            mustRun,
            capped,
            excused,
            mostHoursOff,
            missedUsdPerMwh,
            shifted);
    return new DaySchedule(other, shifted).gainOfTimeOffUsd();
  }

  /** The same block, off in other hours. */
  public PlannableBlock withMustBeOff(HourSet hours) {
    return new PlannableBlock(
        points,
        avoidable,
        scale,
        hours,
        hold,
        mustRun,
        capped,
        excused,
        mostHoursOff,
        missedUsdPerMwh,
        switched);
  }

  /** The running point with the greatest margin among those that the duties allow. */
  public int bestRunning(int hour) {
    int best = points.best(avoidable.usdPerMwh(hour), scale);
    if (allows(hour, best)) {
      return best;
    }
    best = 0;
    for (int point = 1; point < points.count(); point++) {
      if (allows(hour, point) && margin(hour, point) > margin(hour, best)) {
        best = point;
      }
    }
    return best;
  }

  /** Whether the point may be run at in that hour; the default may in any. */
  boolean allows(int hour, int point) {
    boolean enough = !mustRun.contains(hour) || points.kw(point) >= points.kw(0);
    return enough && (!capped.contains(hour) || points.kw(point) <= points.kw(0));
  }

  /** What an hour off beyond the limit costs, USD. */
  double missedUsd() {
    return points.kw(0) / 1000 * missedUsdPerMwh;
  }

  double margin(int hour, int point) {
    return points.marginUsdPerHour(point, avoidable.usdPerMwh(hour), scale);
  }
}
