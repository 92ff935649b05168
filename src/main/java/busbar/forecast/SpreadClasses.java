package busbar.forecast;

/**
 * Eighteen classes of spread, the difference of real-time and reference price on the {@link
 * PriceScale}: narrow where most hours lie, wide in the tails. From 20 to 100 USD/MWh a spread of
 * 0.1 is 3 to 10 USD.
 */
final class SpreadClasses {
  private static final double[] EDGES = {
    -2, -1.5, -1, -0.7, -0.4, -0.2, -0.1, 0, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 2.5, 3
  };

  /** Number of classes. */
  static final int COUNT = EDGES.length + 1;

  private SpreadClasses() {}

  /** The class of a spread. */
  static int of(double spread) {
    int k = 0;
    while (k < EDGES.length && spread >= EDGES[k]) {
      k++;
    }
    return k;
  }

  /** Where a class begins; minus infinity for the first. */
  static double from(int k) {
    return k == 0 ? Double.NEGATIVE_INFINITY : EDGES[k - 1];
  }

  /** Where a class ends; infinity for the last. */
  static double to(int k) {
    return k == EDGES.length ? Double.POSITIVE_INFINITY : EDGES[k];
  }

  /** The middle of a class; of an outer one, as far out as its neighbour's half width. */
  static double middle(int k) {
    if (k == 0) {
      return EDGES[0] - (EDGES[1] - EDGES[0]) / 2;
    }
    if (k == EDGES.length) {
      return EDGES[k - 1] + (EDGES[k - 1] - EDGES[k - 2]) / 2;
    }
    return (EDGES[k - 1] + EDGES[k]) / 2;
  }
}
