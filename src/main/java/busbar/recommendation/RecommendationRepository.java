package busbar.recommendation;

import busbar.assessment.Action;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recommendations as kept, found by the run that they belong to. */
@ApplicationScoped
class RecommendationRepository implements PanacheRepositoryBase<KeptRecommendation, String> {

  /** Which of a run's recommendations are wanted, in the order of sites. */
  private record Filter(String where, Map<String, Object> parameters) {

    static Filter of(String runId, @Nullable String siteId, @Nullable Action action) {
      StringBuilder where =
          new StringBuilder(
              "from KeptRecommendation r join DailyRunSite s on s.recommendationId = r.id"
                  + " where s.runId = :runId");
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("runId", runId);
      if (siteId != null) {
        where.append(" and s.siteId = :siteId");
        parameters.put("siteId", Ids.askable(siteId));
      }
      if (action != null) {
        where.append(" and r.").append(column(action)).append(" > 0");
      }
      return new Filter(where.toString(), parameters);
    }

    private static String column(Action action) {
      return switch (action) {
        case RUN -> "runMw";
        case CURTAIL -> "curtailMw";
        case RETIRE -> "retireMw";
        case CONVERT -> "convertMw";
      };
    }
  }

  List<KeptRecommendation> list(
      String runId, @Nullable String siteId, @Nullable Action action, long offset, int size) {
    return list("r", KeptRecommendation.class, Filter.of(runId, siteId, action), offset, size);
  }

  List<RecommendationSummary> listSummaries(
      String runId, @Nullable String siteId, @Nullable Action action, long offset, int size) {
    return list(
        "new busbar.recommendation.RecommendationSummary(r.id, s.runId, r.siteId, r.siteName, r.date, r.keptAt,"
            + " r.runMw, r.curtailMw, r.retireMw, r.convertMw, r.gainUsdPerDay,"
            + " r.retireGainUsdPerYear, r.convertGainUsdPerYear, r.reason, r.engineVersion,"
            + " r.rulebookHash, r.inputHash)",
        RecommendationSummary.class,
        Filter.of(runId, siteId, action),
        offset,
        size);
  }

  private <T> List<T> list(String select, Class<T> type, Filter filter, long offset, int size) {
    if (offset > Integer.MAX_VALUE) {
      return List.of();
    }
    var query =
        getEntityManager()
            .createQuery("select " + select + " " + filter.where + " order by s.siteId", type)
            .setFirstResult((int) offset)
            .setMaxResults(size);
    filter.parameters.forEach(query::setParameter);
    return query.getResultList();
  }

  long count(String runId, @Nullable String siteId, @Nullable Action action) {
    Filter filter = Filter.of(runId, siteId, action);
    var query = getEntityManager().createQuery("select count(*) " + filter.where, Long.class);
    filter.parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  /** The sums over all sites of a run. */
  RunTotals totals(String runId) {
    return getEntityManager()
        .createQuery(
            "select new busbar.recommendation.RunTotals(count(*), coalesce(sum(r.runMw), 0e0),"
                + " coalesce(sum(r.curtailMw), 0e0), coalesce(sum(r.retireMw), 0e0),"
                + " coalesce(sum(r.convertMw), 0e0), coalesce(sum(r.gainUsdPerDay), 0e0),"
                + " coalesce(sum(r.retireGainUsdPerYear), 0e0),"
                + " coalesce(sum(r.convertGainUsdPerYear), 0e0))"
                + " from KeptRecommendation r join DailyRunSite s on s.recommendationId = r.id"
                + " where s.runId = :runId",
            RunTotals.class)
        .setParameter("runId", runId)
        .getSingleResult();
  }

  /** Which of these ids are kept already. */
  Set<String> findKept(List<String> ids) {
    return getEntityManager()
        .createQuery("select r.id from KeptRecommendation r where r.id in :ids", String.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toSet());
  }
}
