package busbar.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Groups drawn at random, of every feature. */
final class RandomProblems {
  private final Random random;

  RandomProblems(long seed) {
    this.random = new Random(seed);
  }

  /** A small group which an exhaustive search can plan. */
  GroupSchedulingProblem small(boolean ramps) {
    int intervals = random.nextInt(8);
    int profiles = 1 + random.nextInt(intervals > 6 ? 2 : 3);
    return group(intervals, profiles, ramps, random.nextInt(4), 0.6);
  }

  GroupSchedulingProblem group(
      int intervals, int profiles, boolean ramps, int longest, double constrained) {
    int minutes = List.of(5, 15, 60).get(random.nextInt(3));
    int[] days = new int[intervals];
    for (int t = 1; t < intervals; t++) {
      days[t] = days[t - 1] + (random.nextInt(4) == 0 ? 1 : 0);
    }
    PlanningHorizon horizon = PlanningHorizon.ofDays(minutes, days);
    double[] kw = new double[profiles];
    double[][] revenue = new double[profiles][intervals];
    double[][] cost = new double[profiles][intervals];
    boolean round = random.nextBoolean();
    double negative = random.nextDouble() * 3;
    double[] price = new double[intervals];
    for (int t = 0; t < intervals; t++) {
      price[t] = usd(round) - negative / 3;
    }
    for (int p = 0; p < profiles; p++) {
      kw[p] = 1 + random.nextInt(6) + (round ? 0 : random.nextDouble());
      for (int t = 0; t < intervals; t++) {
        revenue[p][t] = Math.abs(usd(round));
        cost[p][t] = round ? usd(true) : price[t] * kw[p] / 3;
      }
    }
    double ramp = ramps ? (0.5 + random.nextInt(6) / 2.0) / minutes : Double.POSITIVE_INFINITY;
    SwitchingLimits limits =
        new SwitchingLimits(
            random.nextInt(longest + 1),
            random.nextInt(longest + 1),
            random.nextInt(3) == 0 ? 0 : random.nextInt(5) / 2.0,
            random.nextInt(3) == 0 ? random.nextInt(3 * minutes) : 0,
            ramp,
            random.nextInt(3) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
    InitialState initial =
        new InitialState(
            random.nextBoolean() ? ProfileMargins.OFF : random.nextInt(profiles),
            random.nextInt(longest + 2),
            random.nextInt(2));
    return new GroupSchedulingProblem(
        "a",
        horizon,
        ProfileMargins.of(kw, revenue, cost),
        random.nextDouble() < constrained ? constraints(intervals, profiles) : List.of(),
        limits,
        initial,
        offBudget(intervals),
        random.nextInt(3) == 0 ? new TerminalValue(usd(round), usd(round)) : TerminalValue.NONE);
  }

  private double usd(boolean round) {
    return round ? random.nextInt(9) - 4 : random.nextGaussian() * 3;
  }

  private OffBudget offBudget(int intervals) {
    if (random.nextInt(3) > 0) {
      return OffBudget.UNLIMITED;
    }
    double price = random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(4);
    return new OffBudget(random.nextInt(4), price, List.of(range(intervals)));
  }

  private IntervalRange range(int intervals) {
    int from = random.nextInt(intervals + 1);
    return new IntervalRange(from, Math.min(intervals, from + random.nextInt(3)));
  }

  private List<ScheduleConstraint> constraints(int intervals, int profiles) {
    List<ScheduleConstraint> constraints = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      IntervalRange range = range(intervals);
      constraints.add(
          switch (random.nextInt(7)) {
            case 0 -> ScheduleConstraint.mustRun("run " + i, range);
            case 1 -> ScheduleConstraint.mustCurtail("curtail " + i, range);
            case 2 -> ScheduleConstraint.hold("hold " + i, range, random.nextInt(profiles));
            case 3 -> ScheduleConstraint.cap("cap " + i, range, random.nextInt(7));
            case 4 -> ScheduleConstraint.floor("floor " + i, range, random.nextInt(7));
            case 5 -> ScheduleConstraint.forbid("forbid " + i, range, random.nextInt(profiles));
            default -> ScheduleConstraint.unavailable("broken " + i, range);
          });
    }
    return constraints;
  }
}
