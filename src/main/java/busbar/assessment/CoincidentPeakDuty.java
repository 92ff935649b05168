package busbar.assessment;

import busbar.units.HourSet;

/**
 * Hours of the day in which the system may have one of the peaks on which the site's load is
 * billed.
 *
 * @param ref where the charge stands
 * @param party who bills it
 * @param charge name of the charge
 * @param hours the hours of the day for which there is an alert
 * @param window the same hours as the site's clock shows them
 * @param probabilityPercent that a peak falls into them
 * @param usdPerKw what a kW in one peak costs, all its bills together, taxes included
 * @param expectedUsd what running this block through them costs on average
 * @param earnsUsd what the block would earn in them
 * @param heldBy the clause that keeps the block running in these hours; empty where none does
 */
public record CoincidentPeakDuty(
    String ref,
    String party,
    String charge,
    HourSet hours,
    String window,
    double probabilityPercent,
    double usdPerKw,
    double expectedUsd,
    double earnsUsd,
    String heldBy,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
