package busbar.rates;

import busbar.access.Table;
import busbar.billing.Bill;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A bill, in JSON by month and in CSV line by line. */
@Schema(
    name = "Bill",
    description = "A bill by month and line; sums are those of the amounts shown")
public record BillAnswer(
    @Schema(description = "Name of the tariff") String tariff,
    @Schema(description = "By whose clock it prices") String timeZone,
    @Schema(description = "Beginning of the load") String from,
    @Schema(description = "End of the load") String until,
    @Schema(description = "The calendar months") List<Month> months,
    @Schema(description = "The bill, USD, to the cent") BigDecimal totalUsd,
    @Schema(description = "Energy metered, MWh") double energyMwh,
    @Schema(description = "The bill over the energy, USD/MWh; null where none was metered")
        @Nullable Double averageUsdPerMwh,
    @Schema(description = "What a reader must know before the figures") List<String> warnings)
    implements Table<BillAnswer.Row> {

  /** One month's bill. */
  @Schema(name = "BillMonth")
  public record Month(
      @Schema(description = "The month", examples = "2026-01") String month,
      @Schema(description = "Its lines") List<Line> lines,
      @Schema(description = "Their sum, USD") BigDecimal totalUsd) {}

  /** One line: quantity · unit price = amount, to the cent. */
  @Schema(name = "BillLine")
  public record Line(
      @Schema(description = "Name of the charge") String charge,
      @Schema(description = "Its period and tier; null where it has neither")
          @Nullable String period,
      @Schema(description = "The clause that it comes from") @Nullable String ref,
      @Schema(description = "What is counted, in 'unit'") BigDecimal quantity,
      @Schema(description = "MWh, kW, month, day, top-up or %") String unit,
      @Schema(description = "USD for one unit") BigDecimal unitPriceUsd,
      @Schema(description = "USD, to the cent; negative where it is a credit")
          BigDecimal amountUsd) {}

  /** A line with its month. */
  public record Row(
      String month,
      String charge,
      @Nullable String period,
      @Nullable String ref,
      BigDecimal quantity,
      String unit,
      BigDecimal unitPriceUsd,
      BigDecimal amountUsd) {}

  static BillAnswer of(Bill bill) {
    return new BillAnswer(
        bill.tariff(),
        bill.timeZone(),
        bill.from().toString(),
        bill.until().toString(),
        bill.months().stream().map(BillAnswer::month).toList(),
        bill.totalUsd(),
        bill.energyMwh(),
        bill.averageUsdPerMwh(),
        bill.warnings());
  }

  private static Month month(Bill.Month month) {
    YearMonth of = month.month();
    return new Month(
        of.toString(),
        month.lines().stream()
            .map(
                line ->
                    new Line(
                        line.charge(),
                        line.period(),
                        line.ref(),
                        line.quantity(),
                        line.unit(),
                        line.unitPriceUsd(),
                        line.amountUsd()))
            .toList(),
        month.totalUsd());
  }

  @Override
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Month month : months) {
      for (Line line : month.lines) {
        rows.add(
            new Row(
                month.month,
                line.charge,
                line.period,
                line.ref,
                line.quantity,
                line.unit,
                line.unitPriceUsd,
                line.amountUsd));
      }
    }
    return rows;
  }
}
