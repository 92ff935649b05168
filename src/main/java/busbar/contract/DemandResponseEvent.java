package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;

/**
 * A demand-response event that the grid has called: load that must be off.
 *
 * @param date the local day
 * @param fromHour first hour, 0 to 23, local time
 * @param toHour hour at which it ends, 1 to 24, local time
 * @param reduceMw MW at the meter that must be off, taken from the least valuable blocks
 * @param paymentUsdPerMwh paid for each MWh not used
 * @param penaltyUsdPerMwh owed for each MWh used all the same
 */
public record DemandResponseEvent(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("Who calls the event") String party,
    @JsonPropertyDescription("The local day") LocalDate date,
    @JsonPropertyDescription("First hour, 0 to 23, local time") int fromHour,
    @JsonPropertyDescription("Hour at which it ends, 1 to 24, local time") int toHour,
    @JsonPropertyDescription("MW at the meter that must be off") double reduceMw,
    @JsonPropertyDescription("Paid for each MWh not used, USD") double paymentUsdPerMwh,
    @JsonPropertyDescription("Owed for each MWh used all the same, USD") double penaltyUsdPerMwh)
    implements Clause {
  public DemandResponseEvent {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    Ranges.present("date", date);
    Ranges.within("fromHour", fromHour, 0, 23);
    Ranges.within("toHour", toHour, 1, 24);
    if (toHour <= fromHour) {
      throw new OutOfRange(
          "toHour",
          "is " + toHour + ", not after fromHour " + fromHour,
          "split an event over midnight in two");
    }
    Ranges.positive("reduceMw", reduceMw);
    Ranges.within("paymentUsdPerMwh", paymentUsdPerMwh, 0, 100_000);
    Ranges.within("penaltyUsdPerMwh", penaltyUsdPerMwh, 0, 100_000);
  }
}
