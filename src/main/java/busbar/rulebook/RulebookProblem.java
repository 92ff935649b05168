package busbar.rulebook;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in the folder of rules.
 *
 * @param file path within the folder, such as {@code curtailment/power-above-breakeven.drl}
 * @param line counted from 1; 0 where the whole file is meant
 * @param rule id of the rule at fault, where one is
 * @param message what is wrong
 * @param remedy what to do about it
 */
public record RulebookProblem(
    String file, int line, @Nullable String rule, String message, String remedy) {

  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + (rule == null ? "" : " (" + rule + ")")
        + ": "
        + message
        + "; "
        + remedy;
  }
}
