package busbar.recommendation;

import busbar.sitefiles.ParameterCheck;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;

/** The word of the rulebook in force on the parameters that a site file overrides. */
@Singleton
class OverriddenParameters implements ParameterCheck {
  /** Asked for when there is something to check: site files are read while the rules compile. */
  private final Instance<RulebookInForce> rulebook;

  OverriddenParameters(Instance<RulebookInForce> rulebook) {
    this.rulebook = rulebook;
  }

  @Override
  public void check(String key, double value) {
    rulebook.get().current().parameters(LocalDate.MAX, Map.of(key, value));
  }
}
