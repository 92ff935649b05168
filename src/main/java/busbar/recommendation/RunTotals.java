package busbar.recommendation;

/** The sums over all sites of a run. */
record RunTotals(
    long sites,
    double runMw,
    double curtailMw,
    double retireMw,
    double convertMw,
    double gainUsdPerDay,
    double retireGainUsdPerYear,
    double convertGainUsdPerYear) {}
