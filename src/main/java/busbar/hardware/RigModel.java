package busbar.hardware;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * A model of Bitcoin ASIC miner at its nameplate operating point.
 *
 * @param model the name by which site files refer to it
 * @param hashrateThs nameplate hashrate, TH/s, above zero
 * @param powerW nameplate power at the wall, W, above zero
 * @param released year, month or date of release, as published; absent where unknown
 * @param note conflicts between the catalogues that the figures come from
 */
public record RigModel(
    @JsonPropertyDescription("Name by which groups refer to it") String model,
    @JsonPropertyDescription("Maker") String maker,
    @JsonPropertyDescription("Nameplate hashrate, TH/s") double hashrateThs,
    @JsonPropertyDescription("Nameplate power at the wall, W") double powerW,
    @JsonPropertyDescription("air, hydro or immersion") Cooling cooling,
    @JsonPropertyDescription("Year or month of release") @Nullable String released,
    @JsonPropertyDescription("Anything worth knowing about the figures") @Nullable String note) {

  public RigModel {
    Ranges.text("model", model);
    Ranges.text("maker", maker);
    Ranges.positive("hashrateThs", hashrateThs);
    Ranges.positive("powerW", powerW);
    Ranges.present("cooling", cooling);
  }

  /** Efficiency, J/TH: W over TH/s. */
  public double efficiencyJPerTh() {
    return powerW / hashrateThs;
  }

  /** The nameplate as an operating point. */
  public PowerProfile nameplate() {
    return new PowerProfile(model, null, "nameplate", hashrateThs, powerW, Basis.NAMEPLATE);
  }
}
