package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An award of an ancillary service for hours of one day: load that must be running, so that it can
 * be shed within minutes.
 *
 * @param product the service, as the grid operator calls it
 * @param date the local day
 * @param fromHour first hour, 0 to 23, local time
 * @param toHour hour at which it ends, 1 to 24, local time
 * @param mw MW at the meter that must be running and pledged to nothing else in those hours
 * @param capacityUsdPerMwHour paid for each MW and hour in which it can be shed, 0 to 100,000
 * @param responseMinutes within which it must come off
 * @param penaltyUsdPerMwHour owed for each MW and hour in which it cannot, 0 to 100,000
 */
public record AncillaryAward(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("Who made the award") String party,
    @JsonPropertyDescription("The service, such as 'Responsive reserve'") String product,
    @JsonPropertyDescription("The local day") LocalDate date,
    @JsonPropertyDescription("First hour, 0 to 23, local time") int fromHour,
    @JsonPropertyDescription("Hour at which it ends, 1 to 24, local time") int toHour,
    @JsonPropertyDescription("MW at the meter that must be running") double mw,
    @JsonPropertyDescription("Paid for each MW and hour, USD") double capacityUsdPerMwHour,
    @JsonPropertyDescription("Within which the load must come off, minutes") int responseMinutes,
    @JsonPropertyDescription("Owed for each MW and hour that is not running, USD")
        double penaltyUsdPerMwHour,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {
  public AncillaryAward {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    Ranges.text("product", product);
    Ranges.present("date", date);
    Ranges.hoursOfDay(fromHour, toHour);
    Ranges.positive("mw", mw);
    Ranges.within("capacityUsdPerMwHour", capacityUsdPerMwHour, 0, 100_000);
    Ranges.within("responseMinutes", responseMinutes, 0, 1_440);
    Ranges.within("penaltyUsdPerMwHour", penaltyUsdPerMwHour, 0, 100_000);
  }
}
