package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * A least quantity by month or calendar year: what falls short of it is paid for all the same, and
 * may be made up by taking more later.
 *
 * @param per whether the quantity counts by month or by calendar year
 * @param minimumMwh the least quantity, MWh a month or year, by the whole metered load
 * @param usdPerMwh price of a MWh that falls short
 * @param makeUpPeriods for how many following months or years a MWh taken beyond the least quantity
 *     is credited against one that was paid for and not taken; none where absent
 */
public record TakeOrPayCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the contract") @Nullable String ref,
    @JsonPropertyDescription("month or year") Per per,
    @JsonPropertyDescription("The least quantity, MWh a month or year") double minimumMwh,
    @JsonPropertyDescription("Price of a MWh that falls short, USD") double usdPerMwh,
    @JsonPropertyDescription("Following months or years in which a paid MWh may be made up")
        @Nullable Integer makeUpPeriods)
    implements Charge {

  /** The span over which a quantity counts. */
  public enum Per {
    @JsonProperty("month")
    MONTH,
    @JsonProperty("year")
    YEAR
  }

  public TakeOrPayCharge {
    Ranges.text("name", name);
    Ranges.present("per", per);
    Ranges.positive("minimumMwh", minimumMwh);
    Ranges.within("usdPerMwh", usdPerMwh, 0, 100_000);
    if (makeUpPeriods != null && (makeUpPeriods < 1 || makeUpPeriods > 120)) {
      throw new OutOfRange(
          "makeUpPeriods",
          "is " + makeUpPeriods,
          "write a whole number from 1 to 120, or leave it out");
    }
  }
}
