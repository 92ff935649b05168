package busbar.plans;

import busbar.planning.GroupSchedulingProblem;
import busbar.planning.InitialState;
import busbar.planning.PlanningHorizon;
import busbar.planning.ProfileMargins;
import busbar.planning.SwitchingLimits;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One group to plan, by what it earns when it runs.
 *
 * @param marginsUsdPerInterval revenue less avoidable cost of running in each interval, USD; off
 *     earns nothing. As many as there are intervals, none for an empty horizon
 * @param minOnIntervals 0 where absent
 * @param minOffIntervals 0 where absent
 * @param restartCostUsd paid at every change from off to on; 0 where absent
 * @param initialIntervals where absent, long enough to be switched at once
 */
@Schema(name = "PlanRequest", description = "One group of rigs to plan, on or off")
public record PlanRequest(
    @Schema(
            description =
                "What running earns in each interval, less what it costs and being off would not,"
                    + " USD; being off earns nothing",
            required = true,
            examples = "[120, -40, -55, 90]")
        @Nullable List<@Nullable Double> marginsUsdPerInterval,
    @Schema(description = "Once started, on for at least so many intervals; 0 by default")
        @Nullable Integer minOnIntervals,
    @Schema(description = "Once stopped, off for at least so many intervals; 0 by default")
        @Nullable Integer minOffIntervals,
    @Schema(description = "Paid at every change from off to on, USD; 0 by default")
        @Nullable Double restartCostUsd,
    @Schema(description = "Whether it is on just before the first interval", required = true)
        @Nullable Boolean initiallyOn,
    @Schema(
            description =
                "How many intervals it has already been on, or off; by default long enough to be"
                    + " switched at once")
        @Nullable Integer initialIntervals) {
  /** Two years of five-minute intervals. */
  static final int MOST_INTERVALS = 210_240;

  /** No interval's margin is larger, USD. */
  static final double MOST_USD = 1e9;

  /** Long enough for any minimum time. */
  private static final int LONG = 1_000_000;

  /**
   * What the planner solves.
   *
   * @throws OutOfRange naming the field that is missing or cannot be
   */
  GroupSchedulingProblem problem() {
    List<@Nullable Double> margins = Ranges.present("marginsUsdPerInterval", marginsUsdPerInterval);
    if (margins.size() > MOST_INTERVALS) {
      throw new OutOfRange(
          "marginsUsdPerInterval",
          "has " + margins.size() + " intervals",
          "write at most " + MOST_INTERVALS + ", and plan the rest apart");
    }
    double[] usd = new double[margins.size()];
    for (int i = 0; i < usd.length; i++) {
      usd[i] = amount("marginsUsdPerInterval[" + i + "]", margins.get(i));
    }
    SwitchingLimits limits =
        SwitchingLimits.minimumTimes(
            minOnIntervals == null ? 0 : minOnIntervals,
            minOffIntervals == null ? 0 : minOffIntervals,
            restartCostUsd == null
                ? 0
                : Ranges.within("restartCostUsd", restartCostUsd, 0, MOST_USD));
    int already = already(initialIntervals);
    return GroupSchedulingProblem.of(
        "group",
        PlanningHorizon.ofOneDay(60, usd.length),
        ProfileMargins.ofOneProfile(1, usd),
        limits,
        Ranges.present("initiallyOn", initiallyOn)
            ? InitialState.on(0, already)
            : InitialState.off(already));
  }

  /** How long a group has been on or off. */
  static int already(@Nullable Integer initialIntervals) {
    return initialIntervals == null
        ? LONG
        : Ranges.within("initialIntervals", initialIntervals, 0, 10_000_000);
  }

  /** An amount of one interval, USD. */
  static double amount(String field, @Nullable Double usd) {
    if (usd == null) {
      throw new OutOfRange(
          field, "is missing", "write a number; 0 where running earns nothing or is not known");
    }
    return Ranges.within(field, usd, -MOST_USD, MOST_USD);
  }
}
