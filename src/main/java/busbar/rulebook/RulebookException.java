package busbar.rulebook;

import org.jspecify.annotations.Nullable;

/** A rule failed while it was fired: its condition or consequence threw, or it never ends. */
public final class RulebookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final String file;

  RulebookException(String rule, String file, String problem, @Nullable Throwable cause) {
    super("rule " + rule + " in " + file + " " + problem, cause);
    this.rule = rule;
    this.file = file;
  }

  /** Id of the rule at fault; several where it cannot be told which of them. */
  public String rule() {
    return rule;
  }

  /** The file it stands in, within the folder of rules. */
  public String file() {
    return file;
  }
}
