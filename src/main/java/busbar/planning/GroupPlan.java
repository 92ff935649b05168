package busbar.planning;

/**
 * One plan of one group and what it comes to under the group's own margins.
 *
 * @param profiles by interval
 * @param kw by interval
 * @param startedKw by interval, what it draws in the first interval after a start, else 0
 */
record GroupPlan(
    int[] profiles,
    double[] kw,
    double[] startedKw,
    double valueUsd,
    double revenueUsd,
    int limitsBroken) {}
