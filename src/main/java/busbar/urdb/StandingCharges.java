package busbar.urdb;

import busbar.tariff.Charge;
import busbar.tariff.FixedCharge;
import busbar.tariff.MinimumCharge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is billed whatever is used, and the least that is billed. */
final class StandingCharges {
  private static final double HIGHEST_USD = 1e9;
  private static final double MONTHS = 12;
  private static final double DAYS = 365;

  private StandingCharges() {}

  /** The span of a charge. */
  private enum Per {
    DAY,
    MONTH,
    YEAR
  }

  static List<Charge> read(Fields fields) {
    List<Charge> charges = new ArrayList<>();
    fixed(fields).ifPresent(charges::add);
    charges.addAll(minimums(fields));
    return charges;
  }

  private static Optional<FixedCharge> fixed(Fields fields) {
    Optional<Placed> monthly = priced(fields, "fixedmonthlycharge");
    Optional<Placed> first = priced(fields, "fixedchargefirstmeter");
    Optional<Placed> more = priced(fields, "fixedchargeeaaddl");
    Optional<Placed> units = fields.find("fixedchargeunits");
    more.ifPresent(
        charge ->
            fields.notes.take(
                charge.path(),
                "is "
                    + Placed.plain(charge.number())
                    + " for each meter beyond the first: one meter was taken."));
    if (monthly.isPresent()) {
      fields.leaveBehind("fixedchargeunits");
      first.ifPresent(
          charge ->
              fields.notes.take(
                  charge.path(), "is given beside " + monthly.get().path() + ", which counts."));
      return Optional.of(
          new FixedCharge("Fixed charge", "URDB fixedmonthlycharge", monthly.get().number(), null));
    }
    if (first.isEmpty()) {
      fields.leaveBehind("fixedchargeunits");
      return Optional.empty();
    }
    double usd = first.get().number();
    Per per = per(fields, "fixedchargeunits", units);
    String ref = "URDB fixedchargefirstmeter";
    return Optional.of(
        switch (per) {
          case DAY -> new FixedCharge("Fixed charge", ref, null, usd);
          case MONTH -> new FixedCharge("Fixed charge", ref, usd, null);
          case YEAR -> new FixedCharge("Fixed charge", ref, usd / MONTHS, null);
        });
  }

  private static List<Charge> minimums(Fields fields) {
    List<Charge> charges = new ArrayList<>();
    Optional<Placed> units = fields.find("minchargeunits");
    least(fields, "mincharge")
        .ifPresentOrElse(
            charge -> {
              double usd = charge.number();
              Per per = per(fields, "minchargeunits", units);
              if (per == Per.DAY) {
                fields.notes.take(
                    charge.path(),
                    "is a least charge by the day: a twelfth of 365 days' was taken for a month.");
              }
              charges.add(
                  switch (per) {
                    case DAY -> monthly("Minimum charge", "mincharge", usd * DAYS / MONTHS);
                    case MONTH -> monthly("Minimum charge", "mincharge", usd);
                    case YEAR -> yearly("Minimum charge", "mincharge", usd);
                  });
            },
            () -> fields.leaveBehind("minchargeunits"));
    least(fields, "minmonthlycharge")
        .ifPresent(c -> charges.add(monthly("Month's minimum", "minmonthlycharge", c.number())));
    least(fields, "annualmincharge")
        .ifPresent(c -> charges.add(yearly("Year's minimum", "annualmincharge", c.number())));
    return charges;
  }

  private static MinimumCharge monthly(String name, String field, double usd) {
    return new MinimumCharge(name, "URDB " + field, usd, null);
  }

  private static MinimumCharge yearly(String name, String field, double usd) {
    return new MinimumCharge(name, "URDB " + field, null, usd);
  }

  /** A charge that is not 0. */
  private static Optional<Placed> priced(Fields fields, String name) {
    return fields.find(name).filter(charge -> charge.number(-HIGHEST_USD, HIGHEST_USD) != 0);
  }

  private static Optional<Placed> least(Fields fields, String name) {
    // A day's least charge makes thirty of them a month.
    return fields.find(name).filter(charge -> charge.number(0, HIGHEST_USD / 31) != 0);
  }

  private static Per per(Fields fields, String name, Optional<Placed> units) {
    if (units.isEmpty()) {
      fields.notes.take(fields.path(name), "is missing: the charge was taken as one a month.");
      return Per.MONTH;
    }
    return switch (units.get().text().toLowerCase(Locale.ROOT).replaceAll("[\\s$/]", "")) {
      case "day" -> Per.DAY;
      case "month" -> Per.MONTH;
      case "year" -> Per.YEAR;
      default -> throw units.get().instead("write $/day, $/month or $/year");
    };
  }
}
