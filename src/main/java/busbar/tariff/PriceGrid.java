package busbar.tariff;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The prices of a {@link PriceSeries} laid out for look-up by instant: one number a step, which is
 * as long as a price holds, or half an hour where a clock change of half an hour shifts the hours.
 * Immutable.
 */
public final class PriceGrid {
  private static final int HALF_HOUR = 1800;

  private final boolean daily;
  private final int seconds;
  private final long start;
  private final int step;
  private final double[] usdPerMwh;

  private PriceGrid(boolean daily, int seconds, long start, int step, double[] usdPerMwh) {
    this.daily = daily;
    this.seconds = seconds;
    this.start = start;
    this.step = step;
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
      return new PriceGrid(true, seconds, 0, seconds, prices);
    }
    int count = series.known().size();
    Map<Long, Double> known = new HashMap<>(2 * count);
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      ZonedDateTime earlier =
          series.known().get(i).beginning().atZone(zone).withEarlierOffsetAtOverlap();
      long at = earlier.toEpochSecond();
      if (known.containsKey(at)) {
        at = earlier.withLaterOffsetAtOverlap().toEpochSecond();
      }
      known.put(at, series.known().get(i).usdPerMwh());
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    long begins = first;
    boolean regular = known.keySet().stream().allMatch(at -> (at - begins) % seconds == 0);
    int step = regular ? seconds : HALF_HOUR;
    double[] prices = new double[Math.toIntExact((last + seconds - first) / step)];
    Arrays.fill(prices, Double.NaN);
    if (regular) {
      known.forEach((at, price) -> prices[(int) ((at - begins) / step)] = price);
    } else {
      fillHalfHours(prices, first, known, zone);
    }
    return new PriceGrid(false, seconds, first, step, prices);
  }

  /**
   * Each half hour has the price of the wall clock's hour that it lies in; where the clock has
   * skipped that hour's beginning, the price of the next one.
   */
  private static void fillHalfHours(
      double[] prices, long first, Map<Long, Double> known, ZoneId zone) {
    for (int i = 0; i < prices.length; i++) {
      long at = first + (long) i * HALF_HOUR;
      long hour =
          Instant.ofEpochSecond(at).atZone(zone).truncatedTo(ChronoUnit.HOURS).toEpochSecond();
      Double price = known.get(hour);
      if (price == null && hour == at) {
        price = known.get(at + HALF_HOUR);
      }
      prices[i] = price == null ? Double.NaN : price;
    }
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
      return usdPerMwh[secondOfDay / step];
    }
    long index = Math.floorDiv(epochSecond - start, step);
    return index < 0 || index >= usdPerMwh.length ? Double.NaN : usdPerMwh[(int) index];
  }

  /**
   * The mean of what is paid over a span that begins at an instant, USD/MWh, each price for as long
   * as it holds; NaN where any of it is unknown. A repeated day goes by the clock of the span's
   * beginning.
   *
   * @param paid what is paid at a price
   */
  public double mean(long epochSecond, int secondOfDay, int spanSeconds, DoubleUnaryOperator paid) {
    int part = untilNext(epochSecond, secondOfDay);
    if (spanSeconds <= part) {
      return paid.applyAsDouble(usdPerMwh(epochSecond, secondOfDay));
    }
    double sum = 0;
    for (int passed = 0; passed < spanSeconds; passed += part) {
      int second = (secondOfDay + passed) % 86_400;
      part = Math.min(untilNext(epochSecond + passed, second), spanSeconds - passed);
      sum += part * paid.applyAsDouble(usdPerMwh(epochSecond + passed, second));
    }
    return sum / spanSeconds;
  }

  /** Seconds until the next price. */
  private int untilNext(long epochSecond, int secondOfDay) {
    return step - (int) Math.floorMod(daily ? secondOfDay : epochSecond - start, (long) step);
  }

  /** The price in force at a moment of a zone's clock, USD/MWh; NaN where none is known. */
  double at(ZonedDateTime moment) {
    return usdPerMwh(moment.toEpochSecond(), moment.toLocalTime().toSecondOfDay());
  }
}
