package busbar.assessment;

import busbar.contract.UptimeFloor;

/**
 * A client's rigs must run for most of a month or year.
 *
 * @param party the client
 * @param floorPercent share of the period's hours in which they must run
 * @param period what the floor is measured over
 * @param leftHours hours that they may still be off in the period, at least zero
 * @param rightLeftHours hours that the host may curtail besides this year, at least zero
 * @param offLeftHours both together: hours that they may be off today without a penalty
 * @param dayHours hours of the day assessed
 * @param penaltyUsdPerMwh owed for each MWh missed below the floor
 * @param honourUsdPerDay margin that honouring the whole clause loses today
 * @param breachUsdPerDay what breaching it costs today: penalties
 */
public record UptimeDuty(
    String ref,
    String party,
    double floorPercent,
    UptimeFloor.Period period,
    double leftHours,
    double rightLeftHours,
    double offLeftHours,
    int dayHours,
    double penaltyUsdPerMwh,
    double honourUsdPerDay,
    double breachUsdPerDay,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
