package busbar.planning;

import busbar.units.Ranges;

/**
 * What must or may not happen to a group in some intervals, under the name by which the plan will
 * refer to it.
 *
 * <p>Where constraints contradict, the safe one is taken and the others are reported: being
 * unavailable and must curtail before all others; then caps and forbidden profiles, so that a group
 * without any profile left is off; then hold, floor and must run. A cap of the site is among the
 * caps for the groups that give way to it.
 *
 * @param kw the limit of a cap or floor, else 0
 * @param profile the profile held or forbidden, else {@link ProfileMargins#OFF}
 */
public record ScheduleConstraint(
    String name, Kind kind, IntervalRange intervals, double kw, int profile) {
  /** What a constraint asks. */
  public enum Kind {
    /** Not off, at any profile. */
    MUST_RUN,
    /** Off, as a duty to the grid. */
    MUST_CURTAIL,
    /** Off, since it cannot run. */
    UNAVAILABLE,
    /** Exactly this profile. */
    HOLD,
    /** No profile above so many kW. */
    CAP,
    /** No profile below so many kW, and not off unless they are 0. */
    FLOOR,
    /** Not this profile. */
    FORBID
  }

  public ScheduleConstraint {
    Ranges.text("name", name);
    Ranges.present("kind", kind);
    Ranges.present("intervals", intervals);
    Ranges.atLeastZero("kw", kw);
    Ranges.within("profile", profile, ProfileMargins.OFF, ProfileMargins.MOST_PROFILES - 1);
    if (kind == Kind.HOLD || kind == Kind.FORBID) {
      Ranges.within("profile", profile, 0, ProfileMargins.MOST_PROFILES - 1);
    }
  }

  public static ScheduleConstraint mustRun(String name, IntervalRange intervals) {
    return new ScheduleConstraint(name, Kind.MUST_RUN, intervals, 0, ProfileMargins.OFF);
  }

  public static ScheduleConstraint mustCurtail(String name, IntervalRange intervals) {
    return new ScheduleConstraint(name, Kind.MUST_CURTAIL, intervals, 0, ProfileMargins.OFF);
  }

  public static ScheduleConstraint unavailable(String name, IntervalRange intervals) {
    return new ScheduleConstraint(name, Kind.UNAVAILABLE, intervals, 0, ProfileMargins.OFF);
  }

  public static ScheduleConstraint hold(String name, IntervalRange intervals, int profile) {
    return new ScheduleConstraint(name, Kind.HOLD, intervals, 0, profile);
  }

  public static ScheduleConstraint cap(String name, IntervalRange intervals, double kw) {
    return new ScheduleConstraint(name, Kind.CAP, intervals, kw, ProfileMargins.OFF);
  }

  public static ScheduleConstraint floor(String name, IntervalRange intervals, double kw) {
    return new ScheduleConstraint(name, Kind.FLOOR, intervals, kw, ProfileMargins.OFF);
  }

  public static ScheduleConstraint forbid(String name, IntervalRange intervals, int profile) {
    return new ScheduleConstraint(name, Kind.FORBID, intervals, 0, profile);
  }
}
