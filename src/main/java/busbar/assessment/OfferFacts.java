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
 * @param deliverableMw MW that the site could give: idle ones, and its own rigs' as far as the
 *     offer takes them; never more than {@code grossMw}
 * @param firstRentUsdPerKwMonth rent of the first month per kW of critical IT
 * @param hostingUsdPerMwYear what a gross MW earns as AI hosting a year, levelised, after
 *     annualised building cost and break fee
 * @param keepingUsdPerMwYear what a MW of the offer is worth a year as it is used now: idle ones
 *     nothing, others what keeping or selling their rigs brings, whichever is more
 * @param gainUsdPerYear the block's share, by MW, of what the whole offer is worth above that
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
    double deliverableMw,
    double firstRentUsdPerKwMonth,
    double hostingUsdPerMwYear,
    double keepingUsdPerMwYear,
    double gainUsdPerYear) {}
