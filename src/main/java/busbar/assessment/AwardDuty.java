package busbar.assessment;

import busbar.units.HourSet;

/**
 * An ancillary award needs this block to be running, so that it can be shed.
 *
 * @param party who made the award
 * @param product the service
 * @param hours the hours of the day assessed that it covers
 * @param window the same hours as the site's clock shows them
 * @param mw MW that the site owes in all
 * @param dearHours hours of it in which the block would draw less, were it not for the award
 * @param uptimeFloor whether a client's uptime floor binds the block too
 * @param honourUsdPerDay margin that honouring the whole award loses
 * @param breachUsdPerDay what breaching it costs: penalties, and payments forgone
 */
public record AwardDuty(
    String ref,
    String party,
    String product,
    HourSet hours,
    String window,
    double mw,
    int dearHours,
    boolean uptimeFloor,
    double honourUsdPerDay,
    double breachUsdPerDay,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
