package busbar.planning;

/**
 * What a group pays or gets beside its own margins while a plan is sought: the multipliers of what
 * couples groups, and rewards by which a policy is followed. Changeable; each array has an element
 * for each interval.
 *
 * @param usdPerKw paid for each kW of load
 * @param usdPerStartedKw paid for each kW drawn in the first interval after a start
 * @param onUsd got for being on, whatever the profile
 */
record ShadowPrices(double[] usdPerKw, double[] usdPerStartedKw, double[] onUsd) {
  static ShadowPrices none(int intervals) {
    return new ShadowPrices(new double[intervals], new double[intervals], new double[intervals]);
  }
}
