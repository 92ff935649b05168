package busbar.planning;

import busbar.economics.OperatingPoints;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import busbar.units.OutOfRange;

/**
 * A block of rigs as the planner takes it.
 *
 * @param avoidable what a MWh less saves in each hour, USD; NaN where it is not known, and such an
 *     hour must be in {@code hold} or {@code mustBeOff}
 * @param scale hashprice over the one that the points were made with
 * @param mustBeOff hours in which it is off; wins over the three below
 * @param hold hours in which it runs at its default point
 * @param mustRun hours in which it runs at whichever point earns most
 * @param mostHoursOff how many other hours it may be off
 */
public record PlannableBlock(
    OperatingPoints points,
    PriceCurve avoidable,
    double scale,
    HourSet mustBeOff,
    HourSet hold,
    HourSet mustRun,
    int mostHoursOff) {

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

  double margin(int hour, int point) {
    return points.marginUsdPerHour(point, avoidable.usdPerMwh(hour), scale);
  }
}
