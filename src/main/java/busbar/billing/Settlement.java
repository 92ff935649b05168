package busbar.billing;

import busbar.billing.AvoidablePrices.SetBy;
import busbar.billing.Compiled.Demand;
import busbar.billing.Compiled.Energy;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.EnergyTier;
import busbar.tariff.TakeOrPayCharge;
import busbar.units.OutOfRange;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The month of the load whose peak alone holds this demand up by the ratchet, or −1. */
    int ratchetMonth = -1;
  }

  /**
   * A month's coincident-peak bill.
   *
   * @param kw mean of the readings
   */
  record CoincidentDemand(int charge, int month, double kw) {}

  /**
   * Take-or-pay of a month, or of a year with its December.
   *
   * @param firstMonth the first month that the quantity counts; below zero before the load
   * @param month the last, with which it is billed
   * @param mwh what was taken
   */
  record Taken(int firstMonth, int month, double mwh) {}

  final Metering metering;
  final List<String> warnings = new ArrayList<>();

  /** By demand charge, month and period; null where the period has no hours in the month. */
  final BillingDemand[][] demands;

  final List<CoincidentDemand> coincident = new ArrayList<>();

  /** By charge: the settled periods of a take-or-pay, in their order. */
  final Map<Integer, List<Taken>> takeOrPay = new HashMap<>();

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
                + " is not covered whole: fixed charges are billed in full all the same, energy"
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
        DemandCharge.Ratchet ratchet = charge.ratchet();
        if (ratchet != null) {
          double highest = 0;
          for (int back = 1; back <= ratchet.lookbackMonths(); back++) {
            YearMonth source = metering.monthAt(month).minusMonths(back);
            if (!ratchet.counts(source) || !hasPeak(index, source)) {
              continue;
            }
            double peak = measuredKw(index, source);
            double floor = peak * ratchet.percent() / 100;
            // Peaks of equal loads may differ in their last digits.
            double alike = 1e-12 * Math.abs(demand.kw);
            if (floor > demand.kw + alike) {
              demand.kw = floor;
              demand.setBy = SetBy.RATCHET;
              demand.ratchetMonth = loadAloneSets(index, source) ? metering.indexOf(source) : -1;
            } else if (floor >= demand.kw - alike) {
              demand.setBy = SetBy.RATCHET;
              demand.ratchetMonth = -1;
            }
          }
        }
        if (charge.minimumKw() != null && charge.minimumKw() >= demand.kw) {
          demand.kw = charge.minimumKw();
          demand.setBy = SetBy.MINIMUM;
        }
      }
    }
  }

  /** Whether a month's peak is the load's, and above what the meter had shown before. */
  private boolean loadAloneSets(int index, YearMonth month) {
    DemandCharge charge = tariff.demands.get(index).of();
    return metering.indexOf(month) >= 0 && measuredKw(index, month) > earlierKw(charge, month);
  }

  private static double earlierKw(DemandCharge charge, YearMonth month) {
    Double kw = charge.peaksKw() == null ? null : charge.peaksKw().get(month);
    return kw == null ? Double.NEGATIVE_INFINITY : kw;
  }

  /** Whether a month has a peak to look back to: one that is listed, or hours of the charge. */
  private boolean hasPeak(int index, YearMonth month) {
    Demand demand = tariff.demands.get(index);
    if (earlierKw(demand.of(), month) != Double.NEGATIVE_INFINITY) {
      return true;
    }
    int at = metering.indexOf(month);
    if (at < 0 || !metering.whole[at]) {
      return demand.table().coversAnyOf(month.getMonthValue());
    }
    // A charge for holidays has no hours in a month without one.
    int periods = demand.of().periods().size();
    boolean seen = false;
    for (int place = at * periods; place < (at + 1) * periods; place++) {
      seen |= metering.demand[index].seen(place);
    }
    return seen;
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
  }

  /** Indexes of the readings of a year, or of one of its months. */
  static List<Integer> readings(CoincidentPeakCharge charge, int year, int month) {
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
      Metering.Span span = metering.span(charge, reading);
      if (reading.kw() == null && !span.isCovered()) {
        throw new OutOfRange(
            "charges[" + index + "].readings[" + i + "].kw",
            "of " + charge.name() + " is missing, and the load does not cover " + reading.at(),
            "write the site's mean load in that peak, 0 where it took no power then");
      }
      sum += reading.kw() != null ? reading.kw() : metering.meanKw(span);
    }
    return sum / readings.size();
  }

  private void settleTakeOrPay(int index, TakeOrPayCharge charge) {
    boolean yearly = charge.per() == TakeOrPayCharge.Per.YEAR;
    List<Taken> taken = new ArrayList<>();
    takeOrPay.put(index, taken);
    for (int month = 0; month < metering.months; month++) {
      int firstMonth = yearly ? month - metering.monthAt(month).getMonthValue() + 1 : month;
      if (yearly && metering.monthAt(month).getMonthValue() != 12) {
        if (month == metering.months - 1) {
          unsettled(charge, metering.monthAt(month).getYear() + "");
        }
        continue;
      }
      boolean whole = true;
      List<YearMonth> untold = new ArrayList<>();
      double mwh = 0;
      for (int m = firstMonth; m <= month; m++) {
        if (m >= 0) {
          whole &= metering.whole[m];
          mwh += metering.kwh[m] / 1000;
          continue;
        }
        Double before = charge.takenMwhOf(metering.monthAt(m));
        if (before == null) {
          untold.add(metering.monthAt(m));
        } else {
          mwh += before;
        }
      }
      if (!untold.isEmpty()) {
        warnings.add(
            charge.name()
                + " of "
                + metering.monthAt(month).getYear()
                + " is not settled: the load does not cover, and takenMwh does not tell, "
                + untold);
      } else if (whole) {
        taken.add(new Taken(firstMonth, month, mwh));
      } else {
        unsettled(
            charge, yearly ? metering.monthAt(month).getYear() + "" : metering.monthAt(month) + "");
      }
    }
  }

  /**
   * What falls short in each of a take-or-pay's periods, MWh; below zero what is made up. The
   * oldest shortfall is made up first.
   */
  static double[] shortMwh(TakeOrPayCharge charge, double[] takenMwh) {
    double[] shortMwh = new double[takenMwh.length];
    double[] owed = new double[takenMwh.length];
    int last = charge.makeUpPeriods() == null ? 0 : charge.makeUpPeriods();
    for (int period = 0; period < takenMwh.length; period++) {
      double beyond = takenMwh[period] - charge.minimumMwh();
      if (beyond < 0) {
        shortMwh[period] = -beyond;
        owed[period] = -beyond;
      }
      for (int from = Math.max(0, period - last); from < period && beyond > 0; from++) {
        double madeUp = Math.min(owed[from], beyond);
        owed[from] -= madeUp;
        beyond -= madeUp;
        shortMwh[period] -= madeUp;
      }
    }
    return shortMwh;
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
    boolean one = energy.periods().get(0).asTiers().size() == 1;
    return tiersKwh(index, month, one ? 0 : billingKw(energy, month));
  }

  /** The same if that were the month's billing demand. */
  double[] tiersKwh(int index, int month, double billingKw) {
    List<EnergyTier> tiers = tariff.energy.get(index).periods().get(0).asTiers();
    double[] kwh = new double[tiers.size()];
    double total = energyKwh(index, month);
    double days = metering.monthAt(month).lengthOfMonth();
    double below = 0;
    for (int t = 0; t < kwh.length; t++) {
      double limit = Math.max(below, tiers.get(t).limitKwh(days, billingKw));
      kwh[t] = Math.max(0, Math.min(total, limit) - below);
      below = limit;
    }
    return kwh;
  }
}
