package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.List;

/**
 * When and at which profile one group of rigs should run: the self-commitment of one unit against
 * known prices, as unit commitment calls it.
 *
 * @param group its name
 * @param margins what each profile earns and costs, for every interval of the horizon
 */
public record GroupSchedulingProblem(
    String group,
    PlanningHorizon horizon,
    ProfileMargins margins,
    List<ScheduleConstraint> constraints,
    SwitchingLimits limits,
    InitialState initial,
    OffBudget offBudget,
    TerminalValue terminal) {

  public GroupSchedulingProblem {
    Ranges.text("group", group);
    Ranges.present("horizon", horizon);
    Ranges.present("margins", margins);
    constraints = Ranges.list("constraints", constraints);
    Ranges.present("limits", limits);
    Ranges.present("initial", initial);
    Ranges.present("offBudget", offBudget);
    Ranges.present("terminal", terminal);
    if (margins.intervals() != horizon.intervals()) {
      throw new OutOfRange(
          "margins",
          "has " + margins.intervals() + " intervals",
          "write " + horizon.intervals() + " as in the horizon");
    }
    for (int i = 0; i < constraints.size(); i++) {
      ScheduleConstraint constraint = constraints.get(i);
      String field = "constraints[" + i + "]";
      if (constraint.profile() >= margins.profiles()) {
        throw unknownProfile(field + ".profile", constraint.profile(), margins);
      }
      if (constraint.intervals().to() > horizon.intervals()) {
        throw new OutOfRange(
            field + ".intervals.to",
            "is " + constraint.intervals().to(),
            "write at most " + horizon.intervals() + ", the end of the horizon");
      }
    }
    if (initial.profile() >= margins.profiles()) {
      throw unknownProfile("initial.profile", initial.profile(), margins);
    }
  }

  private static OutOfRange unknownProfile(String field, int profile, ProfileMargins margins) {
    return new OutOfRange(
        field, "is " + profile, "write a profile from 0 to " + (margins.profiles() - 1));
  }

  /** A group with minimum times and a restart cost and no other constraint. */
  public static GroupSchedulingProblem of(
      String group,
      PlanningHorizon horizon,
      ProfileMargins margins,
      SwitchingLimits limits,
      InitialState initial) {
    return new GroupSchedulingProblem(
        group,
        horizon,
        margins,
        List.of(),
        limits,
        initial,
        OffBudget.UNLIMITED,
        TerminalValue.NONE);
  }

  /** The same under these constraints. */
  public GroupSchedulingProblem withConstraints(List<ScheduleConstraint> constraints) {
    return new GroupSchedulingProblem(
        group, horizon, margins, constraints, limits, initial, offBudget, terminal);
  }

  /** About how many elementary steps it takes to plan this group by itself once, at most. */
  public double steps() {
    return ramps() ? RampProgram.steps(this) : SwitchingProgram.steps(this);
  }

  int intervals() {
    return horizon.intervals();
  }

  /** Whether a change of load may take several intervals. */
  boolean ramps() {
    return margins.highestKw() > rampKw() * (1 + 1e-9);
  }

  /** How many numbers of starts made in a day are told apart, where they are limited. */
  int startLevels() {
    return limits.maxStartsPerDay() == Integer.MAX_VALUE
        ? 1
        : Math.min(limits.maxStartsPerDay(), intervals()) + 1;
  }

  /** How many numbers of intervals spent off are told apart, where they are limited. */
  int budgetLevels() {
    return offBudget.intervals() == Integer.MAX_VALUE
        ? 1
        : Math.min(offBudget.intervals(), intervals()) + 1;
  }

  /** The most by which the load may change between two intervals, kW. */
  double rampKw() {
    return limits.rampKwPerMinute() * horizon.minutes();
  }

  /** How many intervals a change of load by so much takes, 1 or more. */
  int stages(double changeKw) {
    // Rounding must not make a stage out of nothing: 0.1 kW/min · 5 min is a hair below 0.5 kW.
    double stages = Math.ceil(Math.abs(changeKw) / rampKw() - 1e-9);
    return (int) Math.max(1, Math.min(stages, Integer.MAX_VALUE / 2));
  }
}
