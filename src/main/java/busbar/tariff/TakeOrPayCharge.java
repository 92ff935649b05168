package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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
 * @param takenMwh what the meter has shown so far by month, that of the month under way included;
 *     tells advice where the quantity stands, and a bill what was taken in the year's months before
 *     its load begins
 */
public record TakeOrPayCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the contract") @Nullable String ref,
    @JsonPropertyDescription("month or year") Per per,
    @JsonPropertyDescription("The least quantity, MWh a month or year") double minimumMwh,
    @JsonPropertyDescription("Price of a MWh that falls short, USD") double usdPerMwh,
    @JsonPropertyDescription("Following months or years in which a paid MWh may be made up")
        @Nullable Integer makeUpPeriods,
    @JsonPropertyDescription("MWh taken so far, by month, such as 2026-01: 21500")
        @Nullable Map<YearMonth, Double> takenMwh)
    implements Charge {

  /** The span over which a quantity counts. */
  public enum Per {
    @JsonProperty("month")
    MONTH,
    @JsonProperty("year")
    YEAR
  }

  /** A charge of which nothing has been metered yet. */
  public TakeOrPayCharge(
      String name,
      @Nullable String ref,
      Per per,
      double minimumMwh,
      double usdPerMwh,
      @Nullable Integer makeUpPeriods) {
    this(name, ref, per, minimumMwh, usdPerMwh, makeUpPeriods, null);
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
    if (takenMwh != null) {
      takenMwh.forEach((month, mwh) -> takenOf(month, mwh));
      takenMwh = Collections.unmodifiableMap(new TreeMap<>(takenMwh));
    }
  }

  private static void takenOf(YearMonth month, @Nullable Double mwh) {
    Ranges.within("takenMwh." + month, Ranges.present("takenMwh." + month, mwh), 0, 1e9);
  }

  /** MWh taken in a month; absent where nothing tells. */
  public @Nullable Double takenMwhOf(YearMonth month) {
    return takenMwh == null ? null : takenMwh.get(month);
  }

  /** MWh taken so far in the month or year that holds a month. */
  public double takenMwhIn(YearMonth month) {
    return takenMwh == null
        ? 0
        : takenMwh.entrySet().stream()
            .filter(
                taken ->
                    per == Per.MONTH
                        ? taken.getKey().equals(month)
                        : taken.getKey().getYear() == month.getYear())
            .mapToDouble(Map.Entry::getValue)
            .sum();
  }
}
