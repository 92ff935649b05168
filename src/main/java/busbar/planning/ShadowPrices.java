package busbar.planning;

import java.util.Arrays;

/**
 * What a group pays or gets beside its own margins while a plan is sought: the prices of what
 * couples groups, and rewards by which a policy is followed. Changeable.
 */
final class ShadowPrices {
  private final int profiles;
  // By interval, then profile.
  private final double[] runningUsd;
  private final double[] startedUsd;
  private final double[] onUsd;
  private boolean pricesStarts;

  ShadowPrices(GroupSchedulingProblem problem) {
    this.profiles = problem.margins().profiles();
    this.runningUsd = new double[problem.intervals() * profiles];
    this.startedUsd = new double[problem.intervals() * profiles];
    this.onUsd = new double[problem.intervals()];
  }

  /** Paid for running at the profile in the interval, USD. */
  double runningUsd(int interval, int profile) {
    return profile == ProfileMargins.OFF ? 0 : runningUsd[interval * profiles + profile];
  }

  void setRunningUsd(int interval, int profile, double usd) {
    runningUsd[interval * profiles + profile] = usd;
  }

  void addRunningUsd(int interval, int profile, double usd) {
    runningUsd[interval * profiles + profile] += usd;
  }

  /** Paid besides for starting to the profile in the interval, USD. */
  double startedUsd(int interval, int profile) {
    return startedUsd[interval * profiles + profile];
  }

  void setStartedUsd(int interval, int profile, double usd) {
    startedUsd[interval * profiles + profile] = usd;
    pricesStarts |= usd != 0;
  }

  void addStartedUsd(int interval, int profile, double usd) {
    startedUsd[interval * profiles + profile] += usd;
    pricesStarts |= usd != 0;
  }

  /** Whether any start has a price. */
  boolean pricesStarts() {
    return pricesStarts;
  }

  /** Got for being on in the interval, whatever the profile, USD. */
  double onUsd(int interval) {
    return onUsd[interval];
  }

  void setOnUsd(int interval, double usd) {
    onUsd[interval] = usd;
  }

  void clear() {
    Arrays.fill(runningUsd, 0);
    Arrays.fill(startedUsd, 0);
    Arrays.fill(onUsd, 0);
    pricesStarts = false;
  }
}
