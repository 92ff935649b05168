package busbar.billing;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * A site's load at the meter: its mean in each of a row of equal intervals without gaps, kW, zero
 * or more. An interval counts for the hour, day and month in which it begins. Immutable.
 */
public final class LoadSeries {
  /** Lengths of interval that a load may have, minutes. */
  public static final List<Integer> MINUTES = List.of(1, 5, 10, 15, 20, 30, 60);

  /** No load is longer: ten years of 5 minutes. */
  static final int MOST_INTERVALS = 1_054_000;

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2199-12-31T00:00:00Z");

  private final Instant start;
  private final int intervalMinutes;
  private final double[] kw;

  private LoadSeries(Instant start, int intervalMinutes, double[] kw) {
    this.start = start;
    this.intervalMinutes = intervalMinutes;
    this.kw = kw;
  }

  /**
   * A load.
   *
   * @param start the first interval's beginning, at a full minute
   * @param kw mean load in each interval
   * @throws OutOfRange naming {@code start}, {@code intervalMinutes}, or the interval whose load is
   *     negative or not a number
   */
  public static LoadSeries of(Instant start, int intervalMinutes, double[] kw) {
    checkStart("start", Ranges.present("start", start));
    if (start.getEpochSecond() % 60 != 0 || start.getNano() != 0) {
      throw new OutOfRange("start", "is " + start, "begin at a full minute");
    }
    checkMinutes(intervalMinutes);
    if (kw.length == 0) {
      throw new OutOfRange("kw", "is empty", "give the load of at least one interval");
    }
    if (kw.length > MOST_INTERVALS) {
      throw new OutOfRange(
          "kw",
          "holds " + kw.length + " intervals",
          "give at most " + MOST_INTERVALS + ": ten years of 5 minutes");
    }
    for (int i = 0; i < kw.length; i++) {
      if (!(kw[i] >= 0) || kw[i] > 1e8) {
        throw new OutOfRange(
            "kw[" + i + "]",
            (Double.isNaN(kw[i]) ? "is missing" : "is " + kw[i])
                + ", the load from "
                + start.plusSeconds((long) i * intervalMinutes * 60),
            "write a load of 0 to 100,000,000 kW; what a site feeds in is no load");
      }
    }
    return new LoadSeries(start, intervalMinutes, kw.clone());
  }

  /** A load that is the same at all times of some local days, the last one left out. */
  public static LoadSeries flat(
      double kw, LocalDate from, LocalDate until, ZoneId zone, int intervalMinutes) {
    checkMinutes(intervalMinutes);
    checkStart("from", from.atStartOfDay(ZoneOffset.UTC).toInstant());
    checkStart("until", until.atStartOfDay(ZoneOffset.UTC).toInstant());
    Instant start = from.atStartOfDay(zone).toInstant();
    long seconds = until.atStartOfDay(zone).toEpochSecond() - start.getEpochSecond();
    long count = seconds / 60 / intervalMinutes;
    if (count < 1 || count > MOST_INTERVALS) {
      throw new OutOfRange(
          "until", "is " + until, "write a day after " + from + ", at most ten years later");
    }
    double[] all = new double[(int) count];
    Arrays.fill(all, kw);
    return of(start, intervalMinutes, all);
  }

  private static void checkStart(String field, Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new OutOfRange(field, "is " + at, "write a time from 1990 to 2199");
    }
  }

  private static void checkMinutes(int intervalMinutes) {
    if (!MINUTES.contains(intervalMinutes)) {
      throw new OutOfRange("intervalMinutes", "is " + intervalMinutes, "write one of " + MINUTES);
    }
  }

  public Instant start() {
    return start;
  }

  /** The end of the last interval. */
  public Instant end() {
    return start.plusSeconds((long) kw.length * seconds());
  }

  public int intervalMinutes() {
    return intervalMinutes;
  }

  int seconds() {
    return intervalMinutes * 60;
  }

  public int intervals() {
    return kw.length;
  }

  /** Mean load in that interval, kW. */
  public double kw(int interval) {
    return kw[interval];
  }

  /** Hours of one interval. */
  double hours() {
    return intervalMinutes / 60.0;
  }

  /** Index of the interval that holds an instant; below zero or beyond the last where none does. */
  long indexOf(long epochSecond) {
    return Math.floorDiv(epochSecond - start.getEpochSecond(), seconds());
  }
}
