package busbar.urdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which period of a structure holds in each hour of the year. */
final class Schedule {
  private final List<Hours> byPeriod;
  private final boolean tellsWeekendsApart;

  private Schedule(List<Hours> byPeriod, boolean tellsWeekendsApart) {
    this.byPeriod = byPeriod;
    this.tellsWeekendsApart = tellsWeekendsApart;
  }

  /**
   * A schedule of 12 rows of 24 hours for weekdays and one for weekends.
   *
   * @param periods how many the structure has
   */
  static Schedule of(Placed weekdays, Placed weekends, int periods) {
    int[][] weekday = table(weekdays, periods);
    int[][] weekend = table(weekends, periods);
    List<Hours> hours = none(periods);
    for (int month = 0; month < 12; month++) {
      for (int hour = 0; hour < 24; hour++) {
        hours.get(weekday[month][hour]).add(month, false, hour);
        hours.get(weekend[month][hour]).add(month, true, hour);
      }
    }
    return new Schedule(hours, !Arrays.deepEquals(weekday, weekend));
  }

  /** A schedule of twelve periods, one a month. */
  static Schedule monthly(Placed months, int periods) {
    List<Hours> hours = none(periods);
    List<Placed> listed = months.elements(12, "periods, one a month");
    for (int month = 0; month < 12; month++) {
      hours.get(period(listed.get(month), periods)).addMonth(month);
    }
    return new Schedule(hours, false);
  }

  /** One period at all hours. */
  static Schedule always() {
    Hours all = new Hours();
    for (int month = 0; month < 12; month++) {
      all.addMonth(month);
    }
    return new Schedule(List.of(all), false);
  }

  private static List<Hours> none(int periods) {
    List<Hours> hours = new ArrayList<>();
    for (int period = 0; period < periods; period++) {
      hours.add(new Hours());
    }
    return hours;
  }

  private static int[][] table(Placed schedule, int periods) {
    int[][] table = new int[12][24];
    List<Placed> months = schedule.elements(12, "rows, one a month");
    for (int month = 0; month < 12; month++) {
      List<Placed> hours = months.get(month).elements(24, "periods, one an hour");
      for (int hour = 0; hour < 24; hour++) {
        table[month][hour] = period(hours.get(hour), periods);
      }
    }
    return table;
  }

  private static int period(Placed index, int periods) {
    double value = index.number();
    if (value != Math.rint(value) || value < 0 || value >= periods) {
      throw index.refused(
          "is " + Placed.plain(value) + ", and the structure has " + periods + " periods",
          "write the number of a period, counted from 0");
    }
    return (int) value;
  }

  Hours hoursOf(int period) {
    return byPeriod.get(period);
  }

  boolean tellsWeekendsApart() {
    return tellsWeekendsApart;
  }
}
