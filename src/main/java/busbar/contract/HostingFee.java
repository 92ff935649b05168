package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client pays for the hosting of its rigs, on one of three bases: exactly one is given.
 *
 * @param usdPerMwh for each MWh that its rigs draw at the meter, 0 to 100,000; lost by an hour off
 * @param usdPerKwMonth for each kW that its rigs draw at their default profile, 0 to 10,000, a
 *     month; owed whether they run or not
 * @param revenueSharePercent share of what its rigs mine, 0 to 100; follows hashprice
 */
public record HostingFee(
    @JsonPropertyDescription("For each MWh that the rigs draw, USD") @Nullable Double usdPerMwh,
    @JsonPropertyDescription("For each kW of the rigs' load, USD a month, owed run or not")
        @Nullable Double usdPerKwMonth,
    @JsonPropertyDescription("Share of what the rigs mine, per cent")
        @Nullable Double revenueSharePercent) {

  public HostingFee {
    long bases =
        Stream.of(usdPerMwh, usdPerKwMonth, revenueSharePercent).filter(Objects::nonNull).count();
    if (bases != 1) {
      throw new OutOfRange(
          "usdPerMwh",
          "is one of " + bases + " bases of the fee that are given",
          "write exactly one of usdPerMwh, usdPerKwMonth and revenueSharePercent");
    }
    if (usdPerMwh != null) {
      Ranges.within("usdPerMwh", usdPerMwh, 0, 100_000);
    }
    if (usdPerKwMonth != null) {
      Ranges.within("usdPerKwMonth", usdPerKwMonth, 0, 10_000);
    }
    if (revenueSharePercent != null) {
      Ranges.percent("revenueSharePercent", revenueSharePercent);
    }
  }

  /** Nothing at all. */
  public static final HostingFee NONE = perMwh(0);

  public static HostingFee perMwh(double usd) {
    return new HostingFee(usd, null, null);
  }

  public static HostingFee perKwMonth(double usd) {
    return new HostingFee(null, usd, null);
  }

  public static HostingFee revenueShare(double percent) {
    return new HostingFee(null, null, percent);
  }
}
