package busbar.forecast;

/**
 * The usual price by hour of day, apart for working days and weekends: a mean on the {@link
 * PriceScale} that fades with a half-life of 14 days, so that it follows the season. Neighbouring
 * hours count with a weight that falls like a normal curve of half an hour, the other kind of day
 * with a quarter: as soon as one hour is known, every hour has a level.
 */
final class HourLevels {
  private static final int HOURS = 24;
  private static final double HALF_LIFE_DAYS = 14;
  private static final double OTHER_KIND_OF_DAY = 0.25;

  private final double[][] sum = new double[2][HOURS];
  private final double[][] weight = new double[2][HOURS];
  private final double[] near = new double[HOURS];
  private final double left;

  HourLevels(double hoursPerInterval) {
    left = Math.pow(0.5, hoursPerInterval / HALF_LIFE_DAYS);
    for (int apart = 0; apart < HOURS; apart++) {
      double hours = Math.min(apart, HOURS - apart);
      near[apart] = Math.exp(-2 * hours * hours);
    }
  }

  /** Takes in the price of an interval, USD/MWh. */
  void see(int hour, boolean weekend, double usdPerMwh) {
    int kind = weekend ? 1 : 0;
    sum[kind][hour] = sum[kind][hour] * left + PriceScale.of(usdPerMwh);
    weight[kind][hour] = weight[kind][hour] * left + 1;
  }

  /** The usual price at an hour, USD/MWh; NaN before any price was seen. */
  double level(int hour, boolean weekend) {
    int kind = weekend ? 1 : 0;
    double total = 0;
    double weights = 0;
    for (int other = 0; other < HOURS; other++) {
      double w = near[Math.abs(hour - other)];
      total += w * (sum[kind][other] + OTHER_KIND_OF_DAY * sum[1 - kind][other]);
      weights += w * (weight[kind][other] + OTHER_KIND_OF_DAY * weight[1 - kind][other]);
    }
    return weights > 0 ? PriceScale.price(total / weights) : Double.NaN;
  }
}
