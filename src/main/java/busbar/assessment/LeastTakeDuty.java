package busbar.assessment;

/**
 * A least quantity of power by month or year that is paid for in any case; about the site as a
 * whole.
 *
 * @param ref where the charge stands
 * @param party who bills it
 * @param per "month" or "year"
 * @param minimumMwh the least quantity
 * @param takenMwh what the meter has shown so far
 * @param daysLeft days of the period from today on
 * @param slackMwh what could be left unused from today on without falling short, all rigs running
 *     otherwise; below zero where even that falls short
 * @param shortMwh what will fall short in any case, zero or more
 * @param hoursOffLeft hours for which all rigs may be off before the quantity falls short
 * @param usdPerMwh price of a MWh that falls short
 */
public record LeastTakeDuty(
    String ref,
    String party,
    String per,
    double minimumMwh,
    double takenMwh,
    int daysLeft,
    double slackMwh,
    double shortMwh,
    double hoursOffLeft,
    double usdPerMwh,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
