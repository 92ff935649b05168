package busbar.forecast;

import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The hourly load of a whole system, kept as the peak of each local day. A day with more than three
 * hours missing has no peak. Immutable.
 */
public final class SystemLoad {
  private static final int MOST_HOURS_MISSING = 3;

  private final long firstDay;
  private final double[] mw;
  private final int[] hour;

  private SystemLoad(long firstDay, double[] mw, int[] hour) {
    this.firstDay = firstDay;
    this.mw = mw;
    this.hour = hour;
  }

  /**
   * @param start the first hour's beginning
   * @param hourlyMw load in each hour, zero or more; NaN where it is not known
   * @param zone whose days are meant
   * @throws OutOfRange naming the hour whose load is negative or infinite
   */
  public static SystemLoad of(Instant start, double[] hourlyMw, ZoneId zone) {
    LocalDate first = start.atZone(zone).toLocalDate();
    LocalDate end = start.plus(hourlyMw.length, ChronoUnit.HOURS).atZone(zone).toLocalDate();
    int days = (int) ChronoUnit.DAYS.between(first, end) + 1;
    double[] mw = new double[days];
    int[] hour = new int[days];
    int[] known = new int[days];
    Arrays.fill(mw, Double.NaN);
    for (int i = 0; i < hourlyMw.length; i++) {
      double load = hourlyMw[i];
      if (load < 0 || Double.isInfinite(load)) {
        throw new OutOfRange("hourlyMw[" + i + "]", "is " + load, "write a load of zero or more");
      }
      if (!Double.isNaN(load)) {
        ZonedDateTime local = start.plus(i, ChronoUnit.HOURS).atZone(zone);
        int day = (int) ChronoUnit.DAYS.between(first, local.toLocalDate());
        known[day]++;
        if (!(load <= mw[day])) {
          mw[day] = load;
          hour[day] = local.getHour();
        }
      }
    }
    for (int day = 0; day < days; day++) {
      LocalDate date = first.plusDays(day);
      long hours =
          ChronoUnit.HOURS.between(date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone));
      if (known[day] < hours - MOST_HOURS_MISSING) {
        mw[day] = Double.NaN;
      }
    }
    return new SystemLoad(first.toEpochDay(), mw, hour);
  }

  /** The first day that the series touches, as a count of days since 1970. */
  long firstDay() {
    return firstDay;
  }

  /** The highest hourly load of a day, MW; NaN where it is not known. */
  double peakMw(long epochDay) {
    long day = epochDay - firstDay;
    return day < 0 || day >= mw.length ? Double.NaN : mw[(int) day];
  }

  /** The local hour of that load, 0 to 23, the first of equals; of a day whose peak is known. */
  int peakHour(long epochDay) {
    return hour[(int) (epochDay - firstDay)];
  }

  /** The mean of the daily peaks over some days that end on one, MW; NaN where none is known. */
  double meanPeakMw(long lastEpochDay, int days, int step) {
    double sum = 0;
    int count = 0;
    for (int back = 0; back < days; back += step) {
      double peak = peakMw(lastEpochDay - back);
      if (!Double.isNaN(peak)) {
        sum += peak;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /**
   * How much of a day's deviation from the same weekday's mean of the four weeks before is left on
   * the next day: the correlation of the two, 0 to 0.95; 0.7 where fewer than 60 pairs are known.
   */
  double persistence(long lastEpochDay) {
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    int n = 0;
    double before = Double.NaN;
    for (long day = firstDay; day <= lastEpochDay; day++) {
      double deviation = peakMw(day) / meanPeakMw(day - 7, 28, 7) - 1;
      if (!Double.isNaN(deviation) && !Double.isNaN(before)) {
        n++;
        sumX += before;
        sumY += deviation;
        sumXx += before * before;
        sumYy += deviation * deviation;
        sumXy += before * deviation;
      }
      before = deviation;
    }
    if (n < 60) {
      return 0.7;
    }
    double variances = (sumXx - sumX * sumX / n) * (sumYy - sumY * sumY / n);
    double correlation = variances > 0 ? (sumXy - sumX * sumY / n) / Math.sqrt(variances) : 0;
    return Math.max(0, Math.min(0.95, correlation));
  }
}
