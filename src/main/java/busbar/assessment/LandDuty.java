package busbar.assessment;

import java.time.LocalDate;

/**
 * What a land lease permits, and until when; about the site as a whole.
 *
 * @param party the lessor
 * @param until last day of the lease
 * @param leftYears years until then
 * @param offered whether an AI-hosting offer is considered
 * @param offerYears its term from today, years; zero without an offer
 */
public record LandDuty(
    String ref,
    String party,
    boolean permitsMining,
    boolean permitsAiHosting,
    LocalDate until,
    double leftYears,
    boolean offered,
    double offerYears,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
