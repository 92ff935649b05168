package busbar.planning;

import org.jspecify.annotations.Nullable;

/** A dynamic program over the states of one group. */
interface CommitmentProgram {
  /** In a plan that is to be followed: an interval in which anything may be done. */
  int FREE = Integer.MIN_VALUE;

  /**
   * Finds the plan which breaks fewest of the group's own limits and, among those, is worth most.
   *
   * @param prices what is paid or got beside the group's own margins
   * @param fixed by interval the profile, or off, that must be planned, or {@link #FREE}; null
   *     where all is free
   * @return by interval the profile, or {@link ProfileMargins#OFF}, that the group has or is moving
   *     to; null where no plan follows the fixed one without breaking a limit that need not be
   */
  int @Nullable [] solve(ShadowPrices prices, int @Nullable [] fixed);
}
