package busbar.duties;

import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.site.Site;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.Holidays;
import busbar.tariff.HourTable;
import busbar.tariff.PriceCurve;
import busbar.tariff.RateSchedule;
import busbar.tariff.TakeOrPayCharge;
import busbar.units.HourSet;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the tariff makes of the day assessed: peaks not yet set, expected ones, least quantities.
 */
final class TariffDuties {
  /**
   * A demand that the day may raise.
   *
   * @param setKw demand billed this month in any case
   * @param tax what a dollar of it costs with its taxes
   */
  record Peak(
      DemandCharge charge,
      String name,
      HourTable table,
      int period,
      HourSet hours,
      double setKw,
      double tax) {

    /** What a demand is billed, tier by tier, taxes included, USD. */
    double usd(double kw) {
      return tax * TariffDuties.usd(charge.periods().get(period), kw);
    }

    /** Whether all hours of another demand are hours of this one. */
    boolean holds(Peak other) {
      for (int slot = 0; slot < HourTable.SLOTS; slot++) {
        if (other.table.period(slot) == other.period && table.period(slot) != period) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Hours in which a coincident peak is expected.
   *
   * @param usdPerKw of one peak, all its bills and taxes
   */
  record Alert(CoincidentPeakCharge charge, HourSet hours, double probability, double usdPerKw) {}

  /**
   * A least quantity as it stands.
   *
   * @param hoursLeft hours of the period from the day's beginning on
   */
  record Least(TakeOrPayCharge charge, double takenMwh, int daysLeft, double hoursLeft) {}

  final List<Peak> peaks = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<Least> least = new ArrayList<>();

  /** Demand charges whose peak of the month nobody has told. */
  final List<String> unknownPeaks = new ArrayList<>();

  private final RateSchedule schedule;
  private final LocalDate date;
  private final ZoneId zone;
  private final PriceCurve tariff;

  private TariffDuties(RateSchedule schedule, LocalDate date, ZoneId zone, PriceCurve tariff) {
    this.schedule = schedule;
    this.date = date;
    this.zone = zone;
    this.tariff = tariff;
  }

  /** The duties of a site's tariff on a day; none where it is no rate schedule. */
  static TariffDuties of(Site site, LocalDate date, PriceCurve tariff) {
    TariffDuties duties =
        new TariffDuties(site.tariff().asRateSchedule(), date, site.timeZone(), tariff);
    for (Charge charge : duties.schedule.charges()) {
      if (charge instanceof DemandCharge demand) {
        duties.add(demand);
      } else if (charge instanceof CoincidentPeakCharge peak) {
        duties.add(peak);
      } else if (charge instanceof TakeOrPayCharge quantity) {
        duties.add(quantity);
      }
    }
    return duties;
  }

  /** Who bills the tariff, as reasons name it. */
  String supplier() {
    return schedule.supplier() == null ? schedule.name() : schedule.supplier();
  }

  /** Where a charge stands, as a manager would cite it. */
  static String refOf(Charge charge) {
    return charge.ref() == null ? charge.name() : charge.ref();
  }

  private void add(DemandCharge demand) {
    HourTable table = HourTable.of("periods", demand.periods());
    for (int p = 0; p < demand.periods().size(); p++) {
      int period = p;
      HourSet hours = HourSet.where(tariff.hours(), hour -> table.period(slot(hour)) == period);
      if (hours.isEmpty()) {
        continue;
      }
      Double metered = demand.peaksKw() == null ? null : demand.peaksKw().get(YearMonth.from(date));
      String name = demand.name();
      if (metered == null) {
        if (!unknownPeaks.contains(name)) {
          unknownPeaks.add(name);
        }
        continue;
      }
      double set = Math.max(metered, demand.floorKw(YearMonth.from(date)));
      String full =
          demand.periods().size() == 1 ? name : name + ", " + demand.periods().get(p).name();
      peaks.add(new Peak(demand, full, table, period, hours, set, schedule.taxFactor(demand)));
    }
  }

  /** What a demand is billed, tier by tier, before taxes, USD. */
  private static double usd(DemandPeriod period, double kw) {
    double usd = 0;
    double below = 0;
    for (DemandPeriod.Tier tier : period.asTiers()) {
      double to = tier.upToKw() == null ? kw : Math.min(kw, tier.upToKw());
      usd += Math.max(0, to - below) * tier.usdPerKw();
      below = Math.max(below, to);
    }
    return usd;
  }

  /**
   * What a peak of this month would cost in later months in which the site had none of its own:
   * those to which its ratchet reaches, at each month's own prices, tier by tier.
   *
   * @param fromKw a peak without the block
   * @param toKw a peak with it
   */
  double ratchetUsd(Peak peak, double fromKw, double toKw) {
    DemandCharge charge = peak.charge();
    DemandCharge.Ratchet ratchet = charge.ratchet();
    YearMonth now = YearMonth.from(date);
    if (ratchet == null || !ratchet.counts(now)) {
      return 0;
    }
    double usd = 0;
    for (int ahead = 1; ahead <= ratchet.lookbackMonths(); ahead++) {
      YearMonth later = now.plusMonths(ahead);
      double floor = charge.floorKw(later);
      double to = Math.max(floor, toKw * ratchet.percent() / 100);
      double from = Math.max(floor, fromKw * ratchet.percent() / 100);
      usd += periodIn(charge, later).map(p -> usd(p, to) - usd(p, from)).orElse(0.0);
    }
    return usd * schedule.taxFactor(charge);
  }

  /** The first period of the charge that bills a demand in the month. */
  private static Optional<DemandPeriod> periodIn(DemandCharge charge, YearMonth month) {
    HourTable table = HourTable.of("periods", charge.periods());
    for (int p = 0; p < charge.periods().size(); p++) {
      for (int slot = (month.getMonthValue() - 1) * 72; slot < month.getMonthValue() * 72; slot++) {
        if (table.period(slot) == p) {
          return Optional.of(charge.periods().get(p));
        }
      }
    }
    return Optional.empty();
  }

  private void add(CoincidentPeakCharge charge) {
    for (CoincidentPeakCharge.Alert alert : charge.alerts()) {
      if (alert.date().equals(date)) {
        HourSet hours =
            HourSet.where(
                tariff.hours(),
                hour -> {
                  int onWall = at(hour).getHour();
                  return onWall >= alert.fromHour() && onWall < alert.toHour();
                });
        alerts.add(
            new Alert(
                charge,
                hours,
                alert.probabilityPercent() / 100,
                charge.usdPerKwOfPeak() * schedule.taxFactor(charge)));
      }
    }
  }

  private void add(TakeOrPayCharge charge) {
    YearMonth month = YearMonth.from(date);
    LocalDate end =
        charge.per() == TakeOrPayCharge.Per.MONTH
            ? month.plusMonths(1).atDay(1)
            : LocalDate.of(date.getYear() + 1, 1, 1);
    double seconds =
        end.atStartOfDay(zone).toEpochSecond() - date.atStartOfDay(zone).toEpochSecond();
    least.add(
        new Least(
            charge,
            charge.takenMwhIn(month),
            (int) (end.toEpochDay() - date.toEpochDay()),
            seconds / 3600));
  }

  /** What a MWh used today saves of quantities that will fall short whatever is done, USD. */
  double shortfallUsdPerMwh(double rigsMw) {
    return least.stream()
        .filter(quantity -> slackMwh(quantity, rigsMw) < 0)
        .mapToDouble(
            quantity -> quantity.charge().usdPerMwh() * schedule.taxFactor(quantity.charge()))
        .sum();
  }

  /** What could be left unused without falling short, all rigs running otherwise, MWh. */
  static double slackMwh(Least quantity, double rigsMw) {
    return quantity.takenMwh() + rigsMw * quantity.hoursLeft() - quantity.charge().minimumMwh();
  }

  /**
   * The clause that keeps a block running in some of the hours; empty where none does. An award
   * that is failed keeps none running, unless the block has another in these hours: each was
   * weighed with the other kept.
   *
   * @param all the hours of the day in which it would be off for such peaks
   * @param broken whether an award is failed
   */
  static String heldBy(
      Block block, HourSet hours, HourSet all, double hoursOffLeft, Predicate<Clause> broken) {
    List<AncillaryAward> awards =
        block.awards().stream()
            .filter(held -> hours.intersects(held.hours()))
            .map(HeldAward::clause)
            .toList();
    if (awards.size() > 1 || awards.size() == 1 && !broken.test(awards.get(0))) {
      return awards.get(0).ref();
    }
    ClientHosting hosting = block.hostingThatBinds();
    if (hosting == null || hosting.uptime() == null || hoursOffLeft >= all.count()) {
      return "";
    }
    return hosting.ref();
  }

  /** Whether a demand counts the load of an hour of some day. */
  boolean counts(Peak peak, ZonedDateTime at) {
    int slot =
        HourTable.slot(
            at.getMonthValue(),
            Holidays.kindOf(at.toLocalDate(), schedule.holidays()),
            at.getHour());
    return peak.table().period(slot) == peak.period();
  }

  private int slot(int hour) {
    ZonedDateTime at = at(hour);
    return HourTable.slot(
        at.getMonthValue(), Holidays.kindOf(at.toLocalDate(), schedule.holidays()), at.getHour());
  }

  private ZonedDateTime at(int hour) {
    return tariff.startOf(hour).atZone(zone);
  }

  /** The charges, for whoever puts them into words. */
  RateSchedule schedule() {
    return schedule;
  }
}
