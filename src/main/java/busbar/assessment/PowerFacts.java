package busbar.assessment;

import busbar.units.HourSet;

/**
 * What a MWh less would save this block over the day assessed, the payments and penalties of events
 * and awards left out.
 *
 * @param averageUsdPerMwh mean of the known prices; NaN where none is known, as with the next two
 * @param unknown the hours without a known price
 * @param unknownHours how many they are
 * @param prepaidPercent share of the block's power that is paid for whether used or not
 * @param prepaidRef the clause that says so; empty where none does
 * @param resaleUsdPerMwh what an unused prepaid MWh brings; NaN where nothing is prepaid
 * @param billedUsdPerMwh mean price on the tariff, before prepaid power is taken into account
 * @param clientPays whether a client pays for the power, so that it costs the site nothing
 * @param hours hours of the day assessed: 23, 24 or 25
 */
public record PowerFacts(
    double averageUsdPerMwh,
    double lowestUsdPerMwh,
    double highestUsdPerMwh,
    HourSet unknown,
    int unknownHours,
    double prepaidPercent,
    String prepaidRef,
    double resaleUsdPerMwh,
    double billedUsdPerMwh,
    boolean clientPays,
    int hours) {

  /** Every hour of the day assessed. */
  public HourSet allHours() {
    return HourSet.all(hours);
  }
}
