package busbar.rulebook;

import busbar.assessment.Action;
import busbar.assessment.Constraint;
import busbar.assessment.Fact;
import busbar.assessment.Firing;
import busbar.assessment.Reason;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule that passed the checks of its file.
 *
 * @param paths the values of a fact that its condition and its sentence read
 * @param firstLine where its text begins in the file
 * @param lastLine where it ends
 */
record CheckedRule(
    RuleCard card,
    Class<? extends Fact> fact,
    Sentence sentence,
    List<FactPath> paths,
    int firstLine,
    int lastLine) {

  String id() {
    return card.id();
  }

  Firing firing(Fact fact, List<Constraint> constraints, List<Action> proposals, boolean traced) {
    return new Firing(
        id(), fact, constraints, proposals, traced ? Optional.of(reason(fact)) : Optional.empty());
  }

  /** Values that a fact does not have are left out. */
  private Reason reason(Fact fact) {
    SortedMap<String, Object> facts = new TreeMap<>();
    for (FactPath path : paths) {
      Object value = path.read(fact);
      if (value != null && !(value instanceof Double d && !Double.isFinite(d))) {
        facts.put(path.text(), value);
      }
    }
    for (String key : card.parameters()) {
      facts.put(key, fact.parameter(key));
    }
    return new Reason(id(), card.title(), sentence.fill(fact), facts);
  }
}
