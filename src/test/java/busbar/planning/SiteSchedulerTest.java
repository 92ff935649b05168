package busbar.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.units.OutOfRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The planner of a site against an exhaustive search, and the laws that hold for its plans. */
class SiteSchedulerTest {
  private static final double CLAIMED_GAP = 0.005;

  @Property(tries = 1000)
  void findsTheBestOfAllPlansOfTwoSmallGroups(@ForAll long seed) {
    SiteSchedulingProblem problem = tiny(seed, 0);
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    SiteJudge best = assertAgainstAllPlans(problem, schedule);
    if (best != null) {
      double of = Math.max(Math.abs(schedule.boundUsd()), schedule.revenueUsd());
      double lacks = best.valueUsd - schedule.valueUsd();
      assertThat(lacks).isLessThanOrEqualTo(CLAIMED_GAP * of + 1e-6);
      assertThat(schedule.gap()).isLessThanOrEqualTo(CLAIMED_GAP);
    }
  }

  @Property(tries = 300)
  void boundsTheBestOfAllPlansOfGroupsThatRamp(@ForAll long seed) {
    SiteSchedulingProblem problem = tiny(seed, 0.8);
    assertAgainstAllPlans(problem, SiteScheduler.schedule(problem));
  }

  private static SiteSchedulingProblem tiny(long seed, double ramping) {
    Random random = new Random(seed + 1);
    int intervals = 1 + random.nextInt(4);
    return new RandomProblems(seed).site(2, intervals, 1 + random.nextInt(2), 2, ramping);
  }

  /** The best of all plans, or null where none keeps the site's limits. */
  private static SiteJudge assertAgainstAllPlans(
      SiteSchedulingProblem problem, SiteSchedule schedule) {
    SiteJudge best = exhaustive(problem);
    SiteJudge judged =
        best == null ? SiteJudge.underCaps(problem, schedule) : SiteJudge.of(problem, schedule);
    assertThat(judged.groupsFeasible).isTrue();
    assertThat(judged.keepsCaps).isTrue();
    assertThat(schedule.valueUsd()).isCloseTo(judged.valueUsd, within(1e-6));
    assertThat(schedule.contradictions().isEmpty()).isEqualTo(best != null);
    if (best != null) {
      assertThat(judged.keepsLimits).isTrue();
      assertThat(judged.groupLimitsBroken).isEqualTo(best.groupLimitsBroken);
      assertThat(judged.valueUsd).isLessThanOrEqualTo(best.valueUsd + 1e-6);
      assertThat(schedule.boundUsd()).isGreaterThanOrEqualTo(best.valueUsd - 1e-6);
    }
    return best;
  }

  @Property(tries = 30)
  void aPlanIsFeasibleBelowItsBoundAndNoWorseThanAnyPolicy(@ForAll long seed) {
    SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(4, 24);
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    SiteJudge judged = SiteJudge.underCaps(problem, schedule);
    assertThat(judged.groupsFeasible).isTrue();
    assertThat(judged.keepsCaps).isTrue();
    assertThat(judged.keepsLimits || !schedule.contradictions().isEmpty()).isTrue();
    assertThat(schedule.valueUsd()).isCloseTo(judged.valueUsd, within(1e-6));
    assertThat(schedule.valueUsd()).isLessThanOrEqualTo(schedule.boundUsd());
    for (double policyUsd :
        List.of(schedule.alwaysOnUsd(), schedule.alwaysOffUsd(), schedule.thresholdSwitchUsd())) {
      assertThat(schedule.valueUsd() < policyUsd - 1e-6).isFalse();
    }
  }

  @Property(tries = 15)
  void theOrderOfGroupsDoesNotChangeThePlan(@ForAll long seed) {
    SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(4, 24);
    List<GroupSchedulingProblem> groups = new ArrayList<>(problem.groups());
    Collections.shuffle(groups, new Random(seed));
    SiteSchedule plan = SiteScheduler.schedule(problem);
    SiteSchedule shuffled =
        SiteScheduler.schedule(new SiteSchedulingProblem(groups, problem.couplings()));
    assertThat(shuffled.valueUsd()).isCloseTo(plan.valueUsd(), within(1e-9));
    for (int g = 0; g < groups.size(); g++) {
      int[] same = plan.groups().get(problem.groups().indexOf(groups.get(g))).profiles();
      assertThat(shuffled.groups().get(g).profiles()).isEqualTo(same);
    }
  }

  @Property(tries = 15)
  void planningAgainWithItsOwnPlanMovesNothing(@ForAll long seed) {
    SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(4, 24);
    List<int[]> first = profiles(SiteScheduler.schedule(problem));
    List<int[]> again = profiles(SiteScheduler.schedule(problem, first, 0, Effort.NORMAL));
    assertThat(again).usingRecursiveComparison().isEqualTo(first);
  }

  private static List<int[]> profiles(SiteSchedule schedule) {
    return schedule.groups().stream().map(GroupSchedule::profiles).toList();
  }

  /** From seeds that are always the same: how long a solver takes has no bound. */
  @Example
  void findsWhatAMixedIntegerProgramFinds() {
    for (long seed = 0; seed < 40; seed++) {
      int groups = seed % 2 == 0 ? 4 : 3;
      SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(groups, 24);
      SiteSchedule schedule = SiteScheduler.schedule(problem);
      assertThat(schedule.contradictions()).isEmpty();
      double best = CommitmentMilp.bestUsd(problem);
      double of = Math.max(Math.abs(best), schedule.revenueUsd());
      assertThat(schedule.valueUsd()).as("seed %s", seed).isLessThanOrEqualTo(best + 1e-6 * of);
      assertThat(schedule.valueUsd())
          .as("seed %s", seed)
          .isGreaterThanOrEqualTo(best - CLAIMED_GAP * of);
      assertThat(schedule.boundUsd()).as("seed %s", seed).isGreaterThanOrEqualTo(best - 1e-6 * of);
    }
  }

  @Example
  void provesItsPlansToBeWithinHalfAPercentWherePeaksAreNotCharged() {
    for (long seed = 0; seed < 100; seed++) {
      SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(3, 24);
      boolean chargesPeaks =
          problem.couplings().stream().anyMatch(SiteCoupling.DemandCharge.class::isInstance);
      if (!chargesPeaks) {
        assertThat(SiteScheduler.schedule(problem).gap())
            .as("seed %s", seed)
            .isLessThanOrEqualTo(CLAIMED_GAP);
      }
    }
  }

  @Example
  void provesTheSameOfTenGroupsUnderEveryKindOfCoupling() {
    SiteSchedulingProblem problem = GeneratedPlans.site(10, 192);
    assertThat(SiteScheduler.schedule(problem).gap()).isLessThanOrEqualTo(CLAIMED_GAP);
  }

  @Example
  void theLeastEfficientGroupMakesRoomUnderACapAndSaysWhy() {
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("old", 1000, 20), steady("new", 1000, 35), steady("older", 1000, 10)),
            List.of(new SiteCoupling.Cap("transformer", hours(2, 4), 2000)));
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    assertThat(schedule.groups().get(2).profiles()).containsExactly(0, 0, -1, -1, 0, 0);
    assertThat(schedule.groups().get(2).binding(2))
        .isEqualTo(new Binding(Binding.Kind.SITE, "transformer"));
    assertThat(schedule.valueUsd()).isCloseTo(6 * 65 - 2 * 10, within(1e-9));
    assertThat(schedule.boundUsd()).isCloseTo(schedule.valueUsd(), within(1e-6));
    assertThat(schedule.gap()).isLessThan(1e-6);
  }

  @Example
  void aPeakAlreadyPaidForCostsNothingMore() {
    // 1000 kW more of peak cost 100 USD and earn 6 · 10 USD.
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("a", 1000, 20), steady("b", 1000, 10)),
            List.of(new SiteCoupling.DemandCharge("peak", hours(0, 6), 0.1, 1000, 1)));
    assertThat(SiteScheduler.schedule(problem).valueUsd()).isCloseTo(120, within(1e-6));
    SiteSchedulingProblem paid =
        new SiteSchedulingProblem(
            problem.groups(),
            List.of(new SiteCoupling.DemandCharge("peak", hours(0, 6), 0.1, 2000, 1)));
    assertThat(SiteScheduler.schedule(paid).valueUsd()).isCloseTo(180, within(1e-6));
  }

  @Example
  void energyOfABlockIsWorthWhatItWouldBeSoldFor() {
    // A MWh within the block could be sold for 15 USD: the group that earns 10 makes room.
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("a", 1000, 20), steady("b", 1000, 10)),
            List.of(new SiteCoupling.EnergyBlock("block", hours(0, 6), 5000, 15, 40)));
    assertThat(SiteScheduler.schedule(problem).valueUsd()).isCloseTo(6 * 5, within(1e-6));
  }

  @Example
  void energyThatIsPaidForAnywayIsTaken() {
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("a", 1000, -5)),
            List.of(new SiteCoupling.TakeOrPay("minimum", hours(0, 6), 4, 30)));
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    assertThat(schedule.valueUsd()).isCloseTo(-20, within(1e-6));
  }

  @Example
  void loadThatWasSoldAsReserveRuns() {
    SiteSchedulingProblem problem =
        new SiteSchedulingProblem(
            List.of(steady("a", 1000, -5), steady("b", 1000, -9)),
            List.of(new SiteCoupling.SheddableLoad("award", hours(1, 3), 900, List.of("a", "b"))));
    SiteSchedule schedule = SiteScheduler.schedule(problem);
    assertThat(schedule.valueUsd()).isCloseTo(-10, within(1e-6));
    assertThat(schedule.groups().get(0).binding(1))
        .isEqualTo(new Binding(Binding.Kind.SITE, "award"));
  }

  @Example
  void aSiteWithoutGroupsOrIntervalsHasAnEmptyPlan() {
    SiteSchedulingProblem nobody = new SiteSchedulingProblem(List.of(), List.of());
    assertThat(SiteScheduler.schedule(nobody).valueUsd()).isZero();
    GroupSchedulingProblem never =
        GroupSchedulingProblem.of(
            "a",
            PlanningHorizon.ofOneDay(5, 0),
            ProfileMargins.ofOneProfile(100, new double[0]),
            SwitchingLimits.NONE,
            InitialState.on(0, 1));
    SiteSchedulingProblem empty =
        new SiteSchedulingProblem(
            List.of(never), List.of(new SiteCoupling.DemandCharge("peak", List.of(), 5, 100, 3)));
    assertThat(SiteScheduler.schedule(empty).gap()).isZero();
  }

  @Example
  void couplingsThatCannotBeAreRefusedByName() {
    assertThatThrownBy(
            () ->
                new SiteSchedulingProblem(
                    List.of(steady("a", 1000, 20)),
                    List.of(new SiteCoupling.SheddableLoad("award", hours(0, 1), 5, List.of("b")))))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("couplings[0].groups has no group 'b'");
    assertThatThrownBy(() -> new SiteCoupling.Cap("line", hours(0, 1), Double.NaN))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("kw is NaN");
    assertThatThrownBy(() -> new SiteCoupling.EnergyBlock("block", hours(0, 1), 5, 40, 30))
        .isInstanceOf(OutOfRange.class)
        .hasMessageStartingWith("usdPerMwhAbove is 30.0");
  }

  private static List<IntervalRange> hours(int from, int to) {
    return List.of(new IntervalRange(from, to));
  }

  /** A group that earns so much a MW in each of six hours and may be switched for nothing. */
  private static GroupSchedulingProblem steady(String name, double kw, double usdPerMwh) {
    double[] margin = new double[6];
    Arrays.fill(margin, usdPerMwh * kw / 1000);
    return GroupSchedulingProblem.of(
        name,
        PlanningHorizon.ofOneDay(60, 6),
        ProfileMargins.ofOneProfile(kw, margin),
        SwitchingLimits.NONE,
        InitialState.on(0, 9));
  }

  private static SiteJudge exhaustive(SiteSchedulingProblem problem) {
    List<List<PlanJudge>> all = new ArrayList<>();
    for (GroupSchedulingProblem group : problem.groups()) {
      all.add(AllPlans.breakingFewest(group));
    }
    SiteJudge best = null;
    for (PlanJudge first : all.get(0)) {
      for (PlanJudge second : all.get(1)) {
        SiteJudge judged = new SiteJudge(problem, List.of(first, second));
        if (judged.keepsLimits && (best == null || judged.valueUsd > best.valueUsd)) {
          best = judged;
        }
      }
    }
    return best;
  }
}
