package busbar.forecast;

/**
 * Counts how classes of spread follow each other. What it counts fades with a half-life of 180
 * days; an hour of day learns from its neighbours too, with a weight that falls like a normal curve
 * of 2 hours; where little was counted, rows lean on the day's mean row with the weight of 10
 * hours, and that on what is assumed before anything is known: with probability 0.7 an hour stays
 * in its class, else it falls back to a Laplace distribution of scale 0.3 around the reference
 * price. These are round numbers; PriceReplayTest halves and doubles all of them and sees little
 * change.
 */
final class SpreadLearner {
  private static final int HOURS = 24;
  private static final int N = SpreadClasses.COUNT;

  private final Assumptions assumed;
  private final double hoursPerInterval;
  private final double[][][] counts = new double[HOURS][N][N];
  private final double[] spread = new double[N];
  private final double[] cosh = new double[N];
  private final double[] sinh = new double[N];
  private final double[] hits = new double[N];

  /**
   * @param halfLifeDays in which what was counted loses half its weight
   * @param neighbourHours width of the normal curve with which hours of day share what they counted
   * @param weightHours number of hours that an assumption weighs
   * @param persistence probability that an hour stays in its class, before anything is known
   * @param scale of the Laplace distribution that it else falls back to
   */
  record Assumptions(
      double halfLifeDays,
      double neighbourHours,
      double weightHours,
      double persistence,
      double scale) {
    static final Assumptions USUAL = new Assumptions(180, 2, 10, 0.7, 0.3);
  }

  SpreadLearner(double hoursPerInterval, Assumptions assumed) {
    this.hoursPerInterval = hoursPerInterval;
    this.assumed = assumed;
  }

  /** Counts a spread that was seen. Beyond 6, a factor of 400, it counts as 6. */
  void see(double seen) {
    double y = Math.max(-6, Math.min(6, seen));
    int k = SpreadClasses.of(y);
    hits[k]++;
    spread[k] += y;
    cosh[k] += Math.cosh(y);
    sinh[k] += Math.sinh(y);
  }

  /** Counts that in an hour of day one spread followed another. */
  void seeNext(double before, double after, int hour) {
    counts[hour][SpreadClasses.of(before)][SpreadClasses.of(after)] += hoursPerInterval;
  }

  /** Lets what was counted fade over some days. */
  void fade(double days) {
    double left = Math.pow(0.5, days / assumed.halfLifeDays());
    for (int k = 0; k < N; k++) {
      hits[k] *= left;
      spread[k] *= left;
      cosh[k] *= left;
      sinh[k] *= left;
    }
    for (double[][] hour : counts) {
      for (double[] row : hour) {
        for (int l = 0; l < N; l++) {
          row[l] *= left;
        }
      }
    }
  }

  /** What has been learnt so far. */
  SpreadModel model() {
    double[] meanSpread = new double[N];
    double[] meanCosh = new double[N];
    double[] meanSinh = new double[N];
    for (int k = 0; k < N; k++) {
      double middle = SpreadClasses.middle(k);
      meanSpread[k] = (spread[k] + middle) / (hits[k] + 1);
      meanCosh[k] = (cosh[k] + Math.cosh(middle)) / (hits[k] + 1);
      meanSinh[k] = (sinh[k] + Math.sinh(middle)) / (hits[k] + 1);
    }
    double[] near = new double[HOURS];
    for (int apart = 0; apart < HOURS; apart++) {
      double width = Math.min(apart, HOURS - apart) / assumed.neighbourHours();
      near[apart] = Math.exp(-width * width / 2);
    }
    double[][][] transitions = new double[HOURS][N][N];
    for (int k = 0; k < N; k++) {
      double[] ofDay = leaning(sumOfHours(k), assumedRow(k));
      for (int hour = 0; hour < HOURS; hour++) {
        double[] counted = new double[N];
        for (int other = 0; other < HOURS; other++) {
          double weight = near[Math.abs(hour - other)];
          double[] row = counts[other][k];
          for (int l = 0; l < N; l++) {
            counted[l] += weight * row[l];
          }
        }
        transitions[hour][k] = leaning(counted, ofDay);
      }
    }
    return new SpreadModel(meanSpread, meanCosh, meanSinh, transitions);
  }

  private double[] sumOfHours(int k) {
    double[] sum = new double[N];
    for (double[][] hour : counts) {
      for (int l = 0; l < N; l++) {
        sum[l] += hour[k][l];
      }
    }
    return sum;
  }

  private double[] leaning(double[] counted, double[] on) {
    double total = assumed.weightHours();
    for (double count : counted) {
      total += count;
    }
    double[] row = new double[N];
    for (int l = 0; l < N; l++) {
      row[l] = (counted[l] + assumed.weightHours() * on[l]) / total;
    }
    return row;
  }

  private double[] assumedRow(int k) {
    double stay = Math.pow(assumed.persistence(), hoursPerInterval);
    double[] row = new double[N];
    for (int l = 0; l < N; l++) {
      row[l] = (1 - stay) * (laplace(SpreadClasses.to(l)) - laplace(SpreadClasses.from(l)));
    }
    row[k] += stay;
    return row;
  }

  /** The probability of a spread below that, of Laplace's distribution. */
  private double laplace(double below) {
    double tail = Math.exp(-Math.abs(below) / assumed.scale()) / 2;
    return below < 0 ? tail : 1 - tail;
  }
}
