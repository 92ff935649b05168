package busbar.hardware;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One firmware operating point of a rig.
 *
 * @param model the rig model it belongs to
 * @param firmware the firmware that offers it; absent for nameplate
 * @param profile its name, {@value #DEFAULT} being where the rig runs when nobody interferes
 * @param hashrateThs TH/s at this point, above zero
 * @param powerW power at the wall, W, above zero
 */
public record PowerProfile(
    @JsonPropertyDescription("Rig model") String model,
    @JsonPropertyDescription("Firmware that offers it") @Nullable String firmware,
    @JsonPropertyDescription("Name; 'default' is where the rig runs when nobody interferes")
        String profile,
    @JsonPropertyDescription("Hashrate at this point, TH/s") double hashrateThs,
    @JsonPropertyDescription("Power at the wall at this point, W") double powerW,
    @JsonPropertyDescription("nameplate, estimate, tuned or measured") Basis basis) {

  public static final String DEFAULT = "default";

  public PowerProfile {
    Ranges.text("model", model);
    Ranges.text("profile", profile);
    Ranges.positive("hashrateThs", hashrateThs);
    Ranges.positive("powerW", powerW);
    Ranges.present("basis", basis);
  }

  /** Efficiency, J/TH: W over TH/s. */
  public double efficiencyJPerTh() {
    return powerW / hashrateThs;
  }
}
