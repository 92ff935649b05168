package busbar.recommendation;

import busbar.sitefiles.ParameterCheck;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;

/** The word of the rulebook in force on the parameters that a site file overrides. */
@Singleton
class OverriddenParameters implements ParameterCheck {
  private final RulebookInForce rulebook;

  OverriddenParameters(RulebookInForce rulebook) {
    this.rulebook = rulebook;
  }

  @Override
  public void check(String key, double value) {
    rulebook.current().parameters(LocalDate.MAX, Map.of(key, value));
  }
}
