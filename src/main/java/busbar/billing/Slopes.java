package busbar.billing;

import busbar.billing.Compiled.Block;
import busbar.billing.Compiled.Demand;
import busbar.billing.Compiled.Energy;
import busbar.billing.Settlement.BillingDemand;
import busbar.tariff.Charge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.DemandCharge;
import busbar.tariff.EnergyTier;
import busbar.tariff.HourTable;
import busbar.tariff.MinimumCharge;
import busbar.tariff.TakeOrPayCharge;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The slope of a bill towards less load in each interval: its avoidable price. Each charge gives
 * its own; taxes follow what they are taken of; where a minimum binds, nothing of that month can be
 * saved.
 */
final class Slopes {
  private final Compiled tariff;
  private final Settlement settled;
  private final Metering metered;
  private final LoadSeries load;
  private final Bill bill;

  /** By month: 0 where a minimum bill binds, else 1. */
  private final double[] open;

  /** By charge: what a dollar of it costs with its taxes. */
  private final double[] tax;

  /** By energy charge, month and period: what a kWh less of it saves, USD/MWh. */
  private final double[][] energyUsdPerMwh;

  /** By month: what a kW less of the month's highest load saves, USD. */
  private final double[] highestUsdPerKw;

  /**
   * By demand charge and place: what a kW less of the billing demand saves through energy tiers.
   */
  private final double[][] tiersUsdPerKw;

  /** By month: what a MWh less of the month's whole energy saves, USD. */
  private final double[] energyAtAllUsdPerMwh;

  private final double[] usdPerMwh;

  Slopes(Compiled tariff, Settlement settled, Bill bill) {
    this.tariff = tariff;
    this.settled = settled;
    this.metered = settled.metering;
    this.load = metered.load;
    this.bill = bill;
    open = new double[metered.months];
    tax = new double[tariff.schedule.charges().size()];
    for (int i = 0; i < tax.length; i++) {
      tax[i] = tariff.schedule.taxFactor(tariff.charge(i));
    }
    energyUsdPerMwh = new double[tariff.energy.size()][];
    highestUsdPerKw = new double[metered.months];
    tiersUsdPerKw = new double[tariff.demands.size()][];
    for (int k = 0; k < tiersUsdPerKw.length; k++) {
      tiersUsdPerKw[k] = new double[settled.demands[k].length];
    }
    energyAtAllUsdPerMwh = new double[metered.months];
    usdPerMwh = new double[load.intervals()];
  }

  AvoidablePrices prices() {
    findMinimums();
    for (int k = 0; k < energyUsdPerMwh.length; k++) {
      slopeOfEnergy(k);
    }
    slopeOfTakeOrPay();
    slopeOfCredits();
    walk();
    addCoincidentPeaks();
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

  private void findMinimums() {
    List<String> minimums = tariff.schedule.charges(MinimumCharge.class).map(Charge::name).toList();
    for (int month = 0; month < open.length; month++) {
      open[month] = 1;
    }
    for (int month = 0; month < open.length; month++) {
      for (Bill.Line line : bill.months().get(month).lines()) {
        if (minimums.contains(line.charge())) {
          boolean year =
              tariff
                  .schedule
                  .charges(MinimumCharge.class)
                  .anyMatch(m -> m.name().equals(line.charge()) && m.usdPerYear() != null);
          for (int m = year ? month - 11 : month; m <= month; m++) {
            open[m] = 0;
          }
        }
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
            total == 0 || tiers.length == 1 ? first : own[p] - mean + atReached;
      }
      if (tiers.length > 1 && total > 0) {
        slopeOfTierLimits(k, month, tiers, total);
      }
    }
  }

  /** Tiers in kWh per kW end earlier when the billing demand falls. */
  private void slopeOfTierLimits(int k, int month, double[] tiers, double total) {
    Energy energy = tariff.energy.get(k);
    double days = metered.monthAt(month).lengthOfMonth();
    double kw = settled.billingKw(energy, month);
    if (kw == 0) {
      return;
    }
    double step = kw * 1e-6;
    double usdPerKw = 0;
    double below = 0;
    List<EnergyTier> limits = energy.periods().get(0).asTiers();
    int periods = energy.periods().size();
    for (int t = 0; t < tiers.length - 1; t++) {
      double limit = Math.max(below, limits.get(t).limitKwh(days, kw));
      double lower = Math.max(below, limits.get(t).limitKwh(days, kw - step));
      if (limit < total) {
        double kwhPerKw = (limit - lower) / step;
        for (int p = 0; p < periods; p++) {
          List<EnergyTier> prices = energy.periods().get(p).asTiers();
          double share = metered.energyKwh[k][month * periods + p] / total;
          usdPerKw +=
              share * kwhPerKw / 1000 * (prices.get(t).usdPerMwh() - prices.get(t + 1).usdPerMwh());
        }
      }
      below = limit;
    }
    usdPerKw *= tax[energy.charge()];
    if (energy.demandOf().isEmpty()) {
      highestUsdPerKw[month] += usdPerKw;
      return;
    }
    for (int i = 0; i < tariff.demands.size(); i++) {
      DemandCharge charge = tariff.demands.get(i).of();
      int size = charge.periods().size();
      for (int p = 0; charge.name().equals(energy.demandOf()) && p < size; p++) {
        BillingDemand demand = settled.demands[i][month * size + p];
        if (demand != null && demand.kw == kw && demand.setBy == AvoidablePrices.SetBy.LOAD) {
          tiersUsdPerKw[i][month * size + p] += usdPerKw;
        }
      }
    }
  }

  private void slopeOfTakeOrPay() {
    for (Settlement.Shortfall shortfall : settled.shortfalls) {
      TakeOrPayCharge charge = (TakeOrPayCharge) tariff.charge(shortfall.charge());
      double beyond = -charge.minimumMwh();
      for (int m = shortfall.firstMonth(); m <= shortfall.month(); m++) {
        beyond += metered.kwh[m] / 1000;
      }
      // What is made up is limited by what was taken beyond, or by what was left to make up.
      boolean byUse = shortfall.mwh() > 0 || -shortfall.mwh() >= beyond;
      for (int m = shortfall.firstMonth(); m <= shortfall.month() && byUse; m++) {
        energyAtAllUsdPerMwh[m] -= charge.usdPerMwh() * tax[shortfall.charge()];
      }
    }
  }

  private void slopeOfCredits() {
    for (int i = 0; i < tax.length; i++) {
      if (tariff.charge(i) instanceof CurtailmentCredit credit
          && credit.usdPerKwMonth() != null
          && credit.firmKw() != null) {
        for (int month = 0; month < metered.months; month++) {
          if (metered.highest.kw[month] > credit.firmKw()) {
            highestUsdPerKw[month] -= credit.usdPerKwMonth() * tax[i];
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
          double price =
              energyUsdPerMwh[k][month * energy.periods().size() + period] * tax[energy.charge()];
          if (energy.rider()) {
            same += price;
          } else {
            base += price;
          }
        }
      }
      int index = tariff.indexOf(hours.slot());
      for (int i = hours.from(); i < hours.to(); i++) {
        usdPerMwh[i] = open[month] * (same + bought(hours, i, base, index));
      }
      addPeaks(hours);
    }
    addEvents();
  }

  /** What a MWh less saves of energy that is bought, or brings as a block's that is left unused. */
  private double bought(LocalHours hours, int i, double base, int index) {
    double below = 0;
    double kw = load.kw(i);
    double price = 0;
    if (index >= 0) {
      int later = (i - hours.from()) * load.seconds();
      price =
          tariff
              .indexes
              .get(index)
              .usdPerMwh(hours.epochSecond() + later, hours.secondOfDay() + later, load.seconds());
    }
    for (int k = 0; k < tariff.blocks.size(); k++) {
      Block block = tariff.blocks.get(k);
      if (Metering.isOn(block, hours)) {
        below += block.of().mw() * 1000;
        if (kw <= below) {
          return block.of().unusedUsdPerMwh(price) * tax[block.charge()];
        }
      }
    }
    return base + (index < 0 ? 0 : price * tax[tariff.indexes.get(index).charge()]);
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
        add(hours, metered.demand[k], place, usdPerKw(k, place));
      }
    }
  }

  private double usdPerKw(int k, int place) {
    BillingDemand demand = settled.demands[k][place];
    return demand == null
        ? 0
        : demand.usdPerKw * tax[tariff.demands.get(k).charge()] + tiersUsdPerKw[k][place];
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
      usdPerMwh[i] += open[hours.month()] * usdPerKw * 1000 / windowHours;
    }
  }

  private void addCoincidentPeaks() {
    for (Settlement.CoincidentPeak peak : settled.peaks) {
      double hours = (peak.until() - peak.from()) * load.hours();
      for (int i = peak.from(); i < peak.until(); i++) {
        usdPerMwh[i] += peak.usdPerKw() * tax[peak.charge()] * 1000 / hours;
      }
    }
  }

  private void addEvents() {
    for (int c = 0; c < tax.length; c++) {
      if (tariff.charge(c) instanceof CurtailmentCredit credit
          && credit.usdPerMwh() != null
          && credit.baselineKw() != null) {
        for (CurtailmentCredit.Event event : credit.events()) {
          long from = load.indexOf(event.from().atZone(tariff.zone).toEpochSecond());
          long until = load.indexOf(event.until().atZone(tariff.zone).toEpochSecond());
          for (long i = Math.max(0, from); i < Math.min(until, load.intervals()); i++) {
            if (load.kw((int) i) <= credit.baselineKw()) {
              int month =
                  metered.indexOf(
                      YearMonth.from(
                          load.start().plusSeconds(i * load.seconds()).atZone(tariff.zone)));
              usdPerMwh[(int) i] += open[month] * credit.usdPerMwh() * tax[c];
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
                    open[month] * usdPerKw(k, place)));
          }
        }
      }
    }
    return peaks;
  }
}
