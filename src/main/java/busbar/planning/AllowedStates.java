package busbar.planning;

import busbar.planning.ScheduleConstraint.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In each interval the profiles that a group's constraints allow and whether they allow off: at
 * least one of these. Where constraints contradict, the safe one is taken and the contradiction
 * kept.
 */
final class AllowedStates {
  private static final double ROUNDING = 1e-9;

  private final GroupSchedulingProblem problem;
  private final int[] profiles;
  private final boolean[] off;
  private final boolean[] curtailed;
  private final List<Contradiction> contradictions = new ArrayList<>();

  AllowedStates(GroupSchedulingProblem problem) {
    this.problem = problem;
    int intervals = problem.intervals();
    this.profiles = new int[intervals];
    this.off = new boolean[intervals];
    this.curtailed = new boolean[intervals];
    Arrays.fill(profiles, (int) ((1L << problem.margins().profiles()) - 1));
    Arrays.fill(off, true);
    boolean[] constrained = new boolean[intervals];
    for (ScheduleConstraint constraint : problem.constraints()) {
      Arrays.fill(constrained, constraint.intervals().from(), constraint.intervals().to(), true);
    }
    for (int interval = 0; interval < intervals; interval++) {
      if (constrained[interval]) {
        constrain(interval);
      }
    }
  }

  private void constrain(int interval) {
    List<ScheduleConstraint> duties = new ArrayList<>();
    List<String> takingAway = new ArrayList<>();
    for (ScheduleConstraint constraint : problem.constraints()) {
      if (!constraint.intervals().contains(interval)) {
        continue;
      }
      if (asksToRun(constraint)) {
        duties.add(constraint);
        continue;
      }
      takingAway.add(constraint.name());
      if (constraint.kind() == Kind.MUST_CURTAIL || constraint.kind() == Kind.UNAVAILABLE) {
        curtailed[interval] = true;
        profiles[interval] = 0;
      } else {
        profiles[interval] = kept(constraint, profiles[interval]);
      }
    }
    if (profiles[interval] == 0) {
      if (!duties.isEmpty()) {
        contradict(interval, duties, takingAway, "off");
      }
      return;
    }
    // Holds before floors before must run: the narrower one decides which profiles are left.
    for (Kind kind : List.of(Kind.HOLD, Kind.FLOOR, Kind.MUST_RUN)) {
      for (ScheduleConstraint duty : duties) {
        if (duty.kind() == kind) {
          off[interval] = false;
          run(interval, duty, takingAway);
          takingAway.add(duty.name());
        }
      }
    }
  }

  /** Whether it keeps a group from being off. */
  static boolean asksToRun(ScheduleConstraint constraint) {
    return switch (constraint.kind()) {
      case MUST_RUN, HOLD -> true;
      case FLOOR -> constraint.kw() > 0;
      case MUST_CURTAIL, UNAVAILABLE, CAP, FORBID -> false;
    };
  }

  private void run(int interval, ScheduleConstraint duty, List<String> others) {
    int left = kept(duty, profiles[interval]);
    if (left != 0) {
      profiles[interval] = left;
      return;
    }
    if (duty.kind() == Kind.FLOOR) {
      profiles[interval] = 1 << highest(profiles[interval]);
      contradict(interval, List.of(duty), others, "the most kW that is allowed");
    } else {
      contradict(interval, List.of(duty), others, "another profile than the one held");
    }
  }

  /** The profiles out of some that a constraint leaves. */
  private int kept(ScheduleConstraint constraint, int of) {
    int kept = 0;
    for (int profile = 0; profile < problem.margins().profiles(); profile++) {
      if ((of >> profile & 1) == 1 && allows(constraint, profile)) {
        kept |= 1 << profile;
      }
    }
    return kept;
  }

  private boolean allows(ScheduleConstraint constraint, int profile) {
    double kw = problem.margins().kw(profile);
    return switch (constraint.kind()) {
      case MUST_RUN -> profile != ProfileMargins.OFF;
      case MUST_CURTAIL, UNAVAILABLE -> profile == ProfileMargins.OFF;
      case HOLD -> profile == constraint.profile();
      case CAP -> kw <= constraint.kw() * (1 + ROUNDING);
      case FLOOR -> kw >= constraint.kw() * (1 - ROUNDING);
      case FORBID -> profile != constraint.profile();
    };
  }

  private int highest(int of) {
    int highest = Integer.numberOfTrailingZeros(of);
    for (int profile = highest + 1; profile < problem.margins().profiles(); profile++) {
      boolean higher = problem.margins().kw(profile) > problem.margins().kw(highest);
      highest = (of >> profile & 1) == 1 && higher ? profile : highest;
    }
    return highest;
  }

  private void contradict(
      int interval, List<ScheduleConstraint> duties, List<String> others, String taken) {
    List<String> names = new ArrayList<>();
    duties.forEach(duty -> names.add(duty.name()));
    names.addAll(others);
    add(contradictions, interval, names.stream().distinct().toList(), taken);
  }

  /** Adds a contradiction, to the last one where that says the same of the interval before. */
  static void add(List<Contradiction> to, int interval, List<String> names, String taken) {
    Contradiction last = to.isEmpty() ? null : to.get(to.size() - 1);
    if (last != null
        && last.intervals().to() == interval
        && last.constraints().equals(names)
        && last.taken().equals(taken)) {
      IntervalRange longer = new IntervalRange(last.intervals().from(), interval + 1);
      to.set(to.size() - 1, new Contradiction(longer, names, taken));
    } else {
      to.add(new Contradiction(new IntervalRange(interval, interval + 1), names, taken));
    }
  }

  /** The profiles allowed, the lowest bit for profile 0. */
  int profiles(int interval) {
    return profiles[interval];
  }

  boolean mayRun(int interval) {
    return profiles[interval] != 0;
  }

  boolean mayBeOff(int interval) {
    return off[interval];
  }

  boolean allows(int interval, int profile) {
    return profile == ProfileMargins.OFF ? off[interval] : (profiles[interval] >> profile & 1) == 1;
  }

  /** Whether being off in the interval counts against the time that the group may be off. */
  boolean countsAsOff(int interval) {
    return !curtailed[interval] && !problem.offBudget().excuses(interval);
  }

  /** The names of the constraints at an interval that do not allow the profile, or off. */
  List<String> excluding(int interval, int profile) {
    return problem.constraints().stream()
        .filter(constraint -> constraint.intervals().contains(interval))
        .filter(
            constraint ->
                profile == ProfileMargins.OFF
                    ? asksToRun(constraint)
                    : !allows(constraint, profile))
        .map(ScheduleConstraint::name)
        .distinct()
        .toList();
  }

  /** The name of the first such constraint. */
  @Nullable String firstExcluding(int interval, int profile) {
    List<String> names = excluding(interval, profile);
    return names.isEmpty() ? null : names.get(0);
  }

  List<Contradiction> contradictions() {
    return contradictions;
  }
}
