package busbar.advice;

import busbar.assessment.Parameters;
import busbar.contract.AiHostingOffer;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.PowerSupply;
import busbar.contract.TakeOrPay;
import busbar.contract.UptimeFloor;
import busbar.economics.KeepValue;
import busbar.market.MarketSnapshot;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceYear;
import busbar.tariff.Tariff;
import busbar.units.HourSet;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  final DayDuties duties;

  private final Tariff.PricedDays prices;
  private final List<PriceCurve> ordinary = new ArrayList<>();
  private final List<PriceCurve> avoidable = new ArrayList<>();
  private final PriceYear noYear;
  private final PriceYear prepaidYear;
  private final PriceYear restOfYear;
  private final PriceYear yearWithoutCost;
  private final Map<Integer, PriceCurve> pastDays = new HashMap<>();
  private final List<KeepReckoning> keep = new ArrayList<>();

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
    List<Double> fees =
        day.site()
            .clauses(PowerSupply.class)
            .filter(clause -> clause.inForceOn(day.date()))
            .map(PowerSupply::breakFeeUsd)
            .filter(Objects::nonNull)
            .toList();
    breakFeeKnown = !fees.isEmpty();
    breakFeeUsd = fees.stream().mapToDouble(fee -> fee).sum();
    takeOrPay =
        day.site()
            .clauses(TakeOrPay.class)
            .filter(clause -> !clause.until().isBefore(day.date()))
            .toList();
    offer = bestOffer();
    duties = DayDuties.of(day, tariff);
    double prepaidMw = takeOrPay.stream().mapToDouble(TakeOrPay::mw).sum();
    blocks = Blocks.cut(day, tariff, duties, offer, prepaidMw, hashpriceUsdPerPhDay);
    for (Block block : blocks) {
      ordinary.add(ordinary(block));
      avoidable.add(avoidable(block, ordinary.get(ordinary.size() - 1), null));
    }
    noYear = new PriceYear(Collections.nCopies(12, List.of()), year.basis());
    prepaidYear = takeOrPay.isEmpty() ? noYear : prepaidYear();
    restOfYear = takeOrPay.isEmpty() ? year : rest(prepaidYear);
    yearWithoutCost = withoutCost(year);
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

  /** The same with one clause left out: what a MWh less would save, were it not for it. */
  PriceCurve avoidableWithout(int block, Clause clause) {
    return avoidable(blocks.get(block), ordinary.get(block), clause);
  }

  /** Prices of the coming year at a block's margin, its prepaid months left out. */
  PriceYear tariffYear(int block) {
    if (blocks.get(block).clientPaysPower()) {
      return noYear;
    }
    return blocks.get(block).prepaid() ? restOfYear : year;
  }

  /**
   * Prices of the coming year that no power price moves: what prepaid power would be resold for in
   * its months, and nothing where a client pays for the power.
   */
  PriceYear prepaidYear(int block) {
    if (blocks.get(block).clientPaysPower()) {
      return yearWithoutCost;
    }
    return blocks.get(block).prepaid() ? prepaidYear : noYear;
  }

  /** What a MWh less would have saved a block on a past day, no event called; 0 is today. */
  PriceCurve ordinary(int block, int daysAgo) {
    return daysAgo == 0 || !blocks.get(block).followsPowerPrice()
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

  /** Hours of the calendar month or year, on the site's clock, in which the day lies. */
  double hoursIn(UptimeFloor.Period period) {
    LocalDate first = period.first(day.date());
    LocalDate next = period.last(day.date()).plusDays(1);
    return Duration.between(first.atStartOfDay(zone()), next.atStartOfDay(zone())).toMinutes()
        / 60.0;
  }

  /**
   * Hours that a client's rigs may be off without a penalty: those left of its floor's period and
   * of the year's right to curtail.
   */
  double hoursOffLeft(ClientHosting hosting) {
    UptimeFloor floor = hosting.uptime();
    CurtailmentRight right = hosting.curtailment();
    return floor == null
        ? Double.POSITIVE_INFINITY
        : floor.hoursLeft(hoursIn(floor.period())) + (right == null ? 0 : right.hoursLeft());
  }

  /** MW of the rigs that are pledged to an award. */
  double pledgedMw(AncillaryAward award) {
    return blocks.stream()
        .filter(block -> block.awards().stream().anyMatch(held -> held.clause() == award))
        .mapToDouble(Block::mw)
        .sum();
  }

  private PriceCurve ordinary(Block block) {
    if (block.clientPaysPower()) {
      return PriceCurve.of(tariff.start(), new double[hours()]);
    }
    return block.prepaid() ? prepaidDay() : tariff;
  }

  private PriceCurve prepaidDay() {
    double[] prices = new double[hours()];
    Arrays.fill(prices, resaleOfPowerUsdPerMwh());
    return PriceCurve.of(tariff.start(), prices);
  }

  private PriceCurve avoidable(Block block, PriceCurve ordinary, @Nullable Clause without) {
    if (block.events().isEmpty() && block.awards().isEmpty()) {
      return ordinary;
    }
    double[] prices = new double[hours()];
    for (int hour = 0; hour < prices.length; hour++) {
      prices[hour] = ordinary.usdPerMwh(hour);
    }
    for (CalledEvent event : block.events()) {
      for (int hour : event.clause() == without ? List.<Integer>of() : event.owed().list()) {
        // A MWh used in the event also forgoes the payment and owes the penalty.
        prices[hour] += event.paymentUsdPerMwh() + event.penaltyUsdPerMwh();
      }
    }
    for (HeldAward award : block.awards()) {
      for (int hour : award.clause() == without ? List.<Integer>of() : award.hours().list()) {
        // A MW that does not run in the award's hour forgoes the payment and owes the penalty.
        prices[hour] -=
            award.clause().capacityUsdPerMwHour() + award.clause().penaltyUsdPerMwHour();
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

  /** The same hours at no price at all. */
  private static PriceYear withoutCost(PriceYear year) {
    List<List<PriceYear.Band>> months = new ArrayList<>();
    for (List<PriceYear.Band> bands : year.months()) {
      double hours = bands.stream().mapToDouble(PriceYear.Band::hours).sum();
      months.add(List.of(new PriceYear.Band(0, hours)));
    }
    return new PriceYear(months, year.basis());
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
        .filter(offer -> offer.inForceOn(day.date()))
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
