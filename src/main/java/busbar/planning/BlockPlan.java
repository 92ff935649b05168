package busbar.planning;

import busbar.economics.OperatingPoints;

/**
 * The point at which a block runs in each hour. Immutable.
 *
 * @see OperatingPoints#OFF
 */
public final class BlockPlan {
  private final PlannableBlock block;
  private final int[] points;
  private final double laterUsd;

  /**
   * @param laterUsd what the state in which it ends is worth in the hours after the day, above that
   *     of having been on, USD
   */
  BlockPlan(PlannableBlock block, int[] points, double laterUsd) {
    this.block = block;
    this.points = points;
    this.laterUsd = laterUsd;
  }

  public int hours() {
    return points.length;
  }

  /** The operating point in that hour, or {@link OperatingPoints#OFF}. */
  public int point(int hour) {
    return points[hour];
  }

  public boolean isOff(int hour) {
    return points[hour] == OperatingPoints.OFF;
  }

  /** Hours that are off. */
  public int hoursOff() {
    int off = 0;
    for (int point : points) {
      off += point == OperatingPoints.OFF ? 1 : 0;
    }
    return off;
  }

  /** Revenue less avoidable power in that hour, USD; NaN where the price is not known. */
  public double marginUsd(int hour) {
    return block.margin(hour, points[hour]);
  }

  /** Hours off beyond what the block may be off; those that must be and excused ones left out. */
  public int hoursMissed() {
    return hoursOffBeyond(block.mostHoursOff());
  }

  /** Hours off beyond so many, counted in the same way. */
  public int hoursOffBeyond(int hours) {
    int counted = 0;
    for (int hour = 0; hour < points.length; hour++) {
      boolean counts = !block.mustBeOff().contains(hour) && !block.excused().contains(hour);
      counted += isOff(hour) && counts ? 1 : 0;
    }
    return Math.max(0, counted - hours);
  }

  /**
   * What its starts cost, USD: restarts, and what warming up does not earn; with that of the start
   * to come where it ends off.
   */
  public double switchingUsd() {
    Switched switched = block.switched();
    if (switched == null) {
      return 0;
    }
    double usd = -laterUsd;
    double coldHours = 0;
    for (int hour = 0; hour < points.length; hour++) {
      if (isOff(hour)) {
        coldHours = 0;
        continue;
      }
      if (hour > 0 && isOff(hour - 1)) {
        usd += switched.limits().restartCostUsd();
        coldHours = switched.limits().warmUpMinutes() / 60;
      }
      boolean known = block.avoidable().isKnown(hour);
      double revenue = block.points().marginUsdPerHour(points[hour], 0, block.scale());
      usd += known ? Math.min(1, coldHours) * revenue : 0;
      coldHours = Math.max(0, coldHours - 1);
    }
    return usd;
  }

  /** Sum of the known margins, less what switching and missed hours cost, USD. */
  public double valueUsd() {
    double sum = -switchingUsd();
    sum -= hoursMissed() == 0 ? 0 : hoursMissed() * block.missedUsd();
    for (int hour = 0; hour < points.length; hour++) {
      double margin = marginUsd(hour);
      sum += Double.isNaN(margin) ? 0 : margin;
    }
    return sum;
  }
}
