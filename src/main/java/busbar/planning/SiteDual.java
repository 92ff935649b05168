package busbar.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The Lagrangian dual of a site's problem: each group plans by itself under the couplings' prices,
 * and what they earn so bounds what the site can. Prices are improved by a deflected subgradient
 * method with Polyak's step (Camerini, Fratta and Maffioli, "On improving relaxation methods by
 * modified gradient techniques", Mathematical Programming Study 3, 1975).
 */
final class SiteDual {
  private static final int PATIENCE = 5;

  private final SiteModel model;
  private final double[][] multipliers;
  private final double[][] bestMultipliers;
  private final double[][] residuals;
  private final double[][] step;
  private final ShadowPrices[] prices;
  // By group and interval.
  private final double[][] usdPerKw;
  private final double[][] usdPerStartedKw;
  private final GroupPlan[] plans;
  private SitePlan relaxed;
  private double boundUsd = Double.POSITIVE_INFINITY;
  private double presentUsd;
  private double relaxation = 1;
  private int stalled;

  SiteDual(SiteModel model) {
    this.model = model;
    int couplings = model.couplings().size();
    this.multipliers = new double[couplings][];
    this.bestMultipliers = new double[couplings][];
    this.residuals = new double[couplings][];
    this.step = new double[couplings][];
    for (int c = 0; c < couplings; c++) {
      int count = model.couplings().get(c).multipliers();
      multipliers[c] = new double[count];
      bestMultipliers[c] = new double[count];
      residuals[c] = new double[count];
      step[c] = new double[count];
    }
    this.prices = new ShadowPrices[model.groups()];
    this.usdPerKw = new double[model.groups()][model.intervals()];
    this.usdPerStartedKw = new double[model.groups()][model.intervals()];
    this.plans = new GroupPlan[model.groups()];
    this.relaxed = model.reckon(new GroupPlan[0]);
    for (int g = 0; g < model.groups(); g++) {
      prices[g] = new ShadowPrices(model.group(g));
    }
  }

  /** Starting from known multipliers. */
  SiteDual(SiteModel model, double[][] multipliers) {
    this(model);
    for (int c = 0; c < multipliers.length; c++) {
      this.multipliers[c] = multipliers[c].clone();
    }
  }

  /** The least bound so far, USD. */
  double boundUsd() {
    return boundUsd;
  }

  /** The multipliers that gave it, by coupling. */
  double[][] bestMultipliers() {
    return bestMultipliers;
  }

  /** What groups plan under the present prices; it may break the site's limits. */
  SitePlan relaxed() {
    return relaxed;
  }

  /**
   * Sets the multipliers of what is told apart by interval to the best ones for each interval by
   * itself, as if groups could switch freely: caps and blocks, the lowest first.
   */
  void guessByInterval() {
    List<Integer> levels = new ArrayList<>();
    for (int c = 0; c < multipliers.length; c++) {
      Coupling coupling = model.couplings().get(c);
      boolean isCap = coupling instanceof LimitCoupling limit && limit.isCap();
      if (isCap || coupling instanceof BlockCoupling) {
        levels.add(c);
      }
    }
    for (int t = 0; t < model.intervals() && !levels.isEmpty(); t++) {
      guess(t, levels);
    }
  }

  private void guess(int t, List<Integer> levels) {
    List<Integer> ascending = new ArrayList<>();
    double price = 0;
    for (int c : levels) {
      Coupling coupling = model.couplings().get(c);
      price += coupling instanceof BlockCoupling block ? block.belowUsdPerKw(t) : 0;
      if (Double.isFinite(levelKw(c, t))) {
        ascending.add(c);
      }
    }
    ascending.sort(Comparator.comparingDouble(c -> levelKw(c, t)));
    for (int c : ascending) {
      double level = levelKw(c, t);
      double most =
          model.couplings().get(c) instanceof BlockCoupling block
              ? block.mostUsdPerKw()
              : 2 * highestUsdPerKw(t) + 2 * Math.abs(price);
      if (kwAt(t, price) <= level) {
        return;
      }
      if (kwAt(t, price + most) > level) {
        multipliers[c][t] = most;
        price += most;
        continue;
      }
      double low = 0;
      double high = most;
      for (int i = 0; i < 30; i++) {
        double middle = (low + high) / 2;
        boolean tooMuch = kwAt(t, price + middle) > level;
        low = tooMuch ? middle : low;
        high = tooMuch ? high : middle;
      }
      multipliers[c][t] = high;
      return;
    }
  }

  private double levelKw(int c, int t) {
    Coupling coupling = model.couplings().get(c);
    return coupling instanceof BlockCoupling block
        ? block.blockKw(t)
        : ((LimitCoupling) coupling).capKw(t);
  }

  private double highestUsdPerKw(int t) {
    double highest = 0;
    for (int g = 0; g < model.groups(); g++) {
      ProfileMargins margins = model.group(g).margins();
      for (int p = 0; p < margins.profiles(); p++) {
        highest = Math.max(highest, Math.abs(margins.marginUsd(p, t)) / margins.kw(p));
      }
    }
    return highest;
  }

  /** The load of all groups at a price per kW, each at its best for the interval alone. */
  private double kwAt(int t, double price) {
    double kw = 0;
    for (int g = 0; g < model.groups(); g++) {
      ProfileMargins margins = model.group(g).margins();
      AllowedStates allowed = model.program(g).allowed();
      double best = allowed.mayBeOff(t) ? 0 : Double.NEGATIVE_INFINITY;
      double bestKw = 0;
      for (int rest = allowed.profiles(t); rest != 0; rest &= rest - 1) {
        int p = Integer.numberOfTrailingZeros(rest);
        double usd = margins.marginUsd(p, t) - price * margins.kw(p);
        if (usd > best) {
          best = usd;
          bestKw = margins.kw(p);
        }
      }
      kw += bestKw;
    }
    return kw;
  }

  /** Plans all groups under the present multipliers. Whether the bound became less. */
  boolean evaluate() {
    double bound = 0;
    for (int g = 0; g < model.groups(); g++) {
      price(g);
      plans[g] = model.program(g).best(prices[g]);
      bound += worthUsd(g, plans[g]);
    }
    double[] nothing = new double[model.intervals()];
    relaxed = model.reckon(plans.clone());
    for (int c = 0; c < multipliers.length; c++) {
      Coupling coupling = model.couplings().get(c);
      coupling.residuals(nothing, nothing, residuals[c]);
      bound -= dot(multipliers[c], residuals[c]);
      coupling.residuals(relaxed.kw()[c], relaxed.startedKw(), residuals[c]);
    }
    // Groups' plans are the best but for rounding.
    bound += model.roundingUsd();
    presentUsd = bound;
    if (bound < boundUsd) {
      boundUsd = bound;
      for (int c = 0; c < multipliers.length; c++) {
        bestMultipliers[c] = multipliers[c].clone();
      }
      return true;
    }
    return false;
  }

  private void price(int g) {
    Arrays.fill(usdPerKw[g], 0);
    Arrays.fill(usdPerStartedKw[g], 0);
    for (int c = 0; c < multipliers.length; c++) {
      if (model.couplings().get(c).concerns(g)) {
        model.couplings().get(c).addPrices(multipliers[c], usdPerKw[g], usdPerStartedKw[g]);
      }
    }
    ProfileMargins margins = model.group(g).margins();
    for (int t = 0; t < model.intervals(); t++) {
      for (int p = 0; p < margins.profiles(); p++) {
        double kw = margins.kw(p);
        prices[g].setRunningUsd(t, p, usdPerKw[g][t] * kw + model.soleUsd(g, t, p));
        double startUsd = usdPerStartedKw[g][t] * kw + model.soleStartUsd(g, t, p);
        if (startUsd != 0 || prices[g].pricesStarts()) {
          prices[g].setStartedUsd(t, p, startUsd);
        }
      }
    }
  }

  /** What a group's plan earns after the prices that it was planned at, USD. */
  private double worthUsd(int g, GroupPlan plan) {
    double usd = plan.valueUsd() - model.soleUsd(g, plan);
    for (int t = 0; t < model.intervals(); t++) {
      usd -= usdPerKw[g][t] * plan.kw()[t] + usdPerStartedKw[g][t] * plan.startedKw()[t];
    }
    return usd;
  }

  /** Moves the multipliers towards a bound of so much, USD. */
  void step(double targetUsd, boolean improved) {
    stalled = improved ? 0 : stalled + 1;
    if (stalled >= PATIENCE) {
      relaxation /= 2;
      stalled = 0;
    }
    double overlap = 0;
    double before = 0;
    for (int c = 0; c < multipliers.length; c++) {
      model.couplings().get(c).trim(multipliers[c], residuals[c]);
      overlap += dot(residuals[c], step[c]);
      before += dot(step[c], step[c]);
    }
    double deflection = before > 0 && overlap < 0 ? -1.5 * overlap / before : 0;
    double square = 0;
    for (int c = 0; c < multipliers.length; c++) {
      for (int i = 0; i < step[c].length; i++) {
        step[c][i] = residuals[c][i] + deflection * step[c][i];
      }
      square += dot(step[c], step[c]);
    }
    double rounding = 1e-9 * model.siteKw();
    if (square <= rounding * rounding) {
      return;
    }
    double length = relaxation * Math.max(presentUsd - targetUsd, 0) / square;
    for (int c = 0; c < multipliers.length; c++) {
      for (int i = 0; i < step[c].length; i++) {
        multipliers[c][i] += length * step[c][i];
      }
      model.couplings().get(c).project(multipliers[c]);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
