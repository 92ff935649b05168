package busbar.assessment;

/**
 * What a power contract permits; about the site as a whole.
 *
 * @param permitsMining whether its power may be used for mining
 * @param permitsAiHosting whether its power may be used for AI hosting
 * @param assignmentConsent whether the supplier must agree before another takes it over
 * @param offered whether an AI-hosting offer is considered
 */
public record SupplyDuty(
    String ref,
    String party,
    boolean permitsMining,
    boolean permitsAiHosting,
    boolean assignmentConsent,
    boolean offered,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
