package busbar.rulebook;

import java.util.List;

/**
 * A rule as its file writes it, for those who read rules.
 *
 * @param id stable, such as CURTAIL-01
 * @param title the rule's sentence
 * @param reason the sentence for one case, with gaps for its values in braces
 * @param owner who answers for the rule
 * @param folder the topic it belongs to
 * @param file path within the folder of rules
 * @param line of the rule's name
 * @param fact what it matches: Situation, Outlook or a duty
 * @param condition what must hold, as written; empty where it always fires
 * @param consequence what it then says, as written
 * @param parameters keys of the parameters that it reads, in order
 */
public record RuleCard(
    String id,
    String title,
    String reason,
    String owner,
    String folder,
    String file,
    int line,
    String fact,
    String condition,
    String consequence,
    List<String> parameters) {

  /** The rule's whole name in its file. */
  String name() {
    return id + " " + title;
  }
}
