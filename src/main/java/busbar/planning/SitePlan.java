package busbar.planning;

/**
 * A plan of all groups.
 *
 * @param groups by group
 * @param kw by coupling and interval, the load of the groups that it concerns
 * @param startedKw by interval
 * @param limitsBroken of the groups
 * @param violation how badly the site's limits are broken; 0 where none is
 * @param valueUsd what the groups earn less what the site pays
 */
record SitePlan(
    GroupPlan[] groups,
    double[][] kw,
    double[] startedKw,
    int limitsBroken,
    double violation,
    double valueUsd) {
  /** Whether this plan breaks less, or as little and is worth more by so much. */
  boolean isBetterThan(SitePlan other, double byUsd) {
    if (limitsBroken != other.limitsBroken) {
      return limitsBroken < other.limitsBroken;
    }
    double difference = violation - other.violation;
    if (Math.abs(difference) > 1e-9 * (1 + other.violation)) {
      return difference < 0;
    }
    return valueUsd > other.valueUsd + byUsd;
  }

  double revenueUsd() {
    double revenue = 0;
    for (GroupPlan group : groups) {
      revenue += group.revenueUsd();
    }
    return revenue;
  }

  boolean isFeasible() {
    return violation == 0;
  }
}
