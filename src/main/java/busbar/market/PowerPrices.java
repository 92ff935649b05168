package busbar.market;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What power cost at one settlement point, interval by interval: the price in real time and, where
 * there was one, the day-ahead price. USD/MWh, NaN where it is not known. Immutable.
 */
public final class PowerPrices {
  /** Five-minute intervals of two years. */
  public static final int MOST_INTERVALS = 210_528;

  /** How long an interval may be, minutes. */
  public static final List<Integer> MINUTES = List.of(5, 15, 30, 60);

  private static final double MOST_USD_PER_MWH = 100_000;

  private final Instant start;
  private final int minutes;
  private final double[] realTime;
  private final double[] dayAhead;

  private PowerPrices(Instant start, int minutes, double[] realTime, double[] dayAhead) {
    this.start = start;
    this.minutes = minutes;
    this.realTime = realTime;
    this.dayAhead = dayAhead;
  }

  /**
   * Prices without a gap between intervals, NaN for those not known.
   *
   * @param start the first interval's beginning
   * @param minutes of each interval: 5, 15, 30 or 60
   * @param realTime USD/MWh by interval
   * @param dayAhead the same, as many
   * @throws OutOfRange where a price is beyond what could be meant, or there are too many
   */
  public static PowerPrices of(Instant start, int minutes, double[] realTime, double[] dayAhead) {
    if (!MINUTES.contains(minutes)) {
      throw new OutOfRange("minutes", "is " + minutes, "write one of " + MINUTES);
    }
    if (realTime.length > MOST_INTERVALS) {
      throw new OutOfRange(
          "prices",
          "are of " + realTime.length + " intervals",
          "give at most " + MOST_INTERVALS + ", and replay the rest apart");
    }
    if (realTime.length != dayAhead.length) {
      throw new OutOfRange(
          "dayAheadUsdPerMwh",
          "has " + dayAhead.length + " prices",
          "give " + realTime.length + ", null where there is none");
    }
    check("realTimeUsdPerMwh", realTime);
    check("dayAheadUsdPerMwh", dayAhead);
    return new PowerPrices(
        Ranges.present("start", start), minutes, realTime.clone(), dayAhead.clone());
  }

  private static void check(String field, double[] prices) {
    for (int i = 0; i < prices.length; i++) {
      if (!Double.isNaN(prices[i])) {
        Ranges.within(field + "[" + i + "]", prices[i], -MOST_USD_PER_MWH, MOST_USD_PER_MWH);
      }
    }
  }

  @JsonCreator
  static PowerPrices of(
      @JsonProperty("start") Instant start,
      @JsonProperty("minutes") int minutes,
      @JsonProperty("realTimeUsdPerMwh") List<@Nullable Double> realTime,
      @JsonProperty("dayAheadUsdPerMwh") List<@Nullable Double> dayAhead) {
    return of(start, minutes, unboxed(realTime), unboxed(dayAhead));
  }

  private static double[] unboxed(List<@Nullable Double> prices) {
    return prices.stream().mapToDouble(p -> p == null ? Double.NaN : p).toArray();
  }

  private static List<@Nullable Double> boxed(double[] prices) {
    return Arrays.stream(prices).mapToObj(p -> Double.isNaN(p) ? null : (Double) p).toList();
  }

  @JsonGetter
  public Instant start() {
    return start;
  }

  @JsonGetter
  public int minutes() {
    return minutes;
  }

  @JsonGetter("realTimeUsdPerMwh")
  public List<@Nullable Double> listRealTime() {
    return boxed(realTime);
  }

  @JsonGetter("dayAheadUsdPerMwh")
  public List<@Nullable Double> listDayAhead() {
    return boxed(dayAhead);
  }

  /** Number of intervals. */
  public int intervals() {
    return realTime.length;
  }

  /** Beginning of an interval; that after the last gives the end. */
  public Instant startOf(int interval) {
    return start.plus((long) interval * minutes, ChronoUnit.MINUTES);
  }

  /**
   * The interval that begins at an instant, of these or, below 0 or beyond the last, before or
   * after them.
   */
  public int indexOf(Instant beginning) {
    long seconds = ChronoUnit.SECONDS.between(start, beginning);
    return Math.toIntExact(Math.floorDiv(seconds, minutes * 60L));
  }

  /** USD/MWh; NaN where it is not known, as before the first interval and after the last. */
  public double realTime(int interval) {
    return interval < 0 || interval >= realTime.length ? Double.NaN : realTime[interval];
  }

  /** USD/MWh; NaN where there is none. */
  public double dayAhead(int interval) {
    return interval < 0 || interval >= dayAhead.length ? Double.NaN : dayAhead[interval];
  }

  /** Whether any day-ahead price is known. */
  public boolean haveDayAhead() {
    return Arrays.stream(dayAhead).anyMatch(price -> !Double.isNaN(price));
  }

  /** The same prices for whoever pays the day-ahead price: that is what each interval costs. */
  public PowerPrices settledDayAhead() {
    return new PowerPrices(start, minutes, dayAhead, dayAhead);
  }
}
