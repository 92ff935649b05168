package busbar.assessment;

/**
 * How far the site's load covers an ancillary award; about the site as a whole.
 *
 * @param window its hours as the site's clock shows them
 * @param mw MW that the award needs running
 * @param runningMw MW of rigs that are pledged to it: within the connection and called off by no
 *     event or client in those hours
 * @param shortMw what is missing, zero or more
 * @param missedUsdPerDay penalty for that, whatever the day's plans do
 */
public record AwardCover(
    String ref,
    String party,
    String product,
    String window,
    double mw,
    double runningMw,
    double shortMw,
    double missedUsdPerDay,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
