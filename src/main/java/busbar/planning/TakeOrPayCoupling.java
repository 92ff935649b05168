package busbar.planning;

/**
 * Energy paid for whether taken or not: the greatest over prices from 0 to that of a MWh short of
 * what the MWh short would cost at it. Its one multiplier is scaled so that a unit of it weighs as
 * much as one of a limit's.
 */
final class TakeOrPayCoupling extends Coupling {
  private final boolean[] holds;
  private final double kwIntervals;
  private final double usdPerKwInterval;
  private final double scale;
  private double guessedUsdPerKw;

  TakeOrPayCoupling(SiteCoupling.TakeOrPay takeOrPay, boolean[] holds, int minutes) {
    super(takeOrPay.name());
    this.holds = holds;
    this.kwIntervals = takeOrPay.mwh() * 1000 * 60 / minutes;
    this.usdPerKwInterval = takeOrPay.usdPerMwhShort() / 1000 * minutes / 60;
    this.scale = Math.sqrt(Math.max(1, holds.length));
  }

  private double shortBy(double[] kw) {
    double missing = kwIntervals;
    for (int t = 0; t < holds.length; t++) {
      missing -= holds[t] ? kw[t] : 0;
    }
    return missing;
  }

  @Override
  int multipliers() {
    return 1;
  }

  @Override
  void residuals(double[] kw, double[] startedKw, double[] residuals) {
    residuals[0] = shortBy(kw) / scale;
  }

  @Override
  void trim(double[] multipliers, double[] step) {
    double most = usdPerKwInterval * scale;
    boolean undone = step[0] < 0 ? multipliers[0] <= 0 : multipliers[0] >= most;
    step[0] = undone ? 0 : step[0];
  }

  @Override
  void project(double[] multipliers) {
    multipliers[0] = Math.max(0, Math.min(usdPerKwInterval * scale, multipliers[0]));
  }

  @Override
  void addPrices(double[] multipliers, double[] usdPerKw, double[] usdPerStartedKw) {
    for (int t = 0; t < holds.length; t++) {
      usdPerKw[t] -= holds[t] ? multipliers[0] / scale : 0;
    }
  }

  @Override
  double mostUsd(double siteKw) {
    return usdPerKwInterval * kwIntervals;
  }

  @Override
  double costUsd(double[] kw) {
    return usdPerKwInterval * Math.max(0, shortBy(kw));
  }

  @Override
  boolean spansIntervals() {
    return true;
  }

  @Override
  void guess(Guess guess, double[] othersKw, double[] presentKw, double[] multipliers) {
    guessedUsdPerKw =
        switch (guess) {
          case BY_MULTIPLIERS -> multipliers[0] / scale;
          case AS_PRESENT -> shortBy(presentKw) > 0 ? usdPerKwInterval : 0;
          case AS_OTHERS -> shortBy(othersKw) > 0 ? usdPerKwInterval : 0;
        };
  }

  @Override
  double guessedUsd(int t, double kw, double violationUsd) {
    return holds[t] ? -guessedUsdPerKw * kw : 0;
  }
}
