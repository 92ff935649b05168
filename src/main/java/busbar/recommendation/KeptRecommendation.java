package busbar.recommendation;

import busbar.advice.CanonicalJson;
import busbar.advice.Recommendation;
import busbar.assessment.Action;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A recommendation as its row in the store: the document, what it was derived from, and the columns
 * that lists are filtered by and made of.
 */
@Entity
@Table(name = "recommendation")
@SuppressWarnings("NullAway.Init")
class KeptRecommendation {
  @Id String id;
  String runId;
  String siteId;
  String siteName;
  LocalDate date;
  Instant keptAt;
  double runMw;
  double curtailMw;
  double retireMw;
  double convertMw;
  double gainUsdPerDay;
  double retireGainUsdPerYear;
  double convertGainUsdPerYear;
  String reason;
  String engineVersion;
  String rulebookHash;
  String inputHash;
  String siteInputs;
  String document;
  String documentHash;

  /** The id of the recommendation for these inputs by these rules and this engine. */
  static String idOf(String inputHash, String rulebookHash, String engineVersion) {
    String all = inputHash + "\n" + rulebookHash + "\n" + engineVersion;
    return "r-" + CanonicalJson.sha256(all).substring(0, 20);
  }

  static KeptRecommendation of(
      String runId, Recommendation recommendation, SiteInputs inputs, Instant keptAt) {
    KeptRecommendation row = new KeptRecommendation();
    row.id =
        idOf(
            recommendation.inputHash(),
            recommendation.rulebookHash(),
            recommendation.engineVersion());
    row.runId = runId;
    row.siteId = recommendation.siteId();
    row.siteName = recommendation.siteName();
    row.date = recommendation.date();
    row.keptAt = keptAt;
    row.runMw = megawatts(recommendation, Action.RUN);
    row.curtailMw = megawatts(recommendation, Action.CURTAIL);
    row.retireMw = megawatts(recommendation, Action.RETIRE);
    row.convertMw = megawatts(recommendation, Action.CONVERT);
    row.gainUsdPerDay = recommendation.gainUsdPerDay();
    row.retireGainUsdPerYear = recommendation.retireGainUsdPerYear();
    row.convertGainUsdPerYear = recommendation.convertGainUsdPerYear();
    row.reason = LeadingReason.of(recommendation);
    row.engineVersion = recommendation.engineVersion();
    row.rulebookHash = recommendation.rulebookHash();
    row.inputHash = recommendation.inputHash();
    row.siteInputs = CanonicalJson.write(inputs);
    row.document = CanonicalJson.write(recommendation);
    row.documentHash = CanonicalJson.sha256(row.document);
    return row;
  }

  private static double megawatts(Recommendation recommendation, Action action) {
    return recommendation.megawatts().getOrDefault(action, 0.0);
  }

  Kept toKept(String ofRun) {
    return new Kept(id, ofRun, keptAt, CanonicalJson.read(document, Recommendation.class));
  }
}
