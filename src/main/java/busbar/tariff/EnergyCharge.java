package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price of energy by time of use and tier. All energy and index charges of a tariff together
 * price every hour of the year exactly once; what comes on top is a {@link RiderCharge}.
 *
 * <p>Where periods have tiers, the month's energy fills the tiers in proportion to what each period
 * used, as utilities bill it.
 *
 * @param periods no two in the same hour
 * @param billingDemandOf the demand charge whose billing demand measures tiers in kWh per kW; the
 *     month's highest load where absent
 */
public record EnergyCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonProperty(required = true) @JsonPropertyDescription("Prices by their hours")
        List<EnergyPeriod> periods,
    @JsonPropertyDescription("Demand charge whose billing demand measures tiers in kWh per kW")
        @Nullable String billingDemandOf)
    implements Charge {

  public EnergyCharge {
    Ranges.text("name", name);
    periods = List.copyOf(Ranges.notEmpty("periods", periods));
    checkPeriods(periods);
  }

  /** One price at all hours. */
  static EnergyCharge flat(String name, double usdPerMwh) {
    return new EnergyCharge(
        name, null, List.of(new EnergyPeriod(name, null, usdPerMwh, null)), null);
  }

  /** The same charge with every price higher by that much, USD/MWh. */
  EnergyCharge plus(double usdPerMwh) {
    return new EnergyCharge(
        name, ref, periods.stream().map(p -> p.plus(usdPerMwh)).toList(), billingDemandOf);
  }

  static void checkPeriods(List<EnergyPeriod> periods) {
    HourTable.of("periods", periods);
    List<EnergyTier> limits = limits(periods.get(0));
    for (int i = 1; i < periods.size(); i++) {
      if (!limits(periods.get(i)).equals(limits)) {
        throw new OutOfRange(
            "periods[" + i + "]",
            "has other tier limits than " + periods.get(0).name(),
            "give all periods of a charge the same limits, or put them into a charge of their own");
      }
    }
  }

  private static List<EnergyTier> limits(EnergyPeriod period) {
    return period.asTiers().stream().map(tier -> tier.at(0)).toList();
  }
}
