package busbar.replay;

import busbar.advice.MarketInputs;
import busbar.advice.SiteDay;
import busbar.contract.Clause;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.market.MarketDay;
import busbar.market.MarketHistory;
import busbar.market.PowerPrices;
import busbar.site.Site;
import busbar.tariff.PriceSeries;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a replay depends on, besides the rules. Written as canonical JSON it is what a
 * replay is told from another by, and from which it goes on after a restart.
 *
 * @param rigs the models of the site's groups
 * @param profiles those models' power profiles
 * @param marketSource whose days these are
 * @param sample whether they are bundled sample data
 * @param market a day for each of the span, and those before it that an assessment looks back on
 * @param prices of the index that the tariff follows, before the span as far as they are known;
 *     absent where it follows none
 * @param from first local day
 * @param until the local day after the last
 * @param learning what the forecast learns from
 */
record ReplayInputs(
    Site site,
    List<RigModel> rigs,
    List<PowerProfile> profiles,
    String marketSource,
    boolean sample,
    List<MarketDay> market,
    @Nullable PowerPrices prices,
    LocalDate from,
    LocalDate until,
    Learning learning) {

  /** The longest span. */
  static final int MOST_DAYS = 1_100;

  /** What the price forecast learns from. */
  enum Learning {
    /** What was observed before each interval, as it would have then. */
    AS_IT_GOES,
    /** Prices before the span alone; within it the usual price of each hour is still followed. */
    BEFORE_SPAN
  }

  ReplayInputs {
    Ranges.within("from", from.getYear(), 2009, 2199);
    Ranges.within("until", until.getYear(), 2009, 2200);
    rigs = List.copyOf(rigs);
    profiles = List.copyOf(profiles);
    market = List.copyOf(market);
    if (!from.isBefore(until)) {
      throw new OutOfRange(
          "until", "is " + until + ", not after from " + from, "write the day after the last");
    }
    if (ChronoUnit.DAYS.between(from, until) > MOST_DAYS) {
      throw new OutOfRange(
          "until",
          "is " + ChronoUnit.DAYS.between(from, until) + " days after from",
          "replay at most " + MOST_DAYS + " days at a time");
    }
    boolean follows = site.tariff().followsIndex();
    if (follows && prices == null) {
      throw new OutOfRange(
          "prices",
          "are missing, and the site's tariff follows an index",
          "give prices.file or prices.csv");
    }
    if (!follows && prices != null) {
      throw new OutOfRange(
          "prices",
          "are given, but no index prices any hour of the site's tariff",
          "leave them out");
    }
    if (prices != null) {
      checkReach(prices, from, until, site.timeZone());
    }
    MarketHistory history = new MarketHistory(marketSource, sample, market);
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      if (history.findSnapshot(day).isEmpty()) {
        throw new OutOfRange(
            day.equals(from) ? "from" : "until",
            "asks for " + day + ", of which no market is known",
            "the market history holds " + history.firstDate() + " to " + history.lastDate());
      }
    }
  }

  private static void checkReach(PowerPrices prices, LocalDate from, LocalDate until, ZoneId zone) {
    long step = prices.minutes() * 60L;
    for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
      Instant midnight = day.atStartOfDay(zone).toInstant();
      if (Duration.between(prices.start(), midnight).toSeconds() % step != 0) {
        throw new OutOfRange(
            "prices",
            "have no interval that begins with " + day + " in " + zone,
            "give intervals that begin at the site's midnight");
      }
    }
    Instant first = from.atStartOfDay(zone).toInstant();
    Instant end = until.atStartOfDay(zone).toInstant();
    Instant known = prices.startOf(prices.intervals());
    boolean before = first.isBefore(prices.start());
    if (before || end.isAfter(known)) {
      throw new OutOfRange(
          before ? "from" : "until",
          "is " + (before ? from : until),
          "the prices reach from "
              + prices.start().atZone(zone).toLocalDateTime()
              + " to "
              + known.atZone(zone).toLocalDateTime());
    }
  }

  ZoneId zone() {
    return site.timeZone();
  }

  /** Minutes of each interval. */
  int minutes() {
    return prices == null ? 60 : prices.minutes();
  }

  int days() {
    return (int) ChronoUnit.DAYS.between(from, until);
  }

  LocalDate day(int index) {
    return from.plusDays(index);
  }

  /** Number of intervals of a day. */
  int intervals(LocalDate day) {
    Instant start = day.atStartOfDay(zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(zone()).toInstant();
    return (int) (Duration.between(start, end).toMinutes() / minutes());
  }

  MarketHistory history() {
    return new MarketHistory(marketSource, sample, market);
  }

  /**
   * The day as an assessment takes it.
   *
   * @param hours the index as it is expected to be
   * @param used each clause as far as it is used
   */
  SiteDay siteDay(
      LocalDate day,
      MarketHistory history,
      List<PriceSeries.Price> hours,
      UnaryOperator<Clause> used) {
    Site priced = hours.isEmpty() ? site : site.withTariff(site.tariff().withIndex(hours));
    return new SiteDay(
        priced.withContracts(site.contracts().stream().map(used).toList()),
        rigs,
        profiles,
        MarketInputs.of(history.getSnapshot(day), history),
        day,
        day.atStartOfDay(zone()).toInstant());
  }
}
