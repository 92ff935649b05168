package busbar.advice;

import busbar.assessment.Parameters;
import busbar.contract.AiHostingOffer;
import busbar.contract.DemandResponseEvent;
import busbar.contract.PowerBreakFee;
import busbar.contract.TakeOrPay;
import busbar.economics.KeepValue;
import busbar.market.MarketSnapshot;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceYear;
import busbar.tariff.Tariff;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all evaluations of one assessment share: the site cut into blocks and its prices. */
final class PreparedSite {
  final SiteDay day;
  final Parameters parameters;
  final double hashpriceUsdPerPhDay;
  final double[] hashpriceByMonth;
  final PriceCurve tariff;
  final HourSet unknown;
  final PriceYear year;
  final List<Block> blocks;
  final Optional<AiHostingOffer> offer;
  final boolean breakFeeKnown;
  final double breakFeeUsd;
  final List<TakeOrPay> takeOrPay;

  private final Tariff.PricedDays prices;
  private final List<PriceCurve> ordinary = new ArrayList<>();
  private final List<PriceCurve> avoidable = new ArrayList<>();
  private final PriceYear noYear;
  private final PriceYear prepaidYear;
  private final PriceYear restOfYear;
  private final Map<Integer, PriceCurve> pastDays = new HashMap<>();
  private final List<KeepReckoning> keep = new ArrayList<>();
  private final Map<DemandResponseEvent, HourSet> eventHours = new HashMap<>();

  PreparedSite(SiteDay day, Parameters parameters) {
    this.day = day;
    this.parameters = parameters;
    MarketSnapshot market = day.market().snapshot();
    hashpriceUsdPerPhDay = market.hashpriceUsdPerPhDay();
    hashpriceByMonth = KeepValue.hashpriceByMonth(parameters.get(Assessor.HASHPRICE_DECLINE));
    ZoneId zone = day.site().timeZone();
    prices = day.site().tariff().in(zone);
    tariff = prices.day(day.date());
    unknown = HourSet.where(tariff.hours(), hour -> !tariff.isKnown(hour));
    year = day.site().tariff().yearFrom(day.date(), zone);
    List<PowerBreakFee> fees = day.site().clauses(PowerBreakFee.class).toList();
    breakFeeKnown = !fees.isEmpty();
    breakFeeUsd = fees.stream().mapToDouble(PowerBreakFee::usd).sum();
    takeOrPay =
        day.site()
            .clauses(TakeOrPay.class)
            .filter(clause -> !clause.until().isBefore(day.date()))
            .toList();
    offer = bestOffer();
    blocks =
        Blocks.cut(
            day, offer, takeOrPay.stream().mapToDouble(TakeOrPay::mw).sum(), hashpriceUsdPerPhDay);
    for (Block block : blocks) {
      ordinary.add(block.prepaid() ? prepaidDay() : tariff);
      avoidable.add(avoidable(block, ordinary.get(ordinary.size() - 1)));
    }
    noYear = new PriceYear(Collections.nCopies(12, List.of()), year.basis());
    prepaidYear = takeOrPay.isEmpty() ? noYear : prepaidYear();
    restOfYear = takeOrPay.isEmpty() ? year : rest(prepaidYear);
    for (int i = 0; i < blocks.size(); i++) {
      keep.add(new KeepReckoning(this, i));
    }
  }

  int hours() {
    return tariff.hours();
  }

  ZoneId zone() {
    return day.site().timeZone();
  }

  /** What keeping a block is worth. */
  KeepReckoning keep(int block) {
    return keep.get(block);
  }

  /** What a MWh less saves a block in each hour, USD; NaN where it is not known. */
  PriceCurve avoidable(int block) {
    return avoidable.get(block);
  }

  /** Prices of the coming year at a block's margin, its prepaid months left out. */
  PriceYear tariffYear(int block) {
    return blocks.get(block).prepaid() ? restOfYear : year;
  }

  /** Resale prices of the coming year's months in which a block's power is prepaid. */
  PriceYear prepaidYear(int block) {
    return blocks.get(block).prepaid() ? prepaidYear : noYear;
  }

  /** What a MWh less would have saved a block on a past day, no event called; 0 is today. */
  PriceCurve ordinary(int block, int daysAgo) {
    return daysAgo == 0 || blocks.get(block).prepaid()
        ? ordinary.get(block)
        : pastDays.computeIfAbsent(daysAgo, days -> prices.day(day.date().minusDays(days)));
  }

  /** The clause under which power is prepaid, as a manager would cite it. */
  String takeOrPayRef() {
    return takeOrPay.get(0).ref();
  }

  /** What an unused prepaid MWh brings. */
  double resaleOfPowerUsdPerMwh() {
    return takeOrPay.get(0).resaleUsdPerMwh();
  }

  /** The hours of the day that an event covers, by the clock on the site's wall. */
  HourSet hoursOf(DemandResponseEvent event) {
    return eventHours.computeIfAbsent(
        event,
        called ->
            HourSet.where(
                hours(),
                hour -> {
                  int onWall = tariff.startOf(hour).atZone(zone()).getHour();
                  return onWall >= called.fromHour() && onWall < called.toHour();
                }));
  }

  private PriceCurve prepaidDay() {
    double[] prices = new double[hours()];
    Arrays.fill(prices, resaleOfPowerUsdPerMwh());
    return PriceCurve.of(tariff.start(), prices);
  }

  private PriceCurve avoidable(Block block, PriceCurve ordinary) {
    if (block.events().isEmpty()) {
      return ordinary;
    }
    double[] prices = new double[hours()];
    for (int hour = 0; hour < prices.length; hour++) {
      prices[hour] = ordinary.usdPerMwh(hour);
    }
    for (DemandResponseEvent event : block.events()) {
      for (int hour : hoursOf(event).list()) {
        // A MWh used in the event also forgoes the payment and owes the penalty.
        prices[hour] += event.paymentUsdPerMwh() + event.penaltyUsdPerMwh();
      }
    }
    return PriceCurve.of(tariff.start(), prices);
  }

  /** The months of the coming year in which power is prepaid, at its resale price. */
  private PriceYear prepaidYear() {
    LocalDate until = takeOrPay.get(0).until();
    List<List<PriceYear.Band>> months = new ArrayList<>();
    for (int month = 0; month < year.months().size(); month++) {
      boolean prepaid = !day.date().plusMonths(month + 1).isAfter(until);
      double hours = year.months().get(month).stream().mapToDouble(PriceYear.Band::hours).sum();
      months.add(
          prepaid ? List.of(new PriceYear.Band(resaleOfPowerUsdPerMwh(), hours)) : List.of());
    }
    return year.withMonths(months);
  }

  /** The coming year's months that the other one leaves empty. */
  private PriceYear rest(PriceYear prepaid) {
    List<List<PriceYear.Band>> months = new ArrayList<>();
    for (int month = 0; month < year.months().size(); month++) {
      boolean free = prepaid.months().get(month).isEmpty();
      months.add(free ? year.months().get(month) : List.of());
    }
    return year.withMonths(months);
  }

  /**
   * The offer that binds, fits the connection and is worth most, in this order; there is little use
   * in weighing one that could not be taken.
   */
  private Optional<AiHostingOffer> bestOffer() {
    return day.site()
        .clauses(AiHostingOffer.class)
        .max(
            Comparator.comparing((AiHostingOffer o) -> o.status().isSigned())
                .thenComparing(o -> o.grossMw() <= day.site().grid().mw())
                .thenComparingDouble(
                    o ->
                        o.grossMw()
                            * new OfferReckoning(this, o)
                                .hostingUsdPerMwYear(o.firstRentUsdPerKwMonth())));
  }
}
