package busbar.rulebook;

import java.util.List;
import java.util.stream.Collectors;

/** A folder of rules cannot be used, as a whole; says everything that is wrong with it. */
public final class RulebookRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<RulebookProblem> problems;

  RulebookRefused(List<RulebookProblem> problems) {
    super(
        problems.stream()
            .map(RulebookProblem::toString)
            .collect(Collectors.joining("\n", "the rulebook is refused:\n", "")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of files and lines. */
  public List<RulebookProblem> problems() {
    return problems;
  }
}
