package busbar.planning;

import java.util.List;

/**
 * Constraints that cannot all be kept.
 *
 * @param intervals where
 * @param constraints their names: those of the caller, and {@link Binding.Kind#label()} for the
 *     group's own limits
 * @param taken what the plan does instead, in words
 */
public record Contradiction(IntervalRange intervals, List<String> constraints, String taken) {
  public Contradiction {
    constraints = List.copyOf(constraints);
  }
}
