package busbar.billing;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one MWh less would take off the bill, interval by interval: the number that decides a
 * curtailment. It is the slope of the bill towards less load in that interval alone, everything
 * else as it is; so a demand charge shows only where one window alone sets the peak, and what is
 * sunk does not show at all. Taxes count, and so does what a minimum bill takes back; a peak counts
 * with the later months of the load that its ratchet raises, and a coincident peak with all of the
 * next year's bills, in which it is paid. A coincident peak that an alert expects counts with its
 * probability, spread over the alert's hours.
 *
 * @param usdPerMwh of each interval, USD/MWh; negative where using less costs more. Where the load
 *     is zero, what a first MWh would cost, a new peak that it may set left out
 * @param peaks the demands that are billed, and what lowering each would save
 * @param billedUsdPerMwh the bill over the energy, to compare with; absent where none was metered
 */
public record AvoidablePrices(
    String tariff,
    String timeZone,
    Instant start,
    int intervalMinutes,
    double[] usdPerMwh,
    List<Peak> peaks,
    @Nullable Double billedUsdPerMwh,
    List<String> warnings) {

  /**
   * A demand that is billed.
   *
   * @param kw the demand billed
   * @param loadKw the load's own highest mean
   * @param setBy what sets it
   * @param at beginning of the window with that highest mean; the first of several
   * @param windows how many windows reach it: all must fall for the demand to fall
   * @param usdPerKw what a kW less in all of these windows would save, taxes and the ratchets of
   *     later months included; 0 where something else sets the demand
   */
  public record Peak(
      String charge,
      String period,
      @Nullable String ref,
      YearMonth month,
      double kw,
      double loadKw,
      SetBy setBy,
      Instant at,
      int windows,
      double usdPerKw) {}

  /** What sets a billing demand. */
  public enum SetBy {
    /** The load billed. */
    LOAD,
    /** A peak that the meter had shown before in the same month. */
    EARLIER_THIS_MONTH,
    /** A share of an earlier month's peak. */
    RATCHET,
    /** The least demand of the contract. */
    MINIMUM
  }
}
