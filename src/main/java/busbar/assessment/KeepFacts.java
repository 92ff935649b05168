package busbar.assessment;

/**
 * What keeping the rigs is worth against selling them today.
 *
 * @param resaleUsd what they would sell for today; NaN where nobody knows, as with the gain
 * @param earningsUsd what they would earn over the coming year, the hours in which they lose left
 *     out, at a hashprice that falls as the parameters say
 * @param resaleInAYearUsd what they would sell for after that year
 * @param gainUsdPerYear what selling today is worth above keeping them for a year
 * @param historyKnown whether the past days' hashprices are known
 * @param lossDays days in a row, up to today, on which they earned less at today's power prices
 *     than their resale value lost; zero where the history is not known
 * @param clearsPercent share of the coming year's hours in which they earn
 */
public record KeepFacts(
    double resaleUsd,
    double earningsUsd,
    double resaleInAYearUsd,
    double gainUsdPerYear,
    boolean historyKnown,
    int lossDays,
    double clearsPercent) {}
