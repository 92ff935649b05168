package busbar.tariff;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The prices of a {@link PriceSeries} laid out for look-up by instant: one number an interval.
 * Immutable.
 */
public final class PriceGrid {
  private final boolean daily;
  private final long start;
  private final int seconds;
  private final double[] usdPerMwh;

  private PriceGrid(boolean daily, long start, int seconds, double[] usdPerMwh) {
    this.daily = daily;
    this.start = start;
    this.seconds = seconds;
    this.usdPerMwh = usdPerMwh;
  }

  /** Lays out a series by the clock of a zone. */
  public static PriceGrid of(PriceSeries series, ZoneId zone) {
    int seconds = series.minutes() * 60;
    if (series.repeats() == PriceSeries.Repeats.DAILY) {
      double[] prices = new double[86_400 / seconds];
      series
          .known()
          .forEach(
              price ->
                  prices[price.beginning().toLocalTime().toSecondOfDay() / seconds] =
                      price.usdPerMwh());
      return new PriceGrid(true, 0, seconds, prices);
    }
    int count = series.known().size();
    long[] at = new long[count];
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    java.util.Set<Long> taken = new java.util.HashSet<>();
    for (int i = 0; i < count; i++) {
      ZonedDateTime earlier =
          series.known().get(i).beginning().atZone(zone).withEarlierOffsetAtOverlap();
      at[i] = earlier.toEpochSecond();
      if (!taken.add(at[i])) {
        at[i] = earlier.withLaterOffsetAtOverlap().toEpochSecond();
        taken.add(at[i]);
      }
      first = Math.min(first, at[i]);
      last = Math.max(last, at[i]);
    }
    double[] prices = new double[Math.toIntExact((last - first) / seconds) + 1];
    Arrays.fill(prices, Double.NaN);
    for (int i = 0; i < count; i++) {
      prices[(int) ((at[i] - first) / seconds)] = series.known().get(i).usdPerMwh();
    }
    return new PriceGrid(false, first, seconds, prices);
  }

  /** How long each price holds, seconds. */
  public int seconds() {
    return seconds;
  }

  /**
   * The price at an instant, USD/MWh; NaN where none is known.
   *
   * @param epochSecond the instant
   * @param secondOfDay the same on the wall clock
   */
  public double usdPerMwh(long epochSecond, int secondOfDay) {
    if (daily) {
      return usdPerMwh[secondOfDay / seconds];
    }
    long index = Math.floorDiv(epochSecond - start, seconds);
    return index < 0 || index >= usdPerMwh.length ? Double.NaN : usdPerMwh[(int) index];
  }

  /**
   * The mean price over a span that begins at an instant, USD/MWh; NaN where any of it is unknown.
   */
  public double mean(long epochSecond, int secondOfDay, int spanSeconds) {
    if (spanSeconds <= seconds) {
      return usdPerMwh(epochSecond, secondOfDay);
    }
    double sum = 0;
    int count = spanSeconds / seconds;
    for (int i = 0; i < count; i++) {
      sum += usdPerMwh(epochSecond + (long) i * seconds, (secondOfDay + i * seconds) % 86_400);
    }
    return sum / count;
  }

  /** The price in force at a moment of a zone's clock, USD/MWh; NaN where none is known. */
  double at(ZonedDateTime moment) {
    // Where a clock changes by half an hour, the hours of that day do not all begin at full ones.
    ZonedDateTime full = seconds == 3600 ? moment.truncatedTo(ChronoUnit.HOURS) : moment;
    return usdPerMwh(full.toEpochSecond(), full.toLocalTime().toSecondOfDay());
  }
}
