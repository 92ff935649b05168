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
  private final int odds;
  private final int ahead;
  private PriceFeed.@Nullable Outlook outlook;

  /** By what a block pays power: its prepaid block, or none, or its client. */
  private final Map<Integer, PriceChain> power = new HashMap<>();

  /**
   * @param interval of the day, counted from its beginning
   * @param intervals of the whole day
   * @param odds intervals of which all odds are weighed
   * @param ahead intervals looked ahead in all, those after the odds as they are expected
   * @param clock beginnings of the day's intervals and of those that follow
   */
  Moment(
      int interval,
      int intervals,
      int minutes,
      int odds,
      int ahead,
      ZonedDateTime[] clock,
      PriceFeed feed,
      PaidPrices paid) {
    this.interval = interval;
    this.intervals = intervals;
    this.minutes = minutes;
    this.odds = odds;
    this.ahead = ahead;
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
          return outlook()
              .chain()
              .first(odds)
              .map((i, index) -> paid.power(block, clock[interval + 1 + i], index));
        });
  }

  private PriceFeed.Outlook outlook() {
    if (outlook == null) {
      outlook = feed.outlook(ahead);
    }
    return outlook;
  }

  /** Intervals of which all odds are weighed. */
  int odds() {
    return odds;
  }

  /** Intervals looked ahead in all. */
  int ahead() {
    return ahead;
  }

  /**
   * What a MWh is expected to cost a block so many intervals on, today with its duties, USD; NaN
   * where nobody can tell.
   *
   * @param later from 1 to {@link #ahead}
   */
  double expectedUsdPerMwh(BlockDay block, int later) {
    double index = outlook().expected()[later - 1];
    ZonedDateTime at = clock[interval + later];
    return isToday(later)
        ? paid.all(block, at, hourOf(later), index)
        : paid.power(block, at, index);
  }
}
