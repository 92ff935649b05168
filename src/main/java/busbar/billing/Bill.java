package busbar.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bill by month and line. Amounts are positive where the site pays; each is rounded half up to
 * the cent, and every sum is the sum of the amounts shown.
 *
 * @param from beginning of the load that was billed
 * @param until its end
 * @param energyMwh what was metered
 * @param averageUsdPerMwh the total over that; absent where nothing was metered
 * @param warnings what a reader must know before the figures
 */
public record Bill(
    String tariff,
    String timeZone,
    Instant from,
    Instant until,
    List<Month> months,
    BigDecimal totalUsd,
    double energyMwh,
    @Nullable Double averageUsdPerMwh,
    List<String> warnings) {

  /** One calendar month. */
  public record Month(YearMonth month, List<Line> lines, BigDecimal totalUsd) {}

  /**
   * One line: quantity · unit price = amount, to the cent.
   *
   * @param charge name of the charge
   * @param period the charge's period, and the tier where it has some; absent where it has neither
   * @param ref the clause that it comes from
   * @param quantity to six decimals
   * @param unit MWh, kW, month, day, top-up or %
   * @param unitPriceUsd USD a unit; of an index the mean over what was bought; of a percentage the
   *     sum that it is taken of, a hundredth of it
   */
  public record Line(
      String charge,
      @Nullable String period,
      @Nullable String ref,
      BigDecimal quantity,
      String unit,
      BigDecimal unitPriceUsd,
      BigDecimal amountUsd) {}
}
