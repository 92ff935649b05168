package busbar.forecast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The odds of the real-time price in the intervals to come, USD/MWh. Immutable. Interval 0 is the
 * one after the last that was observed.
 */
public final class PriceForecast {
  /** The probabilities whose quantiles are printed and measured. */
  public static final List<Double> PROBABILITIES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  private final Instant start;
  private final int minutes;
  private final SpreadModel model;
  private final double limit;
  private final double[] references;
  private final List<ForecastBasis> basis;
  private final double[][] odds;
  private final PriceChain chain;
  private final ForecastError error;

  /**
   * @param hours hour of day of each interval
   * @param references day-ahead or usual price of each, USD/MWh, NaN where there is none
   * @param belief odds of the classes in the interval before the first
   * @param limit the price, USD/MWh, beyond which, and below minus which, none is forecast
   */
  PriceForecast(
      Instant start,
      int minutes,
      SpreadModel model,
      double[] belief,
      int[] hours,
      double[] references,
      List<ForecastBasis> basis,
      double limit,
      ForecastError error) {
    this.start = start;
    this.minutes = minutes;
    this.model = model;
    this.limit = limit;
    this.references = references;
    this.basis = List.copyOf(basis);
    this.error = error;
    int n = hours.length;
    odds = new double[n][];
    double[][][] transitions = new double[n][][];
    double[][] prices = new double[n][SpreadClasses.COUNT];
    double[] before = belief;
    for (int i = 0; i < n; i++) {
      transitions[i] = model.transitions()[hours[i]];
      odds[i] = model.next(before, hours[i]);
      before = odds[i];
      for (int k = 0; k < SpreadClasses.COUNT; k++) {
        prices[i][k] =
            within(
                PriceScale.meanPrice(references[i], model.meanCosh()[k], model.meanSinh()[k]),
                limit);
      }
    }
    double[] first = n == 0 ? belief : odds[0];
    chain = PriceChain.unchecked(first, transitions, prices);
  }

  private static double within(double price, double limit) {
    return Math.max(-limit, Math.min(limit, price));
  }

  /** The price at a quantile of the spread around a reference, USD/MWh. */
  static double quantile(
      SpreadModel model, double[] odds, double reference, double limit, double probability) {
    double spread = model.quantile(odds, probability);
    return within(PriceScale.price(PriceScale.of(reference) + spread), limit);
  }

  /** Number of intervals. */
  public int intervals() {
    return references.length;
  }

  /** Minutes of each interval. */
  public int minutes() {
    return minutes;
  }

  /** Beginning of an interval. */
  public Instant startOf(int interval) {
    return start.plus((long) interval * minutes, ChronoUnit.MINUTES);
  }

  /** Where an interval's forecast comes from. */
  public ForecastBasis basis(int interval) {
    return basis.get(interval);
  }

  /** The mean price, USD/MWh; NaN where none is known. */
  public double expectedUsdPerMwh(int interval) {
    double mean = 0;
    for (int k = 0; k < SpreadClasses.COUNT; k++) {
      mean += odds[interval][k] * chain.usdPerMwh(interval, k);
    }
    return mean;
  }

  /**
   * The price below which real time stays with a probability, USD/MWh; NaN where none is known.
   *
   * @param probability 0 to 1
   */
  public double quantileUsdPerMwh(int interval, double probability) {
    return Double.isNaN(references[interval])
        ? Double.NaN
        : quantile(model, odds[interval], references[interval], limit, probability);
  }

  /** The classes of price and how they follow each other, for a plan that weighs all of them. */
  public PriceChain chain() {
    return chain;
  }

  /** How far earlier forecasts for the next interval were from what came. */
  public ForecastError error() {
    return error;
  }
}
