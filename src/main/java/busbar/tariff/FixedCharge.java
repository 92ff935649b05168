package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What is billed whatever is used.
 *
 * @param usdPerMonth USD a month; absent where it is by the day
 * @param usdPerDay USD for each local day of the month that the load touches
 */
public record FixedCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonPropertyDescription("USD a month") @Nullable Double usdPerMonth,
    @JsonPropertyDescription("USD for each day of the month") @Nullable Double usdPerDay)
    implements Charge {

  public FixedCharge {
    Ranges.text("name", name);
    if ((usdPerMonth == null) == (usdPerDay == null)) {
      throw new OutOfRange(
          "usdPerMonth",
          usdPerMonth == null ? "is missing" : "is given beside usdPerDay",
          "give one of usdPerMonth and usdPerDay");
    }
    Ranges.within("usdPerMonth", usdPerMonth == null ? 0 : usdPerMonth, -1e9, 1e9);
    Ranges.within("usdPerDay", usdPerDay == null ? 0 : usdPerDay, -1e9, 1e9);
  }
}
