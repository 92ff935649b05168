package busbar.assessment;

import busbar.units.HourSet;

/**
 * A demand charge whose peak of the month this block would raise by running.
 *
 * @param ref where the charge stands
 * @param party who bills it
 * @param charge name of the charge, with its period where it has several
 * @param hours the hours of the day in which the load counts
 * @param window the same hours as the site's clock shows them
 * @param setMw demand that is billed this month in any case: the peak metered so far, a ratchet's
 *     floor, or the least demand of the contract, whichever is highest
 * @param raiseMw how far this block would raise it, with all more valuable blocks running
 * @param usdPerKw price of a kW of this month's demand, taxes included
 * @param raiseUsd what raising it costs this month
 * @param earnsUsd what the block would earn in the charge's hours from today to the month's end
 * @param daysLeft days of the month from today on
 * @param ratchetPercent share of a new peak below which later months' demand cannot fall; 0 without
 *     a ratchet
 * @param ratchetUsd what that floor would cost in later months if the block were off in them
 * @param heldBy the clause that keeps the block running in these hours; empty where none does
 */
public record PeakDuty(
    String ref,
    String party,
    String charge,
    HourSet hours,
    String window,
    double setMw,
    double raiseMw,
    double usdPerKw,
    double raiseUsd,
    double earnsUsd,
    int daysLeft,
    double ratchetPercent,
    double ratchetUsd,
    String heldBy,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
