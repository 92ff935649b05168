package busbar.planning;

/** How far to go to make a site's plan better and its bound tighter: steps, never time. */
public enum Effort {
  /** Relaxation and local search: for thousands of plans in a row. */
  QUICK(0),
  /** Branch and bound for a small site besides, of less than a second. */
  NORMAL(2e8),
  /** Ten times that. */
  THOROUGH(2e9);

  private final double steps;

  Effort(double steps) {
    this.steps = steps;
  }

  /** About how many elementary steps branch and bound may take. */
  double steps() {
    return steps;
  }
}
