package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The month's highest load, as the mean over a window, billed in each of its periods.
 *
 * @param windowMinutes over which the load is averaged: 5, 15, 30 or 60; windows begin at the
 *     clock's multiples of it and where the clock changes, and each belongs to the period of its
 *     beginning; a load of longer intervals counts by these
 * @param periods no two in the same hour; in hours without one the load counts for nothing
 * @param ratchet a floor under the demand from earlier months; with one, or with a least demand, no
 *     two periods may share a month
 * @param minimumKw the least demand that is billed, such as a contracted one
 * @param peaksKw peaks that the meter has shown already, kW by month; that of a month under way
 *     counts as set in each of its periods, and one of a month without hours of the charge counts
 *     for the ratchet alone
 */
public record DemandCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonPropertyDescription("Minutes over which the load is averaged: 5, 15, 30 or 60")
        int windowMinutes,
    @JsonProperty(required = true) @JsonPropertyDescription("Prices by their hours")
        List<DemandPeriod> periods,
    @JsonPropertyDescription("A floor under the demand from earlier months")
        @Nullable Ratchet ratchet,
    @JsonPropertyDescription("The least demand that is billed, kW") @Nullable Double minimumKw,
    @JsonPropertyDescription("Peaks metered already, kW by month, such as 2026-01: 4200")
        @Nullable Map<YearMonth, Double> peaksKw)
    implements Charge {

  /**
   * A floor under a month's demand: a share of the highest peak of earlier months.
   *
   * @param percent of that peak, 0 to 100
   * @param lookbackMonths how many months before the one billed count, 1 to 36
   * @param months 1 to 12: of these, only peaks of these months count; absent for all
   */
  public record Ratchet(
      @JsonPropertyDescription("Share of the highest earlier peak, per cent") double percent,
      @JsonPropertyDescription("Months before the one billed that count, 1 to 36")
          int lookbackMonths,
      @JsonPropertyDescription("Months whose peaks count, 1 to 12; leave out for all")
          @Nullable List<Integer> months) {
    public Ratchet {
      Ranges.percent("percent", percent);
      Ranges.within("lookbackMonths", lookbackMonths, 1, 36);
      if (months != null) {
        Ranges.notEmpty("months", months);
        months.forEach(month -> Ranges.within("months", month, 1, 12));
        months = List.copyOf(months);
      }
    }

    /** Whether a peak of that month can raise later ones. */
    public boolean counts(YearMonth month) {
      return months == null || months.contains(month.getMonthValue());
    }
  }

  /** What a month's demand cannot fall below, by contract or ratchet on the peaks known, kW. */
  public double floorKw(YearMonth month) {
    double floor = minimumKw == null ? 0 : minimumKw;
    for (int back = 1; ratchet != null && back <= ratchet.lookbackMonths(); back++) {
      YearMonth source = month.minusMonths(back);
      Double peak = peaksKw == null ? null : peaksKw.get(source);
      if (peak != null && ratchet.counts(source)) {
        floor = Math.max(floor, peak * ratchet.percent() / 100);
      }
    }
    return floor;
  }

  public DemandCharge {
    Ranges.text("name", name);
    if (!List.of(5, 15, 30, 60).contains(windowMinutes)) {
      throw new OutOfRange("windowMinutes", "is " + windowMinutes, "write 5, 15, 30 or 60");
    }
    periods = List.copyOf(Ranges.notEmpty("periods", periods));
    HourTable table = HourTable.of("periods", periods);
    if (minimumKw != null) {
      Ranges.within("minimumKw", minimumKw, 0, 1e8);
    }
    if ((ratchet != null || minimumKw != null) && table.hasTwoInAMonth()) {
      throw new OutOfRange(
          ratchet != null ? "ratchet" : "minimumKw",
          "stands under several demands of one month",
          "give each period that has one a charge of its own");
    }
    if (ratchet != null
        && ratchet.months() != null
        && peaksKw == null
        && ratchet.months().stream().noneMatch(table::coversAnyOf)) {
      throw new OutOfRange(
          "ratchet.months",
          "are " + ratchet.months() + ", in none of which the charge has hours",
          "add a period for them, at 0 USD/kW where it costs nothing, or list peaksKw");
    }
    if (peaksKw != null) {
      peaksKw.forEach(
          (month, kw) ->
              Ranges.within("peaksKw." + month, Ranges.present("peaksKw." + month, kw), 0, 1e8));
      peaksKw = java.util.Collections.unmodifiableMap(new TreeMap<>(peaksKw));
    }
  }
}
