package busbar.urdb;

import busbar.tariff.DemandCharge.Ratchet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads how a month's demand looks back to the peaks of earlier ones: lookbackpercent with
 * lookbackmonths or lookbackrange, or demandratchetpercentage in older records.
 *
 * <p>The months of lookbackmonths are those whose peaks count, as NREL's REopt and SAM read them.
 */
final class Ratchets {
  /** With the month that is billed, a year. */
  private static final int MONTHS_BACK = 11;

  private Ratchets() {}

  static Optional<Ratchet> read(Fields fields) {
    Optional<Placed> percent = fields.find("lookbackpercent");
    Optional<Placed> range = fields.find("lookbackrange");
    Optional<Placed> months = fields.find("lookbackmonths");
    Optional<Placed> older = fields.find("demandratchetpercentage");
    List<Integer> sources = months.map(Ratchets::sources).orElse(List.of());
    int back = range.map(r -> r.whole(0, 36)).orElse(0);
    double share = percent.map(p -> percent(p, fields.notes)).orElse(0.0);
    double yearly = older.map(o -> alike(o, fields.notes)).orElse(0.0);
    if (share == 0) {
      if (back != 0 || !sources.isEmpty()) {
        fields.notes.take(
            range.or(() -> months).map(Placed::path).orElse("lookbackrange"),
            "is given without a lookbackpercent: no ratchet was made of it.");
      }
      return yearly == 0 ? Optional.empty() : Optional.of(new Ratchet(yearly, MONTHS_BACK, null));
    }
    String field = percent.map(Placed::path).orElse("lookbackpercent");
    if (yearly != 0) {
      fields.notes.take(
          older.map(Placed::path).orElse("demandratchetpercentage"),
          "is given beside " + field + ", which counts.");
    }
    if (back == 0 && sources.isEmpty()) {
      fields.notes.take(
          field,
          "is given without a lookbackrange or months in lookbackmonths: no ratchet was made of it.");
      return Optional.empty();
    }
    if (back != 0 && !sources.isEmpty()) {
      fields.notes.take(
          range.map(Placed::path).orElse("lookbackrange"),
          "is given beside lookbackmonths: the peaks of those months count where they lie within"
              + " the range.");
    } else if (back == 0) {
      fields.notes.take(
          months.map(Placed::path).orElse("lookbackmonths"),
          "does not say whether it means the months whose peaks count or those that are billed:"
              + " the first was taken, within the "
              + MONTHS_BACK
              + " months before the one billed.");
    }
    boolean all = sources.isEmpty() || sources.size() == 12;
    return Optional.of(new Ratchet(share, back == 0 ? MONTHS_BACK : back, all ? null : sources));
  }

  /** The months that are marked, 1 to 12. */
  private static List<Integer> sources(Placed months) {
    List<Integer> sources = new ArrayList<>();
    List<Placed> flags = months.elements(12, "true or false, one a month");
    for (int month = 1; month <= 12; month++) {
      if (flags.get(month - 1).flag()) {
        sources.add(month);
      }
    }
    return sources;
  }

  /** A share that is written as a fraction, or, as some records have it, in per cent. */
  private static double percent(Placed written, Notes notes) {
    double value = written.number(0, 100);
    if (value > 1) {
      notes.take(written.path(), "is " + Placed.plain(value) + ", which was read as per cent.");
      return value;
    }
    return value * 100;
  }

  /** The share that stands in every month; 0 where there is none or months differ. */
  private static double alike(Placed written, Notes notes) {
    List<Double> shares =
        written.elements(12, "shares, one a month").stream().map(s -> percent(s, notes)).toList();
    double first = shares.get(0);
    if (shares.stream().anyMatch(share -> share != first)) {
      notes.take(
          written.path(),
          "differs by month, and the database says neither whether the month billed or the month of"
              + " the peak is meant: it was not carried over. Add the ratchet by hand.");
      return 0;
    }
    if (first != 0) {
      notes.take(
          written.path(),
          "does not say how far it looks back: the "
              + MONTHS_BACK
              + " months before the one billed were taken.");
    }
    return first;
  }
}
