package busbar.assessment;

/**
 * A client's rigs must run for most of the month.
 *
 * @param party the client
 * @param floorPercent share of the month's hours in which they must run
 * @param leftHours hours that they may still be off this month
 * @param dayHours hours of the day assessed
 */
public record UptimeDuty(
    String ref,
    String party,
    double floorPercent,
    double leftHours,
    int dayHours,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
