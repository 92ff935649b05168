package busbar.advice;

import java.util.Optional;

/**
 * Today's drivers, one of them perhaps changed: what a flip point varies.
 *
 * @param powerShiftUsdPerMwh added to the power price of every hour
 * @param hashpriceScale hashprice over today's
 * @param rentUsdPerKwMonth first rent of the AI-hosting offer in place of the offer's own
 * @param resale a group's resale price in place of its own
 */
record Drivers(
    double powerShiftUsdPerMwh,
    double hashpriceScale,
    Optional<Double> rentUsdPerKwMonth,
    Optional<Resale> resale) {

  /**
   * @param group the group's id
   * @param usdPerRig zero or more
   */
  record Resale(String group, double usdPerRig) {}

  static final Drivers TODAY = new Drivers(0, 1, Optional.empty(), Optional.empty());

  /** Whether power and hashprice are as today, so that every hour earns what it does today. */
  boolean leavePricesAlone() {
    return powerShiftUsdPerMwh == 0 && hashpriceScale == 1;
  }

  static Drivers power(double shiftUsdPerMwh) {
    return new Drivers(shiftUsdPerMwh, 1, Optional.empty(), Optional.empty());
  }

  static Drivers hashprice(double scale) {
    return new Drivers(0, scale, Optional.empty(), Optional.empty());
  }

  static Drivers rent(double usdPerKwMonth) {
    return new Drivers(0, 1, Optional.of(usdPerKwMonth), Optional.empty());
  }

  static Drivers resale(String group, double usdPerRig) {
    return new Drivers(0, 1, Optional.empty(), Optional.of(new Resale(group, usdPerRig)));
  }
}
