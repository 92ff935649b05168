package busbar.rates;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.access.QueryParameters;
import busbar.billing.LoadSeries;
import busbar.sitefiles.SeriesFile;
import busbar.sitefiles.SiteProblem;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A load as a caller states it: a row of kW, a CSV, or the same load at all times of some days.
 *
 * @param start the first interval's beginning, with an offset or in the tariff's local time
 * @param intervalMinutes 60 where absent; of a CSV the distance of its first two lines
 * @param kw mean load in each interval
 * @param csv intervals and their load, as price files are written
 * @param flatKw the load at all times
 * @param from first local day of a flat load
 * @param until the day after its last
 */
@Schema(
    name = "Load",
    description = "A load: 'start' and 'kw', or 'csv', or 'flatKw' with its days")
public record StatedLoad(
    @Schema(
            description =
                "Beginning of the first interval, with an offset or in the tariff's local time",
            examples = "2026-01-01T00:00")
        @Nullable String start,
    @Schema(description = "Length of an interval, minutes; 60 by default")
        @Nullable Integer intervalMinutes,
    @Schema(description = "Mean load of each interval, kW") @Nullable List<@Nullable Double> kw,
    @Schema(
            description =
                "A CSV with a column interval_beginning or interval_ending and one of kw, mw, kwh,"
                    + " mwh")
        @Nullable String csv,
    @Schema(description = "A load that is the same at all times, kW") @Nullable Double flatKw,
    @Schema(description = "First local day of a flat load") @Nullable LocalDate from,
    @Schema(description = "The day after the last of a flat load") @Nullable LocalDate until) {

  /**
   * The load in a zone.
   *
   * @throws ProblemException or {@link OutOfRange}, naming the field, where it is none
   */
  LoadSeries in(ZoneId zone) {
    int ways = (kw == null ? 0 : 1) + (csv == null ? 0 : 1) + (flatKw == null ? 0 : 1);
    if (ways != 1) {
      throw new OutOfRange(
          "kw",
          ways == 0 ? "is missing" : "is given beside another load",
          "give one load: 'start' and 'kw', or 'csv', or 'flatKw' with 'from' and 'until'");
    }
    if (csv != null) {
      return ofCsv("load.csv", csv, intervalMinutes, zone);
    }
    int minutes = intervalMinutes == null ? 60 : intervalMinutes;
    if (flatKw != null) {
      return LoadSeries.flat(
          flatKw, Ranges.present("from", from), Ranges.present("until", until), zone, minutes);
    }
    List<@Nullable Double> given = Ranges.present("kw", kw);
    double[] values = new double[given.size()];
    for (int i = 0; i < values.length; i++) {
      Double value = given.get(i);
      values[i] = value == null ? Double.NaN : value;
    }
    return LoadSeries.of(instant("start", start, zone), minutes, values);
  }

  /** A load from a CSV; what is wrong with it is told line by line. */
  static LoadSeries ofCsv(String file, String csv, @Nullable Integer minutes, ZoneId zone) {
    SeriesFile.Load load = SeriesFile.load(file, csv, minutes, zone);
    if (load.series() == null) {
      SiteProblem first = load.problems().get(0);
      throw new ProblemException(
          422,
          "Load refused",
          (first.line() == null ? file : file + ", line " + first.line())
              + ": "
              + (first.field() == null ? "" : first.field() + " ")
              + first.message(),
          load.problems().stream()
              .map(p -> new FieldError(p.field(), p.line(), p.message(), p.remedy()))
              .toList());
    }
    return load.series();
  }

  /** An instant, written with an offset or as local time. */
  static Instant instant(String field, @Nullable String text, ZoneId zone) {
    String written = Ranges.text(field, text);
    try {
      boolean exact = written.matches(".*([zZ]|[+-]\\d\\d:\\d\\d)$") && written.length() > 15;
      if (exact) {
        return OffsetDateTime.parse(written).toInstant();
      }
      LocalDateTime local = LocalDateTime.parse(written);
      if (zone.getRules().getValidOffsets(local).isEmpty()) {
        throw new OutOfRange(
            field,
            "is " + local + ", which the clock in " + zone + " skips that day",
            "write a time that it shows, or one with an offset");
      }
      return local.atZone(zone).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new OutOfRange(
          field,
          "is '" + QueryParameters.shortened(written) + "'",
          "write a time such as 2026-01-01T00:00, or 2026-01-01T06:00Z");
    }
  }
}
