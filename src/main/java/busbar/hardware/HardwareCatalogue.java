package busbar.hardware;

import busbar.units.OutOfRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rig models and their power profiles, as published and as a site measured them.
 *
 * <p>Immutable. A model or profile added by a site replaces the published one of the same name.
 */
public final class HardwareCatalogue {
  private final Map<String, RigModel> rigs;
  private final List<PowerProfile> profiles;

  private HardwareCatalogue(Map<String, RigModel> rigs, List<PowerProfile> profiles) {
    this.rigs = rigs;
    this.profiles = profiles;
  }

  /** A catalogue of published rigs and profiles; a model named twice is refused. */
  public static HardwareCatalogue of(Collection<RigModel> rigs, Collection<PowerProfile> profiles) {
    Map<String, RigModel> byModel = new LinkedHashMap<>();
    for (RigModel rig : rigs) {
      if (byModel.put(rig.model(), rig) != null) {
        throw new OutOfRange("model", "'" + rig.model() + "' is listed twice", "list it once");
      }
    }
    return new HardwareCatalogue(byModel, List.copyOf(profiles));
  }

  /** This catalogue with a site's own rigs and measured profiles, which win over the published. */
  public HardwareCatalogue with(
      Collection<RigModel> siteRigs, Collection<PowerProfile> siteProfiles) {
    if (siteRigs.isEmpty() && siteProfiles.isEmpty()) {
      return this;
    }
    Map<String, RigModel> merged = new LinkedHashMap<>(rigs);
    siteRigs.forEach(rig -> merged.put(rig.model(), rig));
    List<PowerProfile> all = new ArrayList<>(profiles);
    for (PowerProfile own : siteProfiles) {
      getRig(merged, own.model());
      all.removeIf(published -> isReplaced(published, own));
      all.add(own);
    }
    return new HardwareCatalogue(merged, List.copyOf(all));
  }

  /** A site's profile that names no firmware stands for its rigs whichever firmware they run. */
  private static boolean isReplaced(PowerProfile published, PowerProfile own) {
    return published.model().equals(own.model())
        && published.profile().equals(own.profile())
        && (own.firmware() == null || own.firmware().equals(published.firmware()));
  }

  public List<RigModel> listRigs() {
    return List.copyOf(rigs.values());
  }

  public List<PowerProfile> listProfiles() {
    return profiles;
  }

  public Optional<RigModel> findRig(String model) {
    return Optional.ofNullable(rigs.get(model));
  }

  /**
   * The rig of that name.
   *
   * @throws OutOfRange for an unknown model, naming the nearest known ones
   */
  public RigModel getRig(String model) {
    return getRig(rigs, model);
  }

  /**
   * The operating points at which a rig can run, the default first.
   *
   * <p>The default is the site's own, else the firmware's default profile, else nameplate. Profiles
   * of a firmware count only where the rigs run that firmware, those of none always.
   *
   * @param firmware the firmware on the rigs, or null for the maker's own
   */
  public List<PowerProfile> listProfiles(String model, @Nullable String firmware) {
    List<PowerProfile> points = new ArrayList<>();
    points.add(getRig(model).nameplate());
    for (PowerProfile profile : profiles) {
      boolean usable = profile.firmware() == null || profile.firmware().equals(firmware);
      if (!profile.model().equals(model) || !usable) {
        continue;
      }
      if (profile.profile().equals(PowerProfile.DEFAULT)) {
        points.set(0, profile);
      } else {
        points.add(profile);
      }
    }
    return List.copyOf(points);
  }

  /** The firmwares with known profiles for this model. */
  public List<String> listFirmwares(String model) {
    return profiles.stream()
        .filter(p -> p.model().equals(model))
        .map(PowerProfile::firmware)
        .flatMap(f -> Optional.ofNullable(f).stream())
        .distinct()
        .toList();
  }

  private static RigModel getRig(Map<String, RigModel> rigs, String model) {
    RigModel rig = rigs.get(model);
    if (rig == null) {
      throw new OutOfRange(
          "model",
          "'" + model + "' is not in the hardware catalogue",
          "write one of its models" + nearest(rigs, model) + ", or add the rig under 'rigs'");
    }
    return rig;
  }

  private static String nearest(Map<String, RigModel> rigs, String model) {
    String[] words = model.toLowerCase(java.util.Locale.ROOT).split("\\s+");
    List<String> alike =
        rigs.keySet().stream()
            .sorted(
                java.util.Comparator.comparingLong((String name) -> -shared(name, words))
                    .thenComparing(String::length))
            .filter(name -> shared(name, words) > 0)
            .limit(3)
            .toList();
    return alike.isEmpty() ? "" : " (nearest: " + String.join(", ", alike) + ")";
  }

  private static long shared(String name, String[] words) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    return java.util.Arrays.stream(words).filter(w -> !w.isEmpty() && lower.contains(w)).count();
  }
}
