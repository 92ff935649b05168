package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which energy has one price, or one by tier.
 *
 * @param when its hours; absent for all of them
 * @param usdPerMwh the price, USD/MWh, riders of the same line included; absent where {@code tiers}
 *     give it
 * @param tiers prices by how much was used this month, the last without a limit
 */
public record EnergyPeriod(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Its hours; leave out for all of them") @Nullable List<When> when,
    @JsonPropertyDescription("Price, USD/MWh; leave out where tiers give it")
        @Nullable Double usdPerMwh,
    @JsonPropertyDescription("Prices by how much was used this month, the last without a limit")
        @Nullable List<EnergyTier> tiers)
    implements HourTable.Period {

  public EnergyPeriod {
    Ranges.text("name", name);
    when = when == null ? null : List.copyOf(Ranges.notEmpty("when", when));
    if ((usdPerMwh == null) == (tiers == null)) {
      throw new OutOfRange(
          "usdPerMwh",
          usdPerMwh == null ? "is missing" : "is given beside tiers",
          "give either one price or tiers");
    }
    if (usdPerMwh != null) {
      Ranges.within("usdPerMwh", usdPerMwh, -10_000, 100_000);
    }
    if (tiers != null) {
      tiers = List.copyOf(Ranges.notEmpty("tiers", tiers));
      for (int i = 0; i < tiers.size(); i++) {
        boolean last = i == tiers.size() - 1;
        if (tiers.get(i).hasLimit() == last) {
          throw new OutOfRange(
              "tiers[" + i + "]",
              last ? "is the last and has a limit" : "has no limit and is not the last",
              "limit every tier but the last");
        }
      }
    }
  }

  EnergyPeriod plus(double more) {
    return new EnergyPeriod(
        name,
        when,
        usdPerMwh == null ? null : (Double) (usdPerMwh + more),
        tiers == null ? null : tiers.stream().map(t -> t.at(t.usdPerMwh() + more)).toList());
  }

  /** The tiers; a single price is one tier without a limit. */
  public List<EnergyTier> asTiers() {
    return tiers != null
        ? tiers
        : List.of(
            new EnergyTier(
                null, null, null, null, Ranges.present("usdPerMwh", usdPerMwh).doubleValue()));
  }
}
