package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of power at a fixed price, paid for in each of its hours whether used or not. The load
 * uses it before any other energy, and several blocks in the order of the tariff; what is left
 * unused is sold back at the index less a fee, or at a fixed price, or is lost.
 *
 * @param when its hours; absent for all of them
 * @param mw MW in each of its hours
 * @param usdPerMwh its price
 * @param from first local day; absent where it has begun before any load that is billed
 * @param until last local day; absent where it has no end
 * @param sellBackFeeUsdPerMwh what the index price is less when an unused MWh is sold back at it
 * @param resaleUsdPerMwh what an unused MWh brings, in place of the index
 */
public record BlockCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the contract, such as 'PPA §4.2'")
        @Nullable String ref,
    @JsonPropertyDescription("Its hours; leave out for all of them") @Nullable List<When> when,
    @JsonPropertyDescription("MW in each of its hours") double mw,
    @JsonPropertyDescription("Its price, paid whether used or not, USD/MWh") double usdPerMwh,
    @JsonPropertyDescription("First local day") @Nullable LocalDate from,
    @JsonPropertyDescription("Last local day") @Nullable LocalDate until,
    @JsonPropertyDescription("An unused MWh is sold back at the index less this fee, USD/MWh")
        @Nullable Double sellBackFeeUsdPerMwh,
    @JsonPropertyDescription("What an unused MWh brings, in place of the index, USD/MWh")
        @Nullable Double resaleUsdPerMwh)
    implements Charge, HourTable.Period {

  public BlockCharge {
    Ranges.text("name", name);
    when = when == null ? null : List.copyOf(Ranges.notEmpty("when", when));
    Ranges.within("mw", Ranges.positive("mw", mw), 0, 100_000);
    Ranges.within("usdPerMwh", usdPerMwh, -10_000, 100_000);
    if (from != null && until != null && until.isBefore(from)) {
      throw new OutOfRange("until", "is " + until + ", before from " + from, "swap or mend them");
    }
    if (sellBackFeeUsdPerMwh != null && resaleUsdPerMwh != null) {
      throw new OutOfRange(
          "resaleUsdPerMwh",
          "is given beside sellBackFeeUsdPerMwh",
          "an unused MWh is sold at the index less a fee or at a fixed price: leave one out");
    }
    if (sellBackFeeUsdPerMwh != null) {
      Ranges.within("sellBackFeeUsdPerMwh", sellBackFeeUsdPerMwh, 0, 10_000);
    }
    if (resaleUsdPerMwh != null) {
      Ranges.within("resaleUsdPerMwh", resaleUsdPerMwh, -10_000, 100_000);
    }
  }

  /** Whether it is delivered on that local day. */
  public boolean isOn(LocalDate date) {
    return (from == null || !date.isBefore(from)) && (until == null || !date.isAfter(until));
  }

  /**
   * What an unused MWh brings, USD/MWh; nothing where it cannot be sold.
   *
   * @param indexUsdPerMwh the index itself then, without adder, losses and collar
   */
  public double unusedUsdPerMwh(double indexUsdPerMwh) {
    if (sellBackFeeUsdPerMwh != null) {
      return indexUsdPerMwh - sellBackFeeUsdPerMwh;
    }
    return resaleUsdPerMwh == null ? 0 : resaleUsdPerMwh;
  }
}
