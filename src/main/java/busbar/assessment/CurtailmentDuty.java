package busbar.assessment;

import busbar.units.HourSet;

/**
 * The grid has called load off, and this block is part of what answers the call.
 *
 * @param party who called
 * @param hours the hours of the day assessed in which the block must be off
 * @param window the same hours as the site's clock shows them
 * @param reduceMw MW that the site owes in all
 */
public record CurtailmentDuty(
    String ref,
    String party,
    HourSet hours,
    String window,
    double reduceMw,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
