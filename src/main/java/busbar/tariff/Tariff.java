package busbar.tariff;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a site pays for a MWh. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FixedPrice.class, name = "fixed"),
  @JsonSubTypes.Type(value = TimeOfUse.class, name = "time-of-use"),
  @JsonSubTypes.Type(value = HourlySeries.class, name = "hourly-series"),
  @JsonSubTypes.Type(value = RateSchedule.class, name = "rate-schedule")
})
public sealed interface Tariff permits FixedPrice, TimeOfUse, HourlySeries, RateSchedule {

  /** The prices of local days in one zone; made once for as many days as are wanted. */
  interface PricedDays {
    /** The price in each hour of a local day, which has 23 or 25 when the clock changes. */
    PriceCurve day(LocalDate date);
  }

  /** What a MWh costs at a moment, given where the index stands. */
  interface IndexedPrices {
    /**
     * USD/MWh at the margin; NaN where the index is asked for and not known.
     *
     * @param at on the site's clock
     * @param indexUsdPerMwh where the index stands; not read where no index prices that moment
     */
    double usdPerMwh(ZonedDateTime at, double indexUsdPerMwh);
  }

  /**
   * What a MWh costs as the index moves.
   *
   * @param unused what an unused MWh of this block brings, in place of what a MWh costs; null for
   *     what it costs
   */
  default IndexedPrices indexed(@Nullable BlockCharge unused) {
    return new MarginalPrices(asRateSchedule(), ZoneOffset.UTC).at(unused);
  }

  /** Whether an index prices any of its hours. */
  default boolean followsIndex() {
    return asRateSchedule().charges(IndexCharge.class).findAny().isPresent();
  }

  /** The same tariff, its index at these hourly prices of local time; as it is without an index. */
  default Tariff withIndex(List<PriceSeries.Price> hours) {
    return this;
  }

  /** The tariff's prices by the clock of a zone. */
  PricedDays in(ZoneId zone);

  /** The price in each hour of one local day. */
  default PriceCurve day(LocalDate date, ZoneId zone) {
    return in(zone).day(date);
  }

  /** The same tariff as charges, from which bills are made. */
  RateSchedule asRateSchedule();

  /** Blocks of power that are paid for whether used or not. */
  @JsonIgnore
  default List<BlockCharge> blocks() {
    return List.of();
  }

  /** What an unused MWh of one of its blocks brings; the tariff's price where the block is not. */
  default PricedDays unusedIn(ZoneId zone, BlockCharge block) {
    throw new IllegalArgumentException("this tariff has no blocks");
  }

  /** The same over the twelve months that begin on that day. */
  default PriceYear unusedYearFrom(LocalDate date, ZoneId zone, BlockCharge block) {
    throw new IllegalArgumentException("this tariff has no blocks");
  }

  /** The prices of the twelve months that begin on that day. */
  PriceYear yearFrom(LocalDate date, ZoneId zone);

  /**
   * Checks what only the site's clock can tell.
   *
   * @throws OutOfRange where an hour is priced that the clock skips, or more often than it comes
   */
  default void checkIn(ZoneId zone) {
    // Only a dated series names hours that a clock may lack.
  }

  /**
   * The same tariff with every price higher by that much, USD/MWh; lower where it is negative.
   *
   * @throws OutOfRange where a price would leave its range
   */
  Tariff plus(double usdPerMwh);

  /**
   * Hours of a local day, rounded up: a clock change of half an hour makes the last one shorter.
   */
  static int hoursOf(LocalDate date, ZoneId zone) {
    Instant start = date.atStartOfDay(zone).toInstant();
    Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
    return (int) Math.ceil(Duration.between(start, end).toMinutes() / 60.0);
  }
}
