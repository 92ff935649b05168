package busbar.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every plan of one group, and what a plan says where it cannot keep everything. */
class GroupPlanLawsTest {
  private static final PlanningHorizon EIGHT_HOURS = PlanningHorizon.ofOneDay(60, 8);

  @Property(tries = 1000)
  void planningAgainWithItsOwnPlanMovesNothing(@ForAll long seed) {
    RandomProblems drawn = new RandomProblems(seed);
    GroupSchedulingProblem problem = drawn.group(24, 2, seed % 2 == 0, 4, 0.5);
    int[] first = GroupScheduler.schedule(problem).profiles();
    GroupSchedule again = GroupScheduler.schedule(problem, first, 0);
    assertThat(again.profiles()).isEqualTo(first);
  }

  @Property(tries = 1000)
  void unitsOfPowerAndMoneyDoNotChangeThePlan(@ForAll long seed) {
    RandomProblems drawn = new RandomProblems(seed);
    GroupSchedulingProblem problem = drawn.group(24, 2, seed % 2 == 0, 4, 0.5);
    GroupSchedule plan = GroupScheduler.schedule(problem);
    GroupSchedule inOtherUnits = GroupScheduler.schedule(scaled(problem, 1000, 0.7));
    assertThat(inOtherUnits.profiles()).isEqualTo(plan.profiles());
    assertThat(inOtherUnits.valueUsd()).isCloseTo(0.7 * plan.valueUsd(), within(1e-9));
  }

  @Property(tries = 500)
  void anEarlierPlanIsKeptUnlessTheGainIsWorthIt(@ForAll long seed) {
    RandomProblems drawn = new RandomProblems(seed);
    GroupSchedulingProblem problem = drawn.group(24, 2, seed % 2 == 0, 4, 0);
    GroupSchedule best = GroupScheduler.schedule(problem);
    int[] earlier = GroupScheduler.schedule(dearer(problem)).profiles();
    GroupSchedule kept = GroupScheduler.schedule(problem, earlier, 3);
    PlanJudge judged = new PlanJudge(problem, kept.profiles());
    assertThat(judged.feasible).isTrue();
    assertThat(best.valueUsd() - kept.valueUsd()).isLessThanOrEqualTo(3 + 1e-9);
    assertThat(kept.boundUsd()).isCloseTo(best.valueUsd(), within(1e-9));
    PlanJudge before = new PlanJudge(problem, earlier);
    PlanJudge now = new PlanJudge(problem, best.profiles());
    if (before.feasible
        && before.broken <= now.broken
        && now.valueUsd - before.valueUsd < 3 - 1e-9) {
      assertThat(kept.profiles()).isEqualTo(earlier);
    }
  }

  @Example
  void anEmptyHorizonHasAnEmptyPlan() {
    GroupSchedulingProblem problem =
        GroupSchedulingProblem.of(
            "a",
            PlanningHorizon.ofOneDay(5, 0),
            ProfileMargins.ofOneProfile(100, new double[0]),
            SwitchingLimits.minimumTimes(3, 3, 10),
            InitialState.on(0, 1));
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    assertThat(schedule.intervals()).isZero();
    assertThat(schedule.valueUsd()).isZero();
  }

  @Example
  void mustCurtailCutsTheMinimumOnTimeShortAndSaysSo() {
    GroupSchedulingProblem problem =
        priced(InitialState.on(0, 1), 5, 5, 5, 5, 5, 5, 5, 5)
            .withConstraints(
                List.of(ScheduleConstraint.mustCurtail("OBLIGATION-02", new IntervalRange(1, 2))));
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    assertThat(on(schedule)).isEqualTo("10011111");
    assertThat(schedule.contradictions())
        .containsExactly(
            new Contradiction(
                new IntervalRange(1, 2), List.of("minimum on time", "OBLIGATION-02"), "off"));
    assertThat(schedule.binding(1))
        .isEqualTo(new Binding(Binding.Kind.CONSTRAINT, "OBLIGATION-02"));
    assertThat(schedule.binding(2).kind()).isEqualTo(Binding.Kind.MINIMUM_OFF);
  }

  @Example
  void mustCurtailWinsOverMustRunAndBothAreNamed() {
    GroupSchedulingProblem problem =
        priced(InitialState.on(0, 9), 5, 5, 5, 5, 5, 5, 5, 5)
            .withConstraints(
                List.of(
                    ScheduleConstraint.mustRun("frost", new IntervalRange(0, 8)),
                    ScheduleConstraint.mustCurtail("grid", new IntervalRange(4, 6))));
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    assertThat(on(schedule)).isEqualTo("11110011");
    assertThat(schedule.contradictions())
        .containsExactly(
            new Contradiction(new IntervalRange(4, 6), List.of("frost", "grid"), "off"));
  }

  @Example
  void mustRunWinsOverThePrice() {
    GroupSchedulingProblem problem =
        priced(InitialState.on(0, 9), -50, -50, -50, -50, -50, -50, -50, -50)
            .withConstraints(List.of(ScheduleConstraint.mustRun("frost", new IntervalRange(0, 3))));
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    assertThat(on(schedule)).isEqualTo("11100000");
    assertThat(schedule.binding(0)).isEqualTo(new Binding(Binding.Kind.CONSTRAINT, "frost"));
    assertThat(schedule.binding(3).kind()).isEqualTo(Binding.Kind.PRICE);
    assertThat(schedule.valueUsd()).isCloseTo(-150, within(1e-9));
    assertThat(schedule.alwaysOnUsd()).isCloseTo(-400, within(1e-9));
  }

  @Example
  void aDipShorterThanItsRestartIsWorthIsSatOut() {
    // Off for two hours saves 8 and costs a restart of 10.
    GroupSchedule schedule =
        GroupScheduler.schedule(priced(InitialState.on(0, 9), 5, 5, -4, -4, 5, 5, 5, 5));
    assertThat(on(schedule)).isEqualTo("11111111");
    assertThat(schedule.binding(2).kind()).isEqualTo(Binding.Kind.SWITCHING_COST);
    assertThat(schedule.valueUsd()).isCloseTo(22, within(1e-9));
    assertThat(schedule.thresholdSwitchUsd()).isCloseTo(20, within(1e-9));
  }

  @Example
  void aRampTakesPowerInStages() {
    GroupSchedulingProblem problem =
        new GroupSchedulingProblem(
            "a",
            EIGHT_HOURS,
            ProfileMargins.of(
                new double[] {900}, new double[][] {{9, 9, 9, 9, 9, 9, 9, 9}}, new double[1][8]),
            List.of(ScheduleConstraint.mustCurtail("grid", new IntervalRange(6, 8))),
            new SwitchingLimits(0, 0, 0, 30, 5, Integer.MAX_VALUE),
            InitialState.off(5),
            OffBudget.UNLIMITED,
            TerminalValue.NONE);
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    assertThat(IntStream.range(0, 8).mapToDouble(schedule::kw).toArray())
        .containsExactly(new double[] {300, 600, 900, 900, 600, 300, 0, 0}, within(1e-9));
    // Thirds run 6, 4 and 2 hours, each but for its first half hour.
    assertThat(schedule.valueUsd()).isCloseTo(3 * (5.5 + 3.5 + 1.5), within(1e-9));
    assertThat(schedule.contradictions()).isEmpty();
  }

  @Example
  void aPriceOfNineThousandStopsAndOneOfMinusAThousandStarts() {
    ProfileMargins margins =
        ProfileMargins.of(
            new double[] {1000},
            new double[][] {{50, 50, 50, 50, 50, 50, 50, 50}},
            new double[][] {{9000, 9000, 40, 40, 60, 60, -1000, -1000}});
    GroupSchedule schedule =
        GroupScheduler.schedule(
            GroupSchedulingProblem.of(
                "a",
                EIGHT_HOURS,
                margins,
                SwitchingLimits.minimumTimes(2, 2, 10),
                InitialState.on(0, 9)));
    assertThat(on(schedule)).isEqualTo("00110011");
    assertThat(schedule.valueUsd()).isCloseTo(20 - 10 + 2100 - 10, within(1e-9));
  }

  @Example
  void numbersThatCannotBeAreRefusedByName() {
    assertThatThrownBy(() -> ProfileMargins.ofOneProfile(100, new double[] {1, Double.NaN}))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("revenueUsd[0][1] is NaN; write a number");
    assertThatThrownBy(
            () -> ProfileMargins.ofOneProfile(Double.POSITIVE_INFINITY, new double[] {1}))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("kw[0]");
    assertThatThrownBy(() -> SwitchingLimits.minimumTimes(1, 1, Double.NaN))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("restartCostUsd");
    assertThatThrownBy(
            () ->
                priced(InitialState.on(0, 1), 1, 1, 1, 1, 1, 1, 1, 1)
                    .withConstraints(
                        List.of(ScheduleConstraint.mustRun("frost", new IntervalRange(7, 9)))))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("constraints[0].intervals.to is 9; write at most 8");
  }

  @Example
  void daysOfTwentyThreeAndTwentyFiveHoursAreToldApart() {
    ZoneId chicago = ZoneId.of("America/Chicago");
    PlanningHorizon spring =
        PlanningHorizon.startingAt(Instant.parse("2026-03-08T06:00:00Z"), chicago, 60, 24);
    assertThat(spring.day(22)).isEqualTo(spring.day(0));
    assertThat(spring.day(23)).isEqualTo(spring.day(0) + 1);
    PlanningHorizon autumn =
        PlanningHorizon.startingAt(Instant.parse("2026-11-01T05:00:00Z"), chicago, 60, 26);
    assertThat(autumn.day(24)).isEqualTo(autumn.day(0));
    assertThat(autumn.day(25)).isEqualTo(autumn.day(0) + 1);
  }

  /** Eight hours with minimum times of three on and two off, and 10 USD a start. */
  private static GroupSchedulingProblem priced(InitialState initial, double... marginUsd) {
    return GroupSchedulingProblem.of(
        "a",
        EIGHT_HOURS,
        ProfileMargins.ofOneProfile(1000, marginUsd),
        SwitchingLimits.minimumTimes(3, 2, 10),
        initial);
  }

  private static String on(GroupSchedule schedule) {
    StringBuilder on = new StringBuilder();
    for (int t = 0; t < schedule.intervals(); t++) {
      on.append(schedule.isOn(t) ? '1' : '0');
    }
    return on.toString();
  }

  private static GroupSchedulingProblem dearer(GroupSchedulingProblem problem) {
    return withMargins(problem, 1, 1, 0.05);
  }

  private static GroupSchedulingProblem scaled(
      GroupSchedulingProblem problem, double kwBy, double usdBy) {
    GroupSchedulingProblem scaled = withMargins(problem, kwBy, usdBy, 0);
    SwitchingLimits limits = problem.limits();
    return new GroupSchedulingProblem(
        problem.group(),
        problem.horizon(),
        scaled.margins(),
        problem.constraints().stream()
            .map(
                c ->
                    new ScheduleConstraint(
                        c.name(), c.kind(), c.intervals(), c.kw() * kwBy, c.profile()))
            .toList(),
        new SwitchingLimits(
            limits.minOnIntervals(),
            limits.minOffIntervals(),
            limits.restartCostUsd() * usdBy,
            limits.warmUpMinutes(),
            limits.rampKwPerMinute() * kwBy,
            limits.maxStartsPerDay()),
        problem.initial(),
        new OffBudget(
            problem.offBudget().intervals(),
            problem.offBudget().usdPerIntervalBeyond() * usdBy,
            problem.offBudget().excused()),
        new TerminalValue(problem.terminal().onUsd() * usdBy, problem.terminal().offUsd() * usdBy));
  }

  private static GroupSchedulingProblem withMargins(
      GroupSchedulingProblem problem, double kwBy, double usdBy, double costMore) {
    ProfileMargins margins = problem.margins();
    double[] kw = new double[margins.profiles()];
    double[][] revenue = new double[kw.length][margins.intervals()];
    double[][] cost = new double[kw.length][margins.intervals()];
    for (int p = 0; p < kw.length; p++) {
      kw[p] = margins.kw(p) * kwBy;
      for (int t = 0; t < margins.intervals(); t++) {
        revenue[p][t] = margins.revenueUsd(p, t) * usdBy;
        cost[p][t] = margins.costUsd(p, t) * usdBy * (1 + costMore);
      }
    }
    return new GroupSchedulingProblem(
        problem.group(),
        problem.horizon(),
        ProfileMargins.of(kw, revenue, cost),
        problem.constraints(),
        problem.limits(),
        problem.initial(),
        problem.offBudget(),
        problem.terminal());
  }
}
