package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a month's energy at its own price. Limits count from zero over the whole month and all
 * periods of the charge; where several are given the lowest holds. A load that ends just at a limit
 * lies wholly below it. A tier whose limit is not above the one before it is empty; so blocks of
 * hours of use with steps in kWh inside them are tiers with both limits.
 *
 * @param upToKwh kWh a month
 * @param upToKwhPerDay kWh for each day of the month
 * @param upToKwhPerKw hours of use: kWh for each kW of the month's billing demand
 * @param upToKwhPerKwPerDay the same for each day of the month
 * @param usdPerMwh price, USD/MWh
 */
public record EnergyTier(
    @JsonPropertyDescription("Ends at so many kWh a month") @Nullable Double upToKwh,
    @JsonPropertyDescription("Ends at so many kWh for each day of the month")
        @Nullable Double upToKwhPerDay,
    @JsonPropertyDescription("Ends at so many kWh for each kW of the month's billing demand")
        @Nullable Double upToKwhPerKw,
    @JsonPropertyDescription("Ends at so many kWh for each kW and day of the month")
        @Nullable Double upToKwhPerKwPerDay,
    @JsonPropertyDescription("Price, USD/MWh") double usdPerMwh) {

  public EnergyTier {
    limit("upToKwh", upToKwh);
    limit("upToKwhPerDay", upToKwhPerDay);
    limit("upToKwhPerKw", upToKwhPerKw);
    limit("upToKwhPerKwPerDay", upToKwhPerKwPerDay);
    Ranges.within("usdPerMwh", usdPerMwh, -10_000, 100_000);
  }

  private static void limit(String field, @Nullable Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new OutOfRange(field, "is " + value, "write a number above 0, or leave it out");
    }
  }

  /** Whether any limit ends it. */
  public boolean hasLimit() {
    return upToKwh != null || upToKwhPerDay != null || follows();
  }

  /** Whether its limit follows the month's billing demand. */
  public boolean follows() {
    return upToKwhPerKw != null || upToKwhPerKwPerDay != null;
  }

  /** Where it ends, kWh; infinite without a limit. */
  public double limitKwh(double daysOfMonth, double billingKw) {
    double limit = Double.POSITIVE_INFINITY;
    limit = upToKwh == null ? limit : Math.min(limit, upToKwh);
    limit = upToKwhPerDay == null ? limit : Math.min(limit, upToKwhPerDay * daysOfMonth);
    limit = upToKwhPerKw == null ? limit : Math.min(limit, upToKwhPerKw * billingKw);
    return upToKwhPerKwPerDay == null
        ? limit
        : Math.min(limit, upToKwhPerKwPerDay * daysOfMonth * billingKw);
  }

  /** The same limits at another price. */
  EnergyTier at(double price) {
    return new EnergyTier(upToKwh, upToKwhPerDay, upToKwhPerKw, upToKwhPerKwPerDay, price);
  }
}
