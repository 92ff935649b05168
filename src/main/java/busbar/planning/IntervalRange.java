package busbar.planning;

import busbar.units.OutOfRange;

/**
 * Consecutive intervals of a horizon.
 *
 * @param from the first, counted from zero
 * @param to the first after them; equal to {@code from} where there is none
 */
public record IntervalRange(int from, int to) {
  public IntervalRange {
    if (from < 0) {
      throw new OutOfRange("from", "is " + from, "count intervals from 0");
    }
    if (to < from) {
      throw new OutOfRange("to", "is " + to, "write " + from + " or more");
    }
  }

  public boolean contains(int interval) {
    return interval >= from && interval < to;
  }
}
