package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.List;

/**
 * How long a group may be off. Intervals in which it must curtail or is unavailable count for
 * nothing, nor do excused ones.
 *
 * @param intervals so many other intervals cost nothing; {@link Integer#MAX_VALUE} for no limit
 * @param usdPerIntervalBeyond what each costs beyond those, 0 or more; {@link
 *     Double#POSITIVE_INFINITY} where there may be no such interval
 */
public record OffBudget(int intervals, double usdPerIntervalBeyond, List<IntervalRange> excused) {
  /** Off for as long as one likes. */
  public static final OffBudget UNLIMITED = new OffBudget(Integer.MAX_VALUE, 0, List.of());

  public OffBudget {
    Ranges.within("intervals", intervals, 0, Integer.MAX_VALUE);
    if (!(usdPerIntervalBeyond >= 0)
        || (usdPerIntervalBeyond > 1e12 && Double.isFinite(usdPerIntervalBeyond))) {
      throw new OutOfRange(
          "usdPerIntervalBeyond",
          "is " + usdPerIntervalBeyond,
          "write a number from 0 to 1e12, or infinity");
    }
    excused = Ranges.list("excused", excused);
  }

  boolean excuses(int interval) {
    for (IntervalRange range : excused) {
      if (range.contains(interval)) {
        return true;
      }
    }
    return false;
  }
}
