package busbar.planning;

import java.util.Arrays;
import java.util.List;

/**
 * A tighter bound for a site of few groups, or a part of its plans: Lagrangian decomposition
 * (Guignard and Kim, "Lagrangean decomposition: a model yielding stronger Lagrangean bounds",
 * Mathematical Programming 39, 1987). What each group does is chosen twice, by the group over time
 * and by the site over groups; the site's choice is the best combination in every interval, so that
 * what does not fit under a cap is not averaged away. Wages that the group pays and the site gets,
 * by group, interval and choice, make the two agree.
 *
 * <p>Not for groups that ramp, whose loads are not those of profiles.
 */
final class CombinationDual {
  private static final int PATIENCE = 8;

  private final SiteModel model;
  private final SiteChoices combinations;
  private final Branch branch;
  private final int intervals;
  private final Coupling[] couplings;
  private final double[][] wages;
  private final double[][] wageSteps;
  private final double[][] multipliers;
  private final double[][] residuals;
  private final double[] mostKw;
  private final boolean[][][] decided;
  private final ShadowPrices[] prices;
  private final GroupPlan[] plans;
  // By interval and group.
  private final int[][] siteChoice;
  private final double[] siteKw;
  // By group, interval and choice: how often the group chose so of late.
  private final double[][] shares;
  private final double[] meanKw;
  private double leastUsd = Double.POSITIVE_INFINITY;
  private double boundUsd;
  private double presentUsd;
  private double relaxation = 1;
  private int stalled;

  CombinationDual(SiteModel model, SiteChoices combinations, Branch branch) {
    this.model = model;
    this.combinations = combinations;
    this.branch = branch;
    this.intervals = model.intervals();
    this.boundUsd = branch.boundUsd();
    int groups = model.groups();
    this.couplings = new Coupling[model.couplings().size()];
    this.multipliers = new double[couplings.length][];
    this.residuals = new double[couplings.length][];
    this.mostKw = new double[intervals];
    Arrays.fill(mostKw, Double.POSITIVE_INFINITY);
    for (int c = 0; c < couplings.length; c++) {
      couplings[c] = model.couplings().get(c);
      multipliers[c] = branch.multipliers()[c].clone();
      residuals[c] = new double[multipliers[c].length];
      if (couplings[c] instanceof DemandCoupling demand) {
        couplings[c] = demand.above(branch.peaksFromKw()[c]);
        double[] most = demand.mostKw(branch.peaksToKw()[c] + 1e-9 * model.siteKw());
        for (int t = 0; t < intervals; t++) {
          mostKw[t] = Math.min(mostKw[t], most[t]);
        }
      }
    }
    this.wages = new double[groups][];
    this.wageSteps = new double[groups][];
    this.shares = new double[groups][];
    this.meanKw = new double[intervals];
    this.prices = new ShadowPrices[groups];
    this.plans = new GroupPlan[groups];
    this.siteChoice = new int[intervals][groups];
    this.siteKw = new double[intervals];
    this.decided = new boolean[groups][intervals][];
    for (int g = 0; g < groups; g++) {
      wages[g] = branch.wages()[g].clone();
      wageSteps[g] = new double[wages[g].length];
      shares[g] = new double[wages[g].length];
      prices[g] = new ShadowPrices(model.group(g));
      boolean[] all = new boolean[combinations.choices(g)];
      Arrays.fill(all, true);
      Arrays.fill(decided[g], all);
    }
    branch.decisions().forEach(this::decide);
  }

  private void decide(Branch.Decision decision) {
    boolean[] before = decided[decision.group()][decision.interval()];
    boolean[] both = decision.choices().clone();
    for (int choice = 0; choice < both.length; choice++) {
      both[choice] &= before[choice];
    }
    decided[decision.group()][decision.interval()] = both;
  }

  /** All plans of a site, wages from the prices that the dual found. */
  static Branch root(SiteModel model, SiteChoices combinations, SiteDual dual) {
    double[] usdPerKw = new double[model.intervals()];
    double[] usdPerStartedKw = new double[model.intervals()];
    double[][] wages = new double[model.groups()][];
    int couplings = model.couplings().size();
    double[] peaksFrom = new double[couplings];
    double[] peaksTo = new double[couplings];
    for (int g = 0; g < model.groups(); g++) {
      Arrays.fill(usdPerKw, 0);
      Arrays.fill(usdPerStartedKw, 0);
      for (int c = 0; c < couplings; c++) {
        Coupling coupling = model.couplings().get(c);
        if (coupling.concerns(g) && combinations.tells(coupling)) {
          double[] multipliers = dual.bestMultipliers()[c];
          coupling.addPrices(multipliers, usdPerKw, usdPerStartedKw);
        }
      }
      int choices = combinations.choices(g);
      wages[g] = new double[model.intervals() * choices];
      for (int t = 0; t < model.intervals(); t++) {
        for (int choice = 1; choice < choices; choice++) {
          double kw = model.group(g).margins().kw(combinations.profile(g, choice));
          double started = combinations.isStart(g, choice) ? usdPerStartedKw[t] : 0;
          wages[g][t * choices + choice] = (usdPerKw[t] + started) * kw;
        }
      }
    }
    for (int c = 0; c < couplings; c++) {
      if (model.couplings().get(c) instanceof DemandCoupling demand) {
        peaksFrom[c] = demand.peakSoFarKw();
        peaksTo[c] = Math.max(demand.peakSoFarKw(), model.siteKw());
      }
    }
    return new Branch(
        peaksFrom, peaksTo, List.of(), dual.boundUsd(), wages, dual.bestMultipliers(), true);
  }

  double boundUsd() {
    return boundUsd;
  }

  /** This part of the plans with what was found for it. */
  Branch branch() {
    return new Branch(
        branch.peaksFromKw(),
        branch.peaksToKw(),
        branch.decisions(),
        boundUsd,
        wages,
        multipliers,
        branch.isWhole());
  }

  /** What groups plan at the present wages. */
  SitePlan relaxed() {
    return model.reckon(plans.clone());
  }

  /** Bounds at the present wages. Whether the bound became less. */
  boolean evaluate() {
    double bound = 3 * model.roundingUsd();
    for (int g = 0; g < plans.length; g++) {
      bound += plan(g);
    }
    double[] nothing = new double[intervals];
    for (int c = 0; c < couplings.length; c++) {
      if (!combinations.tells(couplings[c])) {
        couplings[c].residuals(nothing, nothing, residuals[c]);
        for (int i = 0; i < residuals[c].length; i++) {
          bound -= multipliers[c][i] * residuals[c][i];
        }
      }
      if (couplings[c] instanceof DemandCoupling demand) {
        double before = ((DemandCoupling) model.couplings().get(c)).peakSoFarKw();
        bound -= demand.usdPerKw() * (demand.peakSoFarKw() - before);
      }
    }
    double[][] worth = new double[plans.length][];
    for (int g = 0; g < plans.length; g++) {
      worth[g] = new double[combinations.choices(g)];
    }
    for (int t = 0; t < intervals; t++) {
      for (int g = 0; g < plans.length; g++) {
        for (int choice = 0; choice < worth[g].length; choice++) {
          worth[g][choice] =
              decided[g][t][choice]
                  ? wages[g][t * worth[g].length + choice]
                  : Double.NEGATIVE_INFINITY;
        }
      }
      bound += combinations.choose(t, worth, mostKw[t], siteChoice[t]);
      siteKw[t] = 0;
      for (int g = 0; g < plans.length; g++) {
        siteKw[t] += combinations.kw(g, siteChoice[t][g]);
      }
      meanKw[t] += 0.1 * (siteKw[t] - meanKw[t]);
    }
    presentUsd = bound;
    if (bound < leastUsd) {
      leastUsd = bound;
      boundUsd = Math.min(boundUsd, bound);
      return true;
    }
    return false;
  }

  /** Plans a group at its wages and the prices of what is not told; what it earns after these. */
  private double plan(int g) {
    int profiles = model.group(g).margins().profiles();
    int choices = combinations.choices(g);
    boolean starts = choices > 1 + profiles;
    double[] usdPerKw = new double[intervals];
    double[] usdPerStartedKw = new double[intervals];
    for (int c = 0; c < couplings.length; c++) {
      if (!combinations.tells(couplings[c]) && couplings[c].concerns(g)) {
        couplings[c].addPrices(multipliers[c], usdPerKw, usdPerStartedKw);
      }
    }
    for (int t = 0; t < intervals; t++) {
      boolean[] may = decided[g][t];
      for (int p = 0; p < profiles; p++) {
        double kw = model.group(g).margins().kw(p);
        double running = wages[g][t * choices + 1 + p] + forbidden(may, 1 + p);
        running += model.soleUsd(g, t, p);
        prices[g].setRunningUsd(t, p, running + usdPerKw[t] * kw);
        double started = usdPerStartedKw[t] * kw + model.soleStartUsd(g, t, p);
        if (starts) {
          int start = 1 + profiles + p;
          started += wages[g][t * choices + start] + forbidden(may, start);
          started -= wages[g][t * choices + 1 + p] + forbidden(may, 1 + p);
        }
        prices[g].setStartedUsd(t, p, started);
      }
      prices[g].setOnUsd(t, forbidden(may, 0));
    }
    plans[g] = model.program(g).best(prices[g]);
    double usd = plans[g].valueUsd() - model.soleUsd(g, plans[g]);
    for (int t = 0; t < intervals; t++) {
      int choice = combinations.chosen(g, plans[g], t);
      usd -= wages[g][t * choices + choice] + forbidden(decided[g][t], choice);
      usd -= usdPerKw[t] * plans[g].kw()[t] + usdPerStartedKw[t] * plans[g].startedKw()[t];
      for (int other = 0; other < choices; other++) {
        double chosen = other == choice ? 1 : 0;
        shares[g][t * choices + other] += 0.1 * (chosen - shares[g][t * choices + other]);
      }
    }
    return usd;
  }

  /** Deters from a choice that is decided against. */
  private double forbidden(boolean[] may, int choice) {
    return may[choice] ? 0 : model.stakesUsd();
  }

  /** Moves wages and multipliers towards a bound of so much, USD. */
  void step(double targetUsd, boolean improved) {
    stalled = improved ? 0 : stalled + 1;
    if (stalled >= PATIENCE) {
      relaxation /= 2;
      stalled = 0;
    }
    // Wages rise where the group wants more of a choice than the site, and fall where less.
    double[][] differences = new double[plans.length][];
    double square = 0;
    double overlap = 0;
    double before = 0;
    for (int g = 0; g < plans.length; g++) {
      int choices = combinations.choices(g);
      differences[g] = new double[wages[g].length];
      for (int t = 0; t < intervals; t++) {
        int own = combinations.chosen(g, plans[g], t);
        int site = siteChoice[t][g];
        if (own != site) {
          differences[g][t * choices + own] += own == 0 ? 0 : 1;
          differences[g][t * choices + site] -= site == 0 ? 0 : 1;
        }
      }
      for (int i = 0; i < differences[g].length; i++) {
        overlap += differences[g][i] * wageSteps[g][i];
        before += wageSteps[g][i] * wageSteps[g][i];
      }
    }
    double deflection = before > 0 && overlap < 0 ? -1.5 * overlap / before : 0;
    for (int g = 0; g < plans.length; g++) {
      for (int i = 0; i < wages[g].length; i++) {
        wageSteps[g][i] = differences[g][i] + deflection * wageSteps[g][i];
        square += wageSteps[g][i] * wageSteps[g][i];
      }
    }
    SitePlan relaxed = relaxed();
    double scale = model.siteKw();
    for (int c = 0; c < couplings.length; c++) {
      if (!combinations.tells(couplings[c])) {
        couplings[c].residuals(relaxed.kw()[c], relaxed.startedKw(), residuals[c]);
        couplings[c].trim(multipliers[c], residuals[c]);
        for (double residual : residuals[c]) {
          square += residual * residual / scale / scale;
        }
      }
    }
    if (square <= 1e-18) {
      return;
    }
    double length = relaxation * Math.max(0, presentUsd - targetUsd) / square;
    for (int g = 0; g < plans.length; g++) {
      for (int i = 0; i < wages[g].length; i++) {
        wages[g][i] += length * wageSteps[g][i];
      }
    }
    for (int c = 0; c < couplings.length; c++) {
      if (!combinations.tells(couplings[c])) {
        for (int i = 0; i < residuals[c].length; i++) {
          multipliers[c][i] += length * residuals[c][i] / scale / scale;
        }
        couplings[c].project(multipliers[c]);
      }
    }
  }

  /** Whether a group may choose so in an interval, but need not. */
  boolean isOpen(int group, int t, int choice) {
    boolean[] may = decided[group][t];
    boolean other = false;
    for (int i = 0; i < may.length; i++) {
      other |= i != choice && may[i];
    }
    return may[choice] && other;
  }

  /** How often of late a group chose so in an interval, from 0 to 1. */
  double share(int group, int t, int choice) {
    return shares[group][t * combinations.choices(group) + choice];
  }

  /** The peak of the mean of what the site chose of late, kW. */
  double meanPeakKw(DemandCoupling demand) {
    return demand.peakKw(meanKw);
  }

  /** The peak of what the site chose last, kW. */
  double peakKw(DemandCoupling demand) {
    return demand.peakKw(siteKw);
  }
}
