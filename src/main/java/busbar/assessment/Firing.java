package busbar.assessment;

import java.util.List;
import java.util.Optional;

/**
 * A rule that fired on a fact, and what it said.
 *
 * @param rule the rule's stable id
 * @param constraints empty, as the proposals are, where the rule only remarks
 * @param reason the words for it; empty where rules were fired without a trace
 */
public record Firing(
    String rule,
    Fact fact,
    List<Constraint> constraints,
    List<Action> proposals,
    Optional<Reason> reason) {

  /** Id of the block that the fact is about. */
  public String block() {
    return fact.block().id();
  }
}
