package busbar.forecast;

/**
 * The scale on which spreads are alike at low and at high prices: {@code arsinh(price / 20 USD)}.
 * Near zero it is linear, so that zero and negative prices have their place; far from it, it is
 * logarithmic, so that a step of 0.1 is a tenth of the price. Uniejewski, Weron and Ziel, "Variance
 * stabilizing transformations for electricity spot price forecasting", IEEE Transactions on Power
 * Systems 33 (2018), find it among the best for spot prices.
 */
final class PriceScale {
  private static final double USD_PER_MWH = 20;

  private PriceScale() {}

  /** A price in USD/MWh on this scale. */
  static double of(double usdPerMwh) {
    double x = Math.abs(usdPerMwh) / USD_PER_MWH;
    return Math.copySign(Math.log(x + Math.sqrt(x * x + 1)), usdPerMwh);
  }

  /** The price, USD/MWh, at a place on this scale. */
  static double price(double scaled) {
    return USD_PER_MWH * Math.sinh(scaled);
  }

  /**
   * The mean price, USD/MWh, over spreads around one reference price: 20·sinh(a + y) = 20·sinh(a)
   * ·cosh(y) + 20·cosh(a)·sinh(y), whose means over y are known.
   *
   * @param reference USD/MWh
   * @param meanCosh mean of cosh over the spreads
   * @param meanSinh mean of sinh over the spreads
   */
  static double meanPrice(double reference, double meanCosh, double meanSinh) {
    return reference * meanCosh
        + Math.sqrt(reference * reference + USD_PER_MWH * USD_PER_MWH) * meanSinh;
  }
}
