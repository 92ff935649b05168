package busbar.billing;

import busbar.billing.AvoidablePrices.SetBy;
import busbar.billing.Compiled.Demand;
import busbar.billing.Compiled.Energy;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.TakeOrPayCharge;
import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * What the metered quantities come to once the months are settled in their order: billing demands
 * with their ratchets, readings at coincident peaks, quantities that fell short. Bills and
 * avoidable prices both read from here, so that the two cannot disagree.
 */
final class Settlement {
  /** The demand of one period in one month. */
  static final class BillingDemand {
    double kw;
    SetBy setBy = SetBy.LOAD;

    /** What a kW less of the load's own peak would save, USD, this charge's taxes apart. */
    double usdPerKw;
  }

  /**
   * A month's coincident-peak bill.
   *
   * @param kw mean of the readings
   */
  record CoincidentDemand(int charge, int month, double kw) {}

  /** A reading that the load covers, and what a kW less in it saves, USD, taxes apart. */
  record CoincidentPeak(int charge, int from, int until, double usdPerKw) {}

  /**
   * Take-or-pay of a month, or of a year with its December.
   *
   * @param mwh what fell short, or below zero what was made up
   * @param firstMonth the first month that the quantity counts
   */
  record Shortfall(int charge, int firstMonth, int month, double mwh) {}

  final Metering metering;
  final List<String> warnings = new ArrayList<>();

  /** By demand charge, month and period; null where the period has no hours in the month. */
  final BillingDemand[][] demands;

  final List<CoincidentDemand> coincident = new ArrayList<>();
  final List<CoincidentPeak> peaks = new ArrayList<>();
  final List<Shortfall> shortfalls = new ArrayList<>();

  private final Compiled tariff;

  Settlement(Compiled tariff, LoadSeries load, boolean asIfCurrent) {
    this.tariff = tariff;
    this.metering = new Metering(tariff, load);
    this.demands = new BillingDemand[tariff.demands.size()][];
    checkApplies(asIfCurrent || Boolean.TRUE.equals(tariff.schedule.asIfCurrent()));
    for (int month = 0; month < metering.months; month++) {
      if (!metering.whole[month]) {
        warnings.add(
            metering.monthAt(month)
                + " is not covered whole: monthly charges are billed in full all the same, energy"
                + " and demand for what is covered");
      }
    }
    for (int i = 0; i < demands.length; i++) {
      settleDemand(i);
    }
    for (int i = 0; i < tariff.schedule.charges().size(); i++) {
      Charge charge = tariff.charge(i);
      if (charge instanceof CoincidentPeakCharge peak) {
        settleCoincident(i, peak);
      } else if (charge instanceof TakeOrPayCharge least) {
        settleTakeOrPay(i, least);
      }
    }
  }

  private void checkApplies(boolean asIfCurrent) {
    var schedule = tariff.schedule;
    var from = metering.load.start().atZone(tariff.zone).toLocalDate();
    var last = metering.load.end().minusSeconds(1).atZone(tariff.zone).toLocalDate();
    if (schedule.validFrom() != null && from.isBefore(schedule.validFrom())) {
      apply(
          asIfCurrent,
          "validFrom",
          "is " + schedule.validFrom() + ", and the load begins on " + from);
    }
    if (schedule.validUntil() != null && last.isAfter(schedule.validUntil())) {
      apply(
          asIfCurrent,
          "validUntil",
          "is " + schedule.validUntil() + ", and the load ends on " + last);
    }
    double highest = 0;
    for (int month = 0; month < metering.months; month++) {
      highest = Math.max(highest, metering.highest.kw[month]);
    }
    if (schedule.minKw() != null && highest < schedule.minKw()) {
      apply(
          asIfCurrent,
          "minKw",
          "is " + schedule.minKw() + ", and the load's highest is " + highest + " kW");
    }
    if (schedule.maxKw() != null && highest > schedule.maxKw()) {
      apply(
          asIfCurrent,
          "maxKw",
          "is " + schedule.maxKw() + ", and the load's highest is " + highest + " kW");
    }
    for (Demand demand : tariff.demands) {
      if (metering.load.intervalMinutes() > demand.of().windowMinutes()) {
        warnings.add(
            demand.of().name()
                + " is measured over "
                + demand.of().windowMinutes()
                + " minutes, and the load is a mean of "
                + metering.load.intervalMinutes()
                + ": peaks within an interval do not show");
      }
    }
  }

  private void apply(boolean asIfCurrent, String field, String problem) {
    if (!asIfCurrent) {
      throw new OutOfRange(
          field,
          problem,
          "use a rate that applies, or price it all the same with asIfCurrent: true");
    }
    warnings.add("Priced as if current: " + field + " " + problem);
  }

  private void settleDemand(int index) {
    DemandCharge charge = tariff.demands.get(index).of();
    int periods = charge.periods().size();
    Metering.Peaks seen = metering.demand[index];
    demands[index] = new BillingDemand[metering.months * periods];
    for (int month = 0; month < metering.months; month++) {
      for (int period = 0; period < periods; period++) {
        int place = month * periods + period;
        if (!seen.seen(place)) {
          continue;
        }
        BillingDemand demand = new BillingDemand();
        demands[index][place] = demand;
        demand.kw = seen.kw[place];
        double earlier = earlierKw(charge, metering.monthAt(month));
        if (earlier >= demand.kw) {
          demand.kw = earlier;
          demand.setBy = SetBy.EARLIER_THIS_MONTH;
        }
        int ratchetMonth = -1;
        DemandCharge.Ratchet ratchet = charge.ratchet();
        if (ratchet != null) {
          double highest = 0;
          for (int back = 1; back <= ratchet.lookbackMonths(); back++) {
            YearMonth source = metering.monthAt(month).minusMonths(back);
            if (!ratchet.counts(source) || !measures(index, source)) {
              continue;
            }
            double peak = measuredKw(index, source);
            if (peak * ratchet.percent() / 100 >= demand.kw) {
              demand.setBy = SetBy.RATCHET;
              demand.kw = peak * ratchet.percent() / 100;
            }
            if (peak > highest) {
              highest = peak;
              ratchetMonth = metering.indexOf(source);
            } else if (peak == highest) {
              ratchetMonth = -1;
            }
          }
        }
        if (charge.minimumKw() != null && charge.minimumKw() >= demand.kw) {
          demand.kw = charge.minimumKw();
          demand.setBy = SetBy.MINIMUM;
        }
        double price = marginalUsdPerKw(charge.periods().get(period), demand.kw);
        if (demand.setBy == SetBy.LOAD) {
          demand.usdPerKw += price;
        } else if (demand.setBy == SetBy.RATCHET && ratchet != null && ratchetMonth >= 0) {
          saveLater(index, ratchetMonth, price * ratchet.percent() / 100);
        }
      }
    }
  }

  /** A lower peak in an earlier month of the load would also have lowered this month's floor. */
  private void saveLater(int index, int month, double usdPerKw) {
    DemandCharge charge = tariff.demands.get(index).of();
    int periods = charge.periods().size();
    for (int period = 0; period < periods; period++) {
      BillingDemand source = demands[index][month * periods + period];
      if (source != null
          && metering.demand[index].kw[month * periods + period]
              > earlierKw(charge, metering.monthAt(month))) {
        source.usdPerKw += usdPerKw;
      }
    }
  }

  private static double earlierKw(DemandCharge charge, YearMonth month) {
    Double kw = charge.peaksKw() == null ? null : charge.peaksKw().get(month);
    return kw == null ? Double.NEGATIVE_INFINITY : kw;
  }

  /** Whether the charge has hours in that month of the year. */
  private boolean measures(int index, YearMonth month) {
    Demand demand = tariff.demands.get(index);
    int from = (month.getMonthValue() - 1) * 72;
    for (int slot = from; slot < from + 72; slot++) {
      if (demand.table().covers(slot)) {
        return true;
      }
    }
    return false;
  }

  /** The peak of an earlier month, from the load or from what the meter has shown. */
  private double measuredKw(int index, YearMonth month) {
    DemandCharge charge = tariff.demands.get(index).of();
    double kw = earlierKw(charge, month);
    int at = metering.indexOf(month);
    if (at >= 0) {
      int periods = charge.periods().size();
      for (int period = 0; period < periods; period++) {
        kw = Math.max(kw, metering.demand[index].kw[at * periods + period]);
      }
    }
    if (kw == Double.NEGATIVE_INFINITY) {
      throw new OutOfRange(
          "charges[" + tariff.demands.get(index).charge() + "].peaksKw",
          "of "
              + charge.name()
              + " lacks "
              + month
              + ", to which its ratchet looks back, and the load does not cover that month",
          "write the month's peak, 0 where there was no service, or bill a longer load");
    }
    return kw;
  }

  private static double marginalUsdPerKw(DemandPeriod period, double kw) {
    for (DemandPeriod.Tier tier : period.asTiers()) {
      if (tier.upToKw() == null || kw <= tier.upToKw()) {
        return tier.usdPerKw();
      }
    }
    throw new IllegalStateException("the last tier has no limit");
  }

  private void settleCoincident(int index, CoincidentPeakCharge charge) {
    for (int month = 0; month < metering.months; month++) {
      YearMonth billed = metering.monthAt(month);
      if (charge.billed() == CoincidentPeakCharge.Billed.NEXT_YEAR) {
        int year = billed.getYear() - 1;
        List<Integer> readings = readings(charge, year, 0);
        if (readings.size() != charge.peaks()) {
          throw new OutOfRange(
              "charges[" + index + "].readings",
              "of "
                  + charge.name()
                  + " hold "
                  + readings.size()
                  + " of the "
                  + charge.peaks()
                  + " peaks of "
                  + year
                  + ", which are billed in "
                  + billed.getYear(),
              "list that year's peaks with the site's kW, 0 where it took no power then");
        }
        coincident.add(new CoincidentDemand(index, month, mean(index, charge, readings)));
      } else if (charge.months().contains(billed.getMonthValue())) {
        List<Integer> readings = readings(charge, billed.getYear(), billed.getMonthValue());
        if (readings.isEmpty() && charge.peaks() >= charge.months().size()) {
          throw new OutOfRange(
              "charges[" + index + "].readings",
              "of " + charge.name() + " hold no peak of " + billed,
              "add the system's peak of that month");
        }
        if (!readings.isEmpty()) {
          coincident.add(new CoincidentDemand(index, month, mean(index, charge, readings)));
        }
      }
    }
    for (int i = 0; i < charge.readings().size(); i++) {
      Instant at = charge.readings().get(i).at().atZone(tariff.zone).toInstant();
      if (charge.readings().get(i).kw() == null
          && !Double.isNaN(metering.meanKw(at, charge.intervalMinutes()))) {
        boolean next = charge.billed() == CoincidentPeakCharge.Billed.NEXT_YEAR;
        YearMonth month = YearMonth.from(charge.readings().get(i).at());
        int count =
            next ? charge.peaks() : readings(charge, month.getYear(), month.getMonthValue()).size();
        peaks.add(
            new CoincidentPeak(
                index,
                (int) metering.load.indexOf(at.getEpochSecond()),
                (int)
                        metering.load.indexOf(
                            at.getEpochSecond() + charge.intervalMinutes() * 60L - 1)
                    + 1,
                charge.usdPerKwMonth() * (next ? 12 : 1) / count));
      }
    }
  }

  /** Indexes of the readings of a year, or of one of its months. */
  private static List<Integer> readings(CoincidentPeakCharge charge, int year, int month) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < charge.readings().size(); i++) {
      var at = charge.readings().get(i).at();
      if (at.getYear() == year && (month == 0 || at.getMonthValue() == month)) {
        found.add(i);
      }
    }
    return found;
  }

  private double mean(int index, CoincidentPeakCharge charge, List<Integer> readings) {
    double sum = 0;
    for (int i : readings) {
      CoincidentPeakCharge.Reading reading = charge.readings().get(i);
      double kw =
          reading.kw() != null
              ? reading.kw()
              : metering.meanKw(
                  reading.at().atZone(tariff.zone).toInstant(), charge.intervalMinutes());
      if (Double.isNaN(kw)) {
        throw new OutOfRange(
            "charges[" + index + "].readings[" + i + "].kw",
            "of " + charge.name() + " is missing, and the load does not cover " + reading.at(),
            "write the site's mean load in that peak, 0 where it took no power then");
      }
      sum += kw;
    }
    return sum / readings.size();
  }

  private void settleTakeOrPay(int index, TakeOrPayCharge charge) {
    boolean yearly = charge.per() == TakeOrPayCharge.Per.YEAR;
    // MWh paid for and not taken, by the period in which that was, oldest first.
    List<double[]> bank = new ArrayList<>();
    int period = 0;
    for (int month = 0; month < metering.months; month++) {
      int firstMonth = yearly ? month - metering.monthAt(month).getMonthValue() + 1 : month;
      if (yearly && metering.monthAt(month).getMonthValue() != 12) {
        if (month == metering.months - 1) {
          unsettled(charge, metering.monthAt(month).getYear() + "");
        }
        continue;
      }
      boolean whole = firstMonth >= 0;
      double mwh = 0;
      for (int m = Math.max(0, firstMonth); m <= month; m++) {
        whole &= metering.whole[m];
        mwh += metering.kwh[m] / 1000;
      }
      if (!whole) {
        unsettled(
            charge, yearly ? metering.monthAt(month).getYear() + "" : metering.monthAt(month) + "");
        continue;
      }
      period++;
      double beyond = mwh - charge.minimumMwh();
      if (beyond < 0) {
        shortfalls.add(new Shortfall(index, firstMonth, month, -beyond));
        bank.add(new double[] {period, -beyond});
      } else if (charge.makeUpPeriods() != null) {
        double madeUp = 0;
        for (double[] paid : bank) {
          if (period - paid[0] <= charge.makeUpPeriods()) {
            double taken = Math.min(paid[1], beyond - madeUp);
            paid[1] -= taken;
            madeUp += taken;
          }
        }
        if (madeUp > 0) {
          shortfalls.add(new Shortfall(index, firstMonth, month, -madeUp));
        }
      }
    }
  }

  private void unsettled(TakeOrPayCharge charge, String span) {
    warnings.add(
        charge.name() + " of " + span + " is not settled: the load does not cover all of it");
  }

  /** The kW that measure an energy charge's tiers in a month. */
  double billingKw(Energy energy, int month) {
    if (energy.demandOf().isEmpty()) {
      return Math.max(0, metering.highest.kw[month]);
    }
    double highest = 0;
    for (int i = 0; i < demands.length; i++) {
      DemandCharge charge = tariff.demands.get(i).of();
      for (int p = 0; charge.name().equals(energy.demandOf()) && p < charge.periods().size(); p++) {
        BillingDemand demand = demands[i][month * charge.periods().size() + p];
        highest = demand == null ? highest : Math.max(highest, demand.kw);
      }
    }
    return highest;
  }

  /** The month's energy under an energy charge, all periods, kWh. */
  double energyKwh(int index, int month) {
    double sum = 0;
    int periods = tariff.energy.get(index).periods().size();
    for (int period = 0; period < periods; period++) {
      sum += metering.energyKwh[index][month * periods + period];
    }
    return sum;
  }

  /** How the month's energy fills the tiers of an energy charge, kWh by tier. */
  double[] tiersKwh(int index, int month) {
    Energy energy = tariff.energy.get(index);
    List<EnergyTier> tiers = energy.periods().get(0).asTiers();
    double[] kwh = new double[tiers.size()];
    double total = energyKwh(index, month);
    double days = metering.monthAt(month).lengthOfMonth();
    double kw = tiers.size() == 1 ? 0 : billingKw(energy, month);
    double below = 0;
    for (int t = 0; t < kwh.length; t++) {
      double limit = Math.max(below, tiers.get(t).limitKwh(days, kw));
      kwh[t] = Math.max(0, Math.min(total, limit) - below);
      below = limit;
    }
    return kwh;
  }
}
