package busbar.sitefiles;

import busbar.hardware.Basis;
import busbar.hardware.Cooling;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import java.util.List;

/** A small catalogue with the rigs that the tests name, at their published figures. */
final class SampleRigs {
  private SampleRigs() {}

  static HardwareCatalogue catalogue() {
    return HardwareCatalogue.of(
        List.of(
            rig("Antminer S21 Pro", 234, 3510),
            rig("Antminer S21", 200, 3500),
            rig("Antminer S19 XP", 141, 3010),
            rig("Antminer S19k Pro", 120, 2760),
            rig("Antminer S19j Pro", 104, 3068)),
        List.of(
            profile("Antminer S19k Pro", "LuxOS 2025.4.8", "default", 121.8, 2794),
            profile("Antminer S19k Pro", "LuxOS 2025.4.8", "340MHz", 70.2, 1414)));
  }

  private static RigModel rig(String model, double ths, double watts) {
    return new RigModel(model, "Bitmain", ths, watts, Cooling.AIR, null, null);
  }

  private static PowerProfile profile(
      String model, String firmware, String name, double ths, double watts) {
    return new PowerProfile(model, firmware, name, ths, watts, Basis.ESTIMATE);
  }
}
