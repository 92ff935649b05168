package busbar.billing;

import busbar.billing.Compiled.Block;
import busbar.billing.Compiled.Demand;
import busbar.billing.Compiled.Energy;
import busbar.billing.Settlement.BillingDemand;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.HourTable;
import busbar.tariff.MinimumCharge;
import busbar.tariff.TakeOrPayCharge;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slope of a bill towards less load in each interval: its avoidable price. Each charge gives
 * its own, weighed by what a dollar of it costs in all: taxes follow what they are taken of, and
 * where a minimum binds its top-up gives back what was saved.
 */
final class Slopes {
  private final Compiled tariff;
  private final Settlement settled;
  private final Metering metered;
  private final LoadSeries load;
  private final Bill bill;

  /** By charge and month: what a dollar of it costs in all. */
  private final double[][] weight;

  /** By energy charge, month and period: what a kWh less of it saves, USD/MWh. */
  private final double[][] energyUsdPerMwh;

  /** By month: what a kW less of the month's highest load saves, USD. */
  private final double[] highestUsdPerKw;

  /** By demand charge and place: what a kW less of the billing demand saves, USD. */
  private final double[][] billedUsdPerKw;

  /** By demand charge and place: what a kW less of the load's own peak saves, USD. */
  private final double[][] peakUsdPerKw;

  /** By month: what a MWh less of the month's whole energy saves, USD. */
  private final double[] energyAtAllUsdPerMwh;

  private final double[] usdPerMwh;

  Slopes(Compiled tariff, Settlement settled, Bill bill) {
    this.tariff = tariff;
    this.settled = settled;
    this.metered = settled.metering;
    this.load = metered.load;
    this.bill = bill;
    weight = new double[tariff.schedule.charges().size()][metered.months];
    energyUsdPerMwh = new double[tariff.energy.size()][];
    highestUsdPerKw = new double[metered.months];
    billedUsdPerKw = new double[tariff.demands.size()][];
    peakUsdPerKw = new double[tariff.demands.size()][];
    for (int k = 0; k < peakUsdPerKw.length; k++) {
      billedUsdPerKw[k] = new double[settled.demands[k].length];
      peakUsdPerKw[k] = new double[settled.demands[k].length];
    }
    energyAtAllUsdPerMwh = new double[metered.months];
    usdPerMwh = new double[load.intervals()];
  }

  AvoidablePrices prices() {
    weigh();
    for (int k = 0; k < energyUsdPerMwh.length; k++) {
      slopeOfEnergy(k);
    }
    slopeOfDemands();
    slopeOfTakeOrPay();
    slopeOfCredits();
    walk();
    addCoincidentPeaks();
    addEvents();
    return new AvoidablePrices(
        bill.tariff(),
        bill.timeZone(),
        load.start(),
        load.intervalMinutes(),
        usdPerMwh,
        peaks(),
        bill.averageUsdPerMwh(),
        bill.warnings());
  }

  /** With its taxes; where a minimum is topped up, less the top-up's dollar with its taxes. */
  private void weigh() {
    double[] toppedUp = new double[metered.months];
    // The first to top a month up stands; by year before by month, which then replaces it.
    for (int i = tariff.minimums.size() - 1; i >= 0; i--) {
      MinimumCharge least = tariff.minimums.get(i);
      double dollar = tariff.schedule.taxFactor(least);
      for (int month = 0; month < metered.months; month++) {
        if (bill.months().get(month).lines().stream()
            .anyMatch(line -> line.charge().equals(least.name()))) {
          int first = least.usdPerYear() != null ? month - 11 : month;
          Arrays.fill(toppedUp, first, month + 1, dollar);
        }
      }
    }
    for (int i = 0; i < weight.length; i++) {
      double dollar = tariff.schedule.taxFactor(tariff.charge(i));
      for (int month = 0; month < metered.months; month++) {
        weight[i][month] = dollar - toppedUp[month];
      }
    }
  }

  /**
   * A kWh less of a period takes its share out of every tier and moves the last tier's end: with E
   * the month's energy, A the cost of the period's whole share at its own prices and C the cost of
   * all, the slope is A/E − C/E + Σ share · price of the tier reached.
   */
  private void slopeOfEnergy(int k) {
    Energy energy = tariff.energy.get(k);
    int periods = energy.periods().size();
    energyUsdPerMwh[k] = new double[metered.months * periods];
    for (int month = 0; month < metered.months; month++) {
      double total = settled.energyKwh(k, month);
      double[] tiers = settled.tiersKwh(k, month);
      int reached = 0;
      for (int t = 0; t < tiers.length; t++) {
        reached = tiers[t] > 0 ? t : reached;
      }
      double mean = 0;
      double atReached = 0;
      double[] own = new double[periods];
      for (int p = 0; p < periods; p++) {
        List<EnergyTier> prices = energy.periods().get(p).asTiers();
        for (int t = 0; t < tiers.length; t++) {
          own[p] += total == 0 ? 0 : tiers[t] / total * prices.get(t).usdPerMwh();
        }
        double share = total == 0 ? 0 : metered.energyKwh[k][month * periods + p] / total;
        mean += share * own[p];
        atReached += share * prices.get(reached).usdPerMwh();
      }
      for (int p = 0; p < periods; p++) {
        double first = energy.periods().get(p).asTiers().get(0).usdPerMwh();
        energyUsdPerMwh[k][month * periods + p] =
            weight[energy.charge()][month]
                * (total == 0 || tiers.length == 1 ? first : own[p] - mean + atReached);
      }
      if (tiers.length > 1 && total > 0) {
        slopeOfTierLimits(k, month, total);
      }
    }
  }

  /** Tiers in kWh per kW end earlier when the billing demand falls. */
  private void slopeOfTierLimits(int k, int month, double total) {
    Energy energy = tariff.energy.get(k);
    double kw = settled.billingKw(energy, month);
    if (kw == 0) {
      return;
    }
    double step = kw * 1e-6;
    double[] tiers = settled.tiersKwh(k, month, kw);
    double[] lower = settled.tiersKwh(k, month, kw - step);
    int periods = energy.periods().size();
    double usdPerKw = 0;
    for (int p = 0; p < periods; p++) {
      double share = metered.energyKwh[k][month * periods + p] / total;
      EnergyPeriod period = energy.periods().get(p);
      for (int t = 0; t < tiers.length; t++) {
        double kwhPerKw = (tiers[t] - lower[t]) / step;
        usdPerKw += share * kwhPerKw / 1000 * period.asTiers().get(t).usdPerMwh();
      }
    }
    usdPerKw *= weight[energy.charge()][month];
    if (energy.demandOf().isEmpty()) {
      highestUsdPerKw[month] += usdPerKw;
      return;
    }
    for (int i = 0; i < tariff.demands.size(); i++) {
      DemandCharge charge = tariff.demands.get(i).of();
      if (charge.name().equals(energy.demandOf())) {
        int place = highestPlace(i, month, kw);
        if (place >= 0) {
          billedUsdPerKw[i][place] += usdPerKw;
        }
      }
    }
  }

  /** Where the month's highest billing demand stands, or −1 where several are as high. */
  private int highestPlace(int k, int month, double kw) {
    int periods = tariff.demands.get(k).of().periods().size();
    int found = -1;
    for (int place = month * periods; place < (month + 1) * periods; place++) {
      BillingDemand demand = settled.demands[k][place];
      if (demand != null && demand.kw == kw) {
        if (found >= 0) {
          return -1;
        }
        found = place;
      }
    }
    return found;
  }

  /** A kW less of a billing demand saves where the load sets it: now, or through the ratchet. */
  private void slopeOfDemands() {
    for (int k = 0; k < billedUsdPerKw.length; k++) {
      Demand demand = tariff.demands.get(k);
      int periods = demand.of().periods().size();
      for (int place = 0; place < billedUsdPerKw[k].length; place++) {
        BillingDemand billed = settled.demands[k][place];
        if (billed == null) {
          continue;
        }
        double usdPerKw =
            billedUsdPerKw[k][place]
                + weight[demand.charge()][place / periods]
                    * marginalUsdPerKw(demand.of().periods().get(place % periods), billed.kw);
        DemandCharge.Ratchet ratchet = demand.of().ratchet();
        if (billed.setBy == AvoidablePrices.SetBy.LOAD) {
          peakUsdPerKw[k][place] += usdPerKw;
        } else if (billed.setBy == AvoidablePrices.SetBy.RATCHET
            && billed.ratchetMonth >= 0
            && ratchet != null) {
          // A month's demands under a ratchet all have the same period.
          for (int p = 0; p < periods; p++) {
            int source = billed.ratchetMonth * periods + p;
            if (metered.demand[k].seen(source)) {
              peakUsdPerKw[k][source] += usdPerKw * ratchet.percent() / 100;
            }
          }
        }
      }
    }
  }

  private static double marginalUsdPerKw(DemandPeriod period, double kw) {
    for (DemandPeriod.Tier tier : period.asTiers()) {
      if (tier.upToKw() == null || kw <= tier.upToKw()) {
        return tier.usdPerKw();
      }
    }
    throw new IllegalStateException("the last tier has no limit");
  }

  /**
   * A MWh less in a period may fall short there, be owed and made up later, or leave less to make
   * up with. What falls short or is made up changes by a whole MWh or not at all.
   */
  private void slopeOfTakeOrPay() {
    settled.takeOrPay.forEach(
        (index, periods) -> {
          TakeOrPayCharge charge = (TakeOrPayCharge) tariff.charge(index);
          double[] mwh = periods.stream().mapToDouble(Settlement.Taken::mwh).toArray();
          double[] shortMwh = Settlement.shortMwh(charge, mwh);
          double step = 1e-9 * (charge.minimumMwh() + Arrays.stream(mwh).max().orElse(0));
          for (int i = 0; i < mwh.length; i++) {
            double[] less = mwh.clone();
            less[i] -= step;
            double[] then = Settlement.shortMwh(charge, less);
            double saved = 0;
            for (int j = i; j < mwh.length; j++) {
              double more = Math.rint((then[j] - shortMwh[j]) / step);
              saved -= more * charge.usdPerMwh() * weight[index][periods.get(j).month()];
            }
            for (int m = Math.max(0, periods.get(i).firstMonth());
                m <= periods.get(i).month();
                m++) {
              energyAtAllUsdPerMwh[m] += saved;
            }
          }
        });
  }

  private void slopeOfCredits() {
    for (int i = 0; i < weight.length; i++) {
      if (tariff.charge(i) instanceof CurtailmentCredit credit
          && credit.usdPerKwMonth() != null
          && credit.firmKw() != null) {
        for (int month = 0; month < metered.months; month++) {
          if (metered.highest.kw[month] > credit.firmKw()) {
            highestUsdPerKw[month] -= credit.usdPerKwMonth() * weight[i][month];
          }
        }
      }
    }
  }

  private void walk() {
    LocalHours hours = new LocalHours(load, tariff.zone, tariff.schedule.holidays());
    while (hours.next()) {
      int month = hours.month();
      double same = energyAtAllUsdPerMwh[month];
      double base = 0;
      for (int k = 0; k < energyUsdPerMwh.length; k++) {
        Energy energy = tariff.energy.get(k);
        int period = energy.table().period(hours.slot());
        if (period != HourTable.NONE) {
          double price = energyUsdPerMwh[k][month * energy.periods().size() + period];
          if (energy.rider()) {
            same += price;
          } else {
            base += price;
          }
        }
      }
      int index = tariff.indexOf(hours.slot());
      for (int i = hours.from(); i < hours.to(); i++) {
        usdPerMwh[i] = same + bought(hours, i, base, index);
      }
      addPeaks(hours);
    }
  }

  /** What a MWh less saves of energy that is bought, or brings as a block's that is left unused. */
  private double bought(LocalHours hours, int i, double base, int index) {
    int month = hours.month();
    double below = 0;
    double kw = load.kw(i);
    long at = hours.epochSecond() + (long) (i - hours.from()) * load.seconds();
    int second = hours.secondOfDay() + (i - hours.from()) * load.seconds();
    for (int k = 0; k < tariff.blocks.size(); k++) {
      Block block = tariff.blocks.get(k);
      if (Metering.isOn(block, hours)) {
        below += block.of().mw() * 1000;
        if (kw <= below) {
          double bare =
              index < 0 ? 0 : tariff.indexes.get(index).bareUsdPerMwh(at, second, load.seconds());
          double brings = block.of().unusedUsdPerMwh(bare);
          return known(brings, index, i) * weight[block.charge()][month];
        }
      }
    }
    if (index < 0) {
      return base;
    }
    double price = tariff.indexes.get(index).usdPerMwh(at, second, load.seconds());
    return base + known(price, index, i) * weight[tariff.indexes.get(index).charge()][month];
  }

  private double known(double price, int index, int interval) {
    if (Double.isNaN(price)) {
      throw metered.unknown(index, interval);
    }
    return price;
  }

  /** Where one window alone sets a peak, a MWh less in it lowers the peak. */
  private void addPeaks(LocalHours hours) {
    int month = hours.month();
    add(hours, metered.highest, month, highestUsdPerKw[month]);
    for (int k = 0; k < tariff.demands.size(); k++) {
      Demand demand = tariff.demands.get(k);
      int period = demand.table().period(hours.slot());
      if (period != HourTable.NONE) {
        int place = month * demand.of().periods().size() + period;
        add(hours, metered.demand[k], place, peakUsdPerKw[k][place]);
      }
    }
  }

  private void add(LocalHours hours, Metering.Peaks peaks, int place, double usdPerKw) {
    if (usdPerKw == 0 || peaks.times[place] != 1 || peaks.kw[place] == 0) {
      return;
    }
    int from = Math.max(hours.from(), peaks.at[place]);
    int until = Math.min(hours.to(), peaks.until[place]);
    // A MWh less over the window's hours lowers its mean by 1000 kW divided by those hours.
    double windowHours = (peaks.until[place] - peaks.at[place]) * load.hours();
    for (int i = from; i < until; i++) {
      usdPerMwh[i] += usdPerKw * 1000 / windowHours;
    }
  }

  private void addCoincidentPeaks() {
    for (int c = 0; c < weight.length; c++) {
      if (!(tariff.charge(c) instanceof CoincidentPeakCharge charge)) {
        continue;
      }
      for (CoincidentPeakCharge.Reading reading : charge.readings()) {
        Metering.Span span = metered.span(charge, reading);
        if (reading.kw() != null || !span.isCovered()) {
          continue;
        }
        double usdPerKw = charge.usdPerKwMonth() * billedTimes(c, charge, reading);
        for (int i = span.from(); i < span.until(); i++) {
          // A MWh less in this interval lowers the mean by its share of 1000 kW over the span.
          usdPerMwh[i] += usdPerKw * 1000 * span.share(i) / span.hours();
        }
      }
      addExpectedPeaks(charge);
    }
  }

  /**
   * A peak that is expected falls into each of its hours alike, and not where one is known already.
   */
  private void addExpectedPeaks(CoincidentPeakCharge charge) {
    for (CoincidentPeakCharge.Alert alert : charge.alerts()) {
      if (charge.readings().stream().anyMatch(known -> isIn(alert, known.at()))) {
        continue;
      }
      double usdPerKw =
          charge.usdPerKwOfPeak()
              * tariff.schedule.taxFactor(charge)
              * alert.probabilityPercent()
              / 100;
      Metering.Span span = metered.span(alert);
      for (int i = span.from(); i < span.until(); i++) {
        usdPerMwh[i] += usdPerKw * 1000 * span.share(i) / span.hours();
      }
    }
  }

  private static boolean isIn(CoincidentPeakCharge.Alert alert, LocalDateTime at) {
    return at.toLocalDate().equals(alert.date())
        && at.getHour() >= alert.fromHour()
        && at.getHour() < alert.toHour();
  }

  /** How often a kW of a reading is billed, taxes included; of next year's bills all of them. */
  private double billedTimes(
      int c, CoincidentPeakCharge charge, CoincidentPeakCharge.Reading reading) {
    YearMonth at = YearMonth.from(reading.at());
    if (charge.billed() == CoincidentPeakCharge.Billed.THIS_YEAR) {
      return weight[c][metered.indexOf(at)]
          / Settlement.readings(charge, at.getYear(), at.getMonthValue()).size();
    }
    double times = 0;
    for (int month = 1; month <= 12; month++) {
      int billed = metered.indexOf(YearMonth.of(at.getYear() + 1, month));
      times +=
          billed >= 0 && billed < metered.months
              ? weight[c][billed]
              : tariff.schedule.taxFactor(charge);
    }
    return times / charge.peaks();
  }

  private void addEvents() {
    for (int c = 0; c < weight.length; c++) {
      if (tariff.charge(c) instanceof CurtailmentCredit credit
          && credit.usdPerMwh() != null
          && credit.baselineKw() != null) {
        for (CurtailmentCredit.Event event : credit.events()) {
          Metering.Span span = metered.span(event);
          for (int i = span.from(); i < span.until(); i++) {
            if (load.kw(i) <= credit.baselineKw()) {
              usdPerMwh[i] += weight[c][metered.monthOf(i)] * credit.usdPerMwh() * span.share(i);
            }
          }
        }
      }
    }
  }

  private List<AvoidablePrices.Peak> peaks() {
    List<AvoidablePrices.Peak> peaks = new ArrayList<>();
    for (int month = 0; month < metered.months; month++) {
      for (int k = 0; k < tariff.demands.size(); k++) {
        DemandCharge charge = tariff.demands.get(k).of();
        for (int p = 0; p < charge.periods().size(); p++) {
          int place = month * charge.periods().size() + p;
          BillingDemand demand = settled.demands[k][place];
          if (demand != null) {
            Metering.Peaks seen = metered.demand[k];
            peaks.add(
                new AvoidablePrices.Peak(
                    charge.name(),
                    charge.periods().get(p).name(),
                    charge.ref(),
                    metered.monthAt(month),
                    demand.kw,
                    seen.kw[place],
                    demand.setBy,
                    load.start().plusSeconds((long) seen.at[place] * load.seconds()),
                    seen.times[place],
                    peakUsdPerKw[k][place]));
          }
        }
      }
    }
    return peaks;
  }
}
