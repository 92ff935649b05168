package busbar.assessment;

import busbar.units.HourSet;

/** What must or may not happen to a block of rigs. A rule adds it before the plan is made. */
public sealed interface Constraint {

  /** The rigs run in these hours, drawing no less than at their default profile. */
  record MustRun(HourSet hours) implements Constraint {}

  /** The rigs are off in these hours. Wins over {@link MustRun}: the grid's call comes first. */
  record MustCurtail(HourSet hours) implements Constraint {}

  /**
   * It pays to be off in these hours: a choice, which gives way to {@link Hold} and {@link
   * MustRun}, counts against the limits of hours off, and is dropped where it does not fit into
   * them.
   */
  record Avoid(HourSet hours) implements Constraint {}

  /** The rigs are off in no more than this many hours; a duty to be off comes on top. */
  record AtMostHoursOff(int hours) implements Constraint {}

  /** Beyond so many hours off each MWh missed costs that much, USD; a priced limit. */
  record HoursOffCost(int hours, double usdPerMwh) implements Constraint {}

  /** Being off in these hours counts against no limit of hours. */
  record Excuse(HourSet hours) implements Constraint {}

  /**
   * In these hours the rigs stay as they are: running at their default profile, since nothing
   * trustworthy says otherwise.
   */
  record Hold(HourSet hours) implements Constraint {}

  /** The action is not open to this block. */
  record RuleOut(Action action) implements Constraint {}

  static Constraint mustRun(HourSet hours) {
    return new MustRun(hours);
  }

  static Constraint mustCurtail(HourSet hours) {
    return new MustCurtail(hours);
  }

  static Constraint avoid(HourSet hours) {
    return new Avoid(hours);
  }

  static Constraint atMostHoursOff(double hours) {
    return new AtMostHoursOff((int) Math.floor(hours));
  }

  static Constraint hoursOffCost(double hours, double usdPerMwh) {
    return new HoursOffCost((int) Math.floor(hours), usdPerMwh);
  }

  static Constraint excuse(HourSet hours) {
    return new Excuse(hours);
  }

  static Constraint hold(HourSet hours) {
    return new Hold(hours);
  }

  static Constraint ruleOut(Action action) {
    return new RuleOut(action);
  }
}
