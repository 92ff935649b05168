package busbar.planning;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a plan of a site, straight from the words of {@link SiteCoupling}: which of its limits it
 * breaks, and what it earns. Shares nothing with the planner.
 */
final class SiteJudge {
  boolean groupsFeasible = true;
  int groupLimitsBroken;
  boolean keepsLimits = true;
  boolean keepsCaps = true;
  double valueUsd;
  double revenueUsd;

  SiteJudge(SiteSchedulingProblem problem, List<PlanJudge> groups) {
    int intervals = groups.get(0).kw.length;
    double[] kw = new double[intervals];
    double[] startedKw = new double[intervals];
    double siteKw = 0;
    for (int g = 0; g < groups.size(); g++) {
      PlanJudge judged = groups.get(g);
      groupsFeasible &= judged.feasible;
      groupLimitsBroken += judged.broken;
      valueUsd += judged.valueUsd;
      revenueUsd += judged.revenueUsd;
      siteKw += problem.groups().get(g).margins().highestKw();
      for (int t = 0; t < intervals; t++) {
        kw[t] += judged.kw[t];
        startedKw[t] += judged.startedKw[t];
      }
    }
    double rounding = 1e-9 * siteKw;
    double hours = problem.groups().get(0).horizon().minutes() / 60.0;
    for (SiteCoupling coupling : problem.couplings()) {
      for (IntervalRange range : coupling.intervals()) {
        for (int t = range.from(); t < range.to(); t++) {
          if (coupling instanceof SiteCoupling.Cap cap) {
            keepsCaps &= kw[t] <= cap.kw() + rounding;
            keepsLimits &= keepsCaps;
          } else if (coupling instanceof SiteCoupling.StartLimit limit) {
            keepsLimits &= startedKw[t] <= limit.kw() + rounding;
          } else if (coupling instanceof SiteCoupling.EnergyBlock block) {
            double within = Math.min(kw[t], block.kw());
            valueUsd -= within * hours / 1000 * block.usdPerMwhBelow();
            valueUsd -= (kw[t] - within) * hours / 1000 * block.usdPerMwhAbove();
          } else if (coupling instanceof SiteCoupling.SheddableLoad load) {
            double sheddable = 0;
            for (int g = 0; g < groups.size(); g++) {
              boolean counts =
                  load.groups().isEmpty()
                      || load.groups().contains(problem.groups().get(g).group());
              sheddable += counts ? groups.get(g).kw[t] : 0;
            }
            keepsLimits &= sheddable >= load.kw() - rounding;
          }
        }
      }
      if (coupling instanceof SiteCoupling.DemandCharge charge) {
        double peak = charge.peakSoFarKw();
        for (IntervalRange range : charge.intervals()) {
          for (int from = range.from(); from < range.to(); from += charge.intervalsPerReading()) {
            int to = Math.min(range.to(), from + charge.intervalsPerReading());
            double sum = 0;
            for (int t = from; t < to; t++) {
              sum += kw[t];
            }
            peak = Math.max(peak, sum / (to - from));
          }
        }
        valueUsd -= charge.usdPerKw() * (peak - charge.peakSoFarKw());
      }
      if (coupling instanceof SiteCoupling.TakeOrPay takeOrPay) {
        double taken = 0;
        for (IntervalRange range : takeOrPay.intervals()) {
          for (int t = range.from(); t < range.to(); t++) {
            taken += kw[t] * hours / 1000;
          }
        }
        valueUsd -= Math.max(0, takeOrPay.mwh() - taken) * takeOrPay.usdPerMwhShort();
      }
    }
  }

  static SiteJudge of(SiteSchedulingProblem problem, SiteSchedule schedule) {
    List<PlanJudge> groups = new ArrayList<>();
    for (int g = 0; g < problem.groups().size(); g++) {
      groups.add(new PlanJudge(problem.groups().get(g), schedule.groups().get(g).profiles()));
    }
    return new SiteJudge(problem, groups);
  }

  /** Judges it where groups give way to the site's caps as the plan says. */
  static SiteJudge underCaps(SiteSchedulingProblem problem, SiteSchedule schedule) {
    return of(
        new SiteSchedulingProblem(
            schedule.groups().stream().map(GroupSchedule::problem).toList(), problem.couplings()),
        schedule);
  }
}
