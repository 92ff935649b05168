package busbar.tariff;

import busbar.tariff.TimeOfUse.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A slow, obvious twin of {@link TimeOfUse}: a table of a price for each of 12 months, 2 kinds of
 * day and 24 hours, read minute by minute off a wall clock.
 *
 * @param prices USD/MWh by month from 0, weekday or weekend, and hour
 */
record SlowTimeOfUse(double[][][] prices) {

  /** The same rate as periods: one for each run of equal prices. */
  TimeOfUse asPeriods() {
    List<Period> periods = new ArrayList<>();
    for (int month = 0; month < 12; month++) {
      for (Days days : List.of(Days.WEEKDAY, Days.WEEKEND)) {
        double[] day = prices[month][days == Days.WEEKEND ? 1 : 0];
        int from = 0;
        for (int hour = 1; hour <= 24; hour++) {
          if (hour == 24 || day[hour] != day[from]) {
            periods.add(new Period("p", List.of(month + 1), days, from, hour, day[from]));
            from = hour;
          }
        }
      }
    }
    return new TimeOfUse(periods);
  }

  /** Walks through a local day by the minute and notes the price at the start of each hour. */
  List<Double> day(LocalDate date, ZoneId zone) {
    List<Double> hours = new ArrayList<>();
    Instant minute = date.atStartOfDay(zone).toInstant();
    for (int passed = 0; minute.atZone(zone).toLocalDate().equals(date); passed++) {
      if (passed % 60 == 0) {
        hours.add(at(minute.atZone(zone)));
      }
      minute = minute.plusSeconds(60);
    }
    return hours;
  }

  private double at(ZonedDateTime wallClock) {
    boolean weekend =
        switch (wallClock.getDayOfWeek()) {
          case SATURDAY, SUNDAY -> true;
          case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> false;
        };
    return prices[wallClock.getMonthValue() - 1][weekend ? 1 : 0][wallClock.getHour()];
  }
}
