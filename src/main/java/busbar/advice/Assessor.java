package busbar.advice;

import busbar.assessment.Rules;

/** Assesses one site on one day. Holds no state between assessments; safe to share by threads. */
public final class Assessor {
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
    throw new UnsupportedOperationException(rules.hash() + engineVersion + day);
  }
}
