package busbar.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A cap of the site is kept whatever its groups must do, and what gave way is named. */
class SiteCapsTest {
  private static final IntervalRange ALWAYS = new IntervalRange(0, 6);

  @Example
  void ofTwoGroupsThatMustRunTheOneThatEarnsMoreDoes() {
    SiteSchedule schedule =
        plan(
            1000,
            new IntervalRange(2, 4),
            mustRun(steady("a", 20, 1000), "frost"),
            mustRun(steady("b", 35, 1000), "lease"));
    assertThat(profiles(schedule, 0)).containsExactly(0, 0, -1, -1, 0, 0);
    assertThat(profiles(schedule, 1)).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(schedule.contradictions())
        .containsExactly(
            new Contradiction(
                new IntervalRange(2, 4),
                List.of("line", "frost", "lease"),
                "the cap is kept: a off"));
    assertThat(schedule.groups().get(0).contradictions())
        .containsExactly(
            new Contradiction(new IntervalRange(2, 4), List.of("frost", "line"), "off"));
    assertThat(schedule.groups().get(1).contradictions()).isEmpty();
    assertThat(schedule.groups().get(0).binding(2))
        .isEqualTo(new Binding(Binding.Kind.SITE, "line"));
    assertThat(schedule.valueUsd()).isCloseTo(4 * 20 + 6 * 35, within(1e-9));
    assertThat(schedule.gap()).isNaN();
  }

  @Example
  void groupsThatMustRunDoSoAtLowerProfilesBeforeOneIsOff() {
    // Held at 1000 kW, both fit at 600.
    SiteSchedule schedule =
        plan(
            1300,
            ALWAYS,
            held(steady("a", 20, 1000, 600), "full power"),
            held(steady("b", 35, 1000, 600), "full power too"));
    assertThat(profiles(schedule, 0)).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(profiles(schedule, 1)).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(schedule.contradictions())
        .containsExactly(
            new Contradiction(
                ALWAYS,
                List.of("line", "full power", "full power too"),
                "the cap is kept: a lower, b lower"));
  }

  @Example
  void aGroupThatNeedNotBeOffRunsInTheRoomThatAnotherLeft() {
    // Without c there is room for a, but not without b alone.
    SiteSchedule schedule =
        plan(
            1000,
            ALWAYS,
            mustRun(steady("a", 10, 300), "one"),
            mustRun(steady("b", 20, 600), "two"),
            mustRun(steady("c", 15, 700), "three"));
    assertThat(profiles(schedule, 0)).containsOnly(0);
    assertThat(profiles(schedule, 1)).containsOnly(0);
    assertThat(profiles(schedule, 2)).containsOnly(-1);
  }

  @Example
  void aMinimumTimeOnGivesWayToo() {
    GroupSchedulingProblem group =
        withLimits(
            steady("a", 20, 1000), SwitchingLimits.minimumTimes(4, 2, 0), InitialState.on(0, 1));
    SiteSchedule schedule = plan(500, new IntervalRange(1, 2), group);
    assertThat(profiles(schedule, 0)).containsExactly(0, -1, -1, 0, 0, 0);
    assertThat(schedule.contradictions())
        .containsExactly(
            new Contradiction(
                new IntervalRange(1, 2),
                List.of("line", "minimum on time"),
                "the cap is kept: a off"));
  }

  @Example
  void timeOffBeyondItsBudgetGivesWayToo() {
    GroupSchedulingProblem steady = steady("a", 20, 1000);
    GroupSchedulingProblem group =
        new GroupSchedulingProblem(
            "a",
            steady.horizon(),
            steady.margins(),
            List.of(),
            steady.limits(),
            steady.initial(),
            new OffBudget(1, Double.POSITIVE_INFINITY, List.of()),
            TerminalValue.NONE);
    SiteSchedule schedule = plan(500, new IntervalRange(2, 4), group);
    assertThat(profiles(schedule, 0)).containsExactly(0, 0, -1, -1, 0, 0);
    assertThat(schedule.contradictions())
        .singleElement()
        .satisfies(told -> assertThat(told.constraints()).contains("line", "time off"));
  }

  @Example
  void aLoadToBeShedIsNotDrawnAboveACap() {
    // One group is too little for the award and two are too much for the line.
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("a", 20, 1000), steady("b", 35, 1000), steady("c", 5, 400)),
            List.of(
                new SiteCoupling.SheddableLoad("award", hours(1, 3), 1450, List.of()),
                new SiteCoupling.Cap("line", hours(0, 6), 1440)));
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    assertThat(profiles(schedule, 0)).containsOnly(-1);
    assertThat(profiles(schedule, 1)).containsOnly(0);
    assertThat(profiles(schedule, 2)).containsOnly(0);
    assertThat(schedule.contradictions())
        .containsExactly(
            new Contradiction(
                new IntervalRange(1, 3), List.of("line", "award"), "the cap is kept"));
  }

  @Example
  void anAwardThatNobodyCanMeetIsNotLaidToTheCap() {
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("a", 20, 1000)),
            List.of(
                new SiteCoupling.SheddableLoad("award", hours(1, 3), 1450, List.of()),
                new SiteCoupling.Cap("line", hours(0, 6), 2000)));
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    assertThat(profiles(schedule, 0)).containsOnly(0);
    assertThat(schedule.contradictions())
        .singleElement()
        .satisfies(told -> assertThat(told.constraints()).containsExactly("award"));
  }

  @Property(tries = 300)
  void noCapIsExceededWhateverGroupsMustDo(@ForAll long seed) {
    SiteSchedulingProblem problem = contradicting(seed);
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    SiteJudge judged = SiteJudge.underCaps(problem, schedule);
    assertThat(judged.keepsCaps).isTrue();
    assertThat(judged.groupsFeasible).isTrue();
    assertThat(schedule.valueUsd()).isCloseTo(judged.valueUsd, within(1e-6));
    assertThat(judged.keepsLimits || !schedule.contradictions().isEmpty()).isTrue();
    assertThat(Double.isNaN(schedule.gap())).isEqualTo(!schedule.contradictions().isEmpty());
    boolean gaveWay = !SiteJudge.of(problem, schedule).groupsFeasible;
    assertThat(gaveWay && schedule.contradictions().isEmpty()).isFalse();
  }

  @Property(tries = 100)
  void theOrderOfGroupsDoesNotChangeWhoGivesWay(@ForAll long seed) {
    SiteSchedulingProblem problem = contradicting(seed);
    List<GroupSchedulingProblem> groups = new ArrayList<>(problem.groups());
    Collections.shuffle(groups, new Random(seed));
    SiteSchedule plan = SiteScheduler.schedule(problem);
    SiteSchedule shuffled =
        SiteScheduler.schedule(new SiteSchedulingProblem(groups, problem.couplings()));
    assertThat(shuffled.contradictions()).isEqualTo(plan.contradictions());
    for (int g = 0; g < groups.size(); g++) {
      int same = problem.groups().indexOf(groups.get(g));
      assertThat(profiles(shuffled, g)).isEqualTo(profiles(plan, same));
    }
  }

  /** Groups with many duties under a cap of a fifth to four fifths of what they can draw. */
  private static SiteSchedulingProblem contradicting(long seed) {
    Random random = new Random(seed + 1);
    int intervals = 1 + random.nextInt(10);
    int profiles = 1 + random.nextInt(3);
    SiteSchedulingProblem drawn =
        new RandomProblems(seed).site(2 + random.nextInt(4), intervals, profiles, 4, 0.2);
    List<GroupSchedulingProblem> groups = new ArrayList<>();
    double siteKw = 0;
    for (GroupSchedulingProblem group : drawn.groups()) {
      int from = random.nextInt(intervals);
      IntervalRange range = new IntervalRange(from, from + 1 + random.nextInt(intervals - from));
      List<ScheduleConstraint> constraints = new ArrayList<>(group.constraints());
      String name = "duty of " + group.group();
      constraints.add(
          switch (random.nextInt(3)) {
            case 0 -> ScheduleConstraint.mustRun(name, range);
            case 1 -> ScheduleConstraint.hold(name, range, random.nextInt(profiles));
            default -> ScheduleConstraint.floor(name, range, 1 + random.nextInt(6));
          });
      groups.add(group.withConstraints(constraints));
      siteKw += group.margins().highestKw();
    }
    List<SiteCoupling> couplings = new ArrayList<>(drawn.couplings());
    int from = random.nextInt(intervals);
    double kw = siteKw * (0.2 + 0.6 * random.nextDouble());
    couplings.add(new SiteCoupling.Cap("line", hours(from, intervals), kw));
    return new SiteSchedulingProblem(groups, couplings);
  }

  private static SiteSchedule plan(
      double capKw, IntervalRange range, GroupSchedulingProblem... groups) {
    return SiteScheduler.schedule(
        new SiteSchedulingProblem(
            List.of(groups), List.of(new SiteCoupling.Cap("line", List.of(range), capKw))));
  }

  private static int[] profiles(SiteSchedule schedule, int group) {
    return schedule.groups().get(group).profiles();
  }

  private static List<IntervalRange> hours(int from, int to) {
    return List.of(new IntervalRange(from, to));
  }

  private static GroupSchedulingProblem mustRun(GroupSchedulingProblem group, String name) {
    return group.withConstraints(List.of(ScheduleConstraint.mustRun(name, ALWAYS)));
  }

  private static GroupSchedulingProblem held(GroupSchedulingProblem group, String name) {
    return group.withConstraints(List.of(ScheduleConstraint.hold(name, ALWAYS, 0)));
  }

  private static GroupSchedulingProblem withLimits(
      GroupSchedulingProblem group, SwitchingLimits limits, InitialState initial) {
    return GroupSchedulingProblem.of(
        group.group(), group.horizon(), group.margins(), limits, initial);
  }

  /** A group that earns so much a MW in each of six hours at each of its profiles. */
  private static GroupSchedulingProblem steady(String name, double usdPerMwh, double... kw) {
    double[][] revenue = new double[kw.length][6];
    for (int p = 0; p < kw.length; p++) {
      Arrays.fill(revenue[p], usdPerMwh * kw[p] / 1000);
    }
    return GroupSchedulingProblem.of(
        name,
        PlanningHorizon.ofOneDay(60, 6),
        ProfileMargins.of(kw, revenue, new double[kw.length][6]),
        SwitchingLimits.NONE,
        InitialState.on(0, 9));
  }
}
