package busbar.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.advice.Assessor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RulesFolderTest {

  @Test
  void theShippedRulesLoadAndEveryExampleHolds() {
    Rulebook rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    try {
      // Every topic of the rulebook has its say.
      assertThat(rulebook.listRules())
          .extracting(RuleCard::folder)
          .contains(
              "guardrails", "obligations", "curtailment", "retirement", "conversion", "running");
    } finally {
      rulebook.dispose();
    }
  }
}
