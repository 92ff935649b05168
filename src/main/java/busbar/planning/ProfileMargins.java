package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;

/**
 * What a group earns and pays at each of its profiles in each interval. Being off earns and pays
 * nothing. Immutable. Money is double: it is compared, not billed.
 */
public final class ProfileMargins {
  /** The profile of a group that is off. */
  public static final int OFF = -1;

  /** A group has at most so many profiles. */
  public static final int MOST_PROFILES = 30;

  private static final double MOST_USD = 1e12;
  private static final double MOST_KW = 1e9;

  private final int intervals;
  private final double[] kw;
  // Both by interval, then profile.
  private final double[] revenueUsd;
  private final double[] costUsd;

  private ProfileMargins(int intervals, double[] kw, double[] revenueUsd, double[] costUsd) {
    this.intervals = intervals;
    this.kw = kw;
    this.revenueUsd = revenueUsd;
    this.costUsd = costUsd;
  }

  /**
   * A group's profiles.
   *
   * @param kw by profile, above 0
   * @param revenueUsd by profile and interval: what the group earns if it runs so
   * @param costUsd by profile and interval: what running so costs that being off would not; below 0
   *     where the price is
   * @throws OutOfRange where a number is not finite or beyond what could be meant, or the arrays
   *     have different lengths
   */
  public static ProfileMargins of(double[] kw, double[][] revenueUsd, double[][] costUsd) {
    Ranges.within("kw", kw.length, 1, MOST_PROFILES);
    sameLength("revenueUsd", revenueUsd.length, kw.length);
    sameLength("costUsd", costUsd.length, kw.length);
    int intervals = revenueUsd[0].length;
    double[] revenue = new double[intervals * kw.length];
    double[] cost = new double[intervals * kw.length];
    for (int profile = 0; profile < kw.length; profile++) {
      Ranges.above("kw[" + profile + "]", kw[profile], 0);
      Ranges.within("kw[" + profile + "]", kw[profile], 0, MOST_KW);
      sameLength("revenueUsd[" + profile + "]", revenueUsd[profile].length, intervals);
      sameLength("costUsd[" + profile + "]", costUsd[profile].length, intervals);
      for (int interval = 0; interval < intervals; interval++) {
        int at = interval * kw.length + profile;
        revenue[at] = usd("revenueUsd", profile, interval, revenueUsd[profile][interval]);
        cost[at] = usd("costUsd", profile, interval, costUsd[profile][interval]);
      }
    }
    return new ProfileMargins(intervals, kw.clone(), revenue, cost);
  }

  /** One profile of which the margin alone is known: all of it counts as revenue. */
  public static ProfileMargins ofOneProfile(double kw, double[] marginUsd) {
    double[][] none = {new double[marginUsd.length]};
    return of(new double[] {kw}, new double[][] {marginUsd}, none);
  }

  private static void sameLength(String field, int length, int expected) {
    if (length != expected) {
      throw new OutOfRange(field, "has " + length + " elements", "write " + expected);
    }
  }

  private static double usd(String field, int profile, int interval, double usd) {
    if (!(Math.abs(usd) <= MOST_USD)) {
      throw new OutOfRange(
          field + "[" + profile + "][" + interval + "]",
          "is " + usd,
          "write a number from " + -MOST_USD + " to " + MOST_USD);
    }
    return usd;
  }

  public int intervals() {
    return intervals;
  }

  public int profiles() {
    return kw.length;
  }

  /** The load at a profile; 0 when off. */
  public double kw(int profile) {
    return profile == OFF ? 0 : kw[profile];
  }

  /** What running so earns, USD in that interval; 0 when off. */
  public double revenueUsd(int profile, int interval) {
    return profile == OFF ? 0 : revenueUsd[interval * kw.length + profile];
  }

  /** What running so costs, USD in that interval; 0 when off. */
  public double costUsd(int profile, int interval) {
    return profile == OFF ? 0 : costUsd[interval * kw.length + profile];
  }

  /** Revenue less cost, USD in that interval; 0 when off. */
  public double marginUsd(int profile, int interval) {
    return revenueUsd(profile, interval) - costUsd(profile, interval);
  }

  double highestKw() {
    double highest = 0;
    for (double each : kw) {
      highest = Math.max(highest, each);
    }
    return highest;
  }
}
