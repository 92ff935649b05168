package busbar.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Branch and bound for a site of few groups: bounds all of its plans, then ever smaller parts of
 * them, the one with the greatest bound first, and tries a plan from each.
 */
final class SiteBranching {
  private static final int ROOT_STEPS = 300;
  private static final int STEPS = 40;
  private static final int LEAST_STEPS = 5;
  private static final int STEPS_BETWEEN_PLANS = 10;

  private final SiteModel model;
  private final SiteSearch search;
  private final SiteDual dual;
  private final SiteChoices combinations;
  private final double closeEnough;
  private final PriorityQueue<Part> open =
      new PriorityQueue<>(Comparator.comparingDouble(Part::boundUsd).reversed());
  private SitePlan best;
  private double boundUsd;
  // The greatest bound of parts left out since they cannot be better by enough.
  private double leftOutUsd = Double.NEGATIVE_INFINITY;
  private double workLeft;

  /** A part of all plans, bounded, and the smaller parts that it would be split into. */
  private record Part(double boundUsd, List<Branch> smaller) {}

  /**
   * Branches from what is known.
   *
   * @param best the best plan so far
   * @param closeEnough the gap at which to stop, as a share of the larger of bound and revenue
   * @param effort how many steps it may take
   */
  SiteBranching(
      SiteModel model,
      SiteSearch search,
      SiteDual dual,
      SitePlan best,
      double closeEnough,
      Effort effort) {
    this.model = model;
    this.search = search;
    this.dual = dual;
    this.combinations = SiteChoices.of(model);
    this.best = best;
    this.boundUsd = dual.boundUsd();
    this.closeEnough = closeEnough;
    this.workLeft = effort.steps();
  }

  /** Whether no group ramps, so that loads are those of profiles. */
  static boolean canBranch(SiteModel model) {
    for (int g = 0; g < model.groups(); g++) {
      if (model.program(g).ramps()) {
        return false;
      }
    }
    return true;
  }

  SitePlan best() {
    return best;
  }

  double boundUsd() {
    return boundUsd;
  }

  void solve() {
    List<Branch> parts = List.of(CombinationDual.root(model, combinations, dual));
    int steps = ROOT_STEPS;
    while (true) {
      for (Branch part : parts) {
        bound(part, steps);
      }
      steps = STEPS;
      Part widest = open.poll();
      double closedUsd = Math.max(best.valueUsd(), leftOutUsd);
      double openUsd = widest == null ? closedUsd : Math.max(closedUsd, widest.boundUsd());
      boundUsd = Math.min(boundUsd, openUsd);
      if (widest == null || openUsd <= best.valueUsd() + closeEnoughUsd() || workLeft < 0) {
        return;
      }
      parts = widest.smaller();
    }
  }

  private double closeEnoughUsd() {
    return closeEnough * Math.max(best.revenueUsd(), Math.abs(best.valueUsd()))
        + 4 * model.roundingUsd();
  }

  private void bound(Branch part, int steps) {
    CombinationDual bounded = new CombinationDual(model, combinations, part);
    for (int i = 0; i < steps; i++) {
      double before = combinations.work();
      boolean improved = bounded.evaluate();
      workLeft -= combinations.work() - before + 30.0 * model.groups() * model.intervals();
      if (workLeft < 0 && i >= LEAST_STEPS) {
        break;
      }
      boolean isTurn = part.isWhole() ? i % STEPS_BETWEEN_PLANS == 0 : i == STEPS / 2;
      if (isTurn && Double.isFinite(bounded.boundUsd())) {
        workLeft -= 2500.0 * model.intervals() * model.groups();
        SitePlan plan = search.improve(bounded.relaxed(), dual.bestMultipliers(), 2);
        best = plan.isBetterThan(best, model.roundingUsd()) ? plan : best;
      }
      if (bounded.boundUsd() <= best.valueUsd() + closeEnoughUsd()) {
        leftOutUsd = Math.max(leftOutUsd, bounded.boundUsd());
        return;
      }
      bounded.step(best.valueUsd(), improved);
    }
    List<Branch> smaller = smaller(bounded);
    if (smaller.isEmpty()) {
      // All is decided: this part is one plan.
      SitePlan plan = bounded.relaxed();
      best = plan.isBetterThan(best, model.roundingUsd()) ? plan : best;
    } else {
      open.add(new Part(bounded.boundUsd(), smaller));
    }
  }

  private List<Branch> smaller(CombinationDual bounded) {
    Branch branch = bounded.branch();
    double missingUsd = bounded.boundUsd() - best.valueUsd();
    List<Branch> parts = splitPeak(bounded, branch, 0.2 * missingUsd);
    parts = parts.isEmpty() ? splitChoice(bounded, branch, 0.02) : parts;
    parts = parts.isEmpty() ? splitPeak(bounded, branch, 0) : parts;
    return parts.isEmpty() ? splitChoice(bounded, branch, -1) : parts;
  }

  /** By the peak of the demand charge, read in each interval, that is underrated most. */
  private List<Branch> splitPeak(CombinationDual bounded, Branch branch, double leastUsd) {
    int split = -1;
    double at = 0;
    double mostUsd = leastUsd;
    for (int c = 0; c < model.couplings().size(); c++) {
      if (model.couplings().get(c) instanceof DemandCoupling demand && demand.readsEachInterval()) {
        double from = branch.peaksFromKw()[c];
        double to = Math.min(branch.peaksToKw()[c], bounded.peakKw(demand));
        double middle = bounded.meanPeakKw(demand);
        middle = middle <= from || middle >= to ? (from + to) / 2 : middle;
        double underratedUsd = demand.usdPerKw() * (to - from) / 2;
        if (underratedUsd > mostUsd && to - from > 1e-6 * model.siteKw()) {
          mostUsd = underratedUsd;
          split = c;
          at = middle;
        }
      }
    }
    return split < 0
        ? List.of()
        : List.of(
            branch.withPeak(split, branch.peaksFromKw()[split], at),
            branch.withPeak(split, at, branch.peaksToKw()[split]));
  }

  /** By being on or off, then by a choice, of the group and interval that are least decided. */
  private List<Branch> splitChoice(CombinationDual bounded, Branch branch, double least) {
    int group = -1;
    int interval = 0;
    int choice = 0;
    double most = least;
    for (int g = 0; g < model.groups(); g++) {
      for (int t = 0; t < model.intervals(); t++) {
        for (int i = 0; i < combinations.choices(g); i++) {
          double share = bounded.share(g, t, i);
          // Being off comes first: it decides more.
          double open = Math.min(share, 1 - share) * (i == 0 ? 2 : 1);
          if (open > most && bounded.isOpen(g, t, i)) {
            most = open;
            group = g;
            interval = t;
            choice = i;
          }
        }
      }
    }
    if (group < 0) {
      return List.of();
    }
    boolean[] chosen = new boolean[combinations.choices(group)];
    boolean[] others = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = i == choice;
      others[i] = i != choice;
    }
    List<Branch> parts = new ArrayList<>();
    parts.add(branch.with(new Branch.Decision(group, interval, chosen)));
    parts.add(branch.with(new Branch.Decision(group, interval, others)));
    return parts;
  }
}
