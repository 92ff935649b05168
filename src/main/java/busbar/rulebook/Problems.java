package busbar.rulebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong, so that one refusal names all of it. */
final class Problems {
  private final List<RulebookProblem> found = new ArrayList<>();

  void add(String file, int line, @Nullable String rule, String message, String remedy) {
    found.add(new RulebookProblem(file, line, rule, message, remedy));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new RulebookRefused(
          found.stream()
              .distinct()
              .sorted(
                  Comparator.comparing(RulebookProblem::file)
                      .thenComparingInt(RulebookProblem::line))
              .toList());
    }
  }
}
