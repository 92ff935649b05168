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
      assertThat(rulebook.listRules()).hasSize(27);
    } finally {
      rulebook.dispose();
    }
  }
}
