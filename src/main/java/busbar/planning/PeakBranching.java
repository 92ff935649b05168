package busbar.planning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Branch and bound on the peak that a demand charge is paid on: plans are bounded by ever smaller
 * ranges of the peak that they set, the range with the greatest bound first, and a plan is tried
 * from each. Within a range the charge is known and the load is capped, so that neither is averaged
 * away by the bound; and a peak falls only when all groups make room at the same time, which
 * planning them one by one does not find.
 */
final class PeakBranching {
  private static final int STEPS = 12;
  private static final int STEPS_BETWEEN_PLANS = 4;
  private static final double NARROW = 1e-3;

  private final SiteModel model;
  private final SiteSearch search;
  private final int coupling;
  private final DemandCoupling demand;
  private final double closeEnough;
  private final PriorityQueue<Range> open =
      new PriorityQueue<>(Comparator.comparingDouble(Range::boundUsd).reversed());
  private SitePlan best;
  private double boundUsd;
  private double leftOutUsd = Double.NEGATIVE_INFINITY;

  /**
   * Plans by their peak.
   *
   * @param multipliers good ones, the last of them the cap's
   */
  private record Range(
      double fromKw, double toKw, double boundUsd, double splitKw, double[][] multipliers) {}

  /**
   * Branches from what is known.
   *
   * @param coupling which coupling is the demand charge
   * @param best the best plan so far
   * @param closeEnough the gap at which to stop, as a share of the larger of bound and revenue
   */
  PeakBranching(
      SiteModel model,
      SiteSearch search,
      SiteDual dual,
      int coupling,
      SitePlan best,
      double boundUsd,
      double closeEnough) {
    this.model = model;
    this.search = search;
    this.coupling = coupling;
    this.demand = (DemandCoupling) model.couplings().get(coupling);
    this.best = best;
    this.boundUsd = boundUsd;
    this.closeEnough = closeEnough;
    int couplings = model.couplings().size();
    double[][] multipliers = Arrays.copyOf(dual.bestMultipliers(), couplings + 1);
    multipliers[couplings] = new double[model.intervals()];
    double splitKw = demand.peakKw(best.kw()[coupling]);
    double toKw = Math.max(demand.peakSoFarKw(), model.siteKw());
    open.add(new Range(demand.peakSoFarKw(), toKw, boundUsd, splitKw, multipliers));
  }

  SitePlan best() {
    return best;
  }

  /** No plan is worth more, USD; no news where readings are of several intervals. */
  double boundUsd() {
    return boundUsd;
  }

  /** Splits ranges until the gap is closed or about so many plans of all groups are made. */
  void solve(double plans) {
    double left = plans;
    while (left > 0) {
      Range widest = open.poll();
      double closedUsd = Math.max(best.valueUsd(), leftOutUsd);
      double openUsd = widest == null ? closedUsd : Math.max(closedUsd, widest.boundUsd());
      if (demand.readsEachInterval()) {
        boundUsd = Math.min(boundUsd, openUsd);
      }
      if (widest == null || openUsd <= best.valueUsd() + closeEnoughUsd()) {
        return;
      }
      double split = widest.splitKw();
      double width = widest.toKw() - widest.fromKw();
      boolean inside = split > widest.fromKw() + 0.1 * width && split < widest.toKw() - 0.1 * width;
      split = inside ? split : widest.fromKw() + width / 2;
      left -= bound(widest.fromKw(), split, widest);
      left -= bound(split, widest.toKw(), widest);
    }
    double openUsd = open.isEmpty() ? Double.NEGATIVE_INFINITY : open.peek().boundUsd();
    if (demand.readsEachInterval()) {
      boundUsd = Math.min(boundUsd, Math.max(openUsd, Math.max(best.valueUsd(), leftOutUsd)));
    }
  }

  private double closeEnoughUsd() {
    return closeEnough * Math.max(best.revenueUsd(), Math.abs(best.valueUsd()))
        + 4 * model.roundingUsd();
  }

  private double bound(double fromKw, double toKw, Range of) {
    SiteModel part = model.peaking(coupling, fromKw, toKw * (1 + 1e-9));
    SiteDual dual = new SiteDual(part, of.multipliers());
    double paidUsd = demand.usdPerKw() * (fromKw - demand.peakSoFarKw());
    double bound = of.boundUsd();
    for (int i = 0; i < STEPS; i++) {
      boolean improved = dual.evaluate();
      bound = Math.min(bound, dual.boundUsd() - paidUsd);
      if (bound <= best.valueUsd() + closeEnoughUsd()) {
        leftOutUsd = Math.max(leftOutUsd, bound);
        return i + 1;
      }
      if (i % STEPS_BETWEEN_PLANS == STEPS_BETWEEN_PLANS - 1) {
        SitePlan plan = new SiteSearch(part).improve(dual.relaxed(), dual.bestMultipliers(), 1);
        plan = search.improve(model.reckon(plan.groups()), dual.bestMultipliers(), 1);
        best = plan.isBetterThan(best, model.roundingUsd()) ? plan : best;
      }
      dual.step(best.valueUsd() + paidUsd, improved);
    }
    if (toKw - fromKw < NARROW * model.siteKw()) {
      leftOutUsd = Math.max(leftOutUsd, bound);
    } else {
      double split = demand.peakKw(dual.relaxed().kw()[coupling]);
      open.add(new Range(fromKw, toKw, bound, split, dual.bestMultipliers()));
    }
    return 2 * STEPS;
  }
}
