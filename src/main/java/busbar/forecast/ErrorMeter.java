package busbar.forecast;

import java.util.Arrays;

/** Sums what {@link ForecastError} says. */
final class ErrorMeter {
  private long count;
  private double ofMedian;
  private double ofReference;
  private double ofPersistence;
  private final double[] pinball = new double[PriceForecast.PROBABILITIES.size()];
  private long within;

  /**
   * Measures one forecast against what came, USD/MWh.
   *
   * @param quantiles of {@link PriceForecast#PROBABILITIES}
   * @param reference day-ahead or usual price
   * @param before price of the interval before
   * @param came the price that came
   */
  void measure(double[] quantiles, double reference, double before, double came) {
    count++;
    ofMedian += Math.abs(came - quantiles[quantiles.length / 2]);
    ofReference += Math.abs(came - reference);
    ofPersistence += Math.abs(came - before);
    for (int q = 0; q < quantiles.length; q++) {
      double p = PriceForecast.PROBABILITIES.get(q);
      double above = came - quantiles[q];
      pinball[q] += above >= 0 ? p * above : (p - 1) * above;
    }
    if (came >= quantiles[0] && came <= quantiles[quantiles.length - 1]) {
      within++;
    }
  }

  /** The means so far. */
  ForecastError error() {
    double n = count == 0 ? Double.NaN : count;
    return new ForecastError(
        count,
        ofMedian / n,
        ofReference / n,
        ofPersistence / n,
        Arrays.stream(pinball).mapToObj(sum -> sum / n).toList(),
        within / n);
  }
}
