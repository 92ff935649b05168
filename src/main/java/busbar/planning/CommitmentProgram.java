package busbar.planning;

import busbar.units.OutOfRange;
import org.jspecify.annotations.Nullable;

/** A dynamic program over the states of one group. */
interface CommitmentProgram {
  /** In a plan that is to be followed: an interval in which anything may be done. */
  int FREE = Integer.MIN_VALUE;

  /** A table of values has at most so many. */
  double MOST_VALUES = 50_000_000;

  /**
   * The size of a table of values.
   *
   * @throws OutOfRange where there is no room for so many
   */
  static int size(double values) {
    if (values > MOST_VALUES) {
      throw new OutOfRange(
          "limits",
          "take a table of " + (long) values + " values",
          "write longer intervals, shorter times, or leave the ramp or a limit out");
    }
    return (int) values;
  }

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
