package busbar.feeds;

import busbar.hardware.Basis;
import busbar.hardware.Cooling;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rig model of the catalogue as the API answers it. */
@Schema(description = "A rig model at its nameplate, with its firmware's power profiles")
public record Rig(
    @Schema(description = "Name by which site files refer to it") String model,
    @Schema(description = "Maker") String maker,
    @Schema(description = "Nameplate hashrate, TH/s") double hashrateThs,
    @Schema(description = "Nameplate power at the wall, W") double powerW,
    @Schema(description = "Nameplate efficiency, J/TH") double efficiencyJPerTh,
    @Schema(description = "air, hydro or immersion") Cooling cooling,
    @Schema(description = "Year or month of release; null where unknown", nullable = true)
        @Nullable String released,
    @Schema(description = "Conflicts between catalogues; null where none", nullable = true)
        @Nullable String note,
    @Schema(description = "Operating points of known firmwares") List<Profile> profiles) {

  /** One firmware operating point of a rig. */
  @Schema(name = "RigProfile", description = "One firmware operating point of a rig")
  public record Profile(
      @Schema(description = "Firmware that offers it; null where measured", nullable = true)
          @Nullable String firmware,
      @Schema(description = "Name; 'default' is where the rig runs when nobody interferes")
          String profile,
      @Schema(description = "Hashrate, TH/s") double hashrateThs,
      @Schema(description = "Power at the wall, W") double powerW,
      @Schema(description = "Efficiency, J/TH") double efficiencyJPerTh,
      @Schema(description = "estimate, tuned or measured, the least certain first") Basis basis) {
    private static Profile of(PowerProfile profile) {
      return new Profile(
          profile.firmware(),
          profile.profile(),
          profile.hashrateThs(),
          profile.powerW(),
          profile.efficiencyJPerTh(),
          profile.basis());
    }
  }

  /** A line of the catalogue as CSV: an operating point, nameplate or a firmware's. */
  public record OperatingPoint(
      String model,
      String maker,
      Cooling cooling,
      @Nullable String released,
      @Nullable String firmware,
      String profile,
      double hashrateThs,
      double powerW,
      double efficiencyJPerTh,
      Basis basis,
      @Nullable String note) {}

  static Rig of(RigModel rig, HardwareCatalogue catalogue) {
    return new Rig(
        rig.model(),
        rig.maker(),
        rig.hashrateThs(),
        rig.powerW(),
        rig.efficiencyJPerTh(),
        rig.cooling(),
        rig.released(),
        rig.note(),
        catalogue.listProfiles().stream()
            .filter(profile -> profile.model().equals(rig.model()))
            .map(Profile::of)
            .toList());
  }

  Stream<OperatingPoint> operatingPoints() {
    Profile nameplate =
        new Profile(null, "nameplate", hashrateThs, powerW, efficiencyJPerTh, Basis.NAMEPLATE);
    return Stream.concat(Stream.of(nameplate), profiles.stream())
        .map(
            point ->
                new OperatingPoint(
                    model,
                    maker,
                    cooling,
                    released,
                    point.firmware,
                    point.profile,
                    point.hashrateThs,
                    point.powerW,
                    point.efficiencyJPerTh,
                    point.basis,
                    note));
  }
}
