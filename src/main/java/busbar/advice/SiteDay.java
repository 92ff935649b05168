package busbar.advice;

import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that the assessment of one site on one day depends on, besides the rules. Written as
 * canonical JSON it is what the input hash is taken of, and read back it gives the same
 * recommendation again.
 *
 * @param rigs the catalogue's models that the site's groups are of, and no others
 * @param profiles those models' power profiles
 * @param date the local day assessed
 * @param assessedAt the instant from which ages are counted
 */
public record SiteDay(
    Site site,
    List<RigModel> rigs,
    List<PowerProfile> profiles,
    MarketInputs market,
    LocalDate date,
    Instant assessedAt) {

  public SiteDay {
    Ranges.present("site", site);
    rigs = List.copyOf(rigs);
    profiles = List.copyOf(profiles);
    Ranges.present("market", market);
    Ranges.within("date", Ranges.present("date", date).getYear(), 2009, 2199);
    Ranges.present("assessedAt", assessedAt);
  }

  /**
   * Gathers the inputs of one assessment.
   *
   * @throws OutOfRange where a group's model is in neither the catalogue nor the site's own rigs
   */
  public static SiteDay of(
      Site site,
      HardwareCatalogue catalogue,
      MarketInputs market,
      LocalDate date,
      Instant assessedAt) {
    HardwareCatalogue all = catalogue.with(site.rigs(), site.profiles());
    for (int i = 0; i < site.groups().size(); i++) {
      RigGroup group = site.groups().get(i);
      try {
        all.getRig(group.model());
      } catch (OutOfRange e) {
        throw e.within("groups[" + i + "]");
      }
    }
    Set<String> models = site.groups().stream().map(RigGroup::model).collect(Collectors.toSet());
    return new SiteDay(
        site,
        all.listRigs().stream().filter(rig -> models.contains(rig.model())).toList(),
        all.listProfiles().stream().filter(p -> models.contains(p.model())).toList(),
        market,
        date,
        assessedAt);
  }

  /** The rigs and profiles as a catalogue. */
  HardwareCatalogue catalogue() {
    return HardwareCatalogue.of(rigs, profiles);
  }
}
