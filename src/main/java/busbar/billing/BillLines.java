package busbar.billing;

import busbar.billing.Bill.Line;
import busbar.billing.Compiled.Energy;
import busbar.billing.Settlement.BillingDemand;
import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.IndexCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.RiderCharge;
import busbar.tariff.TakeOrPayCharge;
import busbar.tariff.TaxCharge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a settled load as a bill: one line a charge, period and tier, each rounded to the cent.
 */
final class BillLines {
  private static final int QUANTITY_DIGITS = 6;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Compiled tariff;
  private final Settlement settled;
  private final Metering metered;
  private final List<String> warnings;

  BillLines(Compiled tariff, Settlement settled) {
    this.tariff = tariff;
    this.settled = settled;
    this.metered = settled.metering;
    this.warnings = new ArrayList<>(settled.warnings);
  }

  Bill bill() {
    List<Bill.Month> months = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (int month = 0; month < metered.months; month++) {
      List<Line> lines = linesOf(month, months);
      BigDecimal sum = sum(lines);
      months.add(new Bill.Month(metered.monthAt(month), lines, sum));
      total = total.add(sum);
    }
    double mwh = Arrays.stream(metered.kwh).sum() / 1000;
    return new Bill(
        tariff.schedule.name(),
        tariff.zone.getId(),
        metered.load.start(),
        metered.load.end(),
        months,
        total,
        mwh,
        mwh > 0 ? (Double) (total.doubleValue() / mwh) : null,
        warnings);
  }

  private List<Line> linesOf(int month, List<Bill.Month> earlier) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < tariff.schedule.charges().size(); i++) {
      add(lines, i, month);
    }
    tariff.minimums.forEach(charge -> minimum(lines, charge, month, earlier));
    List<Line> beforeTaxes = List.copyOf(lines);
    tariff.schedule.charges(TaxCharge.class).forEach(tax -> tax(lines, beforeTaxes, tax));
    return lines;
  }

  private void add(List<Line> lines, int index, int month) {
    Charge charge = tariff.charge(index);
    if (charge instanceof EnergyCharge || charge instanceof RiderCharge) {
      energy(lines, index, month);
    } else if (charge instanceof IndexCharge) {
      for (int k = 0; k < tariff.indexes.size(); k++) {
        if (tariff.indexes.get(k).charge() == index) {
          mean(lines, charge, null, metered.indexKwh[k][month], metered.indexUsd[k][month]);
        }
      }
    } else if (charge instanceof BlockCharge block) {
      for (int k = 0; k < tariff.blocks.size(); k++) {
        if (tariff.blocks.get(k).charge() == index) {
          line(lines, charge, "block", metered.blockKwh[k][month] / 1000, "MWh", block.usdPerMwh());
          mean(
              lines,
              charge,
              block.sellBackFeeUsdPerMwh() != null || block.resaleUsdPerMwh() != null
                  ? "unused, sold"
                  : "unused",
              -metered.unusedKwh[k][month],
              -metered.unusedUsd[k][month]);
        }
      }
    } else if (charge instanceof DemandCharge demand) {
      demand(lines, demand, month);
    } else if (charge instanceof CoincidentPeakCharge peak) {
      settled.coincident.stream()
          .filter(reading -> reading.charge() == index && reading.month() == month)
          .forEach(r -> line(lines, charge, null, r.kw(), "kW", peak.usdPerKwMonth()));
    } else if (charge instanceof TakeOrPayCharge least) {
      takeOrPay(lines, least, index, month);
    } else if (charge instanceof CurtailmentCredit credit) {
      credit(lines, credit, index, month);
    } else if (charge instanceof FixedCharge fixed) {
      if (fixed.usdPerMonth() != null) {
        line(lines, charge, null, 1, "month", fixed.usdPerMonth());
      } else if (fixed.usdPerDay() != null) {
        line(lines, charge, null, metered.days[month], "day", fixed.usdPerDay());
      }
    }
  }

  private void takeOrPay(List<Line> lines, TakeOrPayCharge charge, int index, int month) {
    List<Settlement.Taken> periods = settled.takeOrPay.getOrDefault(index, List.of());
    double[] mwh =
        Settlement.shortMwh(charge, periods.stream().mapToDouble(Settlement.Taken::mwh).toArray());
    for (int i = 0; i < mwh.length; i++) {
      if (periods.get(i).month() == month) {
        String period = mwh[i] > 0 ? "fallen short" : "made up";
        line(lines, charge, period, mwh[i], "MWh", charge.usdPerMwh());
      }
    }
  }

  private void energy(List<Line> lines, int index, int month) {
    for (int k = 0; k < tariff.energy.size(); k++) {
      Energy energy = tariff.energy.get(k);
      if (energy.charge() != index) {
        continue;
      }
      double total = settled.energyKwh(k, month);
      double[] tiers = settled.tiersKwh(k, month);
      int periods = energy.periods().size();
      for (int p = 0; p < periods && total > 0; p++) {
        double share = metered.energyKwh[k][month * periods + p] / total;
        List<EnergyTier> prices = energy.periods().get(p).asTiers();
        for (int t = 0; t < tiers.length; t++) {
          String name = energy.periods().get(p).name();
          line(
              lines,
              tariff.charge(index),
              tiers.length == 1 ? name : name + ", tier " + (t + 1),
              share * tiers[t] / 1000,
              "MWh",
              prices.get(t).usdPerMwh());
        }
      }
    }
  }

  private void demand(List<Line> lines, DemandCharge charge, int month) {
    for (int k = 0; k < tariff.demands.size(); k++) {
      if (tariff.demands.get(k).of() != charge) {
        continue;
      }
      int periods = charge.periods().size();
      for (int p = 0; p < periods; p++) {
        BillingDemand demand = settled.demands[k][month * periods + p];
        if (demand == null) {
          continue;
        }
        String name =
            charge.periods().get(p).name()
                + switch (demand.setBy) {
                  case LOAD -> "";
                  case EARLIER_THIS_MONTH -> ", set before";
                  case RATCHET -> ", by the ratchet";
                  case MINIMUM -> ", the least demand";
                };
        List<DemandPeriod.Tier> tiers = charge.periods().get(p).asTiers();
        double below = 0;
        for (int t = 0; t < tiers.size(); t++) {
          Double limit = tiers.get(t).upToKw();
          double to = limit == null ? demand.kw : Math.min(demand.kw, limit);
          line(
              lines,
              charge,
              tiers.size() == 1 ? name : name + ", tier " + (t + 1),
              Math.max(0, to - below),
              "kW",
              tiers.get(t).usdPerKw());
          below = Math.max(below, to);
        }
      }
    }
  }

  private void credit(List<Line> lines, CurtailmentCredit credit, int index, int month) {
    if (credit.usdPerKwMonth() != null && credit.firmKw() != null) {
      double above = Math.max(0, metered.highest.kw[month] - credit.firmKw());
      line(lines, credit, "interruptible load", above, "kW", -credit.usdPerKwMonth());
    }
    if (credit.usdPerMwh() != null) {
      double below = metered.belowBaselineKwh[index][month] / 1000;
      line(lines, credit, "below the baseline in events", below, "MWh", -credit.usdPerMwh());
    }
  }

  private void minimum(
      List<Line> lines, MinimumCharge charge, int month, List<Bill.Month> earlier) {
    if (charge.usdPerMonth() != null) {
      if (!metered.whole[month]) {
        warnings.add(
            charge.name()
                + " of "
                + metered.monthAt(month)
                + " is not settled: the load does not cover all of it");
        return;
      }
      BigDecimal missing = cents(charge.usdPerMonth()).subtract(sum(lines));
      topUp(lines, charge, "up to the month's minimum", missing);
    } else if (charge.usdPerYear() != null) {
      boolean december = metered.monthAt(month).getMonthValue() == 12;
      if (!december && month < metered.months - 1) {
        return;
      }
      boolean whole = december && month >= 11;
      for (int m = Math.max(0, month - 11); m <= month; m++) {
        whole &= metered.whole[m];
      }
      if (!whole) {
        warnings.add(
            charge.name()
                + " of "
                + metered.monthAt(month).getYear()
                + " is not settled: the load does not cover all of it");
        return;
      }
      BigDecimal year = sum(lines);
      for (Bill.Month before : earlier.subList(month - 11, month)) {
        year = year.add(sum(before.lines().stream().filter(line -> !isTax(line)).toList()));
      }
      topUp(lines, charge, "up to the year's minimum", cents(charge.usdPerYear()).subtract(year));
    }
  }

  private boolean isTax(Line line) {
    return tariff.schedule.charges(TaxCharge.class).anyMatch(t -> t.name().equals(line.charge()));
  }

  private static void topUp(
      List<Line> lines, MinimumCharge charge, String period, BigDecimal missing) {
    if (missing.signum() > 0) {
      BigDecimal one = BigDecimal.ONE;
      lines.add(new Line(charge.name(), period, charge.ref(), one, "top-up", missing, missing));
    }
  }

  private void tax(List<Line> lines, List<Line> beforeTaxes, TaxCharge tax) {
    BigDecimal base =
        sum(
            beforeTaxes.stream()
                .filter(line -> tax.of() == null || tax.of().contains(line.charge()))
                .toList());
    BigDecimal percent = BigDecimal.valueOf(tax.percent());
    BigDecimal amount = base.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    if (amount.signum() != 0) {
      BigDecimal hundredth = base.divide(HUNDRED);
      lines.add(new Line(tax.name(), null, tax.ref(), percent, "%", hundredth, amount));
    }
  }

  private static void line(
      List<Line> lines,
      Charge charge,
      @Nullable String period,
      double quantity,
      String unit,
      double unitPriceUsd) {
    BigDecimal counted = digits(quantity);
    if (counted.signum() == 0) {
      return;
    }
    BigDecimal price = BigDecimal.valueOf(unitPriceUsd);
    lines.add(
        new Line(
            charge.name(),
            period,
            charge.ref(),
            counted,
            unit,
            price,
            counted.multiply(price).setScale(2, RoundingMode.HALF_UP)));
  }

  /** A line whose amount is a sum over intervals, and its price their mean. */
  private static void mean(
      List<Line> lines, Charge charge, @Nullable String period, double kwh, double usd) {
    BigDecimal counted = digits(kwh / 1000);
    if (counted.signum() == 0) {
      return;
    }
    lines.add(
        new Line(
            charge.name(),
            period,
            charge.ref(),
            counted,
            "MWh",
            digits(usd / (kwh / 1000)),
            cents(usd)));
  }

  private static BigDecimal digits(double value) {
    BigDecimal rounded =
        new BigDecimal(value).setScale(QUANTITY_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static BigDecimal cents(double usd) {
    return BigDecimal.valueOf(usd).setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal sum(List<Line> lines) {
    BigDecimal sum = BigDecimal.ZERO.setScale(2);
    for (Line line : lines) {
      sum = sum.add(line.amountUsd());
    }
    return sum;
  }
}
