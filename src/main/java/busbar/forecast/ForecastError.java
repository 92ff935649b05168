package busbar.forecast;

import java.util.List;

/**
 * How far forecasts for the next interval were from what came, each made before it was known.
 *
 * @param count number of intervals measured
 * @param meanAbsoluteUsdPerMwh mean absolute difference of the median, USD/MWh; NaN where none was
 *     measured, as in all that follow
 * @param referenceMeanAbsoluteUsdPerMwh the same of the day-ahead price, or of the usual price of
 *     that hour where there was none
 * @param persistenceMeanAbsoluteUsdPerMwh the same of the price of the interval before
 * @param pinballUsdPerMwh the pinball loss of each of {@link PriceForecast#PROBABILITIES}, USD/MWh:
 *     what a quantile of probability p costs is p a USD that the price lies above, 1 - p a USD that
 *     it lies below (Koenker and Bassett, 1978)
 * @param shareWithin90 share of prices between the 5 % and the 95 % quantile; 0.9 if well measured
 */
public record ForecastError(
    long count,
    double meanAbsoluteUsdPerMwh,
    double referenceMeanAbsoluteUsdPerMwh,
    double persistenceMeanAbsoluteUsdPerMwh,
    List<Double> pinballUsdPerMwh,
    double shareWithin90) {
  public ForecastError {
    pinballUsdPerMwh = List.copyOf(pinballUsdPerMwh);
  }
}
