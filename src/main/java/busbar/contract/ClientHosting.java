package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's rigs, hosted for a fee.
 *
 * @param powerPassThrough whether the client pays the power at cost on top of the fee; then power
 *     costs the host nothing
 * @param strikeUsdPerMwh power price on the tariff above which the client wants its rigs off,
 *     −10,000 to 100,000; hours off above it do not count as missed. Absent where it has none
 * @param uptime the floor under their hours; absent where nothing is promised
 * @param curtailment hours that the host may curtail without counting; only with a floor
 */
public record ClientHosting(
    @JsonPropertyDescription("Where the clause stands, such as 'Hosting agreement §5.1'")
        String ref,
    @JsonPropertyDescription("The client") String client,
    @JsonProperty(required = true)
        @JsonPropertyDescription("Ids of the groups that are the client's")
        List<String> groups,
    @JsonPropertyDescription("The fee, on one of three bases") HostingFee fee,
    @JsonPropertyDescription("Whether the client pays the power at cost, on top of the fee")
        boolean powerPassThrough,
    @JsonPropertyDescription("Power price above which the client wants its rigs off, USD/MWh")
        @Nullable Double strikeUsdPerMwh,
    @JsonPropertyDescription("The share of hours in which the rigs must run")
        @Nullable UptimeFloor uptime,
    @JsonPropertyDescription("Hours that the host may curtail without counting")
        @Nullable CurtailmentRight curtailment,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {
  public ClientHosting {
    Ranges.text("ref", ref);
    Ranges.text("client", client);
    groups = List.copyOf(Ranges.notEmpty("groups", groups));
    Ranges.present("fee", fee);
    if (strikeUsdPerMwh != null) {
      Ranges.within("strikeUsdPerMwh", strikeUsdPerMwh, -10_000, 100_000);
    }
    if (curtailment != null && uptime == null) {
      throw new OutOfRange(
          "curtailment",
          "is a right to curtail where nothing forbids it",
          "add 'uptime', with floorPercent: 100 where the rigs must run in every other hour");
    }
  }

  /** The same clause, other hours used of its floor and of its right to curtail. */
  public ClientHosting with(UptimeFloor floor, @Nullable CurtailmentRight right) {
    return new ClientHosting(
        ref, client, groups, fee, powerPassThrough, strikeUsdPerMwh, floor, right, term);
  }

  @Override
  public String party() {
    return client;
  }
}
