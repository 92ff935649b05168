package busbar.tariff;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every metered MWh costs on top of its energy price: fuel, delivery, surcharges; a credit
 * where it is negative. Counts the whole load, that of blocks included.
 *
 * @param periods no two in the same hour; hours without one have no rider
 */
public record RiderCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonProperty(required = true) @JsonPropertyDescription("Prices by their hours")
        List<EnergyPeriod> periods)
    implements Charge {

  public RiderCharge {
    Ranges.text("name", name);
    periods = List.copyOf(Ranges.notEmpty("periods", periods));
    EnergyCharge.checkPeriods(periods);
  }
}
