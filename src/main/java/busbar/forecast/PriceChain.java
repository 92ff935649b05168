package busbar.forecast;

import busbar.units.OutOfRange;
import java.util.Arrays;

/**
 * Prices as a Markov chain: in each interval the price is that of one class, and the class of an
 * interval tells all that is known of the next one's.
 *
 * <p>Immutable; nothing it hands out may be written to.
 */
public final class PriceChain {
  private final double[] first;
  private final double[][][] transitions;
  private final double[][] usdPerMwh;

  private PriceChain(double[] first, double[][][] transitions, double[][] usdPerMwh) {
    this.first = first;
    this.transitions = transitions;
    this.usdPerMwh = usdPerMwh;
  }

  /**
   * @param first probability of each class in interval 0; sums to 1
   * @param transitions by interval, class in the interval before, class in it; rows sum to 1; what
   *     stands for interval 0 is not read
   * @param usdPerMwh by interval and class, USD/MWh; NaN in all classes of an interval where no
   *     price is known
   * @throws OutOfRange where the numbers of classes or intervals differ, or a row that is read sums
   *     to something else than 1 within 1e-9
   */
  public static PriceChain of(double[] first, double[][][] transitions, double[][] usdPerMwh) {
    int classes = first.length;
    if (transitions.length != usdPerMwh.length) {
      throw new OutOfRange(
          "transitions",
          "cover " + transitions.length + " intervals, prices " + usdPerMwh.length,
          "give one of each an interval");
    }
    checkRow("first", first, classes);
    for (int i = 0; i < usdPerMwh.length; i++) {
      if (usdPerMwh[i].length != classes) {
        throw new OutOfRange(
            "usdPerMwh[" + i + "]", "has " + usdPerMwh[i].length + " classes", "give " + classes);
      }
      for (int k = 0; i > 0 && k < classes; k++) {
        checkRow("transitions[" + i + "][" + k + "]", transitions[i][k], classes);
      }
    }
    return new PriceChain(first, transitions, usdPerMwh);
  }

  /** A chain whose parts fit, because they were made together. */
  static PriceChain unchecked(double[] first, double[][][] transitions, double[][] usdPerMwh) {
    return new PriceChain(first, transitions, usdPerMwh);
  }

  private static void checkRow(String field, double[] row, int classes) {
    double sum = 0;
    boolean negative = false;
    for (double p : row) {
      sum += p;
      negative |= !(p >= 0);
    }
    if (row.length != classes || negative || Math.abs(sum - 1) > 1e-9) {
      throw new OutOfRange(
          field,
          "has " + row.length + " probabilities that sum to " + sum,
          "give " + classes + ", none negative, that sum to 1");
    }
  }

  /** A course of prices that is certain: one class. */
  public static PriceChain certain(double... usdPerMwh) {
    double[][] prices = new double[usdPerMwh.length][];
    double[][][] transitions = new double[usdPerMwh.length][][];
    for (int i = 0; i < usdPerMwh.length; i++) {
      prices[i] = new double[] {usdPerMwh[i]};
      transitions[i] = new double[][] {{1}};
    }
    return new PriceChain(new double[] {1}, transitions, prices);
  }

  /** The first intervals of the chain, as many as it has at most. */
  public PriceChain first(int intervals) {
    int count = Math.min(intervals, usdPerMwh.length);
    return new PriceChain(
        first, Arrays.copyOf(transitions, count), Arrays.copyOf(usdPerMwh, count));
  }

  /** What is made of a price in an interval. */
  @FunctionalInterface
  public interface Change {
    double apply(int interval, double usdPerMwh);
  }

  /** The same odds of other prices, such as what is paid at each price of an index. */
  public PriceChain map(Change change) {
    double[][] changed = new double[usdPerMwh.length][];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = usdPerMwh[i].clone();
      for (int k = 0; k < changed[i].length; k++) {
        changed[i][k] = change.apply(i, changed[i][k]);
      }
    }
    return new PriceChain(first, transitions, changed);
  }

  /** Number of intervals. */
  public int intervals() {
    return usdPerMwh.length;
  }

  /** Number of classes. */
  public int classes() {
    return first.length;
  }

  /** Probability of each class in interval 0. */
  public double[] first() {
    return first;
  }

  /**
   * Probabilities of the classes of an interval after 0, given the class of the interval before.
   */
  public double[] transition(int interval, int before) {
    return transitions[interval][before];
  }

  /** The mean price of a class in an interval, USD/MWh; NaN where none is known. */
  public double usdPerMwh(int interval, int k) {
    return usdPerMwh[interval][k];
  }
}
