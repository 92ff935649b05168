package busbar.billing;

import static java.util.Objects.requireNonNull;

import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.IndexCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.PriceSeries;
import busbar.tariff.RateSchedule;
import busbar.tariff.RiderCharge;
import busbar.tariff.TakeOrPayCharge;
import busbar.tariff.TaxCharge;
import busbar.tariff.When;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A slow, obvious twin of the {@link Biller}, written from what the charges say of themselves: it
 * asks the wall clock in every interval, or in every minute of it, and reckons in doubles without
 * rounding.
 */
final class SlowBill {
  private final RateSchedule tariff;
  private final ZoneId zone;
  private final Instant start;
  private final int minutes;
  private final ZonedDateTime[] clock;
  private final YearMonth[] monthAt;
  private final double[] hours;

  /** By index charge and interval: what a metered MWh costs. */
  private final Map<String, double[]> indexUsd = new HashMap<>();

  /** The same of the index itself, at which blocks are sold back. */
  private final Map<String, double[]> bareUsd = new HashMap<>();

  private final Map<List<When>, boolean[]> covered = new IdentityHashMap<>();

  SlowBill(RateSchedule tariff, ZoneId zone, Instant start, int minutes, int intervals) {
    this.tariff = tariff;
    this.zone = zone;
    this.start = start;
    this.minutes = minutes;
    clock = new ZonedDateTime[intervals];
    monthAt = new YearMonth[intervals];
    hours = new double[intervals];
    for (int i = 0; i < intervals; i++) {
      clock[i] = start.plusSeconds(60L * i * minutes).atZone(zone);
      monthAt[i] = YearMonth.from(clock[i]);
      hours[i] = minutes / 60.0;
    }
    tariff.charges(IndexCharge.class).forEach(c -> indexUsd.put(c.name(), index(c)));
    tariff
        .charges(IndexCharge.class)
        .forEach(
            c ->
                bareUsd.put(
                    c.name(),
                    index(
                        new IndexCharge(
                            c.name(),
                            null,
                            c.when(),
                            c.settlementPoint(),
                            c.market(),
                            c.prices(),
                            null,
                            null,
                            null,
                            null))));
  }

  /** Each minute has the price of the interval of the wall clock in which it lies. */
  private double[] index(IndexCharge charge) {
    PriceSeries series = charge.prices();
    int step = series.intervalMinutes() == null ? 60 : series.intervalMinutes();
    boolean daily = series.repeats() == PriceSeries.Repeats.DAILY;
    Map<LocalDateTime, List<Double>> known = new HashMap<>();
    for (PriceSeries.Price price : requireNonNull(series.prices())) {
      LocalDateTime at = daily ? day0(price.beginning()) : price.beginning();
      known.computeIfAbsent(at, a -> new ArrayList<>()).add(price.usdPerMwh());
    }
    double[] prices = new double[clock.length];
    for (int i = 0; i < clock.length; i++) {
      double sum = 0;
      for (int minute = 0; minute < minutes; minute++) {
        ZonedDateTime now = clock[i].plusMinutes(minute);
        // Where the clock changes within an interval, a repeated day goes by its beginning's clock.
        LocalDateTime at =
            daily ? clock[i].toLocalDateTime().plusMinutes(minute) : now.toLocalDateTime();
        at = at.withMinute(at.getMinute() / step * step);
        List<Double> found = known.get(daily ? day0(at) : at);
        if (!daily && zone.getRules().getValidOffsets(at).isEmpty()) {
          // Lord Howe's half hour after a skipped one.
          found = known.get(at.plusHours(1));
        }
        boolean second =
            !daily
                && zone.getRules().getValidOffsets(at).size() == 2
                && now.getOffset().equals(zone.getRules().getValidOffsets(at).get(1));
        double price =
            found == null || found.size() == 1 && second ? Double.NaN : found.get(second ? 1 : 0);
        double held = price;
        if (charge.capUsdPerMwh() != null) {
          held = Math.min(held, charge.capUsdPerMwh());
        }
        if (charge.floorUsdPerMwh() != null) {
          held = Math.max(held, charge.floorUsdPerMwh());
        }
        sum +=
            held * (charge.lossFactor() == null ? 1 : charge.lossFactor())
                + (charge.adderUsdPerMwh() == null ? 0 : charge.adderUsdPerMwh());
      }
      prices[i] = sum / minutes;
    }
    return prices;
  }

  private static LocalDateTime day0(LocalDateTime at) {
    return LocalDate.EPOCH.atTime(at.toLocalTime());
  }

  /** USD by month and charge; an absent one is not billed. */
  Map<YearMonth, Map<String, Double>> bill(double[] kw) {
    return new Run(kw).bill();
  }

  /** The bill, and what the load's coincident peaks will cost in next year's bills beyond it. */
  double worth(double[] kw) {
    Run run = new Run(kw);
    double sum = 0;
    for (Map<String, Double> month : run.bill().values()) {
      for (double usd : month.values()) {
        sum += usd;
      }
    }
    for (CoincidentPeakCharge charge : tariff.charges(CoincidentPeakCharge.class).toList()) {
      for (CoincidentPeakCharge.Reading reading : charge.readings()) {
        if (charge.billed() == CoincidentPeakCharge.Billed.NEXT_YEAR
            && reading.kw() == null
            && run.isCovered(reading.at(), charge.intervalMinutes())) {
          for (int m = 1; m <= 12; m++) {
            if (!run.months.contains(YearMonth.of(reading.at().getYear() + 1, m))) {
              sum +=
                  run.mean(reading.at(), charge.intervalMinutes())
                      / charge.peaks()
                      * charge.usdPerKwMonth()
                      * tariff.taxFactor(charge);
            }
          }
        }
      }
    }
    return sum;
  }

  /** The same question is asked for each of many loads. */
  private boolean covers(@Nullable List<When> list, int interval) {
    if (list == null) {
      return true;
    }
    boolean[] known =
        covered.computeIfAbsent(
            list,
            of -> {
              boolean[] each = new boolean[clock.length];
              for (int i = 0; i < each.length; i++) {
                each[i] = covers(of, clock[i]);
              }
              return each;
            });
    return known[interval];
  }

  private boolean covers(List<When> list, ZonedDateTime at) {
    for (When when : list) {
      boolean month = when.months() == null || when.months().contains(at.getMonthValue());
      int from = when.fromHour() == null ? 0 : when.fromHour();
      int to = when.toHour() == null ? 24 : when.toHour();
      boolean hour = false;
      for (int h = from; h != to; h = h == 24 ? 0 : h + 1) {
        hour |= h == at.getHour();
      }
      if (month && hour && is(when.days(), at.toLocalDate())) {
        return true;
      }
    }
    return false;
  }

  private boolean is(@Nullable Days days, LocalDate date) {
    boolean holiday =
        tariff.holidays() != null
            && tariff.holidays().dates() != null
            && tariff.holidays().dates().contains(date);
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (days == null) {
      return true;
    }
    return switch (days) {
      case ALL -> true;
      case HOLIDAY -> holiday;
      case WEEKEND_OR_HOLIDAY -> holiday || weekend;
      case WEEKEND -> weekend && !holiday;
      case WEEKDAY -> !weekend && !holiday;
    };
  }

  /** One load. */
  private final class Run {
    final double[] kw;
    final TreeSet<YearMonth> months = new TreeSet<>();
    final Map<YearMonth, Map<String, Double>> bill = new TreeMap<>();
    final Map<String, Map<YearMonth, Double>> peaks = new HashMap<>();

    Run(double[] kw) {
      this.kw = kw;
      months.addAll(List.of(monthAt));
      months.forEach(month -> bill.put(month, new LinkedHashMap<>()));
    }

    void add(YearMonth month, Charge charge, double usd) {
      requireNonNull(bill.get(month)).merge(charge.name(), usd, Double::sum);
    }

    Map<YearMonth, Map<String, Double>> bill() {
      double[] bought = buy();
      for (Charge charge : tariff.charges()) {
        if (charge instanceof EnergyCharge energy) {
          energy(energy, energy.periods(), energy.billingDemandOf(), bought);
        } else if (charge instanceof RiderCharge rider) {
          energy(rider, rider.periods(), null, kw);
        } else if (charge instanceof DemandCharge demand) {
          for (YearMonth month : months) {
            for (DemandPeriod period : demand.periods()) {
              Double billed = billed(demand, period, month);
              if (billed != null) {
                add(month, demand, price(period, billed));
              }
            }
          }
        } else if (charge instanceof CoincidentPeakCharge peak) {
          coincident(peak);
        } else if (charge instanceof TakeOrPayCharge least) {
          takeOrPay(least);
        } else if (charge instanceof CurtailmentCredit credit) {
          credit(credit);
        } else if (charge instanceof FixedCharge fixed) {
          for (YearMonth month : months) {
            TreeSet<LocalDate> days = new TreeSet<>();
            for (ZonedDateTime at : clock) {
              if (YearMonth.from(at).equals(month)) {
                days.add(at.toLocalDate());
              }
            }
            add(
                month,
                fixed,
                fixed.usdPerMonth() != null
                    ? fixed.usdPerMonth()
                    : days.size() * requireNonNull(fixed.usdPerDay()));
          }
        }
      }
      minimums();
      taxes();
      return bill;
    }

    /** Blocks first, the rest from the index; gives the kW that are no block's. */
    double[] buy() {
      double[] rest = kw.clone();
      for (int i = 0; i < kw.length; i++) {
        IndexCharge index = null;
        for (IndexCharge charge : tariff.charges(IndexCharge.class).toList()) {
          index = covers(charge.when(), i) ? charge : index;
        }
        double price = index == null ? 0 : requireNonNull(indexUsd.get(index.name()))[i];
        for (BlockCharge block : tariff.charges(BlockCharge.class).toList()) {
          LocalDate day = clock[i].toLocalDate();
          if (covers(block.when(), i)
              && (block.from() == null || !day.isBefore(block.from()))
              && (block.until() == null || !day.isAfter(block.until()))) {
            double used = Math.min(rest[i], block.mw() * 1000);
            rest[i] -= used;
            double unused = block.mw() * 1000 - used;
            double brings = 0;
            if (block.sellBackFeeUsdPerMwh() != null) {
              double bare = index == null ? 0 : requireNonNull(bareUsd.get(index.name()))[i];
              brings = bare - block.sellBackFeeUsdPerMwh();
            } else if (block.resaleUsdPerMwh() != null) {
              brings = block.resaleUsdPerMwh();
            }
            add(monthAt[i], block, block.mw() * hours[i] * block.usdPerMwh());
            if (unused > 0) {
              add(monthAt[i], block, -unused / 1000 * hours[i] * brings);
            }
          }
        }
        if (index != null && rest[i] > 0) {
          add(monthAt[i], index, rest[i] / 1000 * hours[i] * price);
        }
      }
      return rest;
    }

    void energy(
        Charge charge, List<EnergyPeriod> periods, @Nullable String demandOf, double[] load) {
      Map<YearMonth, double[]> kwh = new TreeMap<>();
      for (int i = 0; i < load.length; i++) {
        for (int p = 0; p < periods.size(); p++) {
          if (covers(periods.get(p).when(), i)) {
            kwh.computeIfAbsent(monthAt[i], m -> new double[periods.size()])[p] +=
                load[i] * hours[i];
          }
        }
      }
      kwh.forEach(
          (month, used) -> {
            double total = 0;
            for (double each : used) {
              total += each;
            }
            for (int p = 0; p < used.length && total > 0; p++) {
              double below = 0;
              for (EnergyTier tier : periods.get(p).asTiers()) {
                double limit = Double.POSITIVE_INFINITY;
                double days = month.lengthOfMonth();
                if (tier.upToKwh() != null) {
                  limit = Math.min(limit, tier.upToKwh());
                }
                if (tier.upToKwhPerDay() != null) {
                  limit = Math.min(limit, tier.upToKwhPerDay() * days);
                }
                if (tier.upToKwhPerKw() != null) {
                  limit = Math.min(limit, tier.upToKwhPerKw() * kwOf(demandOf, month));
                }
                if (tier.upToKwhPerKwPerDay() != null) {
                  limit = Math.min(limit, tier.upToKwhPerKwPerDay() * days * kwOf(demandOf, month));
                }
                double within = Math.max(0, Math.min(total, limit) - below);
                below = Math.max(below, Math.min(total, limit));
                add(month, charge, within * used[p] / total / 1000 * tier.usdPerMwh());
              }
            }
          });
    }

    double kwOf(@Nullable String demand, YearMonth month) {
      if (demand == null) {
        return peak(null, 15, month);
      }
      double highest = 0;
      for (DemandCharge charge : tariff.charges(DemandCharge.class).toList()) {
        for (DemandPeriod period : charge.periods()) {
          Double billed = charge.name().equals(demand) ? billed(charge, period, month) : null;
          highest = Math.max(highest, billed == null ? 0 : billed);
        }
      }
      return highest;
    }

    /** The highest mean of the month's windows; NaN without any. */
    double peak(@Nullable List<When> when, int window, YearMonth of) {
      return peaks
          .computeIfAbsent(
              (when == null ? 0 : System.identityHashCode(when)) + " " + window,
              key -> peaks(when, window))
          .getOrDefault(of, Double.NaN);
    }

    private Map<YearMonth, Double> peaks(@Nullable List<When> when, int window) {
      Map<String, double[]> windows = new HashMap<>();
      Map<String, YearMonth> months = new HashMap<>();
      for (int i = 0; i < kw.length; i++) {
        if (covers(when, i)) {
          ZonedDateTime at = clock[i];
          String of =
              at.toLocalDate()
                  + " "
                  + at.getHour()
                  + " "
                  + at.getMinute() / window
                  + at.getOffset();
          double[] sum = windows.computeIfAbsent(of, o -> new double[2]);
          sum[0] += kw[i];
          sum[1]++;
          months.put(of, monthAt[i]);
        }
      }
      Map<YearMonth, Double> highest = new HashMap<>();
      windows.forEach(
          (of, sum) -> highest.merge(requireNonNull(months.get(of)), sum[0] / sum[1], Math::max));
      return highest;
    }

    @Nullable Double billed(DemandCharge charge, DemandPeriod period, YearMonth month) {
      double own = peak(period.when(), charge.windowMinutes(), month);
      if (Double.isNaN(own)) {
        return null;
      }
      double billed = Math.max(own, metered(charge, month));
      if (charge.ratchet() != null) {
        for (int back = 1; back <= charge.ratchet().lookbackMonths(); back++) {
          YearMonth source = month.minusMonths(back);
          if (charge.ratchet().months() == null
              || charge.ratchet().months().contains(source.getMonthValue())) {
            double highest = metered(charge, source);
            for (DemandPeriod each : charge.periods()) {
              double peak = peak(each.when(), charge.windowMinutes(), source);
              highest = Double.isNaN(peak) ? highest : Math.max(highest, peak);
            }
            billed = Math.max(billed, highest * charge.ratchet().percent() / 100);
          }
        }
      }
      return charge.minimumKw() == null ? billed : Math.max(billed, charge.minimumKw());
    }

    double metered(DemandCharge charge, YearMonth month) {
      Double kw = charge.peaksKw() == null ? null : charge.peaksKw().get(month);
      return kw == null ? 0 : kw;
    }

    double price(DemandPeriod period, double demand) {
      double usd = 0;
      double below = 0;
      for (DemandPeriod.Tier tier : period.asTiers()) {
        double until = tier.upToKw() == null ? demand : Math.min(tier.upToKw(), demand);
        usd += Math.max(0, until - below) * tier.usdPerKw();
        below = Math.max(below, until);
      }
      return usd;
    }

    int intervalAt(ZonedDateTime moment) {
      return (int) Math.floorDiv(moment.toEpochSecond() - start.getEpochSecond(), minutes * 60L);
    }

    boolean isCovered(LocalDateTime from, int length) {
      ZonedDateTime at = from.atZone(zone);
      return intervalAt(at) >= 0 && intervalAt(at.plusMinutes(length - 1)) < kw.length;
    }

    double mean(LocalDateTime from, int length) {
      double sum = 0;
      for (int minute = 0; minute < length; minute++) {
        sum += kw[intervalAt(from.atZone(zone).plusMinutes(minute))];
      }
      return sum / length;
    }

    void coincident(CoincidentPeakCharge charge) {
      boolean next = charge.billed() == CoincidentPeakCharge.Billed.NEXT_YEAR;
      for (YearMonth month : months) {
        double sum = 0;
        int count = 0;
        for (CoincidentPeakCharge.Reading reading : charge.readings()) {
          YearMonth of = YearMonth.from(reading.at());
          if (next ? of.getYear() == month.getYear() - 1 : of.equals(month)) {
            sum +=
                reading.kw() != null ? reading.kw() : mean(reading.at(), charge.intervalMinutes());
            count++;
          }
        }
        if (count > 0) {
          add(month, charge, sum / count * charge.usdPerKwMonth());
        }
      }
    }

    boolean whole(YearMonth month) {
      Instant begins = month.atDay(1).atStartOfDay(zone).toInstant();
      Instant ends = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
      Instant end = start.plusSeconds(60L * minutes * kw.length);
      return !start.isAfter(begins) && !end.isBefore(ends);
    }

    /** What the site file tells of a month before the load's first. */
    @Nullable Double takenBefore(TakeOrPayCharge charge, YearMonth month) {
      return charge.takenMwh() == null || !month.isBefore(monthAt[0])
          ? null
          : charge.takenMwh().get(month);
    }

    void takeOrPay(TakeOrPayCharge charge) {
      boolean yearly = charge.per() == TakeOrPayCharge.Per.YEAR;
      Map<Integer, Double> owed = new TreeMap<>();
      for (YearMonth month : months) {
        int serial = yearly ? month.getYear() : month.getYear() * 12 + month.getMonthValue();
        List<YearMonth> span = new ArrayList<>();
        for (int m = 1; yearly && m <= 12; m++) {
          span.add(YearMonth.of(month.getYear(), m));
        }
        if (!yearly) {
          span.add(month);
        }
        if (yearly && month.getMonthValue() != 12
            || !span.stream().allMatch(m -> whole(m) || takenBefore(charge, m) != null)) {
          continue;
        }
        double taken = 0;
        for (YearMonth m : span) {
          Double before = takenBefore(charge, m);
          taken += before == null ? 0 : before;
        }
        for (int i = 0; i < kw.length; i++) {
          taken += span.contains(monthAt[i]) ? kw[i] * hours[i] / 1000 : 0;
        }
        double beyond = taken - charge.minimumMwh();
        if (beyond < 0) {
          owed.put(serial, -beyond);
          add(month, charge, -beyond * charge.usdPerMwh());
        }
        int last = charge.makeUpPeriods() == null ? 0 : charge.makeUpPeriods();
        for (int old = serial - last; old < serial && beyond > 0; old++) {
          double madeUp = Math.min(beyond, owed.getOrDefault(old, 0.0));
          owed.merge(old, -madeUp, Double::sum);
          beyond -= madeUp;
          add(month, charge, -madeUp * charge.usdPerMwh());
        }
      }
    }

    void credit(CurtailmentCredit credit) {
      if (credit.usdPerKwMonth() != null && credit.firmKw() != null) {
        for (YearMonth month : months) {
          double above = Math.max(0, peak(null, 15, month) - credit.firmKw());
          add(month, credit, -above * credit.usdPerKwMonth());
        }
      }
      if (credit.usdPerMwh() != null && credit.baselineKw() != null) {
        for (CurtailmentCredit.Event event : credit.events()) {
          ZonedDateTime until = event.until().atZone(zone);
          for (ZonedDateTime at = event.from().atZone(zone);
              at.isBefore(until);
              at = at.plusMinutes(1)) {
            int i = intervalAt(at);
            if (i >= 0 && i < kw.length) {
              double below = Math.max(0, credit.baselineKw() - kw[i]) / 60 / 1000;
              add(monthAt[i], credit, -below * credit.usdPerMwh());
            }
          }
        }
      }
    }

    double sum(YearMonth month) {
      return requireNonNull(bill.get(month)).values().stream().mapToDouble(x -> x).sum();
    }

    /** The highest of several minimums of a month tops it up; then the year's. */
    void minimums() {
      for (YearMonth month : months) {
        if (!whole(month)) {
          continue;
        }
        tariff
            .charges(MinimumCharge.class)
            .filter(least -> least.usdPerMonth() != null)
            .max(Comparator.comparing(least -> requireNonNull(least.usdPerMonth())))
            .ifPresent(
                least ->
                    add(
                        month,
                        least,
                        Math.max(0, requireNonNull(least.usdPerMonth()) - sum(month))));
      }
      for (YearMonth december : months) {
        double year = 0;
        boolean whole = december.getMonthValue() == 12;
        for (int m = 1; m <= 12; m++) {
          YearMonth month = YearMonth.of(december.getYear(), m);
          whole &= whole(month);
          year += months.contains(month) ? sum(month) : 0;
        }
        double billed = year;
        if (whole) {
          tariff
              .charges(MinimumCharge.class)
              .filter(least -> least.usdPerYear() != null)
              .max(Comparator.comparing(least -> requireNonNull(least.usdPerYear())))
              .ifPresent(
                  least ->
                      add(
                          december,
                          least,
                          Math.max(0, requireNonNull(least.usdPerYear()) - billed)));
        }
      }
    }

    void taxes() {
      for (YearMonth month : months) {
        Map<String, Double> before = Map.copyOf(requireNonNull(bill.get(month)));
        for (TaxCharge tax : tariff.charges(TaxCharge.class).toList()) {
          before.forEach(
              (name, usd) -> {
                if (tax.of() == null || tax.of().contains(name)) {
                  add(month, tax, usd * tax.percent() / 100);
                }
              });
        }
      }
    }
  }
}
