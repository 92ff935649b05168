package busbar.urdb;

import busbar.tariff.Charge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandCharge.Ratchet;
import busbar.tariff.DemandPeriod;
import busbar.urdb.RatePeriod.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flat and time-of-use demand prices, with the ratchet and the window that stand over them. */
final class DemandCharges {
  static final double HIGHEST_USD_PER_KW = 10_000;

  private static final String FLAT = "Flat demand";
  private static final String TIME_OF_USE = "Time-of-use demand";
  private static final int USUAL_WINDOW = 15;
  private static final List<Integer> WINDOWS = List.of(60, 30, 15, 5);

  private final Fields fields;
  private final List<TimedPeriod> flat;
  private final List<TimedPeriod> timeOfUse;
  private final DemandUnit flatUnit;
  private final DemandUnit timeOfUseUnit;

  private DemandCharges(Fields fields) {
    this.fields = fields;
    List<RatePeriod> flatRates = rates("flatdemandstructure");
    this.flatUnit = unit("flatdemandunit", flatRates);
    this.flat =
        withUse(
            "flatdemandstructure", flatRates, flatSchedule(flatRates.size()), "flatdemandmonths");
    List<RatePeriod> timedRates = rates("demandratestructure");
    this.timeOfUseUnit = unit("demandrateunit", timedRates);
    this.timeOfUse =
        TimedPeriod.priced(
            withUse(
                "demandratestructure",
                timedRates,
                timedSchedule(timedRates.size()),
                "demandweekdayschedule"),
            fields.notes);
  }

  /**
   * The charges of a rate.
   *
   * @param billingDemand name of the one whose kW measure tiers of energy; absent without any
   */
  record Demands(List<Charge> charges, @Nullable String billingDemand) {}

  static Demands read(Fields fields) {
    return new DemandCharges(fields).demands();
  }

  private Demands demands() {
    Optional<Ratchet> ratchet = Ratchets.read(fields);
    // Alone and without a price it still carries the ratchet that measures tiers in kWh per kW.
    boolean flatCounts =
        flat.stream().anyMatch(p -> !p.rate().isFree())
            || !flat.isEmpty() && timeOfUse.isEmpty() && ratchet.isPresent();
    if (!flatCounts) {
      TimedPeriod.priced(flat, fields.notes);
    }
    int window = window(flatCounts || !timeOfUse.isEmpty());
    List<Charge> charges = new ArrayList<>();
    if (flatCounts) {
      charges.add(charge(FLAT, "flatdemandstructure", flat, flatUnit, window, ratchet));
    }
    boolean ratchetOnTimeOfUse = ratchet.isPresent() && !flatCounts && !timeOfUse.isEmpty();
    if (ratchetOnTimeOfUse
        && Hours.shareAMonth(timeOfUse.stream().map(TimedPeriod::hours).toList())) {
      for (TimedPeriod period : timeOfUse) {
        charges.add(
            charge(
                TIME_OF_USE + " " + (period.index() + 1),
                "demandratestructure",
                List.of(period),
                timeOfUseUnit,
                window,
                ratchet));
      }
    } else if (!timeOfUse.isEmpty()) {
      charges.add(
          charge(
              TIME_OF_USE,
              "demandratestructure",
              timeOfUse,
              timeOfUseUnit,
              window,
              ratchetOnTimeOfUse ? ratchet : Optional.empty()));
    }
    noteRatchet(ratchet, flatCounts);
    return new Demands(charges, flatCounts ? FLAT : null);
  }

  private void noteRatchet(Optional<Ratchet> ratchet, boolean flatCounts) {
    if (ratchet.isEmpty()) {
      return;
    }
    String field =
        fields
            .find("lookbackpercent")
            .or(() -> fields.find("demandratchetpercentage"))
            .map(Placed::path)
            .orElse("lookbackpercent");
    if (flatCounts && !timeOfUse.isEmpty()) {
      fields.notes.take(
          field,
          "does not say which demand it stands under: the flat one was taken, not those by time of"
              + " use.");
    } else if (!flatCounts && timeOfUse.isEmpty()) {
      fields.notes.take(field, "stands over no demand price and was not carried over.");
    } else if (!flatCounts) {
      fields.notes.take(
          field,
          "does not say which demand it stands under: every priced period by time of use was taken,"
              + " each looking back to its own peaks.");
    }
  }

  private List<RatePeriod> rates(String structure) {
    return fields
        .find(structure)
        .map(given -> RatePeriod.read(given, HIGHEST_USD_PER_KW, fields.notes))
        .orElse(List.of());
  }

  private DemandUnit unit(String field, List<RatePeriod> rates) {
    Optional<Placed> written = fields.find(field);
    if (rates.isEmpty()) {
      fields.leaveBehind(field);
    }
    return DemandUnit.ofPrices(rates.isEmpty() ? Optional.empty() : written, rates, fields.notes);
  }

  private List<TimedPeriod> withUse(
      String structure, List<RatePeriod> rates, Optional<Schedule> schedule, String scheduleField) {
    if (schedule.isPresent()) {
      return TimedPeriod.of(rates, schedule.get(), fields.notes);
    }
    if (rates.isEmpty()) {
      fields
          .find(scheduleField)
          .ifPresent(
              written ->
                  fields.notes.take(
                      written.path(),
                      "has no " + structure + " to take prices from: it bills nothing."));
    }
    return List.of();
  }

  private Optional<Schedule> flatSchedule(int periods) {
    Optional<Placed> months = fields.find("flatdemandmonths");
    if (periods == 0) {
      return Optional.empty();
    }
    if (months.isEmpty() && periods == 1) {
      fields.notes.take(
          fields.path("flatdemandmonths"), "is missing: the one price was taken in every month.");
      return Optional.of(Schedule.always());
    }
    return Optional.of(
        Schedule.monthly(
            fields.get("flatdemandmonths", "write which period holds in each of the 12 months"),
            periods));
  }

  private Optional<Schedule> timedSchedule(int periods) {
    Optional<Placed> weekdays = fields.find("demandweekdayschedule");
    Optional<Placed> weekends = fields.find("demandweekendschedule");
    if (periods == 0) {
      return Optional.empty();
    }
    if (weekdays.isEmpty() && weekends.isEmpty() && periods == 1) {
      fields.notes.take(
          fields.path("demandweekdayschedule"),
          "is missing: the one period was taken at all hours.");
      return Optional.of(Schedule.always());
    }
    String remedy = "write which period holds, 12 rows of 24";
    Schedule schedule =
        Schedule.of(
            fields.get("demandweekdayschedule", remedy),
            fields.get("demandweekendschedule", remedy),
            periods);
    EnergyCharges.noteHolidays(fields, "demandweekendschedule", schedule);
    return Optional.of(schedule);
  }

  /** The window of the demand's mean, minutes. */
  private int window(boolean used) {
    Optional<Placed> written = fields.find("demandwindow");
    if (!used) {
      fields.leaveBehind("demandwindow");
    }
    double minutes = written.map(w -> w.number(0, 44_640)).orElse(0.0);
    int window = WINDOWS.stream().filter(w -> w <= minutes).findFirst().orElse(5);
    if (minutes == 0) {
      if (used) {
        fields.notes.take(
            written.map(Placed::path).orElse(fields.path("demandwindow")),
            "is not given: demand was taken as the mean of " + USUAL_WINDOW + " minutes.");
      }
      return USUAL_WINDOW;
    }
    if (window != minutes && used && written.isPresent()) {
      fields.notes.take(
          written.get().path(),
          "is "
              + Placed.plain(minutes)
              + " minutes, which Busbar does not measure: "
              + window
              + " were taken.");
    }
    return window;
  }

  private static DemandCharge charge(
      String name,
      String structure,
      List<TimedPeriod> periods,
      DemandUnit unit,
      int window,
      Optional<Ratchet> ratchet) {
    List<DemandPeriod> priced = new ArrayList<>();
    for (TimedPeriod period : periods) {
      List<Tier> tiers = period.rate().tiers();
      RatePeriod.checkRising(tiers);
      boolean one = tiers.size() == 1;
      priced.add(
          new DemandPeriod(
              period.name(),
              period.hours().when(),
              one ? (Double) usdPerKw(tiers.get(0), unit) : null,
              one
                  ? null
                  : tiers.stream()
                      .map(tier -> new DemandPeriod.Tier(limitKw(tier, unit), usdPerKw(tier, unit)))
                      .toList()));
    }
    return new DemandCharge(
        name, "URDB " + structure, window, priced, ratchet.orElse(null), null, null);
  }

  private static @Nullable Double limitKw(Tier tier, DemandUnit unit) {
    return tier.max() == null ? null : (Double) unit.inKw(tier.max().number());
  }

  static double usdPerKw(Tier tier, DemandUnit unit) {
    double price = tier.price().doubleValue() / unit.kw();
    if (Math.abs(price) > HIGHEST_USD_PER_KW) {
      throw tier.at()
          .refused(
              "makes " + price + " USD/kW",
              "let its price stay within " + Placed.plain(HIGHEST_USD_PER_KW) + " USD/kW");
    }
    return price;
  }
}
