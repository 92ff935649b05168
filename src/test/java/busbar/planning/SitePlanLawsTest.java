package busbar.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the plan of a site does not depend on, and what it takes to move it. */
class SitePlanLawsTest {

  /** By powers of two, so that no number is rounded otherwise. */
  @Property(tries = 20)
  void unitsOfPowerAndMoneyDoNotChangeThePlan(@ForAll long seed) {
    SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(3, 24);
    SiteSchedule plan = SiteScheduler.schedule(problem);
    SiteSchedule inOtherUnits = SiteScheduler.schedule(scaled(problem, 1024, 0.25));
    assertSamePlan(inOtherUnits, plan);
    assertThat(inOtherUnits.valueUsd()).isEqualTo(0.25 * plan.valueUsd());
    assertThat(inOtherUnits.boundUsd()).isEqualTo(0.25 * plan.boundUsd());
  }

  @Property(tries = 20)
  void theTimeZoneChangesNothingWhereStartsAreNotCounted(@ForAll long seed) {
    SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(3, 24);
    assertSamePlan(
        SiteScheduler.schedule(in("Asia/Kathmandu", problem)),
        SiteScheduler.schedule(in("America/Chicago", problem)));
  }

  @Property(tries = 40)
  void aChangeThatIsWorthTooLittleMovesNothing(@ForAll long seed) {
    SiteSchedulingProblem problem = new RandomProblems(seed).miningSite(3, 24);
    SiteSchedule best = SiteScheduler.schedule(problem);
    List<int[]> earlier = profiles(SiteScheduler.schedule(dearer(problem)));
    List<PlanJudge> judged = new ArrayList<>();
    for (int g = 0; g < earlier.size(); g++) {
      judged.add(new PlanJudge(problem.groups().get(g), earlier.get(g)));
    }
    SiteJudge before = new SiteJudge(problem, judged);
    double gainUsd = best.valueUsd() - before.valueUsd;
    double leastUsd = 0.01 * best.revenueUsd();
    SiteSchedule kept = SiteScheduler.schedule(problem, earlier, leastUsd, Effort.NORMAL);
    assertThat(kept.valueUsd()).isGreaterThanOrEqualTo(best.valueUsd() - leastUsd - 1e-6);
    boolean possible =
        before.groupsFeasible && before.keepsLimits && best.contradictions().isEmpty();
    if (possible && gainUsd < leastUsd - 1e-6) {
      assertThat(profiles(kept)).usingElementComparator(Arrays::compare).isEqualTo(earlier);
    }
    if (!possible || gainUsd > leastUsd + 1e-6) {
      assertSamePlan(kept, best);
    }
  }

  private static List<int[]> profiles(SiteSchedule schedule) {
    return schedule.groups().stream().map(GroupSchedule::profiles).toList();
  }

  private static void assertSamePlan(SiteSchedule one, SiteSchedule other) {
    for (int g = 0; g < one.groups().size(); g++) {
      assertThat(one.groups().get(g).profiles()).isEqualTo(other.groups().get(g).profiles());
    }
  }

  private static SiteSchedulingProblem in(String zone, SiteSchedulingProblem problem) {
    PlanningHorizon horizon =
        PlanningHorizon.startingAt(
            Instant.parse("2026-03-08T06:00:00Z"), ZoneId.of(zone), 60, problem.intervals());
    List<GroupSchedulingProblem> groups = new ArrayList<>();
    for (GroupSchedulingProblem group : problem.groups()) {
      SwitchingLimits limits = group.limits();
      SwitchingLimits uncounted =
          new SwitchingLimits(
              limits.minOnIntervals(),
              limits.minOffIntervals(),
              limits.restartCostUsd(),
              limits.warmUpMinutes(),
              limits.rampKwPerMinute(),
              Integer.MAX_VALUE);
      groups.add(
          GroupSchedulingProblem.of(
              group.group(), horizon, group.margins(), uncounted, group.initial()));
    }
    return new SiteSchedulingProblem(groups, problem.couplings());
  }

  private static SiteSchedulingProblem dearer(SiteSchedulingProblem problem) {
    List<GroupSchedulingProblem> groups = new ArrayList<>();
    for (GroupSchedulingProblem group : problem.groups()) {
      groups.add(with(group, margins(group.margins(), 1, 1, 1.05), group.limits()));
    }
    return new SiteSchedulingProblem(groups, problem.couplings());
  }

  private static SiteSchedulingProblem scaled(
      SiteSchedulingProblem problem, double kwBy, double usdBy) {
    List<GroupSchedulingProblem> groups = new ArrayList<>();
    for (GroupSchedulingProblem group : problem.groups()) {
      SwitchingLimits limits = group.limits();
      groups.add(
          with(
              group,
              margins(group.margins(), kwBy, usdBy, usdBy),
              new SwitchingLimits(
                  limits.minOnIntervals(),
                  limits.minOffIntervals(),
                  limits.restartCostUsd() * usdBy,
                  limits.warmUpMinutes(),
                  limits.rampKwPerMinute() * kwBy,
                  limits.maxStartsPerDay())));
    }
    return new SiteSchedulingProblem(
        groups, problem.couplings().stream().map(c -> scaled(c, kwBy, usdBy)).toList());
  }

  private static SiteCoupling scaled(SiteCoupling coupling, double kwBy, double usdBy) {
    List<IntervalRange> intervals = coupling.intervals();
    if (coupling instanceof SiteCoupling.Cap cap) {
      return new SiteCoupling.Cap(cap.name(), intervals, cap.kw() * kwBy);
    } else if (coupling instanceof SiteCoupling.SheddableLoad load) {
      return new SiteCoupling.SheddableLoad(
          load.name(), intervals, load.kw() * kwBy, load.groups());
    } else if (coupling instanceof SiteCoupling.StartLimit limit) {
      return new SiteCoupling.StartLimit(limit.name(), intervals, limit.kw() * kwBy);
    } else if (coupling instanceof SiteCoupling.DemandCharge charge) {
      return new SiteCoupling.DemandCharge(
          charge.name(),
          intervals,
          charge.usdPerKw() * usdBy / kwBy,
          charge.peakSoFarKw() * kwBy,
          charge.intervalsPerReading());
    } else if (coupling instanceof SiteCoupling.EnergyBlock block) {
      return new SiteCoupling.EnergyBlock(
          block.name(),
          intervals,
          block.kw() * kwBy,
          block.usdPerMwhBelow() * usdBy / kwBy,
          block.usdPerMwhAbove() * usdBy / kwBy);
    } else if (coupling instanceof SiteCoupling.TakeOrPay energy) {
      return new SiteCoupling.TakeOrPay(
          energy.name(), intervals, energy.mwh() * kwBy, energy.usdPerMwhShort() * usdBy / kwBy);
    }
    throw new IllegalStateException("No such coupling: " + coupling);
  }

  private static GroupSchedulingProblem with(
      GroupSchedulingProblem group, ProfileMargins margins, SwitchingLimits limits) {
    return GroupSchedulingProblem.of(
        group.group(), group.horizon(), margins, limits, group.initial());
  }

  private static ProfileMargins margins(
      ProfileMargins of, double kwBy, double revenueBy, double costBy) {
    double[] kw = new double[of.profiles()];
    double[][] revenue = new double[kw.length][of.intervals()];
    double[][] cost = new double[kw.length][of.intervals()];
    for (int p = 0; p < kw.length; p++) {
      kw[p] = of.kw(p) * kwBy;
      for (int t = 0; t < of.intervals(); t++) {
        revenue[p][t] = of.revenueUsd(p, t) * revenueBy;
        cost[p][t] = of.costUsd(p, t) * costBy;
      }
    }
    return ProfileMargins.of(kw, revenue, cost);
  }
}
