package busbar.planning;

import java.util.Arrays;
import java.util.List;

/** A limit on the load, or on what is started, in each interval: one multiplier each. */
final class LimitCoupling extends Coupling {
  private static final double ROUNDING = 1e-9;

  private enum Of {
    LOAD_AT_MOST,
    LOAD_AT_LEAST,
    STARTED_AT_MOST
  }

  private final Of of;
  private final boolean[] holds;
  private final double limitKw;
  private final double siteKw;
  private final boolean[] members;
  private final double weight;
  private final double[] guessedUsdPerKw;

  private LimitCoupling(
      String name,
      Of of,
      boolean[] holds,
      double limitKw,
      double siteKw,
      boolean[] members,
      double weight) {
    super(name);
    this.of = of;
    this.holds = holds;
    this.limitKw = limitKw;
    this.siteKw = siteKw;
    this.members = members;
    this.weight = weight;
    this.guessedUsdPerKw = new double[holds.length];
  }

  /**
   * A cap.
   *
   * @param weight how much more than other limits it counts where it is broken
   */
  static LimitCoupling of(
      SiteCoupling.Cap cap, boolean[] holds, double siteKw, int groups, double weight) {
    return new LimitCoupling(
        cap.name(), Of.LOAD_AT_MOST, holds, cap.kw(), siteKw, all(groups), weight);
  }

  static LimitCoupling of(
      SiteCoupling.StartLimit limit, boolean[] holds, double siteKw, int groups) {
    return new LimitCoupling(
        limit.name(), Of.STARTED_AT_MOST, holds, limit.kw(), siteKw, all(groups), 1);
  }

  static LimitCoupling of(
      SiteCoupling.SheddableLoad load,
      boolean[] holds,
      double siteKw,
      List<GroupSchedulingProblem> groups) {
    boolean[] members = all(groups.size());
    for (int g = 0; g < members.length; g++) {
      members[g] = load.groups().isEmpty() || load.groups().contains(groups.get(g).group());
    }
    return new LimitCoupling(load.name(), Of.LOAD_AT_LEAST, holds, load.kw(), siteKw, members, 1);
  }

  private static boolean[] all(int groups) {
    boolean[] members = new boolean[groups];
    Arrays.fill(members, true);
    return members;
  }

  @Override
  boolean concerns(int group) {
    return members[group];
  }

  @Override
  int multipliers() {
    return holds.length;
  }

  @Override
  void residuals(double[] kw, double[] startedKw, double[] residuals) {
    for (int t = 0; t < holds.length; t++) {
      residuals[t] =
          !holds[t]
              ? 0
              : switch (of) {
                case LOAD_AT_MOST -> kw[t] - limitKw;
                case LOAD_AT_LEAST -> limitKw - kw[t];
                case STARTED_AT_MOST -> startedKw[t] - limitKw;
              };
    }
  }

  @Override
  void trim(double[] multipliers, double[] step) {
    for (int t = 0; t < holds.length; t++) {
      step[t] = multipliers[t] <= 0 && step[t] < 0 ? 0 : step[t];
    }
  }

  @Override
  void project(double[] multipliers) {
    for (int t = 0; t < holds.length; t++) {
      multipliers[t] = Math.max(0, multipliers[t]);
    }
  }

  @Override
  void addPrices(double[] multipliers, double[] usdPerKw, double[] usdPerStartedKw) {
    double[] to = of == Of.STARTED_AT_MOST ? usdPerStartedKw : usdPerKw;
    double sign = of == Of.LOAD_AT_LEAST ? -1 : 1;
    for (int t = 0; t < holds.length; t++) {
      to[t] += sign * multipliers[t];
    }
  }

  @Override
  boolean costs() {
    return false;
  }

  @Override
  double mostUsd(double siteKw) {
    return 0;
  }

  @Override
  double costUsd(double[] kw) {
    return 0;
  }

  @Override
  double violation(double[] kw, double[] startedKw) {
    double violation = 0;
    for (int t = 0; t < holds.length; t++) {
      violation += loadViolation(t, kw[t]) + startViolation(t, startedKw[t]);
    }
    return violation;
  }

  @Override
  void guess(Guess guess, double[] othersKw, double[] presentKw, double[] multipliers) {
    Arrays.fill(guessedUsdPerKw, 0);
    if (guess == Guess.BY_MULTIPLIERS) {
      addPrices(multipliers, guessedUsdPerKw, guessedUsdPerKw);
    }
  }

  @Override
  double intervalUsd(int t, double kw, double violationUsd) {
    return violationUsd * loadViolation(t, kw);
  }

  @Override
  double guessedUsd(int t, double kw, double violationUsd) {
    return of == Of.STARTED_AT_MOST
        ? 0
        : guessedUsdPerKw[t] * kw + violationUsd * loadViolation(t, kw);
  }

  @Override
  double loadViolation(int t, double kw) {
    if (!holds[t] || of == Of.STARTED_AT_MOST) {
      return 0;
    }
    return weighed(of == Of.LOAD_AT_MOST ? kw - limitKw : limitKw - kw);
  }

  @Override
  double startViolation(int t, double startedKw) {
    return holds[t] && of == Of.STARTED_AT_MOST ? weighed(startedKw - limitKw) : 0;
  }

  @Override
  double guessedStartUsd(int t, double startedKw, double violationUsd) {
    return of == Of.STARTED_AT_MOST
        ? guessedUsdPerKw[t] * startedKw + violationUsd * startViolation(t, startedKw)
        : 0;
  }

  private double weighed(double excessKw) {
    return excessKw > ROUNDING * siteKw ? weight * (1 + excessKw / siteKw) : 0;
  }

  /** Whether it limits the load of all groups from above. */
  boolean isCap() {
    return of == Of.LOAD_AT_MOST;
  }

  @Override
  boolean limitsStarts() {
    return of == Of.STARTED_AT_MOST;
  }

  /** By how much a load is less than it must be, kW; 0 where it need not be any. */
  double shortfallKw(int t, double kw) {
    return holds[t] && of == Of.LOAD_AT_LEAST ? limitKw - kw : 0;
  }

  /** The limit on all of the load in an interval, kW; infinite where there is none. */
  double capKw(int t) {
    return holds[t] && of == Of.LOAD_AT_MOST ? limitKw : Double.POSITIVE_INFINITY;
  }
}
