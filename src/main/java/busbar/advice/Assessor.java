package busbar.advice;

import busbar.assessment.Parameters;
import busbar.assessment.Rules;
import java.util.Set;

/** Assesses one site on one day. Holds no state between assessments; safe to share by threads. */
public final class Assessor {
  /** Parameters of the rulebook that the arithmetic reads, beside the rules themselves. */
  public static final Set<String> PARAMETERS =
      Set.of(
          Assessor.BREACH_ALLOWED,
          Assessor.MARKET_MAX_AGE,
          Assessor.HASHPRICE_DECLINE,
          Assessor.RESALE_DECLINE,
          Assessor.COST_OF_CAPITAL);

  static final String BREACH_ALLOWED = "breach-allowed";
  static final String MARKET_MAX_AGE = "market-max-age-hours";
  static final String HASHPRICE_DECLINE = "hashprice-decline-percent-per-year";
  static final String RESALE_DECLINE = "resale-decline-percent-per-year";
  static final String COST_OF_CAPITAL = "conversion-cost-of-capital-percent";

  private final Rules rules;
  private final String engineVersion;

  /**
   * @param rules the rules to fire
   * @param engineVersion the version of Busbar that is named in recommendations
   */
  public Assessor(Rules rules, String engineVersion) {
    this.rules = rules;
    this.engineVersion = engineVersion;
  }

  /** The full recommendation: plans, arbitration, reasons and verified flip points. */
  public Recommendation assess(SiteDay day) {
    PreparedSite site = prepared(day);
    Evaluation today = Evaluation.today(site, rules);
    return new RecommendationWriter(site, rules, today, engineVersion).write();
  }

  /** What the day asks of each block, for a plan that is rolled forward through it. */
  public DayOrders order(SiteDay day) {
    PreparedSite site = prepared(day);
    return DayOrders.of(site, Evaluation.today(site, rules));
  }

  private PreparedSite prepared(SiteDay day) {
    Parameters parameters = rules.parameters(day.date(), day.site().parameters());
    return new PreparedSite(day, parameters);
  }
}
