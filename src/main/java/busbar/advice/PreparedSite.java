package busbar.advice;

import busbar.assessment.Parameters;
import busbar.contract.AiHostingOffer;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.PowerSupply;
import busbar.contract.UptimeFloor;
import busbar.economics.KeepValue;
import busbar.market.MarketSnapshot;
import busbar.tariff.BlockCharge;
import busbar.tariff.DayKind;
import busbar.tariff.Holidays;
import busbar.tariff.HourTable;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceYear;
import busbar.tariff.Tariff;
import busbar.units.HourSet;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
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
  final List<BlockCharge> prepaid;
  final DayDuties duties;
  final TariffDuties tariffDuties;
  final SiteParts parts;

  /** What the rigs draw at their default profiles, as far as the connection carries it. */
  final double carriedMw;

  private final Tariff.PricedDays prices;
  private final List<PriceCurve> ordinary = new ArrayList<>();
  private final List<PriceCurve> avoidable = new ArrayList<>();
  private final PriceYear noYear;
  private final Map<BlockCharge, Tariff.PricedDays> unused = new HashMap<>();
  private final Map<BlockCharge, PriceYear> prepaidYears = new HashMap<>();
  private final Map<BlockCharge, PriceYear> restOfYears = new HashMap<>();
  private final PriceYear yearWithoutCost;
  private final Map<Integer, PriceCurve> pastDays = new HashMap<>();
  private final Map<BlockCharge, Map<Integer, PriceCurve>> pastUnused = new HashMap<>();
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
    prepaid =
        day.site().tariff().blocks().stream()
            .filter(block -> block.isOn(day.date()) && coversToday(block))
            .toList();
    offer = bestOffer();
    duties = DayDuties.of(day, tariff);
    tariffDuties = TariffDuties.of(day, tariff);
    List<Double> setMw = tariffDuties.peaks.stream().map(peak -> peak.setKw() / 1000).toList();
    blocks = Blocks.cut(day, tariff, duties, offer, prepaid, setMw, hashpriceUsdPerPhDay);
    carriedMw = Math.min(day.site().grid().mw(), blocks.stream().mapToDouble(Block::mw).sum());
    parts = SiteParts.of(blocks, day.site().grid().mw() * 1000, !tariffDuties.peaks.isEmpty());
    for (BlockCharge block : prepaid) {
      unused.put(block, day.site().tariff().unusedIn(zone, block));
    }
    for (Block block : blocks) {
      ordinary.add(ordinary(block));
      avoidable.add(avoidable(block, ordinary.get(ordinary.size() - 1), null));
    }
    noYear = PriceYear.of(Collections.nCopies(12, List.of()), year.basis());
    prepaid.forEach(block -> addYear(block));
    yearWithoutCost = withoutCost(year);
    for (int i = 0; i < blocks.size(); i++) {
      keep.add(new KeepReckoning(this, i));
    }
  }

  /** Whether a block is delivered in some hour of the day, whatever its dates are. */
  private boolean coversToday(BlockCharge block) {
    HourTable hours = HourTable.of("when", List.of(block));
    Holidays holidays = day.site().tariff().asRateSchedule().holidays();
    for (int hour = 0; hour < tariff.hours(); hour++) {
      ZonedDateTime at = tariff.startOf(hour).atZone(zone());
      DayKind kind = Holidays.kindOf(at.toLocalDate(), holidays);
      if (hours.covers(HourTable.slot(at.getMonthValue(), kind, at.getHour()))) {
        return true;
      }
    }
    return false;
  }

  int hours() {
    return tariff.hours();
  }

  ZoneId zone() {
    return day.site().timeZone();
  }

  /** Load of the blocks stacked above, kW; they are listed from the bottom of the stack up. */
  double aboveKw(int block) {
    double kw = 0;
    for (int i = block + 1; i < blocks.size(); i++) {
      kw += blocks.get(i).mayRun() ? blocks.get(i).mw() * 1000 : 0;
    }
    return kw;
  }

  /** Whether an AI-hosting offer takes any of these blocks. */
  boolean anyInOffer(List<Integer> part) {
    return part.stream().anyMatch(block -> blocks.get(block).inOffer());
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
    return restOfYears.getOrDefault(blocks.get(block).prepaidBy(), year);
  }

  /**
   * Prices of the coming year that no power price moves: what prepaid power would be resold for in
   * its months, and nothing where a client pays for the power.
   */
  PriceYear prepaidYear(int block) {
    if (blocks.get(block).clientPaysPower()) {
      return yearWithoutCost;
    }
    return prepaidYears.getOrDefault(blocks.get(block).prepaidBy(), noYear);
  }

  /**
   * What a MWh less would have saved a block on a past day, no event called; 0 is today, and days
   * below zero are to come.
   */
  PriceCurve ordinary(int block, int daysAgo) {
    if (daysAgo == 0 || !blocks.get(block).followsPowerPrice()) {
      return ordinary.get(block);
    }
    BlockCharge own = blocks.get(block).prepaidBy();
    Map<Integer, PriceCurve> past =
        own == null ? pastDays : pastUnused.computeIfAbsent(own, any -> new HashMap<>());
    return past.computeIfAbsent(
        daysAgo,
        days -> {
          LocalDate then = day.date().minusDays(days);
          PriceCurve curve = own == null ? prices.day(then) : unusedDay(own, then);
          return days < 0 ? lessSaved(curve) : curve;
        });
  }

  /** The same prices less what a MWh used saves of a quantity that falls short in any case. */
  private PriceCurve lessSaved(PriceCurve priced) {
    double saved = tariffDuties.shortfallUsdPerMwh(carriedMw);
    return saved == 0 ? priced : priced.map(price -> price - saved);
  }

  /** What an unused MWh of a block brings on a day. */
  private PriceCurve unusedDay(BlockCharge block, LocalDate date) {
    Tariff.PricedDays days = unused.get(block);
    if (days == null) {
      throw new IllegalStateException("a block of another tariff: " + block.name());
    }
    return days.day(date);
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
    PriceCurve priced =
        block.prepaidBy() == null ? tariff : unusedDay(block.prepaidBy(), day.date());
    // A MWh used today is one that need not be paid for as fallen short.
    return lessSaved(priced);
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

  /**
   * Splits the coming year of a block's rigs: what its unused power brings at a price of its own in
   * the months in which it lasts, and what moves with the power price.
   */
  private void addYear(BlockCharge block) {
    PriceYear unusedYear = day.site().tariff().unusedYearFrom(day.date(), zone(), block);
    if (block.sellBackFeeUsdPerMwh() != null) {
      restOfYears.put(block, unusedYear);
      return;
    }
    List<List<PriceYear.Band>> own = new ArrayList<>();
    List<List<PriceYear.Band>> rest = new ArrayList<>();
    for (int month = 0; month < year.months().size(); month++) {
      LocalDate last = day.date().plusMonths(month + 1).minusDays(1);
      boolean lasts = block.isOn(last);
      own.add(lasts ? unusedYear.months().get(month) : List.of());
      rest.add(lasts ? List.of() : year.months().get(month));
    }
    prepaidYears.put(block, unusedYear.withMonths(own));
    restOfYears.put(block, year.withMonths(rest));
  }

  /** The same hours at no price at all. */
  private static PriceYear withoutCost(PriceYear year) {
    List<List<PriceYear.Band>> months = new ArrayList<>();
    for (List<PriceYear.Band> bands : year.months()) {
      double hours = bands.stream().mapToDouble(PriceYear.Band::hours).sum();
      months.add(List.of(new PriceYear.Band(0, hours)));
    }
    return PriceYear.of(months, year.basis());
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
