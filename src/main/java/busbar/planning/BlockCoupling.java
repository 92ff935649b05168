package busbar.planning;

import org.jspecify.annotations.Nullable;

/**
 * Energy that costs more beyond a block: below · min(load, block) + above · max(load − block, 0).
 * Its multipliers are, by interval, what of the price beyond the block is taken for all of the
 * load.
 */
final class BlockCoupling extends Coupling {
  private final boolean[] holds;
  private final double blockKw;
  private final double belowUsdPerKw;
  private final double aboveUsdPerKw;
  private double @Nullable [] guessed;

  BlockCoupling(SiteCoupling.EnergyBlock block, boolean[] holds, int minutes) {
    super(block.name());
    this.holds = holds;
    this.blockKw = block.kw();
    this.belowUsdPerKw = block.usdPerMwhBelow() / 1000 * minutes / 60;
    this.aboveUsdPerKw = block.usdPerMwhAbove() / 1000 * minutes / 60;
  }

  @Override
  int multipliers() {
    return holds.length;
  }

  @Override
  void residuals(double[] kw, double[] startedKw, double[] residuals) {
    for (int t = 0; t < holds.length; t++) {
      residuals[t] = holds[t] ? kw[t] - blockKw : 0;
    }
  }

  @Override
  void trim(double[] multipliers, double[] step) {
    for (int t = 0; t < holds.length; t++) {
      boolean undone = step[t] < 0 ? multipliers[t] <= 0 : multipliers[t] >= mostUsdPerKw();
      step[t] = undone ? 0 : step[t];
    }
  }

  /** The range of each multiplier. */
  double mostUsdPerKw() {
    return aboveUsdPerKw - belowUsdPerKw;
  }

  double belowUsdPerKw(int t) {
    return holds[t] ? belowUsdPerKw : 0;
  }

  /** The block in an interval, kW; infinite where there is none. */
  double blockKw(int t) {
    return holds[t] ? blockKw : Double.POSITIVE_INFINITY;
  }

  @Override
  void project(double[] multipliers) {
    for (int t = 0; t < holds.length; t++) {
      multipliers[t] = Math.max(0, Math.min(mostUsdPerKw(), multipliers[t]));
    }
  }

  @Override
  void addPrices(double[] multipliers, double[] usdPerKw, double[] usdPerStartedKw) {
    for (int t = 0; t < holds.length; t++) {
      usdPerKw[t] += holds[t] ? belowUsdPerKw + multipliers[t] : 0;
    }
  }

  @Override
  double mostUsd(double siteKw) {
    return holds.length * siteKw * (Math.abs(belowUsdPerKw) + Math.abs(aboveUsdPerKw));
  }

  @Override
  double costUsd(double[] kw) {
    double cost = 0;
    for (int t = 0; t < holds.length; t++) {
      cost += intervalUsd(t, kw[t], 0);
    }
    return cost;
  }

  @Override
  void guess(Guess guess, double[] othersKw, double[] presentKw, double[] multipliers) {
    guessed = guess == Guess.BY_MULTIPLIERS ? multipliers.clone() : null;
  }

  @Override
  double guessedUsd(int t, double kw, double violationUsd) {
    return guessed != null && holds[t]
        ? (belowUsdPerKw + guessed[t]) * kw
        : intervalUsd(t, kw, violationUsd);
  }

  @Override
  double intervalUsd(int t, double kw, double violationUsd) {
    return holds[t]
        ? belowUsdPerKw * kw + (aboveUsdPerKw - belowUsdPerKw) * Math.max(0, kw - blockKw)
        : 0;
  }
}
