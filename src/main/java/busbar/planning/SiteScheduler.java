package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The best plan that is found for a site's groups together, and a proof of how far it can be from
 * the best there is.
 *
 * <p>Lagrangian relaxation: prices on the site's load decouple the groups, each of which is then
 * planned exactly ({@link GroupScheduler}); what they earn is a bound ({@link SiteDual}). The plans
 * made on the way are repaired and improved group by group at true cost ({@link SiteSearch}). Where
 * a demand charge leaves a gap, plans are split by the peak they set ({@link PeakBranching}); where
 * few groups do, the combinations of their profiles are priced ({@link CombinationDual}). Muckstadt
 * and Koenig, "An application of Lagrangian relaxation to scheduling in power-generation systems",
 * Operations Research 25(3), 1977.
 *
 * <p>Of 2,000 sites drawn at random, of 1 to 20 groups and 24 to 576 intervals, 97 % of those
 * without a demand charge and 69 % of those with one were proven to be within half a percent of the
 * larger of bound and revenue; the widest gaps were 4 % and 13 %. Where peaks are charged and
 * groups are few and large the bound is wide: it spreads what one group more costs the peak over
 * all hours.
 *
 * <p>Always answers, after a number of steps that depends on nothing but the problem: never worse
 * than always on, always off or a threshold switch under the same constraints. No cap is ever
 * exceeded: what groups must do gives way to it ({@link SiteCaps}), their minimum times included,
 * and so does load to be shed. Of other limits that cannot all be kept it breaks few. It says
 * which.
 */
public final class SiteScheduler {
  private static final double CLOSE_ENOUGH = 1e-4;
  private static final double GOOD_ENOUGH = 3e-3;
  private static final double SLOW = 0.1;
  private static final double NEAR = 0.01;
  private static final int LEAST_TRIES = 4;
  private static final int MOST_TRIES = 60;
  private static final double TRIES_TIMES_SIZE = 60_000;
  private static final double PEAK_STEPS = 2_000_000;
  private static final int DUAL_STEPS = 100;
  private static final int STEPS_BETWEEN_PLANS = 10;
  private static final double CAPS_FIRST = 1000;
  private static final int MOST_CUTS = 3;

  private final SiteSchedulingProblem problem;
  private final Effort effort;
  private final SiteModel model;
  private final SiteSearch search;
  private final SiteDual dual;
  private SitePlan best;
  private double boundUsd = Double.POSITIVE_INFINITY;

  private SiteScheduler(SiteSchedulingProblem problem, Effort effort, double capWeight) {
    this.problem = problem;
    this.effort = effort;
    this.model = new SiteModel(problem, capWeight);
    this.search = new SiteSearch(model);
    this.dual = new SiteDual(model);
    this.best = search.follow(policy(Policies::alwaysOff));
  }

  /** The best plan found. */
  public static SiteSchedule schedule(SiteSchedulingProblem problem) {
    return schedule(problem, List.of(), 0, Effort.NORMAL);
  }

  /**
   * The best plan found, or the earlier one where a new one would gain too little to be worth a
   * change.
   *
   * @param earlier by group, in the order of the problem, the profile of each interval from the
   *     first of this horizon as far as the earlier plan went; empty for none
   * @param leastGainUsd the earlier plan is kept if it is still feasible and the best found gains
   *     no more than this, 0 or more
   * @param effort how far to go where the gap is not closed at once
   */
  public static SiteSchedule schedule(
      SiteSchedulingProblem problem, List<int[]> earlier, double leastGainUsd, Effort effort) {
    Ranges.atLeastZero("leastGainUsd", leastGainUsd);
    if (!earlier.isEmpty() && earlier.size() != problem.groups().size()) {
      throw new OutOfRange(
          "earlier",
          "has " + earlier.size() + " plans",
          "write one for each of " + problem.groups().size() + " groups, or none");
    }
    SiteCaps caps = new SiteCaps(problem);
    SiteSchedule first = new SiteScheduler(caps.problem(), effort, 1).solve(earlier, leastGainUsd);
    SiteSchedule plan = first;
    for (int cuts = 1; cuts <= MOST_CUTS && caps.cut(plan); cuts++) {
      if (cuts == MOST_CUTS) {
        caps.cutAll(plan);
      }
      plan = new SiteScheduler(caps.problem(), effort, CAPS_FIRST).solve(earlier, leastGainUsd);
    }
    return caps.told(first, plan);
  }

  private interface Policy {
    ShadowPrices rewards(GroupSchedulingProblem group);
  }

  private List<ShadowPrices> policy(Policy policy) {
    return IntStream.range(0, model.groups())
        .mapToObj(g -> policy.rewards(model.group(g)))
        .toList();
  }

  private SiteSchedule solve(List<int[]> earlier, double leastGainUsd) {
    SitePlan off = best;
    SitePlan on = search.follow(policy(Policies::alwaysOn));
    SitePlan threshold = search.follow(policy(Policies::thresholdSwitch));
    take(on);
    take(threshold);
    relax();
    take(search.improve(best, dual.bestMultipliers(), 10));
    if (effort != Effort.QUICK) {
      tryHarder();
    }
    double bestUsd = best.valueUsd();
    SitePlan plan = best;
    SitePlan kept = kept(earlier);
    if (kept != null && !best.isBetterThan(kept, leastGainUsd + model.roundingUsd())) {
      plan = kept;
    }
    boundUsd = Math.max(boundUsd, Math.max(bestUsd, plan.valueUsd()));
    // The bound has some room for rounding in it; what is within that is proven to be the best.
    boundUsd = boundUsd - plan.valueUsd() <= 10 * model.roundingUsd() ? plan.valueUsd() : boundUsd;
    return new SiteAnswer(problem, model, plan, best)
        .schedule(boundUsd, comparable(on), comparable(threshold), comparable(off));
  }

  private void tryHarder() {
    tryMore();
    branchOnPeaks();
    if (gap() > GOOD_ENOUGH && model.isSmall()) {
      take(search.improvePairs(best, dual.bestMultipliers(), 3));
      take(search.improve(best, dual.bestMultipliers(), 10));
    }
    if (gap() > GOOD_ENOUGH
        && model.isSmall()
        && best.isFeasible()
        && SiteBranching.canBranch(model)) {
      branch();
    }
  }

  private void take(SitePlan plan) {
    best = plan.isBetterThan(best, model.roundingUsd()) ? plan : best;
  }

  /** A policy's worth if it keeps what the plan keeps. */
  private double comparable(SitePlan policy) {
    boolean keepsAsMuch =
        policy.limitsBroken() <= best.limitsBroken()
            && policy.violation() <= best.violation() * (1 + 1e-9);
    return keepsAsMuch ? policy.valueUsd() : Double.NaN;
  }

  private double gap() {
    double of = Math.max(best.revenueUsd(), Math.abs(boundUsd));
    return best.isFeasible() ? (boundUsd - best.valueUsd()) / Math.max(of, 1e-9) : 1;
  }

  private double closeEnough() {
    return model.isSmall() ? CLOSE_ENOUGH : GOOD_ENOUGH / 3;
  }

  /** What the bound is hoped to come down to. */
  private double targetUsd() {
    double hoped = boundUsd - 0.02 * Math.max(best.revenueUsd(), Math.abs(boundUsd));
    return best.isFeasible() ? best.valueUsd() : hoped;
  }

  private void relax() {
    dual.guessByInterval();
    double boundBefore = Double.POSITIVE_INFINITY;
    for (int i = 0; i < DUAL_STEPS; i++) {
      boolean improved = dual.evaluate();
      boundUsd = dual.boundUsd();
      if (i % STEPS_BETWEEN_PLANS == 0) {
        tryFrom(dual.relaxed());
        boolean slow = boundBefore - boundUsd < SLOW * (boundUsd - best.valueUsd());
        if ((slow && gap() <= GOOD_ENOUGH) || gap() <= closeEnough()) {
          return;
        }
        boundBefore = boundUsd;
      }
      dual.step(targetUsd(), improved);
    }
  }

  /** Tries plans from further steps of the dual, the fewer the larger the site. */
  private void tryMore() {
    int steps = (int) Math.max(LEAST_TRIES, Math.min(MOST_TRIES, TRIES_TIMES_SIZE / model.size()));
    for (int i = 0; i < steps && gap() > GOOD_ENOUGH; i++) {
      dual.step(targetUsd(), true);
      dual.evaluate();
      boundUsd = Math.min(boundUsd, dual.boundUsd());
      tryFrom(dual.relaxed());
    }
  }

  /** Improves a plan for one round, and on if that comes near the best. */
  private void tryFrom(SitePlan start) {
    SitePlan plan = search.improve(start, dual.bestMultipliers(), 1);
    double near = NEAR * Math.max(Math.abs(boundUsd), best.revenueUsd());
    if (!best.isBetterThan(plan, near)) {
      take(search.improve(plan, dual.bestMultipliers(), 10));
    }
  }

  /** Splits by the peak of each demand charge in turn. */
  private void branchOnPeaks() {
    double plans = PEAK_STEPS / model.size();
    for (int c = 0; c < model.couplings().size() && gap() > GOOD_ENOUGH; c++) {
      if (model.couplings().get(c) instanceof DemandCoupling && best.isFeasible()) {
        PeakBranching peaks =
            new PeakBranching(model, search, dual, c, best, boundUsd, GOOD_ENOUGH / 2);
        peaks.solve(plans);
        best = peaks.best();
        boundUsd = Math.min(boundUsd, peaks.boundUsd());
      }
    }
  }

  private void branch() {
    SiteBranching branching = new SiteBranching(model, search, dual, best, GOOD_ENOUGH / 2, effort);
    branching.solve();
    best = branching.best();
    boundUsd = Math.min(boundUsd, branching.boundUsd());
  }

  private @Nullable SitePlan kept(List<int[]> earlier) {
    if (earlier.isEmpty() || model.intervals() == 0) {
      return null;
    }
    int[][] fixed = new int[model.groups()][];
    for (int g = 0; g < fixed.length; g++) {
      fixed[g] = GroupScheduler.fixed(model.group(g), earlier.get(callersIndex(g)));
    }
    return search.keep(fixed, dual.bestMultipliers());
  }

  private int callersIndex(int group) {
    return problem.groups().indexOf(model.group(group));
  }
}
