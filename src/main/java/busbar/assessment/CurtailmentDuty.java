package busbar.assessment;

import busbar.units.HourSet;

/**
 * An event has called load off, and this block is part of what answers the call.
 *
 * @param party who called
 * @param hours the hours of the day assessed that the event covers
 * @param window the same hours as the site's clock shows them
 * @param reduceMw MW that the site owes in all
 * @param owed those of the hours that the programme's windows and budget hold; all without one
 * @param owedHours how many they are
 * @param beyondHours how many of the event's hours they leave out
 * @param budgeted whether the event counts against a programme's budget
 * @param eventsLeft events that the programme may still call this year, this one included; NaN
 *     without a budget
 * @param hoursLeft hours of events left this year, this one's included; NaN without a budget
 * @param otherEvents refs of events that call load off in some of the same hours, which other rigs
 *     answer; empty where there is none
 * @param honourUsdPerDay margin that honouring the whole event loses
 * @param breachUsdPerDay what breaching it costs: penalties, and payments forgone
 */
public record CurtailmentDuty(
    String ref,
    String party,
    HourSet hours,
    String window,
    double reduceMw,
    HourSet owed,
    int owedHours,
    int beyondHours,
    boolean budgeted,
    double eventsLeft,
    double hoursLeft,
    String otherEvents,
    double honourUsdPerDay,
    double breachUsdPerDay,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
