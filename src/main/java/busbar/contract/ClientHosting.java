package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * A client's rigs, hosted for a fee under an uptime floor.
 *
 * @param feeUsdPerMwh what the client pays for each MWh its rigs draw, power included
 * @param uptimeFloorPercent share of a calendar month's hours in which they must run
 * @param hoursOffThisMonth hours they have been off since the month began, excused ones left out
 * @param penaltyUsdPerMwh what each MWh missed below the floor costs
 */
public record ClientHosting(
    @JsonPropertyDescription("Where the clause stands, such as 'Hosting agreement §5.1'")
        String ref,
    @JsonPropertyDescription("The client") String client,
    @JsonProperty(required = true)
        @JsonPropertyDescription("Ids of the groups that are the client's")
        List<String> groups,
    @JsonPropertyDescription("Paid by the client for each MWh its rigs draw, power included")
        double feeUsdPerMwh,
    @JsonPropertyDescription("Share of a month's hours in which the rigs must run, per cent")
        double uptimeFloorPercent,
    @JsonPropertyDescription("Hours off since the month began, excused ones left out")
        double hoursOffThisMonth,
    @JsonPropertyDescription("Cost of each MWh missed below the floor, USD")
        double penaltyUsdPerMwh)
    implements Clause {
  public ClientHosting {
    Ranges.text("ref", ref);
    Ranges.text("client", client);
    groups = List.copyOf(Ranges.notEmpty("groups", groups));
    Ranges.within("feeUsdPerMwh", feeUsdPerMwh, 0, 100_000);
    Ranges.percent("uptimeFloorPercent", uptimeFloorPercent);
    Ranges.within("hoursOffThisMonth", hoursOffThisMonth, 0, 745);
    Ranges.within("penaltyUsdPerMwh", penaltyUsdPerMwh, 0, 100_000);
  }

  /** Hours that the rigs may still be off this month: never below zero. */
  public double hoursLeft(double hoursInMonth) {
    double allowed = hoursInMonth * (100 - uptimeFloorPercent) / 100;
    return Math.max(0, allowed - hoursOffThisMonth);
  }
}
