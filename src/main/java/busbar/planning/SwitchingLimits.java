package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;

/**
 * What switching a group costs, and how fast and often it may be done.
 *
 * <p><b>Warm-up.</b> For so many minutes after it was started a rig draws its power and earns
 * nothing. A warm-up that ends within an interval takes that share of the interval's revenue, so
 * nothing is rounded.
 *
 * <p><b>Ramp.</b> The load changes from one interval to the next by at most R = rampKwPerMinute ·
 * minutes, both ways. A change that needs more is made in stages, R at a time: in its a-th interval
 * (from 0) the share min(1, (a + 1)·R / change) of the rigs has changed, and a change once begun is
 * ended. A group which is started is on from the first stage; one which is stopped is off when its
 * last rig is. Each stage of a start warms up by itself. This is the staged start-up and shut-down
 * trajectory of unit commitment (Arroyo and Conejo, "Modeling of start-up and shut-down power
 * trajectories of thermal units", IEEE Trans. Power Systems 19(3), 2004).
 *
 * @param minOnIntervals once started, on for at least so many intervals; binds changes within the
 *     horizon, not what lies beyond its end
 * @param minOffIntervals once stopped, off for at least so many intervals, likewise
 * @param restartCostUsd paid at every change from off to on
 * @param warmUpMinutes from 0 to 1440
 * @param rampKwPerMinute above 0; {@link Double#POSITIVE_INFINITY} for no limit
 * @param maxStartsPerDay in one calendar day; {@link Integer#MAX_VALUE} for no limit
 */
public record SwitchingLimits(
    int minOnIntervals,
    int minOffIntervals,
    double restartCostUsd,
    double warmUpMinutes,
    double rampKwPerMinute,
    int maxStartsPerDay) {
  /** A group that may be switched at any time for nothing. */
  public static final SwitchingLimits NONE =
      new SwitchingLimits(0, 0, 0, 0, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

  public SwitchingLimits {
    Ranges.within("minOnIntervals", minOnIntervals, 0, 1_000_000);
    Ranges.within("minOffIntervals", minOffIntervals, 0, 1_000_000);
    Ranges.within("restartCostUsd", restartCostUsd, 0, 1e12);
    Ranges.within("warmUpMinutes", warmUpMinutes, 0, 1440);
    if (!(rampKwPerMinute > 0)) {
      throw new OutOfRange(
          "rampKwPerMinute", "is " + rampKwPerMinute, "write a number above 0, or leave it out");
    }
    Ranges.within("maxStartsPerDay", maxStartsPerDay, 0, Integer.MAX_VALUE);
  }

  /** Minimum times and a restart cost, nothing else. */
  public static SwitchingLimits minimumTimes(
      int minOnIntervals, int minOffIntervals, double restartCostUsd) {
    return new SwitchingLimits(
        minOnIntervals,
        minOffIntervals,
        restartCostUsd,
        0,
        Double.POSITIVE_INFINITY,
        Integer.MAX_VALUE);
  }
}
