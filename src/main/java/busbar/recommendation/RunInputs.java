package busbar.recommendation;

import busbar.advice.CanonicalJson;
import busbar.advice.MarketInputs;
import busbar.advice.SiteDay;
import busbar.hardware.HardwareCatalogue;
import busbar.site.Site;
import busbar.units.OutOfRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a daily run depends on. Two runs with the same are the same run.
 *
 * @param sites those to assess, in the order of their ids
 * @param leftOut the sites that cannot be assessed, and why, in sentences
 * @param inputHash hash of all of it
 */
record RunInputs(
    LocalDate date,
    MarketInputs market,
    List<HashedSiteDay> sites,
    SortedMap<String, List<String>> leftOut,
    String rulebookHash,
    String engineVersion,
    String inputHash) {

  /**
   * A site's inputs with the hash that its recommendation will carry.
   *
   * @param recommendationId the id that its recommendation will have
   */
  record HashedSiteDay(SiteDay day, String inputHash, String recommendationId) {
    String siteId() {
      return day.site().id();
    }
  }

  /** What the hash of a run is taken of. */
  private record Digest(
      LocalDate date,
      String marketHash,
      String rulebookHash,
      String engineVersion,
      SortedMap<String, String> siteHashes,
      SortedMap<String, List<String>> leftOut) {}

  /**
   * Gathers the inputs of a run.
   *
   * @param sites those of which a good version is known
   * @param withoutGoodVersion the others, and their problems
   */
  static RunInputs gather(
      LocalDate date,
      MarketInputs market,
      HardwareCatalogue catalogue,
      Collection<Site> sites,
      SortedMap<String, List<String>> withoutGoodVersion,
      String rulebookHash,
      String engineVersion) {
    SortedMap<String, List<String>> leftOut = new TreeMap<>(withoutGoodVersion);
    SortedMap<String, String> hashes = new TreeMap<>();
    List<HashedSiteDay> days = new ArrayList<>();
    for (Site site : sites.stream().sorted(Comparator.comparing(Site::id)).toList()) {
      try {
        SiteDay day = SiteDay.of(site, catalogue, market, date, SiteInputs.assessedAt(date));
        String hash = CanonicalJson.sha256(CanonicalJson.write(day));
        hashes.put(site.id(), hash);
        days.add(
            new HashedSiteDay(
                day, hash, KeptRecommendation.idOf(hash, rulebookHash, engineVersion)));
      } catch (OutOfRange e) {
        leftOut.put(site.id(), List.of(e.getMessage()));
      }
    }
    Digest digest =
        new Digest(
            date,
            CanonicalJson.sha256(CanonicalJson.write(market)),
            rulebookHash,
            engineVersion,
            hashes,
            leftOut);
    return new RunInputs(
        date,
        market,
        List.copyOf(days),
        leftOut,
        rulebookHash,
        engineVersion,
        CanonicalJson.sha256(CanonicalJson.write(digest)));
  }

  /** The run's id: readable, and made from its inputs. */
  String runId() {
    return "d-" + date + "-" + inputHash.substring(0, 12);
  }

  int sitesTotal() {
    return sites.size() + leftOut.size();
  }
}
