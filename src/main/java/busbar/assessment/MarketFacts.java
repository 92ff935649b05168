package busbar.assessment;

/**
 * The market as rules see it.
 *
 * @param ageHours age of the oldest of BTC price and difficulty at the instant assessed
 * @param feesKnown whether the fees a block are known; unknown ones count as none
 * @param retargetKnown whether the next change of difficulty is in sight
 * @param retargetChangePercent that change; NaN where it is not in sight
 * @param retargetInDays days until then; NaN where it is not in sight
 */
public record MarketFacts(
    double hashpriceUsdPerPhDay,
    double ageHours,
    boolean feesKnown,
    boolean retargetKnown,
    double retargetChangePercent,
    double retargetInDays) {}
