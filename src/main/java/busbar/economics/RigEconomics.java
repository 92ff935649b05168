package busbar.economics;

import busbar.hardware.PowerProfile;
import busbar.site.Operation;
import busbar.units.Ranges;

/**
 * What one rig earns in a day and what its power costs. Positive margins are the miner's.
 *
 * @param revenueUsdPerDay what the pool pays, its fee and the rig's downtime taken off
 * @param electricityUsdPerDay cost of the power at the meter
 * @param electricityCostRate electricity over revenue, 1 where all of it goes to power; NaN where
 *     there is no revenue
 * @param breakevenPowerPriceUsdPerMwh power price at which it earns nothing
 * @param shutdownPriceUsd BTC price at which it earns nothing; NaN where there is no revenue
 */
public record RigEconomics(
    double revenueUsdPerDay,
    double electricityUsdPerDay,
    double electricityCostRate,
    double breakevenPowerPriceUsdPerMwh,
    double shutdownPriceUsd) {

  /**
   * The economics of a rig at one operating point.
   *
   * @param hashpriceUsdPerPhDay zero or more
   * @param btcPriceUsd above zero
   * @param powerPriceUsdPerMwh negative where one is paid to take power
   */
  public static RigEconomics of(
      PowerProfile point,
      Operation operation,
      double hashpriceUsdPerPhDay,
      double btcPriceUsd,
      double powerPriceUsdPerMwh) {
    Ranges.atLeastZero("hashpriceUsdPerPhDay", hashpriceUsdPerPhDay);
    Ranges.positive("btcPriceUsd", btcPriceUsd);
    Ranges.finite("powerPriceUsdPerMwh", powerPriceUsdPerMwh);
    double revenue = hashpriceUsdPerPhDay * point.hashrateThs() / 1000 * operation.revenueShare();
    double mwhPerDay = point.powerW() * operation.facilityOverhead() * 24 / 1e6;
    double electricity = mwhPerDay * powerPriceUsdPerMwh;
    double costRate = revenue > 0 ? electricity / revenue : Double.NaN;
    // Revenue is proportional to the BTC price, so the rig earns nothing at price x cost rate.
    return new RigEconomics(
        revenue, electricity, costRate, revenue / mwhPerDay, btcPriceUsd * costRate);
  }

  /** Revenue less electricity, USD a day. */
  public double marginUsdPerDay() {
    return revenueUsdPerDay - electricityUsdPerDay;
  }

  /**
   * Energy cost of hashing, USD/PH/day: 0.024 · J/TH · USD/MWh.
   *
   * @param efficiencyJPerTh at the meter, the facility's overhead included
   */
  public static double hashcostUsdPerPhDay(double efficiencyJPerTh, double powerPriceUsdPerMwh) {
    return 0.024 * efficiencyJPerTh * powerPriceUsdPerMwh;
  }
}
