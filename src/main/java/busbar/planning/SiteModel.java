package busbar.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A site's problem made ready for planning: its groups, the least efficient first so that it is the
 * first to make room and the order of the caller's list makes no difference, and its couplings.
 */
final class SiteModel {
  private static final double SMALL = 3000;
  // Of a group with three profiles and nothing that is counted.
  private static final double STEPS_PER_INTERVAL = 4;

  private final List<GroupSchedulingProblem> groups;
  private final List<GroupProgram> programs;
  private final List<Coupling> couplings = new ArrayList<>();
  private final int intervals;
  private final double siteKw;
  private final double capWeight;
  private final double stakesUsd;
  private final double size;
  private final List<double[]> soleUsd = new ArrayList<>();
  private final List<double[]> soleStartUsd = new ArrayList<>();

  /**
   * A site made ready.
   *
   * @param capWeight how much more a broken cap counts than another broken limit, 1 or more
   */
  SiteModel(SiteSchedulingProblem problem, double capWeight) {
    this.capWeight = capWeight;
    this.intervals = problem.intervals();
    this.groups =
        problem.groups().stream()
            .sorted(
                Comparator.comparingDouble(SiteModel::revenueUsdPerKw)
                    .thenComparing(GroupSchedulingProblem::group))
            .toList();
    this.programs = groups.stream().map(GroupProgram::new).toList();
    double kw = 0;
    double stakes = 0;
    double steps = 0;
    for (GroupSchedulingProblem group : groups) {
      kw += group.margins().highestKw();
      stakes += Policies.rewardUsd(group);
      steps += Math.max(STEPS_PER_INTERVAL * intervals, group.steps());
    }
    this.siteKw = kw;
    this.size = steps / STEPS_PER_INTERVAL;
    List<SiteCoupling> sorted =
        problem.couplings().stream().sorted(Comparator.comparing(SiteCoupling::name)).toList();
    for (SiteCoupling coupling : sorted) {
      couplings.add(coupling(coupling));
    }
    for (Coupling coupling : couplings) {
      stakes += coupling.mostUsd(siteKw);
    }
    this.stakesUsd = stakes;
    addSoleUsd();
  }

  private SiteModel(SiteModel of, int demand, double fromKw, double toKw) {
    this.intervals = of.intervals;
    this.groups = of.groups;
    this.programs = of.programs;
    this.siteKw = of.siteKw;
    this.capWeight = of.capWeight;
    this.stakesUsd = of.stakesUsd;
    this.size = of.size;
    DemandCoupling charge = (DemandCoupling) of.couplings.get(demand);
    this.couplings.addAll(of.couplings);
    this.couplings.set(demand, charge.above(fromKw));
    SiteCoupling.Cap cap = new SiteCoupling.Cap("peak", List.of(), toKw);
    this.couplings.add(LimitCoupling.of(cap, charge.isRead(), siteKw, groups.size(), 1));
    addSoleUsd();
  }

  private void addSoleUsd() {
    for (int g = 0; g < groups.size(); g++) {
      soleUsd.add(soleUsd(g, false));
      soleStartUsd.add(soleUsd(g, true));
    }
  }

  /**
   * The same site, as far as it sets a peak of so many kW: a demand charge is paid above the least
   * of them alone, and the greatest caps the load where it is read, as last coupling.
   */
  SiteModel peaking(int demand, double fromKw, double toKw) {
    return new SiteModel(this, demand, fromKw, toKw);
  }

  private static double revenueUsdPerKw(GroupSchedulingProblem group) {
    double sum = 0;
    for (int t = 0; t < group.intervals(); t++) {
      sum += group.margins().revenueUsd(0, t);
    }
    return sum / group.margins().kw(0);
  }

  private Coupling coupling(SiteCoupling coupling) {
    int minutes = groups.isEmpty() ? 60 : groups.get(0).horizon().minutes();
    boolean[] holds = new boolean[intervals];
    for (IntervalRange range : coupling.intervals()) {
      for (int t = range.from(); t < Math.min(range.to(), intervals); t++) {
        holds[t] = true;
      }
    }
    if (coupling instanceof SiteCoupling.Cap cap) {
      return LimitCoupling.of(cap, holds, siteKw, groups.size(), capWeight);
    } else if (coupling instanceof SiteCoupling.SheddableLoad load) {
      return LimitCoupling.of(load, holds, siteKw, groups);
    } else if (coupling instanceof SiteCoupling.StartLimit limit) {
      return LimitCoupling.of(limit, holds, siteKw, groups.size());
    } else if (coupling instanceof SiteCoupling.DemandCharge charge) {
      return new DemandCoupling(charge, intervals);
    } else if (coupling instanceof SiteCoupling.EnergyBlock block) {
      return new BlockCoupling(block, holds, minutes);
    } else if (coupling instanceof SiteCoupling.TakeOrPay takeOrPay) {
      return new TakeOrPayCoupling(takeOrPay, holds, minutes);
    }
    throw new IllegalStateException("No such coupling: " + coupling);
  }

  /** Whether there is time for what costs more than in proportion to groups and intervals. */
  boolean isSmall() {
    return size <= SMALL;
  }

  /**
   * What it takes to plan every group once: for simple groups intervals times groups, for groups
   * that ramp or whose starts are counted more.
   */
  double size() {
    return size;
  }

  int intervals() {
    return intervals;
  }

  int groups() {
    return groups.size();
  }

  GroupSchedulingProblem group(int group) {
    return groups.get(group);
  }

  GroupProgram program(int group) {
    return programs.get(group);
  }

  List<Coupling> couplings() {
    return couplings;
  }

  /** The load of all groups at their highest profiles. */
  double siteKw() {
    return siteKw;
  }

  /** More than all that could be earned and paid, USD. */
  double stakesUsd() {
    return stakesUsd;
  }

  /** By how much equal sums differ when added in another order, USD. */
  double roundingUsd() {
    return 1e-10 * stakesUsd;
  }

  /**
   * What it counts as if a group's load alone breaks a cap of the site, USD; 0 for a group that
   * ramps, whose load is not that of its profile.
   */
  double soleUsd(int group, int t, int profile) {
    return profile == ProfileMargins.OFF || soleUsd.get(group).length == 0
        ? 0
        : soleUsd.get(group)[t * groups.get(group).margins().profiles() + profile];
  }

  /** What it counts as if a group's start alone breaks a limit of the site, likewise. */
  double soleStartUsd(int group, int t, int profile) {
    return profile == ProfileMargins.OFF || soleStartUsd.get(group).length == 0
        ? 0
        : soleStartUsd.get(group)[t * groups.get(group).margins().profiles() + profile];
  }

  /** What a plan of one group counts as by itself. */
  double soleUsd(int group, GroupPlan plan) {
    double usd = 0;
    for (int t = 0; t < intervals; t++) {
      usd += soleUsd(group, t, plan.profiles()[t]);
      usd += plan.startedKw()[t] > 0 ? soleStartUsd(group, t, plan.profiles()[t]) : 0;
    }
    return usd;
  }

  /** By interval and profile; empty where a group alone breaks nothing. */
  private double[] soleUsd(int group, boolean starting) {
    ProfileMargins margins = groups.get(group).margins();
    double[] usd = new double[intervals * margins.profiles()];
    boolean any = false;
    for (Coupling coupling : couplings) {
      boolean isCap = coupling instanceof LimitCoupling limit && limit.isCap();
      for (int i = 0; i < usd.length && (starting ? coupling.limitsStarts() : isCap); i++) {
        int t = i / margins.profiles();
        double kw = margins.kw(i % margins.profiles());
        double violation =
            starting ? coupling.startViolation(t, kw) : coupling.loadViolation(t, kw);
        usd[i] += stakesUsd * violation;
        any |= violation > 0;
      }
    }
    return any && !programs.get(group).ramps() ? usd : new double[0];
  }

  /** What plans come to together. */
  SitePlan reckon(GroupPlan[] plans) {
    double[][] kw = new double[couplings.size()][intervals];
    double[] startedKw = new double[intervals];
    for (int g = 0; g < plans.length; g++) {
      for (int c = 0; c < kw.length; c++) {
        add(plans[g].kw(), couplings.get(c).concerns(g), kw[c]);
      }
      add(plans[g].startedKw(), true, startedKw);
    }
    return reckon(plans, kw, startedKw);
  }

  /** The same plan but for one group, whose loads alone change. */
  SitePlan with(SitePlan present, int group, GroupPlan plan) {
    GroupPlan[] plans = present.groups().clone();
    GroupPlan before = plans[group];
    plans[group] = plan;
    double[][] kw = new double[couplings.size()][];
    for (int c = 0; c < kw.length; c++) {
      kw[c] = present.kw()[c].clone();
      for (int t = 0; couplings.get(c).concerns(group) && t < intervals; t++) {
        kw[c][t] += plan.kw()[t] - before.kw()[t];
      }
    }
    double[] startedKw = present.startedKw().clone();
    for (int t = 0; t < intervals; t++) {
      startedKw[t] += plan.startedKw()[t] - before.startedKw()[t];
    }
    return reckon(plans, kw, startedKw);
  }

  private static void add(double[] what, boolean counts, double[] to) {
    for (int t = 0; counts && t < to.length; t++) {
      to[t] += what[t];
    }
  }

  private SitePlan reckon(GroupPlan[] plans, double[][] kw, double[] startedKw) {
    double value = 0;
    int broken = 0;
    for (GroupPlan plan : plans) {
      value += plan.valueUsd();
      broken += plan.limitsBroken();
    }
    double violation = 0;
    for (int c = 0; c < kw.length; c++) {
      value -= couplings.get(c).costUsd(kw[c]);
      violation += couplings.get(c).violation(kw[c], startedKw);
    }
    return new SitePlan(plans, kw, startedKw, broken, violation, value);
  }
}
