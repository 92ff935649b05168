package busbar.rates;

import busbar.access.Table;
import busbar.billing.AvoidablePrices;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Avoidable prices, in JSON as a row of numbers and in CSV an interval a line. */
@Schema(
    name = "AvoidablePrices",
    description = "What one MWh less in each interval would take off the bill, USD/MWh")
public record AvoidablePriceAnswer(
    @Schema(description = "Name of the tariff") String tariff,
    @Schema(description = "By whose clock it prices") String timeZone,
    @Schema(description = "Beginning of the first interval answered") Instant start,
    @Schema(description = "Length of an interval, minutes") int intervalMinutes,
    @Schema(
            description =
                "Of each interval; negative where using less costs more, null where the index is not"
                    + " known and the load is zero")
        List<@Nullable Double> usdPerMwh,
    @Schema(description = "The bill over the energy, to compare with, USD/MWh")
        @Nullable Double billedUsdPerMwh,
    @Schema(description = "The demands billed, and what lowering each would save") List<Peak> peaks,
    @Schema(description = "What a reader must know before the figures") List<String> warnings)
    implements Table<AvoidablePriceAnswer.Row> {

  /** A demand that is billed. */
  @Schema(name = "BilledPeak")
  public record Peak(
      @Schema(description = "Name of the demand charge") String charge,
      @Schema(description = "Its period") String period,
      @Schema(description = "The clause that it comes from") @Nullable String ref,
      @Schema(description = "The month", examples = "2026-01") String month,
      @Schema(description = "The demand billed, kW") double kw,
      @Schema(description = "The load's own highest mean, kW") double loadKw,
      @Schema(description = "What sets the demand billed") AvoidablePrices.SetBy setBy,
      @Schema(description = "Beginning of the first window with the highest mean") Instant at,
      @Schema(description = "How many windows reach it; all must fall for the demand to fall")
          int windows,
      @Schema(description = "What a kW less in all of them would save, USD") double usdPerKw) {}

  /** An interval and its price. */
  public record Row(String intervalBeginning, @Nullable Double usdPerMwh) {}

  /**
   * @param from intervals that begin before it are left out
   */
  static AvoidablePriceAnswer of(AvoidablePrices prices, Instant from) {
    long step = prices.intervalMinutes() * 60L;
    long skipped =
        Math.max(0, -Math.floorDiv(prices.start().getEpochSecond() - from.getEpochSecond(), step));
    List<@Nullable Double> usd = new ArrayList<>();
    for (int i = (int) Math.min(skipped, prices.usdPerMwh().length);
        i < prices.usdPerMwh().length;
        i++) {
      double price = prices.usdPerMwh()[i];
      usd.add(Double.isNaN(price) ? null : (Double) price);
    }
    return new AvoidablePriceAnswer(
        prices.tariff(),
        prices.timeZone(),
        prices.start().plusSeconds(skipped * step),
        prices.intervalMinutes(),
        usd,
        prices.billedUsdPerMwh(),
        prices.peaks().stream()
            .map(
                peak ->
                    new Peak(
                        peak.charge(),
                        peak.period(),
                        peak.ref(),
                        peak.month().toString(),
                        peak.kw(),
                        peak.loadKw(),
                        peak.setBy(),
                        peak.at(),
                        peak.windows(),
                        peak.usdPerKw()))
            .toList(),
        prices.warnings());
  }

  @Override
  public List<Row> rows() {
    ZoneId zone = ZoneId.of(timeZone);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < usdPerMwh.size(); i++) {
      Instant at = start.plusSeconds(60L * intervalMinutes * i);
      rows.add(new Row(at.atZone(zone).toOffsetDateTime().toString(), usdPerMwh.get(i)));
    }
    return rows;
  }
}
