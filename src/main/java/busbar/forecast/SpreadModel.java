package busbar.forecast;

/**
 * What has been learnt of the spread up to some day: the mean of each class and how classes follow
 * each other, by hour of day. Immutable by agreement: its arrays are shared and never written.
 *
 * @param meanSpread by class, on the {@link PriceScale}
 * @param meanCosh mean of cosh(spread) by class
 * @param meanSinh mean of sinh(spread) by class
 * @param transitions by hour of day into which one passes, class before, class after; rows sum to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record SpreadModel(
    double[] meanSpread, double[] meanCosh, double[] meanSinh, double[][][] transitions) {

  /** The odds of classes for one known spread: shared between the two nearest class means. */
  double[] at(double spread) {
    double[] odds = new double[SpreadClasses.COUNT];
    int k = SpreadClasses.of(spread);
    int other = spread > meanSpread[k] ? k + 1 : k - 1;
    if (other < 0 || other == SpreadClasses.COUNT) {
      odds[k] = 1;
      return odds;
    }
    double share = (spread - meanSpread[k]) / (meanSpread[other] - meanSpread[k]);
    odds[k] = 1 - share;
    odds[other] = share;
    return odds;
  }

  /** The odds one interval on, in an hour of day. */
  double[] next(double[] odds, int hour) {
    double[] next = new double[SpreadClasses.COUNT];
    for (int k = 0; k < odds.length; k++) {
      double p = odds[k];
      if (p > 0) {
        double[] row = transitions[hour][k];
        for (int l = 0; l < next.length; l++) {
          next[l] += p * row[l];
        }
      }
    }
    return next;
  }

  /**
   * The spread below which real time stays with a probability, linear within classes.
   *
   * @param odds of the classes
   */
  double quantile(double[] odds, double probability) {
    int last = SpreadClasses.COUNT - 1;
    double below = 0;
    for (int k = 0; k <= last; k++) {
      if (below + odds[k] >= probability || k == last) {
        // An outer class reaches as far beyond its mean as its edge lies before it.
        double from = k == 0 ? 2 * meanSpread[0] - SpreadClasses.to(0) : SpreadClasses.from(k);
        double to = k == last ? 2 * meanSpread[k] - SpreadClasses.from(k) : SpreadClasses.to(k);
        double share = odds[k] > 0 ? Math.min(1, (probability - below) / odds[k]) : 0;
        return from + share * (to - from);
      }
      below += odds[k];
    }
    throw new IllegalStateException();
  }
}
