package busbar.assessment;

/**
 * The block's plan for the day.
 *
 * @param offHours hours in which it is off
 * @param off those hours as the site's clock shows them: "16:00–20:00"
 * @param offByDutyHours how many of them the grid has called, or the connection cannot carry
 * @param calledBy the clauses under which the grid has called them; empty where none has
 * @param offByClientHours how many others a client wants off above its strike price
 * @param clientRef the clause that says so; empty where none does
 * @param offByPeakHours how many others are off because running would set a costly peak
 * @param peakRef the charges that bill those peaks; empty where none does
 * @param offByPriceHours how many of them save money by themselves; the rest keep a minimum time or
 *     save a restart
 * @param offUsdPerMwh mean price in the hours that are off to save money; NaN where none is
 * @param heldHours hours in which it runs at a loss because a constraint holds it on
 * @param heldBy the clauses that hold it, or what switching costs; empty where a guardrail does
 * @param heldCostUsdPerDay what those hours lose
 * @param profile the profile at which it runs in most hours; the default's where it never runs
 * @param defaultProfile where the rigs run when nobody interferes
 * @param otherProfile whether the two differ
 * @param profileGainUsdPerDay what the profiles chosen earn above the default one in the hours run
 * @param usdPerDay what the plan earns
 * @param gainUsdPerDay what it earns above running every hour at the default profile
 */
public record PlanFacts(
    int offHours,
    String off,
    int offByDutyHours,
    String calledBy,
    int offByClientHours,
    String clientRef,
    int offByPeakHours,
    String peakRef,
    int offByPriceHours,
    double offUsdPerMwh,
    int heldHours,
    String heldBy,
    double heldCostUsdPerDay,
    String profile,
    String defaultProfile,
    boolean otherProfile,
    double profileGainUsdPerDay,
    double usdPerDay,
    double gainUsdPerDay) {}
