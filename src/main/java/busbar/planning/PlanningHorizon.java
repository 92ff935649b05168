package busbar.planning;

import busbar.units.OutOfRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * The intervals that are planned: equally long, without a gap, each in a calendar day of the site
 * (which may have 23 or 25 hours). Immutable.
 */
public final class PlanningHorizon {
  private final int minutes;
  private final int[] days;

  private PlanningHorizon(int minutes, int[] days) {
    if (minutes < 1 || 60 % minutes != 0) {
      throw new OutOfRange(
          "minutes", "is " + minutes, "write a divisor of 60, such as 5, 15 or 60");
    }
    for (int interval = 1; interval < days.length; interval++) {
      if (days[interval] < days[interval - 1]) {
        throw new OutOfRange(
            "days[" + interval + "]", "is before the day of the interval before", "sort the days");
      }
    }
    this.minutes = minutes;
    this.days = days;
  }

  /** One interval for each day index given; indices never fall. */
  public static PlanningHorizon ofDays(int minutes, int... days) {
    return new PlanningHorizon(minutes, days.clone());
  }

  /** So many intervals within one day. */
  public static PlanningHorizon ofOneDay(int minutes, int intervals) {
    return new PlanningHorizon(minutes, new int[intervals]);
  }

  /** So many intervals from an instant on, their days those of the zone. */
  public static PlanningHorizon startingAt(Instant start, ZoneId zone, int minutes, int intervals) {
    int[] days = new int[intervals];
    for (int interval = 0; interval < intervals; interval++) {
      Instant at = start.plus(Duration.ofMinutes((long) interval * minutes));
      days[interval] = Math.toIntExact(at.atZone(zone).toLocalDate().toEpochDay());
    }
    return new PlanningHorizon(minutes, days);
  }

  public int intervals() {
    return days.length;
  }

  public int minutes() {
    return minutes;
  }

  /** The day index of an interval. */
  public int day(int interval) {
    return days[interval];
  }

  /** Whether the other has the same intervals. */
  boolean matches(PlanningHorizon other) {
    return minutes == other.minutes && Arrays.equals(days, other.days);
  }
}
