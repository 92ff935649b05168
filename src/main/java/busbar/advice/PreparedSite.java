package busbar.advice;

import busbar.assessment.Parameters;
import busbar.contract.AiHostingOffer;
import busbar.contract.DemandResponseEvent;
import busbar.contract.PowerBreakFee;
import busbar.contract.TakeOrPay;
import busbar.conversion.HostingScreen;
import busbar.economics.KeepValue;
import busbar.market.MarketSnapshot;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceYear;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  private final List<PriceCurve> ordinary = new ArrayList<>();
  private final List<PriceCurve> avoidable = new ArrayList<>();
  private final List<PriceYear> years = new ArrayList<>();

  PreparedSite(SiteDay day, Parameters parameters) {
    this.day = day;
    this.parameters = parameters;
    MarketSnapshot market = day.market().snapshot();
    hashpriceUsdPerPhDay = market.hashpriceUsdPerPhDay();
    hashpriceByMonth = KeepValue.hashpriceByMonth(parameters.get(Assessor.HASHPRICE_DECLINE));
    ZoneId zone = day.site().timeZone();
    tariff = day.site().tariff().day(day.date(), zone);
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
      years.add(block.prepaid() ? prepaidYear() : year);
    }
  }

  int hours() {
    return tariff.hours();
  }

  ZoneId zone() {
    return day.site().timeZone();
  }

  /** What a MWh less saves a block in each hour, USD; NaN where it is not known. */
  PriceCurve avoidable(int block) {
    return avoidable.get(block);
  }

  /** The same with no event called, as on any other day. */
  PriceCurve ordinary(int block) {
    return ordinary.get(block);
  }

  /** Prices of the coming year at a block's margin. */
  PriceYear year(int block) {
    return years.get(block);
  }

  /** Clauses under which power is prepaid, as a manager would cite them. */
  String takeOrPayRefs() {
    return takeOrPay.stream().map(TakeOrPay::ref).collect(Collectors.joining(", "));
  }

  /** What an unused prepaid MWh brings: of several clauses, their mean by MW. */
  double resaleOfPowerUsdPerMwh() {
    double mw = takeOrPay.stream().mapToDouble(TakeOrPay::mw).sum();
    return takeOrPay.stream().mapToDouble(c -> c.mw() * c.resaleUsdPerMwh()).sum() / mw;
  }

  /** The hours of the day that an event covers, by the clock on the site's wall. */
  HourSet hoursOf(DemandResponseEvent event) {
    return HourSet.where(
        hours(),
        hour -> {
          int onWall = tariff.startOf(hour).atZone(zone()).getHour();
          return onWall >= event.fromHour() && onWall < event.toHour();
        });
  }

  /** What a gross MW of the site would earn under an offer, USD a year. */
  double hostingUsdPerMwYear(AiHostingOffer under) {
    return HostingScreen.usdPerGrossMwYear(
        under, parameters.get(Assessor.COST_OF_CAPITAL), breakFeeUsd);
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

  private PriceYear prepaidYear() {
    LocalDate until =
        takeOrPay.stream().map(TakeOrPay::until).min(Comparator.naturalOrder()).orElseThrow();
    List<List<PriceYear.Band>> months = new ArrayList<>();
    for (int month = 0; month < year.months().size(); month++) {
      boolean prepaid = !day.date().plusMonths(month + 1).isAfter(until);
      List<PriceYear.Band> bands = year.months().get(month);
      double hours = bands.stream().mapToDouble(PriceYear.Band::hours).sum();
      months.add(prepaid ? List.of(new PriceYear.Band(resaleOfPowerUsdPerMwh(), hours)) : bands);
    }
    return new PriceYear(months, year.basis());
  }

  /** The offer that has come furthest; of several as far, the one that earns most per gross MW. */
  private Optional<AiHostingOffer> bestOffer() {
    return day.site()
        .clauses(AiHostingOffer.class)
        .max(
            Comparator.comparing(AiHostingOffer::status)
                .thenComparingDouble(this::hostingUsdPerMwYear));
  }
}
