package busbar.assessment;

import busbar.contract.AiHostingOffer;

/**
 * An AI-hosting offer as it would touch one block.
 *
 * @param ref where the offer stands
 * @param status how far the deal has come
 * @param signed whether it is effective, or signed on conditions
 * @param grossMw MW at the meter that the whole offer takes
 * @param connectionMw MW that the site's connection carries
 * @param powerFirm whether the grid owes the site its power at all hours
 * @param breakFeeKnown whether the power contract says what ending it costs
 * @param breakFeeUsd that fee; NaN where it is not known
 * @param firstRentUsdPerKwMonth rent of the first month per kW of critical IT
 * @param hostingUsdPerMwYear what a gross MW earns as AI hosting a year, levelised, after
 *     annualised building cost and break fee
 * @param keepingUsdPerMwYear what a MW is worth a year if the rigs are kept or sold, whichever is
 *     more: the mean of all blocks that the offer takes, since it takes all or none
 * @param gainUsdPerYear the difference of the two, times the block's MW
 */
public record OfferFacts(
    String ref,
    String tenant,
    AiHostingOffer.Status status,
    boolean signed,
    double grossMw,
    double connectionMw,
    boolean powerFirm,
    boolean breakFeeKnown,
    double breakFeeUsd,
    double firstRentUsdPerKwMonth,
    double hostingUsdPerMwYear,
    double keepingUsdPerMwYear,
    double gainUsdPerYear) {}
