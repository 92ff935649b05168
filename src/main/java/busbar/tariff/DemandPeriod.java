package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hours whose highest load is billed at one price, or one by tier.
 *
 * @param when its hours; absent for all of them
 * @param usdPerKw price of a kW a month; absent where {@code tiers} give it
 * @param tiers prices of slices of the demand, the last without a limit
 */
public record DemandPeriod(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Its hours; leave out for all of them") @Nullable List<When> when,
    @JsonPropertyDescription("Price, USD/kW a month; leave out where tiers give it")
        @Nullable Double usdPerKw,
    @JsonPropertyDescription("Prices of slices of the demand, the last without a limit")
        @Nullable List<Tier> tiers)
    implements HourTable.Period {

  /**
   * @param upToKw where the slice ends, kW from zero; a demand just there lies wholly below
   * @param usdPerKw price of a kW a month
   */
  public record Tier(
      @JsonPropertyDescription("Ends at so many kW") @Nullable Double upToKw,
      @JsonPropertyDescription("Price, USD/kW a month") double usdPerKw) {
    public Tier {
      if (upToKw != null) {
        Ranges.positive("upToKw", upToKw);
      }
      Ranges.within("usdPerKw", usdPerKw, -10_000, 10_000);
    }
  }

  public DemandPeriod {
    Ranges.text("name", name);
    when = when == null ? null : List.copyOf(Ranges.notEmpty("when", when));
    if ((usdPerKw == null) == (tiers == null)) {
      throw new OutOfRange(
          "usdPerKw",
          usdPerKw == null ? "is missing" : "is given beside tiers",
          "give either one price or tiers");
    }
    if (usdPerKw != null) {
      Ranges.within("usdPerKw", usdPerKw, -10_000, 10_000);
    }
    if (tiers != null) {
      tiers = List.copyOf(Ranges.notEmpty("tiers", tiers));
      double below = 0;
      for (int i = 0; i < tiers.size(); i++) {
        boolean last = i == tiers.size() - 1;
        Double limit = tiers.get(i).upToKw();
        if ((limit == null) != last) {
          throw new OutOfRange(
              "tiers[" + i + "].upToKw",
              last ? "limits the last tier" : "is missing",
              "limit every tier but the last");
        }
        if (limit != null && limit <= below) {
          throw new OutOfRange(
              "tiers[" + i + "].upToKw",
              "is " + limit + ", not above the limit before it",
              "list the tiers from low to high");
        }
        below = limit == null ? below : limit;
      }
    }
  }

  /** The tiers; a single price is one tier without a limit. */
  public List<Tier> asTiers() {
    return tiers != null
        ? tiers
        : List.of(new Tier(null, Ranges.present("usdPerKw", usdPerKw).doubleValue()));
  }
}
