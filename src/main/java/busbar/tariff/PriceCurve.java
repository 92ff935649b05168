package busbar.tariff;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The price of a MWh in each hour of a span, USD; negative where one is paid to take it. An hour
 * without a known price is NaN here and null in JSON, never zero. Immutable.
 */
public final class PriceCurve {
  private final Instant start;
  private final double[] usdPerMwh;
  private final int hoursUnknown;
  private final double average;
  private final double lowest;
  private final double highest;
  private @Nullable PriceLadder ladder;

  private PriceCurve(Instant start, double[] usdPerMwh) {
    this.start = start;
    this.usdPerMwh = usdPerMwh;
    int known = 0;
    double sum = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double price : usdPerMwh) {
      if (!Double.isNaN(price)) {
        known++;
        sum += price;
        low = Math.min(low, price);
        high = Math.max(high, price);
      }
    }
    hoursUnknown = usdPerMwh.length - known;
    average = known == 0 ? Double.NaN : sum / known;
    lowest = known == 0 ? Double.NaN : low;
    highest = known == 0 ? Double.NaN : high;
  }

  private PriceCurve(Instant start, PriceCurve same) {
    this.start = start;
    usdPerMwh = same.usdPerMwh;
    hoursUnknown = same.hoursUnknown;
    average = same.average;
    lowest = same.lowest;
    highest = same.highest;
    ladder = same.ladder();
  }

  /**
   * @param start the first hour's beginning
   * @param usdPerMwh a price an hour; NaN where it is not known, never infinite
   */
  public static PriceCurve of(Instant start, double[] usdPerMwh) {
    for (int hour = 0; hour < usdPerMwh.length; hour++) {
      if (Double.isInfinite(usdPerMwh[hour])) {
        throw new OutOfRange(
            "usdPerMwh[" + hour + "]", "is infinite", "write a finite number, or leave it out");
      }
    }
    return new PriceCurve(start, usdPerMwh.clone());
  }

  @JsonCreator
  static PriceCurve of(
      @JsonProperty("start") Instant start,
      @JsonProperty("usdPerMwh") List<@Nullable Double> usdPerMwh) {
    return of(
        start,
        usdPerMwh.stream().mapToDouble(price -> price == null ? Double.NaN : price).toArray());
  }

  @JsonGetter
  public Instant start() {
    return start;
  }

  @JsonGetter("usdPerMwh")
  public List<@Nullable Double> listUsdPerMwh() {
    return Arrays.stream(usdPerMwh)
        .mapToObj(price -> Double.isNaN(price) ? null : (Double) price)
        .toList();
  }

  /** Number of hours; 23 or 25 on the days of a clock change. */
  @JsonIgnore
  public int hours() {
    return usdPerMwh.length;
  }

  /** Price in that hour, USD/MWh; NaN where it is not known. */
  public double usdPerMwh(int hour) {
    return usdPerMwh[hour];
  }

  public boolean isKnown(int hour) {
    return !Double.isNaN(usdPerMwh[hour]);
  }

  /** Beginning of that hour; the hour after the last gives the end of the curve. */
  public Instant startOf(int hour) {
    return start.plus(hour, ChronoUnit.HOURS);
  }

  /** Number of hours without a known price. */
  public int hoursUnknown() {
    return hoursUnknown;
  }

  /** Mean of the known prices, USD/MWh; NaN where none is known. */
  public double average() {
    return average;
  }

  /** Lowest known price, USD/MWh; NaN where none is known. */
  public double lowest() {
    return lowest;
  }

  /** Highest known price, USD/MWh; NaN where none is known. */
  public double highest() {
    return highest;
  }

  /** The known hours by their price; made when first asked for. */
  @JsonIgnore
  public PriceLadder ladder() {
    // Two threads may both make it: the ladders are the same.
    PriceLadder made = ladder;
    if (made == null) {
      made = PriceLadder.ofHours(usdPerMwh);
      ladder = made;
    }
    return made;
  }

  /** The same prices from another beginning on. */
  PriceCurve startingAt(Instant other) {
    return new PriceCurve(other, this);
  }

  /** The curve with every known price changed alike. */
  public PriceCurve map(DoubleUnaryOperator change) {
    return new PriceCurve(start, Arrays.stream(usdPerMwh).map(change).toArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PriceCurve that
        && start.equals(that.start)
        && Arrays.equals(usdPerMwh, that.usdPerMwh);
  }

  @Override
  public int hashCode() {
    return 31 * start.hashCode() + Arrays.hashCode(usdPerMwh);
  }

  @Override
  public String toString() {
    return start + " " + Arrays.toString(usdPerMwh);
  }
}
