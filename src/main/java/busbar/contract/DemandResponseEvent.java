package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A demand-response event that has been called: load that must be off.
 *
 * @param programme ref of the programme under which it was called and against whose budget it
 *     counts; absent where there is none
 * @param date the local day
 * @param fromHour first hour, 0 to 23, local time
 * @param toHour hour at which it ends, 1 to 24, local time
 * @param reduceMw MW at the meter that must be off, taken from the least valuable blocks
 * @param paymentUsdPerMwh paid for each MWh not used; the programme's where absent
 * @param penaltyUsdPerMwh owed for each MWh used all the same; the programme's where absent
 */
public record DemandResponseEvent(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("Who calls the event") String party,
    @JsonPropertyDescription("The programme's ref, where it counts against a budget")
        @Nullable String programme,
    @JsonPropertyDescription("The local day") LocalDate date,
    @JsonPropertyDescription("First hour, 0 to 23, local time") int fromHour,
    @JsonPropertyDescription("Hour at which it ends, 1 to 24, local time") int toHour,
    @JsonPropertyDescription("MW at the meter that must be off") double reduceMw,
    @JsonPropertyDescription("Paid for each MWh not used, USD; the programme's where left out")
        @Nullable Double paymentUsdPerMwh,
    @JsonPropertyDescription(
            "Owed for each MWh used all the same, USD; the programme's where left out")
        @Nullable Double penaltyUsdPerMwh,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {
  public DemandResponseEvent {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    Ranges.present("date", date);
    Ranges.hoursOfDay(fromHour, toHour);
    Ranges.positive("reduceMw", reduceMw);
    checkPrice("paymentUsdPerMwh", paymentUsdPerMwh, programme);
    checkPrice("penaltyUsdPerMwh", penaltyUsdPerMwh, programme);
  }

  /** Whether it shares hours with another event of its name or its programme. */
  public boolean repeats(DemandResponseEvent other) {
    boolean same = ref.equals(other.ref) || programme != null && programme.equals(other.programme);
    return same && date.equals(other.date) && fromHour < other.toHour && other.fromHour < toHour;
  }

  private static void checkPrice(String field, @Nullable Double usd, @Nullable String programme) {
    if (usd != null) {
      Ranges.within(field, usd, 0, 100_000);
    } else if (programme == null) {
      throw new OutOfRange(
          field, "is missing, and no programme says it", "add it, or name the programme");
    }
  }
}
