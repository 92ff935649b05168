package busbar.recommendation;

import busbar.advice.CanonicalJson;
import busbar.advice.MarketInputs;
import busbar.assessment.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the recommendations that are kept. Of each day those of the run in force count: the run for
 * the inputs as they were last known.
 */
@ApplicationScoped
@Transactional
public class Recommendations {
  private final DailyRunRepository runs;
  private final RecommendationRepository recommendations;

  Recommendations(DailyRunRepository runs, RecommendationRepository recommendations) {
    this.runs = runs;
    this.recommendations = recommendations;
  }

  /** The last day for which recommendations are kept. */
  public Optional<LocalDate> latestDate() {
    return runs.findLatestDate();
  }

  /**
   * A day's recommendations in the order of site ids.
   *
   * @param date the latest day where null
   * @param action those in which at least one block is advised so
   * @param page from 0
   * @param size most of them at once, 1 or more
   */
  public List<Kept> list(
      @Nullable LocalDate date,
      @Nullable String siteId,
      @Nullable Action action,
      int page,
      int size) {
    return runs.findInForce(date)
        .map(
            run ->
                recommendations.list(run.id, siteId, action, (long) page * size, size).stream()
                    .map(row -> row.toKept(run.id))
                    .toList())
        .orElse(List.of());
  }

  /** How many {@link #list} has in all. */
  public long count(@Nullable LocalDate date, @Nullable String siteId, @Nullable Action action) {
    return runs.findInForce(date)
        .map(run -> recommendations.count(run.id, siteId, action))
        .orElse(0L);
  }

  public Optional<Kept> find(String id) {
    return findRow(id).map(row -> row.toKept(row.runId));
  }

  /** The same as {@link #list}, each in one row and without reading the documents. */
  List<RecommendationSummary> listSummaries(
      @Nullable LocalDate date,
      @Nullable String siteId,
      @Nullable Action action,
      int page,
      int size) {
    return runs.findInForce(date)
        .map(run -> recommendations.listSummaries(run.id, siteId, action, (long) page * size, size))
        .orElse(List.of());
  }

  /** The sums over all sites of a run. */
  RunTotals totals(String runId) {
    return recommendations.totals(runId);
  }

  /** Canonical JSON of all that a recommendation was derived from, besides the rules. */
  Optional<String> findInputs(String id) {
    return findRow(id)
        .map(
            row ->
                CanonicalJson.write(
                    CanonicalJson.read(row.siteInputs, SiteInputs.class)
                        .on(
                            row.date,
                            CanonicalJson.read(
                                runs.findById(row.runId).marketInputs, MarketInputs.class))));
  }

  /** The row itself, with the document's text as it was kept. */
  Optional<KeptRecommendation> findRow(String id) {
    return recommendations.findByIdOptional(Ids.askable(id));
  }
}
