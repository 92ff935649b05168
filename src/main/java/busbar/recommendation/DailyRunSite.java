package busbar.recommendation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a run says of one site: its recommendation or, where it was left out, why. */
@Entity
@IdClass(DailyRunSite.Key.class)
@SuppressWarnings("NullAway.Init")
class DailyRunSite {
  @Id String runId;
  @Id String siteId;
  @Nullable String recommendationId;

  /** Canonical JSON: a list of sentences. */
  @Nullable String problems;

  record Key(String runId, String siteId) implements Serializable {}

  static DailyRunSite advised(String runId, String siteId, String recommendationId) {
    DailyRunSite site = of(runId, siteId);
    site.recommendationId = recommendationId;
    return site;
  }

  static DailyRunSite leftOut(String runId, String siteId, String problems) {
    DailyRunSite site = of(runId, siteId);
    site.problems = problems;
    return site;
  }

  private static DailyRunSite of(String runId, String siteId) {
    DailyRunSite site = new DailyRunSite();
    site.runId = runId;
    site.siteId = siteId;
    return site;
  }
}
