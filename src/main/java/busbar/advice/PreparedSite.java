package busbar.advice;

import busbar.assessment.Parameters;
import busbar.contract.AiHostingOffer;
import busbar.contract.PowerSupply;
import busbar.duties.Block;
import busbar.duties.BoundSite;
import busbar.economics.KeepValue;
import busbar.market.MarketSnapshot;
import busbar.tariff.BlockCharge;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceYear;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What all evaluations of one assessment share: the site as its duties bind it, its years and its
 * offer.
 */
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
  final SiteParts parts;

  /** The same site as its contracts and tariff bind it. */
  final BoundSite bound;

  private final PriceYear noYear;
  private final Map<BlockCharge, PriceYear> prepaidYears = new HashMap<>();
  private final Map<BlockCharge, PriceYear> restOfYears = new HashMap<>();
  private final PriceYear yearWithoutCost;
  private final List<KeepReckoning> keep = new ArrayList<>();

  PreparedSite(SiteDay day, Parameters parameters) {
    this.day = day;
    this.parameters = parameters;
    MarketSnapshot market = day.market().snapshot();
    hashpriceUsdPerPhDay = market.hashpriceUsdPerPhDay();
    hashpriceByMonth = KeepValue.hashpriceByMonth(parameters.get(Assessor.HASHPRICE_DECLINE));
    ZoneId zone = day.site().timeZone();
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
    offer = bestOffer();
    bound =
        new BoundSite(
            day.site(), day.date(), day.catalogue(), parameters, hashpriceUsdPerPhDay, offer);
    tariff = bound.tariff();
    unknown = bound.unknown();
    blocks = bound.blocks();
    parts = SiteParts.of(blocks, day.site().grid().mw() * 1000, bound.mayRaisePeaks());
    noYear = PriceYear.of(Collections.nCopies(12, List.of()), year.basis());
    bound.prepaid().forEach(block -> addYear(block));
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

  /** Load of the blocks stacked above, kW. */
  double aboveKw(int block) {
    return bound.aboveKw(block);
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
    return bound.avoidable(block);
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
    return bound.ordinary(block, daysAgo);
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
