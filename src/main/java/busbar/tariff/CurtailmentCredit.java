package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the utility pays for load that it may interrupt: each month for the demand above a firm
 * level, and in called events for each MWh below a baseline. Amounts are given as positive and are
 * taken off the bill.
 *
 * @param usdPerKwMonth for each kW of the month's highest load above {@code firmKw}
 * @param firmKw load that is never interrupted
 * @param usdPerMwh for each MWh that an event's load stays below {@code baselineKw}
 * @param baselineKw load that would have been
 * @param events the events called
 */
public record CurtailmentCredit(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonPropertyDescription("For each kW of the month's highest load above firmKw, USD a month")
        @Nullable Double usdPerKwMonth,
    @JsonPropertyDescription("Load that is never interrupted, kW") @Nullable Double firmKw,
    @JsonPropertyDescription("For each MWh below the baseline in an event, USD")
        @Nullable Double usdPerMwh,
    @JsonPropertyDescription("Load that would have been, kW") @Nullable Double baselineKw,
    @JsonPropertyDescription("The events called") List<Event> events)
    implements Charge {

  /**
   * @param from beginning, local time
   * @param until end, local time
   */
  public record Event(
      @JsonPropertyDescription("Beginning, local time") LocalDateTime from,
      @JsonPropertyDescription("End, local time") LocalDateTime until) {
    public Event {
      Ranges.present("from", from);
      Ranges.present("until", until);
      if (!until.isAfter(from)) {
        throw new OutOfRange("until", "is " + until + ", not after from " + from, "mend one");
      }
    }
  }

  public CurtailmentCredit {
    Ranges.text("name", name);
    pair("usdPerKwMonth", usdPerKwMonth, 10_000, "firmKw", firmKw);
    pair("usdPerMwh", usdPerMwh, 100_000, "baselineKw", baselineKw);
    if (usdPerKwMonth == null && usdPerMwh == null) {
      throw new OutOfRange(
          "usdPerKwMonth", "is missing", "say what is credited: usdPerKwMonth, usdPerMwh or both");
    }
    events = Ranges.list("events", events);
    if (usdPerMwh == null && !events.isEmpty()) {
      throw new OutOfRange("usdPerMwh", "is missing", "say what a MWh is credited in the events");
    }
    for (int i = 1; i < events.size(); i++) {
      for (Event other : events.subList(0, i)) {
        if (events.get(i).from().isBefore(other.until())
            && other.from().isBefore(events.get(i).until())) {
          throw new OutOfRange(
              "events[" + i + "].from",
              "is " + events.get(i).from() + ", within the event from " + other.from(),
              "list each hour of an event once");
        }
      }
    }
  }

  private static void pair(
      String price, @Nullable Double usd, double high, String level, @Nullable Double kw) {
    if (usd != null) {
      Ranges.within(price, usd, 0, high);
    }
    if (kw != null) {
      Ranges.within(level, kw, 0, 1e8);
    }
    if ((usd == null) != (kw == null)) {
      throw new OutOfRange(
          usd == null ? price : level, "is missing", price + " and " + level + " go together");
    }
  }
}
