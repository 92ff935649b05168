package busbar.advice;

import busbar.duties.Block;
import busbar.economics.KeepValue;
import busbar.economics.OperatingPoints;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceLadder;
import busbar.tariff.PriceYear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What keeping one block is worth, as a function of the drivers. */
final class KeepReckoning {
  private static final int NOT_COUNTED = -1;

  private final PreparedSite site;
  private final int index;
  private final OperatingPoints points;
  private final double resaleDecline;
  private final PriceYear year;
  private final PriceYear prepaidYear;
  private final double demandUsdPerDay;
  private final double[] pastUsd;
  private double earningsToday = Double.NaN;
  private int knownDays = NOT_COUNTED;
  private @Nullable List<Integer> decidingDays;

  KeepReckoning(PreparedSite site, int index) {
    this.site = site;
    this.index = index;
    this.points = site.blocks.get(index).points();
    this.resaleDecline = site.parameters.get(Assessor.RESALE_DECLINE) / 100;
    this.year = site.tariffYear(index).onTopOf(site.aboveKw(index), points.kw(0));
    this.prepaidYear = site.prepaidYear(index).onTopOf(site.aboveKw(index), points.kw(0));
    this.demandUsdPerDay = demandUsdPerDay(year, points.kw(0));
    this.pastUsd = new double[site.day.market().pastHashpricesUsdPerPhDay().size() + 1];
    Arrays.fill(pastUsd, Double.NaN);
  }

  /** Earnings of the coming year, USD; none where the connection does not reach. */
  double earningsUsd(double shiftUsdPerMwh, double scale) {
    if (site.blocks.get(index).beyondConnection()) {
      return 0;
    }
    if (shiftUsdPerMwh == 0 && scale == 1) {
      if (Double.isNaN(earningsToday)) {
        earningsToday = yearUsd(0, 1);
      }
      return earningsToday;
    }
    return yearUsd(shiftUsdPerMwh, scale);
  }

  private double yearUsd(double shiftUsdPerMwh, double scale) {
    double[] byMonth = site.hashpriceByMonth;
    return KeepValue.earningsUsd(points, year, shiftUsdPerMwh, scale, byMonth)
        + KeepValue.earningsUsd(points, prepaidYear, 0, scale, byMonth);
  }

  double resaleInAYearUsd(double resaleUsd) {
    return resaleUsd * (1 - resaleDecline);
  }

  /** Selling today less keeping for a year, USD. */
  double retireGainUsd(double shiftUsdPerMwh, double scale, double resaleUsd) {
    return resaleUsd - earningsUsd(shiftUsdPerMwh, scale) - resaleInAYearUsd(resaleUsd);
  }

  /** Share of the coming year's hours in which the rigs earn, 0 to 1; NaN where none is known. */
  double shareOfHoursThatEarn(double shiftUsdPerMwh, double scale) {
    double breakeven = points.breakevenUsdPerMwh(scale);
    PriceYear free = site.tariffYear(index);
    PriceYear prepaid = site.prepaidYear(index);
    double earning =
        free.hoursAtOrBelow(breakeven - shiftUsdPerMwh) + prepaid.hoursAtOrBelow(breakeven);
    return earning / (free.hours() + prepaid.hours());
  }

  /**
   * What a day earned, its share of the demand charges taken off, above what the resale value loses
   * in a day, USD.
   *
   * @param daysAgo 0 for today; the day's own power prices and hashprice count
   * @param scale today's hashprice over the market's; a past day keeps its own
   */
  double dayGainUsd(int daysAgo, double shiftUsdPerMwh, double scale, double resaleUsd) {
    double lost = Double.isNaN(resaleUsd) ? 0 : resaleUsd * resaleDecline / 365;
    Block block = site.blocks.get(index);
    if (block.beyondConnection()) {
      return -lost;
    }
    double then = daysAgo == 0 ? scale : pastScale(daysAgo);
    double shift = block.followsPowerPrice() ? shiftUsdPerMwh : 0;
    PriceCurve prices = site.ordinary(index, daysAgo);
    if (prices.lowest() + shift >= points.breakevenUsdPerMwh(then)) {
      return -lost;
    }
    if (daysAgo == 0 || shift != 0) {
      return Math.max(0, KeepValue.earningsUsd(points, prices, shift, then) - demandUsdPerDay)
          - lost;
    }
    // At the tariff's own prices a past day is the same whatever today's drivers are.
    if (Double.isNaN(pastUsd[daysAgo])) {
      pastUsd[daysAgo] = KeepValue.earningsUsd(points, prices, 0, then);
    }
    return Math.max(0, pastUsd[daysAgo] - demandUsdPerDay) - lost;
  }

  /** A day's share of what running around the clock adds to a year's demand charges, USD. */
  private static double demandUsdPerDay(PriceYear year, double kw) {
    double usdPerKwYear = 0;
    for (PriceYear.Demand month : year.demand()) {
      usdPerKwYear += month.aroundTheClockUsdPerKw();
    }
    return Math.max(0, kw * usdPerKwYear / 365);
  }

  /**
   * Days in a row, up to today, on which the rigs earned no more than their resale value lost. A
   * day without all of its prices ends the row: nobody knows what it earned.
   */
  int lossDays(double shiftUsdPerMwh, double scale, double resaleUsd) {
    if (site.day.market().pastHashpricesUsdPerPhDay().isEmpty()) {
      return 0;
    }
    boolean knownToday = site.ordinary(index, 0).hoursUnknown() == 0;
    if (!knownToday || dayGainUsd(0, shiftUsdPerMwh, scale, resaleUsd) > 0) {
      return 0;
    }
    if (scale == 1) {
      for (int day : decidingDays()) {
        if (dayGainUsd(day, shiftUsdPerMwh, 1, resaleUsd) > 0) {
          return day;
        }
      }
      return knownDays();
    }
    // Past days keep their own hashprices, so that they are no longer in one order with today.
    int days = 1;
    while (days < knownDays() && dayGainUsd(days, shiftUsdPerMwh, scale, resaleUsd) <= 0) {
      days++;
    }
    return days;
  }

  /**
   * The days that can end such a row: today, and each past day that some change of the drivers
   * turns before all the younger ones with the same prices.
   */
  List<Integer> decidingDays() {
    if (decidingDays == null) {
      decidingDays = findDecidingDays();
    }
    return decidingDays;
  }

  private List<Integer> findDecidingDays() {
    List<Integer> days = new ArrayList<>(List.of(0));
    Map<PriceLadder, Double> highest = new HashMap<>();
    highest.put(site.ordinary(index, 0).ladder(), 1.0);
    for (int day = 1; day < knownDays(); day++) {
      double scale = pastScale(day);
      PriceLadder prices = site.ordinary(index, day).ladder();
      if (scale > highest.getOrDefault(prices, 0.0)) {
        highest.put(prices, scale);
        days.add(day);
      }
    }
    return days;
  }

  /** Days in a row, today the first, of which the hashprice and all power prices are known. */
  private int knownDays() {
    if (knownDays == NOT_COUNTED) {
      int past = site.day.market().pastHashpricesUsdPerPhDay().size();
      knownDays = 0;
      while (knownDays <= past && site.ordinary(index, knownDays).hoursUnknown() == 0) {
        knownDays++;
      }
    }
    return knownDays;
  }

  /** A past day's hashprice over today's. */
  private double pastScale(int daysAgo) {
    return site.day.market().pastHashpricesUsdPerPhDay().get(daysAgo - 1)
        / site.hashpriceUsdPerPhDay;
  }
}
