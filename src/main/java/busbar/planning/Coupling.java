package busbar.planning;

/**
 * A coupling as the planner reckons with it. Each is a convex function of the load of its groups,
 * hence the greatest of some linear ones: cost(load) = max over prices y allowed of y · residual
 * (load). The prices allowed are the coupling's multipliers: for a limit all that are not negative,
 * for a charge those up to the charge. So for any of them the sum of what groups earn under these
 * prices bounds what the site can.
 */
abstract class Coupling {
  private final String name;

  Coupling(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Whether its load is that of the group too. */
  boolean concerns(int group) {
    return true;
  }

  /** How many multipliers it has. */
  abstract int multipliers();

  /** By multiplier, what a unit of its price would make the site pay. */
  abstract void residuals(double[] kw, double[] startedKw, double[] residuals);

  /** Takes out of a step what moving to the allowed multipliers would undo. */
  abstract void trim(double[] multipliers, double[] step);

  /** Moves multipliers to the nearest ones that are allowed. */
  abstract void project(double[] multipliers);

  /** Adds to what its groups pay under these multipliers. */
  abstract void addPrices(double[] multipliers, double[] usdPerKw, double[] usdPerStartedKw);

  /** More than the site could pay if it drew at most so many kW, USD. */
  abstract double mostUsd(double siteKw);

  /** What the site pays, USD; nothing for a limit. */
  abstract double costUsd(double[] kw);

  /**
   * How badly a limit is broken: the sum over intervals in which it is of 1 and the excess as a
   * share of the site; nothing for a charge.
   */
  double violation(double[] kw, double[] startedKw) {
    return 0;
  }

  /**
   * What is paid for a load in an interval, as far as intervals can be told apart, USD.
   *
   * @param violationUsd what breaking a limit counts as
   */
  double intervalUsd(int interval, double kw, double violationUsd) {
    return 0;
  }

  /** What is paid for a load in an interval as last guessed, USD. */
  double guessedUsd(int interval, double kw, double violationUsd) {
    return intervalUsd(interval, kw, violationUsd);
  }

  /** How badly a limit on the load is broken in an interval. */
  double loadViolation(int interval, double kw) {
    return 0;
  }

  /** Whether it limits what is started. */
  boolean limitsStarts() {
    return false;
  }

  /** How badly a limit on starts is broken in an interval. */
  double startViolation(int interval, double startedKw) {
    return 0;
  }

  /** Whether it costs something, rather than limits. */
  boolean costs() {
    return true;
  }

  /** Whether its cost cannot be told apart by interval. */
  boolean spansIntervals() {
    return false;
  }

  /**
   * Guesses what the load of an interval is to be charged, for planning one group beside the
   * others.
   *
   * @param othersKw the load of the others
   * @param presentKw the present load of all
   * @param multipliers good ones
   */
  void guess(Guess guess, double[] othersKw, double[] presentKw, double[] multipliers) {}

  /** What is paid for what is started in an interval as last guessed, USD. */
  double guessedStartUsd(int interval, double startedKw, double violationUsd) {
    return 0;
  }

  /** How it is guessed; what can be told apart by interval is known but by multipliers. */
  enum Guess {
    /** What all draw now is paid for anyway. */
    AS_PRESENT,
    /** What the others draw is. */
    AS_OTHERS,
    /** At the multipliers' prices: what the load is worth to the other groups. */
    BY_MULTIPLIERS
  }
}
