package busbar.urdb;

import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prices of the load at the system's peaks. The database holds the prices and the hours in which
 * each holds, and not when the peaks were: the charges refuse to be billed until readings are
 * added.
 */
final class CoincidentCharges {
  private static final int MINUTES = 60;

  private CoincidentCharges() {}

  static List<Charge> read(Fields fields) {
    Optional<Placed> structure = fields.find("coincidentratestructure");
    Optional<Placed> hours = fields.find("coincidentschedule");
    Optional<Placed> unit = fields.find("coincidentrateunit");
    if (structure.isEmpty()) {
      fields.leaveBehind("coincidentrateunit");
      hours.ifPresent(
          written ->
              fields.notes.take(
                  written.path(),
                  "has no coincidentratestructure to take prices from: it bills nothing."));
      return List.of();
    }
    List<RatePeriod> rates =
        RatePeriod.read(structure.get(), DemandCharges.HIGHEST_USD_PER_KW, fields.notes);
    DemandUnit of = DemandUnit.ofPrices(unit, rates, fields.notes);
    List<TimedPeriod> periods =
        TimedPeriod.priced(
            TimedPeriod.of(rates, schedule(fields, hours, rates.size()), fields.notes),
            fields.notes);
    if (Hours.shareAMonth(periods.stream().map(TimedPeriod::hours).toList())) {
      fields.notes.take(
          structure.get().path(),
          "has several prices in one month: each charge takes a reading of every month, with 0 kW"
              + " where the peak fell into the hours of another.");
    }
    List<Charge> charges = new ArrayList<>();
    for (TimedPeriod period : periods) {
      charge(period, of, periods.size() == 1, fields.notes).ifPresent(charges::add);
    }
    return charges;
  }

  private static Schedule schedule(Fields fields, Optional<Placed> hours, int periods) {
    if (hours.isEmpty() && periods == 1) {
      fields.notes.take(
          fields.path("coincidentschedule"), "is missing: the one price was taken at all hours.");
      return Schedule.always();
    }
    Placed written = fields.get("coincidentschedule", "write which price holds, 12 rows of 24");
    return Schedule.of(written, written, periods);
  }

  private static Optional<Charge> charge(
      TimedPeriod period, DemandUnit unit, boolean only, Notes notes) {
    Placed at = period.rate().at();
    if (period.rate().tiers().size() > 1) {
      notes.take(
          at.path(),
          "prices the load at the system's peak by tiers, which Busbar cannot: it was not carried"
              + " over.");
      return Optional.empty();
    }
    RatePeriod.Tier tier = period.rate().tiers().get(0);
    double usdPerKw = DemandCharges.usdPerKw(tier, unit);
    if (usdPerKw < 0) {
      throw tier.at().refused("makes " + usdPerKw + " USD/kW", "write a price of 0 or more");
    }
    List<Integer> months = period.hours().months();
    notes.take(
        at.path(),
        "holds for the system's peaks ("
            + period.name()
            + "), and the database does not say when they are: one of "
            + MINUTES
            + " minutes in each of the months was taken, billed in its own month. Add them as"
            + " 'readings' to the charge, with the site's kW where the load does not cover them.");
    return Optional.of(
        new CoincidentPeakCharge(
            only ? "Coincident peak" : "Coincident peak " + (period.index() + 1),
            "URDB coincidentratestructure",
            months,
            months.size(),
            MINUTES,
            usdPerKw,
            CoincidentPeakCharge.Billed.THIS_YEAR,
            List.of()));
  }
}
