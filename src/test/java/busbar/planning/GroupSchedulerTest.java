package busbar.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.Comparator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The planner of one group against an exhaustive search over every plan there is. */
class GroupSchedulerTest {

  @Property(tries = 4000)
  void findsTheBestOfAllPlans(@ForAll long seed) {
    assertBest(new RandomProblems(seed).small(false));
  }

  @Property(tries = 4000)
  void findsTheBestOfAllPlansThatRamp(@ForAll long seed) {
    assertBest(new RandomProblems(seed).small(true));
  }

  /** From seeds that are always the same: how long a solver takes has no bound. */
  @Example
  void findsWhatAMixedIntegerProgramFinds() {
    int compared = 0;
    for (long seed = 0; seed < 300; seed++) {
      GroupSchedulingProblem problem = new RandomProblems(seed).group(90, 3, false, 12, 0.3);
      GroupSchedule schedule = GroupScheduler.schedule(problem);
      if (new PlanJudge(problem, schedule.profiles()).broken == 0) {
        assertThat(schedule.valueUsd())
            .as("seed %s", seed)
            .isCloseTo(CommitmentMilp.bestUsd(problem), within(1e-6 * stakes(schedule)));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Example
  void findsWhatAMixedIntegerProgramFindsInTwoDaysOfFiveMinutes() {
    GroupSchedulingProblem problem = GeneratedPlans.group(7, 576);
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    assertThat(schedule.valueUsd())
        .isCloseTo(CommitmentMilp.bestUsd(problem), within(1e-6 * stakes(schedule)));
  }

  @Example
  void findsWhatTheSlowTwinFinds() {
    for (int number = 0; number < 50; number++) {
      GroupSchedulingProblem problem = GeneratedPlans.group(number, 576);
      assertThat(GroupScheduler.schedule(problem).valueUsd())
          .isCloseTo(SlowPlans.bestUsd(problem), within(1e-6));
    }
  }

  private static double stakes(GroupSchedule schedule) {
    return Math.max(1, Math.max(schedule.valueUsd(), schedule.revenueUsd()));
  }

  private static void assertBest(GroupSchedulingProblem problem) {
    GroupSchedule schedule = GroupScheduler.schedule(problem);
    PlanJudge judged = new PlanJudge(problem, schedule.profiles());
    PlanJudge best =
        Collections.max(
            AllPlans.breakingFewest(problem), Comparator.comparingDouble(plan -> plan.valueUsd));
    assertThat(judged.feasible).isTrue();
    assertThat(judged.broken).isEqualTo(best.broken);
    assertThat(judged.valueUsd).isCloseTo(best.valueUsd, within(1e-6));
    assertThat(schedule.valueUsd()).isCloseTo(judged.valueUsd, within(1e-9));
    assertThat(schedule.revenueUsd()).isCloseTo(judged.revenueUsd, within(1e-9));
    assertThat(schedule.starts()).isEqualTo(judged.starts);
    for (int t = 0; t < schedule.intervals(); t++) {
      assertThat(schedule.kw(t)).isCloseTo(judged.kw[t], within(1e-9));
    }
    assertThat(schedule.boundUsd()).isGreaterThanOrEqualTo(schedule.valueUsd());
    assertThat(schedule.alwaysOnUsd()).isLessThanOrEqualTo(schedule.valueUsd() + 1e-9);
    assertThat(schedule.thresholdSwitchUsd()).isLessThanOrEqualTo(schedule.valueUsd() + 1e-9);
  }
}
