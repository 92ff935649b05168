package busbar.urdb;

import busbar.tariff.Charge;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.RiderCharge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Energy prices and monthly fuel adjustments. Periods with the same tier limits make one charge,
 * for their tiers fill over all hours of the month together.
 */
final class EnergyCharges {
  private static final double HIGHEST_USD_PER_KWH = 10;

  private EnergyCharges() {}

  /**
   * The charges.
   *
   * @param billingDemand name of the demand charge that measures tiers in kWh per kW
   */
  static List<Charge> read(Fields fields, @Nullable String billingDemand) {
    List<Charge> charges = new ArrayList<>();
    Optional<Placed> structure = fields.find("energyratestructure");
    Optional<Placed> flat = fields.find("flatratebuy");
    if (structure.isEmpty() && flat.isPresent()) {
      charges.add(flat(fields, flat.get()));
    } else {
      Placed given =
          fields.get(
              "energyratestructure",
              "write the energy prices, with a rate of 0 where energy costs nothing");
      flat.ifPresent(
          price ->
              fields.notes.take(
                  price.path(), "is given beside " + given.path() + ", which counts."));
      charges.addAll(charges(fields, given, billingDemand));
    }
    fuel(fields).ifPresent(charges::add);
    return charges;
  }

  private static List<Charge> charges(
      Fields fields, Placed structure, @Nullable String billingDemand) {
    List<RatePeriod> rates = RatePeriod.read(structure, HIGHEST_USD_PER_KWH, fields.notes);
    List<TimedPeriod> periods = TimedPeriod.of(rates, schedule(fields, rates.size()), fields.notes);
    Map<List<EnergyTier>, List<TimedPeriod>> byLimits = new LinkedHashMap<>();
    Map<TimedPeriod, List<EnergyTier>> tiers = new LinkedHashMap<>();
    for (TimedPeriod period : periods) {
      List<EnergyTier> own = EnergyTiers.of(period.rate(), fields.notes);
      tiers.put(period, own);
      byLimits.computeIfAbsent(limits(own), any -> new ArrayList<>()).add(period);
    }
    List<List<TimedPeriod>> groups = List.copyOf(byLimits.values());
    noteSharedMonths(structure, groups, fields.notes);
    List<Charge> charges = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      List<EnergyPeriod> priced = new ArrayList<>();
      boolean follows = false;
      for (TimedPeriod period : groups.get(g)) {
        List<EnergyTier> own = tiers.getOrDefault(period, List.of());
        follows |= own.stream().anyMatch(EnergyTier::follows);
        boolean one = own.size() == 1;
        priced.add(
            new EnergyPeriod(
                period.name(),
                period.hours().when(),
                one ? (Double) own.get(0).usdPerMwh() : null,
                one ? null : own));
      }
      if (follows && billingDemand == null) {
        fields.notes.take(
            structure.path(),
            "has tiers in kWh per kW and no flat demand whose kW would measure them: the month's"
                + " highest load was taken.");
      }
      charges.add(
          new EnergyCharge(
              groups.size() == 1 ? "Energy" : "Energy " + (g + 1),
              "URDB energyratestructure",
              priced,
              follows ? billingDemand : null));
    }
    return charges;
  }

  private static Schedule schedule(Fields fields, int periods) {
    Optional<Placed> weekdays = fields.find("energyweekdayschedule");
    Optional<Placed> weekends = fields.find("energyweekendschedule");
    if (weekdays.isEmpty() && weekends.isEmpty() && periods == 1) {
      fields.notes.take(
          fields.path("energyweekdayschedule"),
          "is missing: the one period was taken at all hours.");
      return Schedule.always();
    }
    String remedy = "write which period holds, 12 rows of 24";
    Schedule schedule =
        Schedule.of(
            fields.get("energyweekdayschedule", remedy),
            fields.get("energyweekendschedule", remedy),
            periods);
    noteHolidays(fields, "energyweekendschedule", schedule);
    return schedule;
  }

  /** The database tells weekends from weekdays and knows no holiday. */
  static void noteHolidays(Fields fields, String weekends, Schedule schedule) {
    if (schedule.tellsWeekendsApart()) {
      fields.notes.takeOnce(
          fields.find(weekends).map(Placed::path).orElse(weekends),
          "differs from that of weekdays, and the database names no holidays: each is billed as the"
              + " day of the week on which it falls. Where the utility bills them as weekends, add"
              + " 'holidays' to the tariff and write weekend-or-holiday for its weekends.");
    }
  }

  private static List<EnergyTier> limits(List<EnergyTier> tiers) {
    return tiers.stream()
        .map(
            tier ->
                new EnergyTier(
                    tier.upToKwh(),
                    tier.upToKwhPerDay(),
                    tier.upToKwhPerKw(),
                    tier.upToKwhPerKwPerDay(),
                    0))
        .toList();
  }

  private static void noteSharedMonths(
      Placed structure, List<List<TimedPeriod>> groups, Notes notes) {
    List<Hours> wholes =
        groups.stream()
            .map(g -> g.stream().map(TimedPeriod::hours).reduce(new Hours(), Hours::plus))
            .toList();
    if (Hours.shareAMonth(wholes)) {
      notes.take(
          structure.path(),
          "has periods of different tier limits in one month, and the database does not say how"
              + " they fill: each set of limits was counted on the energy of its own hours.");
    }
  }

  /** The one price of records from before there were structures. */
  private static EnergyCharge flat(Fields fields, Placed price) {
    BigDecimal usdPerKwh =
        BigDecimal.valueOf(price.number(-HIGHEST_USD_PER_KWH / 2, HIGHEST_USD_PER_KWH / 2))
            .add(
                BigDecimal.valueOf(
                    fields
                        .find("flatratefueladj")
                        .map(a -> a.number(-HIGHEST_USD_PER_KWH / 2, HIGHEST_USD_PER_KWH / 2))
                        .orElse(0.0)));
    return new EnergyCharge(
        "Energy",
        "URDB flatratebuy",
        List.of(
            new EnergyPeriod("All hours", null, usdPerKwh.movePointRight(3).doubleValue(), null)),
        null);
  }

  private static Optional<Charge> fuel(Fields fields) {
    Optional<Placed> adjustments = fields.find("fueladjustmentsmonthly");
    if (adjustments.isEmpty()) {
      return Optional.empty();
    }
    Map<Double, Hours> byPrice = new LinkedHashMap<>();
    List<Placed> months = adjustments.get().elements(12, "prices, USD/kWh, one a month");
    for (int month = 0; month < 12; month++) {
      double usdPerKwh = months.get(month).number(-HIGHEST_USD_PER_KWH, HIGHEST_USD_PER_KWH);
      if (usdPerKwh != 0) {
        byPrice
            .computeIfAbsent(
                BigDecimal.valueOf(usdPerKwh).movePointRight(3).doubleValue(), any -> new Hours())
            .addMonth(month);
      }
    }
    if (byPrice.isEmpty()) {
      return Optional.empty();
    }
    List<EnergyPeriod> periods = new ArrayList<>();
    byPrice.forEach(
        (price, hours) ->
            periods.add(
                new EnergyPeriod(
                    hours.words("Months " + hours.months()), hours.when(), price, null)));
    return Optional.of(new RiderCharge("Fuel adjustment", "URDB fueladjustmentsmonthly", periods));
  }
}
