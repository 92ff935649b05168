package busbar.planning;

import java.util.List;

/**
 * The plan of a site's groups together, and how far from the best it can be at most.
 *
 * @param groups in the order of the problem; their values, bounds and policies are those of the
 *     group by itself, without what the site pays
 * @param valueUsd what all groups earn less what the site pays under its couplings
 * @param boundUsd no plan that keeps the same limits is worth more
 * @param revenueUsd revenue of all groups
 * @param alwaysOnUsd what running wherever the same constraints allow would earn; NaN where no such
 *     plan was found that breaks no more of them
 * @param thresholdSwitchUsd the same of a switch that is on where running earns
 * @param alwaysOffUsd the same of being off
 * @param contradictions caps of the site, which are kept, with the rules and limits of groups that
 *     gave way to them, each of which the group's own contradictions tell too; and other limits of
 *     the site that are broken, since they cannot all be kept or no plan was found that keeps them
 */
public record SiteSchedule(
    List<GroupSchedule> groups,
    double valueUsd,
    double boundUsd,
    double revenueUsd,
    double alwaysOnUsd,
    double thresholdSwitchUsd,
    double alwaysOffUsd,
    List<Contradiction> contradictions) {
  public SiteSchedule {
    groups = List.copyOf(groups);
    contradictions = List.copyOf(contradictions);
  }

  /**
   * How far the best plan can be above this one, as a share of the larger of the bound's size and
   * revenue; 1 where both are 0 and it can be. NaN where there are contradictions: the bound is one
   * on plans that keep every limit, and there is none.
   */
  public double gap() {
    if (!contradictions.isEmpty()) {
      return Double.NaN;
    }
    double of = Math.max(Math.abs(boundUsd), revenueUsd);
    double missing = boundUsd - valueUsd;
    return missing <= 0 ? 0 : of > 0 ? missing / of : 1;
  }

  /** The load of all groups in an interval, kW. */
  public double kw(int interval) {
    double kw = 0;
    for (GroupSchedule group : groups) {
      kw += group.kw(interval);
    }
    return kw;
  }
}
