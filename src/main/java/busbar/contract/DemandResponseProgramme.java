package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A demand-response programme that the site takes part in: who may call how much load off, how
 * often, and what it pays. The events that it calls are clauses of their own.
 *
 * @param windows when events may be called; empty where at any hour
 * @param noticeMinutes from the call until the load must be off
 * @param responseMinutes within which the load must come off
 * @param mw MW at the meter that it may call off at most
 * @param maxEventsPerYear a calendar year
 * @param maxHoursPerYear of events, a calendar year
 * @param maxHoursPerEvent hours that one event may last
 * @param eventsUsed events called since the year began, before the day assessed
 * @param hoursUsed their hours
 * @param capacityUsdPerKwMonth paid for standing by
 * @param energyUsdPerMwh paid for each MWh not used in an event
 * @param penaltyUsdPerMwh owed for each MWh used in an event all the same
 * @param testBy day by which a test must be passed; absent where none is due
 */
public record DemandResponseProgramme(
    @JsonPropertyDescription("Where the clause stands; events name their programme by it")
        String ref,
    @JsonPropertyDescription("Who calls the events") String party,
    @JsonPropertyDescription("When events may be called; leave out for any hour")
        List<EventWindow> windows,
    @JsonPropertyDescription("From the call until the load must be off, minutes") int noticeMinutes,
    @JsonPropertyDescription("Within which the load must come off, minutes") int responseMinutes,
    @JsonPropertyDescription("MW at the meter that it may call off") double mw,
    @JsonPropertyDescription("Most events a calendar year") int maxEventsPerYear,
    @JsonPropertyDescription("Most hours of events a calendar year") double maxHoursPerYear,
    @JsonPropertyDescription("Most hours of one event") double maxHoursPerEvent,
    @JsonPropertyDescription("Events since the year began, before today's") int eventsUsed,
    @JsonPropertyDescription("Hours of events since the year began, before today's")
        double hoursUsed,
    @JsonPropertyDescription("Paid for standing by, USD per kW and month")
        double capacityUsdPerKwMonth,
    @JsonPropertyDescription("Paid for each MWh not used in an event, USD") double energyUsdPerMwh,
    @JsonPropertyDescription("Owed for each MWh used in an event all the same, USD")
        double penaltyUsdPerMwh,
    @JsonPropertyDescription("Day by which a test must be passed; leave out where none is due")
        @Nullable LocalDate testBy,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {
  public DemandResponseProgramme {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    windows = Ranges.list("windows", windows);
    Ranges.within("noticeMinutes", noticeMinutes, 0, 10_080);
    Ranges.within("responseMinutes", responseMinutes, 0, 1_440);
    Ranges.positive("mw", mw);
    Ranges.within("maxEventsPerYear", maxEventsPerYear, 0, 1_000);
    Ranges.within("maxHoursPerYear", maxHoursPerYear, 0, 8_784);
    Ranges.within("maxHoursPerEvent", maxHoursPerEvent, 0, 8_784);
    Ranges.within("eventsUsed", eventsUsed, 0, 1_000);
    Ranges.within("hoursUsed", hoursUsed, 0, 8_784);
    Ranges.within("capacityUsdPerKwMonth", capacityUsdPerKwMonth, 0, 10_000);
    Ranges.within("energyUsdPerMwh", energyUsdPerMwh, 0, 100_000);
    Ranges.within("penaltyUsdPerMwh", penaltyUsdPerMwh, 0, 100_000);
  }

  /** The same programme after so many events and hours of the year. */
  public DemandResponseProgramme withUsed(int events, double hours) {
    return new DemandResponseProgramme(
        ref,
        party,
        windows,
        noticeMinutes,
        responseMinutes,
        mw,
        maxEventsPerYear,
        maxHoursPerYear,
        maxHoursPerEvent,
        events,
        hours,
        capacityUsdPerKwMonth,
        energyUsdPerMwh,
        penaltyUsdPerMwh,
        testBy,
        term);
  }

  /** Events that it may still call this year: never below zero. */
  public int eventsLeft() {
    return Math.max(0, maxEventsPerYear - eventsUsed);
  }

  /** Hours of events that it may still call this year: never below zero. */
  public double hoursLeft() {
    return Math.max(0, maxHoursPerYear - hoursUsed);
  }

  /** Whether it may call an event in that hour of the site's clock. */
  public boolean mayCall(LocalDate day, int hour) {
    return windows.isEmpty() || windows.stream().anyMatch(window -> window.includes(day, hour));
  }
}
