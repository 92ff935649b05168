package busbar.assessment;

import busbar.units.HourSet;

/**
 * A client wants its rigs off while power costs more than its strike price.
 *
 * @param party the client
 * @param strikeUsdPerMwh that price, on the tariff
 * @param clientPays whether the client pays for the power
 * @param hours the hours of the day assessed in which power costs more
 * @param window the same hours as the site's clock shows them
 * @param dearHours how many they are
 */
public record StrikeDuty(
    String ref,
    String party,
    double strikeUsdPerMwh,
    boolean clientPays,
    HourSet hours,
    String window,
    int dearHours,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
