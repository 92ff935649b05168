package busbar.planning;

/**
 * Why a group does in an interval what it does.
 *
 * @param name the constraint's name where a named one binds, else the kind's label
 */
public record Binding(Kind kind, String name) {
  /** What binds. */
  public enum Kind {
    /** Nothing: this earns most in this interval. */
    PRICE("price"),
    /** A constraint that the caller gave, named. */
    CONSTRAINT("constraint"),
    /** It was started too short a time ago to be stopped. */
    MINIMUM_ON("minimum on time"),
    /** It was stopped too short a time ago to be started. */
    MINIMUM_OFF("minimum off time"),
    /** It is between two loads. */
    RAMP("ramp"),
    /** The day's starts are used up. */
    START_LIMIT("starts a day"),
    /** The time that it may be off is used up. */
    OFF_BUDGET("time off"),
    /** A change would not pay for its restart and the minimum times it entails. */
    SWITCHING_COST("cost of switching"),
    /** A limit, price or duty of the whole site. */
    SITE("site"),
    /** A better plan would gain less than a change of plan is worth. */
    EARLIER_PLAN("earlier plan");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In words. */
    public String label() {
      return label;
    }
  }

  static Binding of(Kind kind) {
    return new Binding(kind, kind.label());
  }
}
