package busbar.duties;

import busbar.assessment.BlockFacts;
import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.Findings;
import busbar.assessment.LeastTakeDuty;
import busbar.assessment.Obligation;
import busbar.assessment.PeakDuty;
import busbar.contract.Clause;
import busbar.economics.OperatingPoints;
import busbar.planning.PlannableBlock;
import busbar.planning.Switched;
import busbar.planning.SwitchingLimits;
import busbar.tariff.DemandCharge;
import busbar.tariff.PriceCurve;
import busbar.tariff.TakeOrPayCharge;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Turns what the tariff makes of the day into the facts that rules read, and into dollars. */
public final class TariffFacts {
  private final BoundSite site;
  private final double powerShiftUsdPerMwh;
  private final double hashpriceScale;
  private final TariffDuties duties;

  /**
   * @param powerShiftUsdPerMwh added to the power price of every hour
   * @param hashpriceScale hashprice over today's
   */
  public TariffFacts(BoundSite site, double powerShiftUsdPerMwh, double hashpriceScale) {
    this.site = site;
    this.powerShiftUsdPerMwh = powerShiftUsdPerMwh;
    this.hashpriceScale = hashpriceScale;
    this.duties = site.tariffDuties;
  }

  /**
   * What running in any of some hours of the day costs beside its energy.
   *
   * @param usdPerDay the day's share of it
   * @param ref the charge from which it comes
   */
  public record RunCost(HourSet hours, double usdPerDay, String ref) {}

  /**
   * The duties of one block; none while a price of the day is unknown, since nobody can weigh them.
   *
   * @param held hours in which a guardrail leaves the block as it is
   * @param broken whether an award is failed, so that it keeps no rigs running
   */
  public List<Obligation> ofBlock(
      int index, BlockFacts facts, HourSet held, Predicate<Clause> broken) {
    List<Obligation> list = new ArrayList<>();
    if (!site.unknown.isEmpty()) {
      return list;
    }
    for (TariffDuties.Peak peak : duties.peaks) {
      if (raiseKw(index, peak) > 1e-6 && raiseUsd(index, peak) > 0) {
        list.add(peak(index, peak, facts, heldBy(index, peak.hours(), held, broken)));
      }
    }
    if (bears(index)) {
      for (TariffDuties.Alert alert : duties.alerts) {
        list.add(alert(index, alert, facts, heldBy(index, alert.hours(), held, broken)));
      }
    }
    return list;
  }

  /** Whether what the block draws is the site's to pay. */
  private boolean bears(int index) {
    Block block = site.blocks.get(index);
    return block.mw() > 0 && block.mayRun() && !block.clientPaysPower();
  }

  /**
   * What the site may draw in each hour, kW: rigs that would do more than their default profile may
   * not raise a peak by it, in the hours that it counts, that no rule has weighed.
   */
  public double[] limitKw(List<PlannableBlock> blocks) {
    double[] limit = new double[site.hours()];
    Arrays.fill(limit, site.site.grid().mw() * 1000);
    for (TariffDuties.Peak peak : duties.peaks) {
      double running = 0;
      for (int i = 0; i < blocks.size(); i++) {
        HourSet open = peak.hours().minus(blocks.get(i).mustBeOff());
        running += open.isEmpty() ? 0 : site.blocks.get(i).mw() * 1000;
      }
      for (int hour : peak.hours().list()) {
        limit[hour] = Math.min(limit[hour], Math.max(peak.setKw(), running));
      }
    }
    return limit;
  }

  /** The duties of the site as a whole. */
  public List<Obligation> ofSite(BlockFacts facts) {
    List<Obligation> list = new ArrayList<>();
    for (TariffDuties.Least least : duties.least) {
      TakeOrPayCharge charge = least.charge();
      double slack = TariffDuties.slackMwh(least, site.carriedMw);
      list.add(
          new LeastTakeDuty(
              TariffDuties.refOf(charge),
              duties.supplier(),
              charge.per().name().toLowerCase(Locale.ROOT),
              charge.minimumMwh(),
              least.takenMwh(),
              least.daysLeft(),
              slack,
              Math.max(0, -slack),
              site.carriedMw > 0 ? Math.max(0, slack) / site.carriedMw : 0,
              charge.usdPerMwh(),
              facts,
              site.parameters,
              new Findings()));
    }
    return list;
  }

  /** What running costs the block today beside energy: shares of a peak raised, expected peaks. */
  public List<RunCost> runCosts(int index) {
    List<RunCost> costs = new ArrayList<>();
    for (TariffDuties.Peak peak : duties.peaks) {
      double raise = raiseKw(index, peak);
      if (raise > 1e-6) {
        costs.add(
            new RunCost(
                peak.hours(),
                raiseUsd(index, peak) / daysLeft(),
                TariffDuties.refOf(peak.charge())));
      }
    }
    Block block = site.blocks.get(index);
    for (TariffDuties.Alert alert : duties.alerts) {
      if (bears(index)) {
        costs.add(
            new RunCost(
                alert.hours(),
                block.mw() * 1000 * alert.usdPerKw() * alert.probability(),
                TariffDuties.refOf(alert.charge())));
      }
    }
    return costs;
  }

  /**
   * What running through each peak of the day earns above what it costs, USD: a peak that the block
   * would raise over the rest of the month, an expected one over its hours. Rules turn where one of
   * these is zero.
   */
  public List<Double> peakGainsUsd(int index) {
    List<Double> gains = new ArrayList<>();
    for (TariffDuties.Peak peak : duties.peaks) {
      double raise = raiseKw(index, peak);
      if (raise > 1e-6) {
        gains.add(earnsToMonthsEndUsd(index, peak) - raiseUsd(index, peak));
      }
    }
    Block block = site.blocks.get(index);
    for (TariffDuties.Alert alert : duties.alerts) {
      if (bears(index)) {
        gains.add(
            earnsUsd(index, alert) - block.mw() * 1000 * alert.usdPerKw() * alert.probability());
      }
    }
    return gains;
  }

  /**
   * The hours of each peak of the day, raised or expected, that costs the block more than running
   * through it earns; none while a price of the day is unknown.
   */
  List<HourSet> dearPeaks(int index) {
    List<HourSet> dear = new ArrayList<>();
    if (!site.unknown.isEmpty() || !bears(index)) {
      return dear;
    }
    for (TariffDuties.Peak peak : duties.peaks) {
      if (raiseKw(index, peak) > 1e-6 && raiseUsd(index, peak) > earnsToMonthsEndUsd(index, peak)) {
        dear.add(peak.hours());
      }
    }
    double kw = site.blocks.get(index).mw() * 1000;
    for (TariffDuties.Alert alert : duties.alerts) {
      if (kw * alert.usdPerKw() * alert.probability() > earnsUsd(index, alert)) {
        dear.add(alert.hours());
      }
    }
    return dear;
  }

  private int daysLeft() {
    return site.date.lengthOfMonth() - site.date.getDayOfMonth() + 1;
  }

  /** How far the block raises a demand, the more valuable blocks above it running. */
  private double raiseKw(int index, TariffDuties.Peak peak) {
    if (!bears(index)) {
      return 0;
    }
    double above = site.aboveKw(index);
    double own = site.blocks.get(index).mw() * 1000;
    return Math.max(0, above + own - Math.max(above, peak.setKw()));
  }

  /** What that costs this month, USD. */
  private double raiseUsd(int index, TariffDuties.Peak peak) {
    double above = site.aboveKw(index);
    double from = Math.max(above, peak.setKw());
    return peak.usd(from + raiseKw(index, peak)) - peak.usd(from);
  }

  private PeakDuty peak(int index, TariffDuties.Peak peak, BlockFacts facts, String heldBy) {
    Block block = site.blocks.get(index);
    double raise = raiseKw(index, peak);
    double above = site.aboveKw(index);
    DemandCharge.Ratchet ratchet = peak.charge().ratchet();
    return new PeakDuty(
        TariffDuties.refOf(peak.charge()),
        duties.supplier(),
        peak.name(),
        peak.hours(),
        window(peak.hours()),
        peak.setKw() / 1000,
        raise / 1000,
        raiseUsd(index, peak) / raise,
        raiseUsd(index, peak),
        earnsToMonthsEndUsd(index, peak),
        daysLeft(),
        ratchet == null ? 0 : ratchet.percent(),
        duties.ratchetUsd(peak, Math.max(above, peak.setKw()), above + block.mw() * 1000),
        heldBy,
        facts,
        site.parameters,
        new Findings());
  }

  private CoincidentPeakDuty alert(
      int index, TariffDuties.Alert alert, BlockFacts facts, String heldBy) {
    Block block = site.blocks.get(index);
    return new CoincidentPeakDuty(
        TariffDuties.refOf(alert.charge()),
        duties.supplier(),
        alert.charge().name(),
        alert.hours(),
        window(alert.hours()),
        100 * alert.probability(),
        alert.usdPerKw(),
        block.mw() * 1000 * alert.usdPerKw() * alert.probability(),
        earnsUsd(index, alert),
        heldBy,
        facts,
        site.parameters,
        new Findings());
  }

  private double earnsUsd(int index, TariffDuties.Alert alert) {
    PriceCurve curve = site.ordinary(index, 0);
    double earns = 0;
    for (int hour : alert.hours().list()) {
      earns += optionUsd(site.blocks.get(index), curve, hour);
    }
    return earns + restartsUsd(index, alert.hours());
  }

  /** What being off in some hours of a day costs beside what they earn: a start after each run. */
  private double restartsUsd(int index, HourSet hours) {
    Switched switched = site.switched(index, 0);
    if (switched == null) {
      return 0;
    }
    long runs = hours.list().stream().filter(hour -> !hours.contains(hour + 1)).count();
    SwitchingLimits limits = switched.limits();
    OperatingPoints points = site.blocks.get(index).points();
    double cold = limits.warmUpMinutes() / 60 * points.marginUsdPerHour(0, 0, hashpriceScale);
    return runs * (limits.restartCostUsd() + cold);
  }

  /** What keeps a block running in some of the hours: a guardrail, an award, an uptime floor. */
  private String heldBy(int index, HourSet hours, HourSet held, Predicate<Clause> broken) {
    if (hours.intersects(held)) {
      return "A guardrail";
    }
    Block block = site.blocks.get(index);
    HourSet all = HourSet.NONE;
    for (TariffDuties.Peak peak : duties.peaks) {
      all = raiseKw(index, peak) > 1e-6 ? all.plus(peak.hours()) : all;
    }
    for (TariffDuties.Alert alert : duties.alerts) {
      all = all.plus(alert.hours());
    }
    double left =
        block.hostingThatBinds() == null
            ? Double.POSITIVE_INFINITY
            : site.hoursOffLeft(block.hostingThatBinds());
    return TariffDuties.heldBy(block, hours, all, left, broken);
  }

  /**
   * Earnings in the charge's hours until the month ends, less the demand of other charges that
   * count within the same hours: what is left to pay for this one.
   */
  private double earnsToMonthsEndUsd(int index, TariffDuties.Peak peak) {
    double earns = earnsInUsd(index, peak);
    for (TariffDuties.Peak other : duties.peaks) {
      if (other != peak && peak.holds(other)) {
        boolean same = other.holds(peak);
        double cost = raiseUsd(index, other);
        earns -= same ? cost : Math.min(cost, earnsInUsd(index, other));
      }
    }
    return earns;
  }

  /** Earnings in a charge's hours until the month ends; a day without prices is as today. */
  private double earnsInUsd(int index, TariffDuties.Peak peak) {
    Block block = site.blocks.get(index);
    double sum = 0;
    LocalDate today = site.date;
    for (int ahead = 0; ahead < daysLeft(); ahead++) {
      PriceCurve curve = site.ordinary(index, -ahead);
      boolean known = curve.hoursUnknown() == 0;
      PriceCurve priced = known ? curve : site.ordinary(index, 0);
      LocalDate day = today.plusDays(ahead);
      HourSet counted =
          HourSet.where(
              priced.hours(),
              hour -> {
                var at = priced.startOf(hour).atZone(site.zone());
                return duties.counts(peak, day.atTime(at.toLocalTime()).atZone(site.zone()));
              });
      sum += restartsUsd(index, counted);
      for (int hour : counted.list()) {
        sum += optionUsd(block, priced, hour);
      }
    }
    return sum;
  }

  private double optionUsd(Block block, PriceCurve curve, int hour) {
    if (!curve.isKnown(hour)) {
      return 0;
    }
    OperatingPoints points = block.points();
    double shift = block.followsPowerPrice() ? powerShiftUsdPerMwh : 0;
    return points.optionUsdPerHour(curve.usdPerMwh(hour) + shift, hashpriceScale);
  }

  private String window(HourSet hours) {
    return DayHours.words(site.tariff, site.zone(), hours::contains);
  }
}
