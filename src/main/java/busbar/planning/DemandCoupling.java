package busbar.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A charge on the peak: the greatest over prices by reading, none negative and together no more
 * than the charge, of what the readings beyond the peak so far would cost at these.
 */
final class DemandCoupling extends Coupling {
  private final List<IntervalRange> readings = new ArrayList<>();
  private final double usdPerKw;
  private final double peakSoFarKw;
  // By interval; of the last guess.
  private final double[] levelKw;
  private final double[] levelUsdPerKw;

  DemandCoupling(SiteCoupling.DemandCharge charge, int intervals) {
    super(charge.name());
    for (IntervalRange range : charge.intervals()) {
      for (int from = range.from(); from < range.to(); from += charge.intervalsPerReading()) {
        int to = Math.min(range.to(), from + charge.intervalsPerReading());
        readings.add(new IntervalRange(from, to));
      }
    }
    this.usdPerKw = charge.usdPerKw();
    this.peakSoFarKw = charge.peakSoFarKw();
    this.levelKw = new double[intervals];
    this.levelUsdPerKw = new double[intervals];
  }

  private DemandCoupling(DemandCoupling of, double peakSoFarKw) {
    super(of.name());
    this.readings.addAll(of.readings);
    this.usdPerKw = of.usdPerKw;
    this.peakSoFarKw = peakSoFarKw;
    this.levelKw = new double[of.levelKw.length];
    this.levelUsdPerKw = new double[of.levelKw.length];
  }

  /** The charge on what is above so many kW alone. */
  DemandCoupling above(double kw) {
    return new DemandCoupling(this, kw);
  }

  double peakSoFarKw() {
    return peakSoFarKw;
  }

  double usdPerKw() {
    return usdPerKw;
  }

  /** Whether the peak is that of single intervals, so that it limits each of them. */
  boolean readsEachInterval() {
    return readings.stream().allMatch(reading -> reading.to() - reading.from() == 1);
  }

  /** The intervals that are read. */
  boolean[] isRead() {
    boolean[] read = new boolean[levelKw.length];
    for (IntervalRange reading : readings) {
      Arrays.fill(read, reading.from(), reading.to(), true);
    }
    return read;
  }

  /**
   * By interval what a load may be where no reading may be above so many kW: the other intervals of
   * its reading could draw nothing.
   */
  double[] mostKw(double peakKw) {
    double[] most = new double[levelKw.length];
    Arrays.fill(most, Double.POSITIVE_INFINITY);
    for (IntervalRange reading : readings) {
      double each = peakKw * (reading.to() - reading.from());
      for (int t = reading.from(); t < reading.to(); t++) {
        most[t] = Math.min(most[t], each);
      }
    }
    return most;
  }

  private static double mean(IntervalRange reading, double[] kw) {
    double sum = 0;
    for (int t = reading.from(); t < reading.to(); t++) {
      sum += kw[t];
    }
    return sum / (reading.to() - reading.from());
  }

  /** The peak that such a load would set, or that is set already, kW. */
  double peakKw(double[] kw) {
    double peak = peakSoFarKw;
    for (IntervalRange reading : readings) {
      peak = Math.max(peak, mean(reading, kw));
    }
    return peak;
  }

  @Override
  int multipliers() {
    return readings.size();
  }

  @Override
  void residuals(double[] kw, double[] startedKw, double[] residuals) {
    for (int i = 0; i < readings.size(); i++) {
      residuals[i] = mean(readings.get(i), kw) - peakSoFarKw;
    }
  }

  @Override
  void trim(double[] multipliers, double[] step) {
    double sum = 0;
    double taken = 0;
    int positive = 0;
    for (int i = 0; i < multipliers.length; i++) {
      sum += multipliers[i];
      taken += multipliers[i] > 0 ? step[i] : 0;
      positive += multipliers[i] > 0 ? 1 : 0;
    }
    // With all of the charge given out, what one reading gets the others lose.
    double mean = positive > 0 && sum >= usdPerKw * (1 - 1e-9) ? Math.max(0, taken / positive) : 0;
    for (int i = 0; i < multipliers.length; i++) {
      step[i] = multipliers[i] <= 0 && step[i] < mean ? 0 : step[i] - mean;
    }
  }

  /**
   * To the nearest point of the simplex: the water level by sorting (Held, Wolfe and Crowder,
   * "Validation of subgradient optimization", Mathematical Programming 6, 1974).
   */
  @Override
  void project(double[] multipliers) {
    double sum = 0;
    for (int i = 0; i < multipliers.length; i++) {
      multipliers[i] = Math.max(0, multipliers[i]);
      sum += multipliers[i];
    }
    if (sum <= usdPerKw) {
      return;
    }
    double[] sorted = multipliers.clone();
    Arrays.sort(sorted);
    double above = 0;
    double level = 0;
    for (int i = sorted.length - 1; i >= 0; i--) {
      above += sorted[i];
      double candidate = (above - usdPerKw) / (sorted.length - i);
      if (candidate < sorted[i]) {
        level = candidate;
      }
    }
    double left = 0;
    for (int i = 0; i < multipliers.length; i++) {
      multipliers[i] = Math.max(0, multipliers[i] - level);
      left += multipliers[i];
    }
    // Of very large multipliers rounding leaves anything; what bounds must be allowed all the same.
    for (int i = 0; i < multipliers.length && left > usdPerKw; i++) {
      multipliers[i] *= usdPerKw / left;
    }
  }

  @Override
  void addPrices(double[] multipliers, double[] usdPerKw, double[] usdPerStartedKw) {
    for (int i = 0; i < readings.size(); i++) {
      IntervalRange reading = readings.get(i);
      double each = multipliers[i] / (reading.to() - reading.from());
      for (int t = reading.from(); t < reading.to(); t++) {
        usdPerKw[t] += each;
      }
    }
  }

  @Override
  double mostUsd(double siteKw) {
    return usdPerKw * siteKw;
  }

  @Override
  double costUsd(double[] kw) {
    return usdPerKw * (peakKw(kw) - peakSoFarKw);
  }

  @Override
  boolean spansIntervals() {
    return true;
  }

  @Override
  void guess(Guess guess, double[] othersKw, double[] presentKw, double[] multipliers) {
    Arrays.fill(levelUsdPerKw, 0);
    switch (guess) {
      case BY_MULTIPLIERS -> {
        Arrays.fill(levelKw, 0);
        addPrices(multipliers, levelUsdPerKw, levelUsdPerKw);
      }
      case AS_PRESENT -> payAbove(peakKw(presentKw));
      case AS_OTHERS -> payAbove(peakKw(othersKw));
    }
  }

  private void payAbove(double kw) {
    Arrays.fill(levelKw, kw);
    for (IntervalRange reading : readings) {
      Arrays.fill(levelUsdPerKw, reading.from(), reading.to(), usdPerKw);
    }
  }

  @Override
  double guessedUsd(int t, double kw, double violationUsd) {
    return levelUsdPerKw[t] * Math.max(0, kw - levelKw[t]);
  }
}
