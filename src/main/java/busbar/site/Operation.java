package busbar.site;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * How the site turns power into hashrate and hashrate into money.
 *
 * @param facilityOverhead meter power over rig power, 1 to 3
 * @param poolFeePercent share of revenue that the pool keeps
 * @param uptimePercent share of the planned hours in which a rig really hashes; taken off the
 *     revenue
 * @param switching of every group that has none of its own; free where absent
 */
public record Operation(
    @JsonPropertyDescription("Meter power over rig power, 1 or more") double facilityOverhead,
    @JsonPropertyDescription("Share of revenue that the pool keeps, per cent")
        double poolFeePercent,
    @JsonPropertyDescription("Share of the planned hours in which a rig hashes, per cent")
        double uptimePercent,
    @JsonPropertyDescription("What switching rigs off and on costs, and how often it may be done")
        @Nullable Switching switching) {

  /** A rig by itself: no overhead, no pool fee, always up. */
  public static final Operation BARE = new Operation(1, 0, 100, null);

  public Operation {
    Ranges.within("facilityOverhead", facilityOverhead, 1, 3);
    Ranges.percent("poolFeePercent", poolFeePercent);
    Ranges.percent("uptimePercent", uptimePercent);
  }

  /** Share of the expected revenue that reaches the site, 0 to 1. */
  public double revenueShare() {
    return (1 - poolFeePercent / 100) * (uptimePercent / 100);
  }
}
