package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Energy at a market's price: min(cap, max(floor, index)) · loss factor + adder. Cap and floor
 * together are a collar. An interval of the load that several prices share costs the mean of what
 * is paid at each, for as long as it holds.
 *
 * @param when its hours; absent for all of them
 * @param settlementPoint node, zone or hub at which the index is settled
 * @param market which of its markets
 * @param adderUsdPerMwh delivery, fees and the retailer's margin on top; 0 where absent
 * @param lossFactor MWh bought for each MWh metered, 1 to 2; 1 where absent
 * @param capUsdPerMwh the index counts for no more than this, USD/MWh
 * @param floorUsdPerMwh the index counts for no less than this, USD/MWh
 */
public record IndexCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the contract") @Nullable String ref,
    @JsonPropertyDescription("Its hours; leave out for all of them") @Nullable List<When> when,
    @JsonPropertyDescription("Node, zone or hub, such as HB_NORTH") String settlementPoint,
    @JsonPropertyDescription("day-ahead or real-time") Market market,
    @JsonPropertyDescription("The index") PriceSeries prices,
    @JsonPropertyDescription("On top of each price, USD/MWh") @Nullable Double adderUsdPerMwh,
    @JsonPropertyDescription("MWh bought for each MWh metered, 1 to 2") @Nullable Double lossFactor,
    @JsonPropertyDescription("The index counts for no more, USD/MWh") @Nullable Double capUsdPerMwh,
    @JsonPropertyDescription("The index counts for no less, USD/MWh")
        @Nullable Double floorUsdPerMwh)
    implements Charge, HourTable.Period {

  /** The market that sets the price. */
  public enum Market {
    @JsonProperty("day-ahead")
    DAY_AHEAD,
    @JsonProperty("real-time")
    REAL_TIME
  }

  public IndexCharge {
    Ranges.text("name", name);
    when = when == null ? null : List.copyOf(Ranges.notEmpty("when", when));
    Ranges.text("settlementPoint", settlementPoint);
    Ranges.present("market", market);
    Ranges.present("prices", prices);
    Ranges.within("adderUsdPerMwh", adderUsdPerMwh == null ? 0 : adderUsdPerMwh, -10_000, 10_000);
    Ranges.within("lossFactor", lossFactor == null ? 1 : lossFactor, 1, 2);
    double cap = capUsdPerMwh == null ? 100_000 : capUsdPerMwh;
    double floor = floorUsdPerMwh == null ? -100_000 : floorUsdPerMwh;
    Ranges.within("capUsdPerMwh", cap, -100_000, 100_000);
    Ranges.within("floorUsdPerMwh", floor, -100_000, 100_000);
    if (cap < floor) {
      throw new OutOfRange(
          "capUsdPerMwh", "is " + cap + ", below the floor of " + floor, "swap or mend them");
    }
  }

  /** The same charge with the prices that its file holds. */
  public IndexCharge withPrices(List<PriceSeries.Price> read) {
    return withIndex(prices.withPrices(read));
  }

  /** The same charge on other prices of the index. */
  IndexCharge withIndex(PriceSeries other) {
    return new IndexCharge(
        name,
        ref,
        when,
        settlementPoint,
        market,
        other,
        adderUsdPerMwh,
        lossFactor,
        capUsdPerMwh,
        floorUsdPerMwh);
  }

  /** The same charge with the index, its collar and so what a MWh costs higher by that much. */
  IndexCharge plus(double usdPerMwh) {
    double loss = lossFactor == null ? 1 : lossFactor;
    double adder = adderUsdPerMwh == null ? 0 : adderUsdPerMwh;
    List<PriceSeries.Price> shifted =
        prices.known().stream()
            .map(p -> new PriceSeries.Price(p.beginning(), p.usdPerMwh() + usdPerMwh))
            .toList();
    return new IndexCharge(
        name,
        ref,
        when,
        settlementPoint,
        market,
        prices.withPrices(shifted),
        // The loss factor takes the shift too: this gives back what it adds.
        adder + usdPerMwh * (1 - loss),
        lossFactor,
        capUsdPerMwh == null ? null : (Double) (capUsdPerMwh + usdPerMwh),
        floorUsdPerMwh == null ? null : (Double) (floorUsdPerMwh + usdPerMwh));
  }

  /** What a metered MWh costs at a price of the index, USD/MWh. */
  public double usdPerMwh(double index) {
    double collared = capUsdPerMwh == null ? index : Math.min(capUsdPerMwh, index);
    collared = floorUsdPerMwh == null ? collared : Math.max(floorUsdPerMwh, collared);
    return collared * (lossFactor == null ? 1 : lossFactor)
        + (adderUsdPerMwh == null ? 0 : adderUsdPerMwh);
  }
}
