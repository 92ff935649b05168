package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * The least that a month or a calendar year is billed, taxes apart: the fixed charges count towards
 * it, and what is missing is topped up; that of a year with December's bill, after December's own.
 * Of several minimums the highest tops up. A month or year that a load does not cover whole is not
 * topped up.
 */
public record MinimumCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonPropertyDescription("The least a month is billed, USD") @Nullable Double usdPerMonth,
    @JsonPropertyDescription("The least a calendar year is billed, USD")
        @Nullable Double usdPerYear)
    implements Charge {

  public MinimumCharge {
    Ranges.text("name", name);
    if ((usdPerMonth == null) == (usdPerYear == null)) {
      throw new OutOfRange(
          "usdPerMonth",
          usdPerMonth == null ? "is missing" : "is given beside usdPerYear",
          "give one of usdPerMonth and usdPerYear; two minimums are two charges");
    }
    Ranges.within("usdPerMonth", usdPerMonth == null ? 0 : usdPerMonth, 0, 1e9);
    Ranges.within("usdPerYear", usdPerYear == null ? 0 : usdPerYear, 0, 1e10);
  }
}
