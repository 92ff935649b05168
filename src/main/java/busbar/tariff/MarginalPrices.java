package busbar.tariff;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a MWh more or less costs under a rate schedule, hour by hour, for a load that has reached
 * the last tier of every price: energy or index and riders, with their taxes. Demand, coincident
 * peaks and what is fixed are no price of a MWh; a bill's avoidable price tells what they add.
 */
final class MarginalPrices {
  private final RateSchedule schedule;
  private final double[] energyUsdPerMwh = new double[HourTable.SLOTS];
  private final double[] riderUsdPerMwh = new double[HourTable.SLOTS];
  private final int[] index = new int[HourTable.SLOTS];
  private final List<IndexCharge> indexes = new ArrayList<>();
  private final List<PriceGrid> grids = new ArrayList<>();
  private final List<Double> indexTax = new ArrayList<>();

  MarginalPrices(RateSchedule schedule, ZoneId zone) {
    this.schedule = schedule;
    java.util.Arrays.fill(index, HourTable.NONE);
    for (Charge charge : schedule.charges()) {
      if (charge instanceof EnergyCharge energy) {
        add(energyUsdPerMwh, energy.periods(), schedule.taxFactor(charge));
      } else if (charge instanceof RiderCharge rider) {
        add(riderUsdPerMwh, rider.periods(), schedule.taxFactor(charge));
      } else if (charge instanceof IndexCharge priced) {
        HourTable table = HourTable.of("when", List.of(priced));
        for (int slot = 0; slot < HourTable.SLOTS; slot++) {
          index[slot] = table.covers(slot) ? indexes.size() : index[slot];
        }
        indexes.add(priced);
        grids.add(PriceGrid.of(priced.prices(), zone));
        indexTax.add(schedule.taxFactor(charge));
      }
    }
  }

  private static void add(double[] usdPerMwh, List<EnergyPeriod> periods, double tax) {
    HourTable table = HourTable.of("periods", periods);
    for (int slot = 0; slot < HourTable.SLOTS; slot++) {
      if (table.covers(slot)) {
        List<EnergyTier> tiers = periods.get(table.period(slot)).asTiers();
        usdPerMwh[slot] += tax * tiers.get(tiers.size() - 1).usdPerMwh();
      }
    }
  }

  /**
   * The price of the hour that begins at a moment; NaN where the index is not known.
   *
   * @param block what an unused MWh of this block brings, in place of what a MWh costs
   */
  double hour(ZonedDateTime at, @Nullable BlockCharge block) {
    int slot = slot(at);
    double metered = 0;
    double bare = 0;
    if (index[slot] != HourTable.NONE) {
      metered = of(index[slot], at, indexes.get(index[slot])::usdPerMwh);
      bare = block == null ? 0 : of(index[slot], at, index -> index);
    }
    return price(slot, metered, bare, at.toLocalDate(), block);
  }

  /** The price at a moment, given where the index stands. */
  Tariff.IndexedPrices at(@Nullable BlockCharge block) {
    return (at, raw) -> {
      int slot = slot(at);
      boolean indexed = index[slot] != HourTable.NONE;
      double metered = indexed ? indexes.get(index[slot]).usdPerMwh(raw) : 0;
      return price(slot, metered, indexed ? raw : 0, at.toLocalDate(), block);
    };
  }

  private int slot(ZonedDateTime at) {
    return HourTable.slot(
        at.getMonthValue(), Holidays.kindOf(at.toLocalDate(), schedule.holidays()), at.getHour());
  }

  /** The mean over an hour of what is made of an index. */
  private double of(int charge, ZonedDateTime at, DoubleUnaryOperator made) {
    PriceGrid grid = grids.get(charge);
    return grid.seconds() >= 3600
        ? made.applyAsDouble(grid.at(at))
        : grid.mean(at.toEpochSecond(), at.toLocalTime().toSecondOfDay(), 3600, made);
  }

  private double price(
      int slot, double metered, double bare, LocalDate date, @Nullable BlockCharge block) {
    if (block != null
        && block.isOn(date)
        && When.anyCovers(
            block.when(), HourTable.monthOf(slot), HourTable.kindOf(slot), slot % 24)) {
      return block.unusedUsdPerMwh(bare) * schedule.taxFactor(block) + riderUsdPerMwh[slot];
    }
    return energyUsdPerMwh[slot]
        + riderUsdPerMwh[slot]
        + (index[slot] == HourTable.NONE ? 0 : metered * indexTax.get(index[slot]));
  }

  /** The twelve months that begin on a day. */
  PriceYear year(LocalDate date, @Nullable BlockCharge block) {
    var year = new PriceYear.Gatherer();
    List<List<List<Double>>> byHour =
        indexes.stream().map(charge -> byHour(charge.prices())).toList();
    for (int month = 0; month < 12; month++) {
      LocalDate end = date.plusMonths(month + 1);
      double[] days = new double[12 * 3];
      for (LocalDate day = date.plusMonths(month); day.isBefore(end); day = day.plusDays(1)) {
        DayKind kind = Holidays.kindOf(day, schedule.holidays());
        days[(day.getMonthValue() - 1) * 3 + kind.ordinal()]++;
      }
      LocalDate middle = date.plusMonths(month).plusDays(14);
      Parts parts = new Parts(YearMonth.from(middle));
      for (int slot = 0; slot < HourTable.SLOTS; slot++) {
        double hours = days[slot / 24];
        if (hours == 0) {
          continue;
        }
        if (index[slot] == HourTable.NONE) {
          year.add(month, parts.of(slot), price(slot, 0, 0, middle, block), hours);
          continue;
        }
        // Nobody knows next year's prices: each known one stands for its share of its hour of day.
        List<Double> known = byHour.get(index[slot]).get(slot % 24);
        for (double raw : known) {
          double metered = indexes.get(index[slot]).usdPerMwh(raw);
          year.add(
              month,
              parts.of(slot),
              price(slot, metered, raw, middle, block),
              hours / known.size());
        }
      }
      year.demand(month, parts.demand());
    }
    return year.build(basis());
  }

  /** The prices of each hour of the day; of any hour where a series lacks that one. */
  private static List<List<Double>> byHour(PriceSeries series) {
    List<List<Double>> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      int wanted = hour;
      List<Double> own =
          series.known().stream()
              .filter(price -> price.beginning().getHour() == wanted)
              .map(PriceSeries.Price::usdPerMwh)
              .toList();
      hours.add(
          own.isEmpty() ? series.known().stream().map(PriceSeries.Price::usdPerMwh).toList() : own);
    }
    return hours;
  }

  /**
   * The parts into which demand charges by time of use cut a month. A period that stretches over
   * several parts counts in each of them, so that it is not told too cheap.
   */
  private final class Parts {
    private final int month;
    private final List<PriceYear.Demand.Floor> floors = new ArrayList<>();
    private double wholeUsdPerKw;
    private final List<DemandPeriod> byTime = new ArrayList<>();
    private final List<Double> prices = new ArrayList<>();
    private final Map<List<Boolean>, Integer> numbers = new HashMap<>();
    private final List<Double> byPart = new ArrayList<>();

    Parts(YearMonth of) {
      this.month = of.getMonthValue();
      for (Charge charge : schedule.charges()) {
        double tax = schedule.taxFactor(charge);
        if (charge instanceof DemandCharge demand) {
          demand.periods().forEach(period -> add(period, tax, demand.floorKw(of)));
        } else if (charge instanceof CurtailmentCredit credit && credit.usdPerKwMonth() != null) {
          wholeUsdPerKw -= credit.usdPerKwMonth() * tax;
        }
      }
    }

    private void add(DemandPeriod period, double tax, double floorKw) {
      int hours = 0;
      int all = 0;
      for (int slot = (month - 1) * 72; slot < month * 72; slot++) {
        boolean day = schedule.holidays() != null || HourTable.kindOf(slot) != DayKind.HOLIDAY;
        all += day ? 1 : 0;
        hours += day && covers(period, slot) ? 1 : 0;
      }
      List<DemandPeriod.Tier> tiers = period.asTiers();
      double usdPerKw = tiers.get(tiers.size() - 1).usdPerKw() * tax;
      if (hours > 0 && floorKw > 0) {
        floors.add(new PriceYear.Demand.Floor(usdPerKw, floorKw));
      } else if (hours == all) {
        wholeUsdPerKw += usdPerKw;
      } else if (hours > 0) {
        byTime.add(period);
        prices.add(usdPerKw);
      }
    }

    private boolean covers(DemandPeriod period, int slot) {
      return When.anyCovers(period.when(), month, HourTable.kindOf(slot), slot % 24);
    }

    /** The part in which an hour lies; months that run over two calendar months go by the later. */
    int of(int slot) {
      List<Boolean> key = byTime.stream().map(period -> covers(period, slot)).toList();
      return numbers.computeIfAbsent(
          key,
          covered -> {
            double sum = 0;
            for (int i = 0; i < covered.size(); i++) {
              sum += covered.get(i) ? prices.get(i) : 0;
            }
            byPart.add(sum);
            return byPart.size() - 1;
          });
    }

    PriceYear.Demand demand() {
      return new PriceYear.Demand(wholeUsdPerKw, byPart, floors);
    }
  }

  private String basis() {
    if (indexes.isEmpty()) {
      return "the rate schedule, all year";
    }
    PriceSeries series = indexes.get(0).prices();
    return series.repeats() == PriceSeries.Repeats.DAILY
        ? "the same day of index prices every day"
        : "the " + series.known().size() + " prices of the index, by hour of the day, all year";
  }
}
