package busbar.replay;

import busbar.forecast.PriceChain;
import busbar.replay.ReplayDay.BlockDay;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginning of one interval: what prices are known then, and what odds the later ones have. */
final class Moment {
  final int interval;
  final int intervals;
  final int minutes;
  private final ZonedDateTime[] clock;
  private final PaidPrices paid;
  private final double index;
  private final PriceFeed feed;
  private final int horizon;
  private @Nullable PriceChain chain;
  private double @Nullable [] expected;

  /** By what a block pays power: its prepaid block, or none, or its client. */
  private final Map<Integer, PriceChain> power = new HashMap<>();

  /**
   * @param interval of the day, counted from its beginning
   * @param intervals of the whole day
   * @param horizon intervals looked ahead
   * @param clock beginnings of the day's intervals and of those that follow
   */
  Moment(
      int interval,
      int intervals,
      int minutes,
      int horizon,
      ZonedDateTime[] clock,
      PriceFeed feed,
      PaidPrices paid) {
    this.interval = interval;
    this.intervals = intervals;
    this.minutes = minutes;
    this.horizon = horizon;
    this.clock = clock;
    this.feed = feed;
    this.paid = paid;
    this.index = feed.now();
  }

  double hours() {
    return minutes / 60.0;
  }

  /** The hour of the day, counted from its beginning, in which a later interval lies. */
  int hourOf(int later) {
    return (interval + later) * minutes / 60;
  }

  /** Whether an interval so many on is still of this day. */
  boolean isToday(int later) {
    return interval + later < intervals;
  }

  /** What a MWh costs a block now, duties and all, USD; NaN where the price is not known. */
  double nowUsdPerMwh(BlockDay block) {
    return paid.all(block, clock[interval], hourOf(0), index);
  }

  /** The odds of the price of power that a block pays in the intervals after this one. */
  PriceChain chain(BlockDay block) {
    Integer prepaid = block.prepaidBy();
    int key = block.clientPaysPower() ? -2 : prepaid == null ? -1 : prepaid;
    return power.computeIfAbsent(
        key,
        any -> {
          if (chain == null) {
            chain = feed.chain(horizon);
          }
          return chain.map((i, index) -> paid.power(block, clock[interval + 1 + i], index));
        });
  }

  /**
   * What power is expected to cost a block so many intervals on, duties and all, USD/MWh; NaN where
   * nobody can tell.
   *
   * @param later 1 or more, within the day
   */
  double expectedUsdPerMwh(BlockDay block, int later) {
    if (expected == null) {
      expected = feed.expected(intervals - interval - 1);
    }
    return paid.all(block, clock[interval + later], hourOf(later), expected[later - 1]);
  }
}
