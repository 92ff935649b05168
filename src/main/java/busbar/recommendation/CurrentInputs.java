package busbar.recommendation;

import busbar.access.ProblemException;
import busbar.advice.MarketInputs;
import busbar.assessment.Rules;
import busbar.hardware.HardwareCatalogue;
import busbar.market.MarketHistory;
import busbar.market.MarketSnapshot;
import busbar.sitefiles.SiteFolder;
import busbar.sitefiles.SiteProblem;
import busbar.sitefiles.SiteStatus;
import busbar.units.OutOfRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a daily run would be made of now: the sites in force, the market, the engine's version. */
@ApplicationScoped
class CurrentInputs {
  private final SiteFolder sites;
  private final MarketHistory history;
  private final HardwareCatalogue catalogue;
  private final String engineVersion;

  CurrentInputs(
      SiteFolder sites,
      MarketHistory history,
      HardwareCatalogue catalogue,
      @ConfigProperty(name = "quarkus.application.version") String engineVersion) {
    this.sites = sites;
    this.history = history;
    this.catalogue = catalogue;
    this.engineVersion = engineVersion;
  }

  /**
   * Gathers the inputs of a run.
   *
   * @param date the last day of the market's history where null
   * @throws OutOfRange for a day of which no market is known
   */
  RunInputs gather(@Nullable LocalDate date, Rules rules) {
    LocalDate day = date == null ? history.lastDate() : date;
    MarketInputs market = MarketInputs.of(history.getSnapshot(day), history);
    SortedMap<String, List<String>> withoutGoodVersion = new TreeMap<>();
    for (SiteStatus status : sites.listStatuses()) {
      if (status.site() == null) {
        withoutGoodVersion.put(
            status.file(), status.problems().stream().map(SiteProblem::toString).toList());
      }
    }
    return RunInputs.gather(
        day, market, catalogue, sites.listSites(), withoutGoodVersion, rules.hash(), engineVersion);
  }

  /**
   * A day that a caller asks about, given back.
   *
   * @throws ProblemException for a day of which there can be no run, naming those of the market
   */
  @Nullable LocalDate checkDate(@Nullable LocalDate date) {
    if (date != null && (date.isBefore(history.firstDate()) || date.isAfter(history.lastDate()))) {
      throw ProblemException.badParameter(
          "date",
          "is " + date,
          "the market history holds " + history.firstDate() + " to " + history.lastDate());
    }
    return date;
  }

  /** What a reader must know of that day's market before any figure. */
  List<String> notices(LocalDate date) {
    return history
        .findSnapshot(date)
        .filter(MarketSnapshot::sample)
        .map(
            market ->
                List.of(
                    "Sample data: the market of "
                        + market.date()
                        + ". Ages are counted from that day. Not advice for today."))
        .orElse(List.of());
  }

  MarketHistory history() {
    return history;
  }

  HardwareCatalogue catalogue() {
    return catalogue;
  }

  SiteFolder sites() {
    return sites;
  }

  String engineVersion() {
    return engineVersion;
  }
}
