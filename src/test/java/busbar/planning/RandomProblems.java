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

  /**
   * Groups of which each is like those of {@link #group}, tied together by up to four couplings.
   */
  SiteSchedulingProblem site(int groups, int intervals, int profiles, int longest, double ramping) {
    List<GroupSchedulingProblem> drawn = new ArrayList<>();
    double kw = 0;
    PlanningHorizon horizon = null;
    for (int g = 0; g < groups; g++) {
      boolean ramps = random.nextDouble() < ramping;
      GroupSchedulingProblem group = group(intervals, profiles, ramps, longest, 0.2);
      horizon = horizon == null ? group.horizon() : horizon;
      double stretch = (double) group.horizon().minutes() / horizon.minutes();
      SwitchingLimits limits = group.limits();
      InitialState initial = group.initial();
      drawn.add(
          new GroupSchedulingProblem(
              "group " + g,
              horizon,
              group.margins(),
              group.constraints(),
              new SwitchingLimits(
                  limits.minOnIntervals(),
                  limits.minOffIntervals(),
                  limits.restartCostUsd(),
                  limits.warmUpMinutes() / stretch,
                  limits.rampKwPerMinute() * stretch,
                  limits.maxStartsPerDay()),
              new InitialState(
                  initial.profile(), Math.max(1, initial.intervals()), initial.startsToday()),
              group.offBudget(),
              group.terminal()));
      kw += group.margins().highestKw();
    }
    List<SiteCoupling> couplings = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      couplings.add(coupling(i, intervals, kw, drawn));
    }
    return new SiteSchedulingProblem(drawn, couplings);
  }

  private SiteCoupling coupling(
      int number, int intervals, double kw, List<GroupSchedulingProblem> groups) {
    int from = random.nextInt(intervals + 1) / 2;
    List<IntervalRange> ranges =
        List.of(new IntervalRange(from, from + random.nextInt(intervals - from + 1)));
    String name = "coupling " + number;
    double hours = groups.get(0).horizon().minutes() / 60.0;
    return switch (random.nextInt(6)) {
      case 0 -> new SiteCoupling.Cap(name, ranges, kw * random.nextDouble());
      case 1 ->
          new SiteCoupling.SheddableLoad(
              name,
              ranges,
              kw * random.nextDouble() / 2,
              random.nextBoolean() ? List.of() : List.of(groups.get(0).group()));
      case 2 -> new SiteCoupling.StartLimit(name, ranges, kw * random.nextDouble());
      case 3 ->
          new SiteCoupling.DemandCharge(
              name,
              ranges,
              random.nextInt(4) * intervals / 8.0,
              kw * random.nextDouble() / 2,
              1 + random.nextInt(2));
      case 4 -> {
        double below = 1000 / hours * (random.nextGaussian() / 3);
        yield new SiteCoupling.EnergyBlock(
            name,
            ranges,
            kw * random.nextDouble(),
            below,
            below + 1000 / hours * random.nextDouble());
      }
      default ->
          new SiteCoupling.TakeOrPay(
              name,
              ranges,
              kw * intervals * hours / 1000 * random.nextDouble(),
              1000 / hours * random.nextDouble());
    };
  }

  /**
   * A site as there are: groups of three profiles and different efficiency, hourly prices around
   * what they earn, minimum times of up to four hours, and one to three couplings.
   */
  SiteSchedulingProblem miningSite(int groups, int intervals) {
    return miningSite(groups, intervals, 60);
  }

  /** The same by intervals of so many minutes, which divide an hour. */
  SiteSchedulingProblem miningSite(int groups, int intervals, int minutes) {
    int perHour = 60 / minutes;
    double[] price = new double[intervals];
    double noise = 0;
    for (int t = 0; t < intervals; t++) {
      double hour = (double) t / perHour;
      noise = 0.7 * noise + 12 * random.nextGaussian();
      double spike = random.nextInt(30) == 0 ? 600 * random.nextDouble() : 0;
      price[t] = 55 + 25 * Math.sin((hour - 13) / 24.0 * 2 * Math.PI) + noise + spike;
    }
    int[] days = new int[intervals];
    for (int t = 0; t < intervals; t++) {
      days[t] = t / (24 * perHour);
    }
    PlanningHorizon horizon = PlanningHorizon.ofDays(minutes, days);
    List<GroupSchedulingProblem> drawn = new ArrayList<>();
    double siteKw = 0;
    for (int g = 0; g < groups; g++) {
      double fullKw = 300 + 4700 * random.nextDouble();
      double joulePerTh = 15 + 17 * random.nextDouble();
      double[] kw = new double[3];
      double[][] revenue = new double[3][intervals];
      double[][] cost = new double[3][intervals];
      for (int p = 0; p < 3; p++) {
        double share = 1 - 0.15 * p;
        kw[p] = fullKw * share;
        for (int t = 0; t < intervals; t++) {
          revenue[p][t] = kw[p] / (joulePerTh * (0.5 + 0.5 * share)) * 45 / 24 / perHour;
          cost[p][t] = kw[p] / 1000 * price[t] / perHour;
        }
      }
      boolean on = random.nextBoolean();
      drawn.add(
          GroupSchedulingProblem.of(
              "group " + g,
              horizon,
              ProfileMargins.of(kw, revenue, cost),
              new SwitchingLimits(
                  random.nextInt(5) * perHour,
                  random.nextInt(4) * perHour,
                  60 * fullKw / 1000,
                  random.nextInt(3) == 0 ? 15 : 0,
                  Double.POSITIVE_INFINITY,
                  random.nextInt(4) == 0 ? 2 : Integer.MAX_VALUE),
              on ? InitialState.on(0, 1 + random.nextInt(5)) : InitialState.off(1)));
      siteKw += fullKw;
    }
    List<IntervalRange> always = List.of(new IntervalRange(0, intervals));
    List<IntervalRange> evening = List.of(new IntervalRange(intervals / 2, intervals));
    List<SiteCoupling> couplings = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      double share = random.nextDouble();
      String name = "coupling " + i;
      couplings.add(
          switch (random.nextInt(6)) {
            case 0 -> new SiteCoupling.Cap(name, always, siteKw * (0.5 + share / 2));
            case 1 -> new SiteCoupling.SheddableLoad(name, evening, siteKw * share / 4, List.of());
            case 2 -> new SiteCoupling.StartLimit(name, always, siteKw * (0.4 + share / 2));
            case 3 ->
                new SiteCoupling.DemandCharge(
                    name, always, 5 * random.nextDouble(), siteKw * share, 1);
            case 4 ->
                new SiteCoupling.EnergyBlock(
                    name, always, siteKw * share, -10 * random.nextDouble(), 0);
            default ->
                new SiteCoupling.TakeOrPay(
                    name,
                    always,
                    siteKw * intervals / perHour / 1000 * (0.3 + share / 2),
                    40 * random.nextDouble());
          });
    }
    return new SiteSchedulingProblem(drawn, couplings);
  }
}
