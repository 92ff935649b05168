package busbar.urdb;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first and last local day of a rate.
 *
 * <p>The database holds instants: midnights by the clock of whoever typed them. In every record
 * seen the date in UTC is the one that was meant, and the end is the last day of the rate.
 */
record RateDates(@Nullable LocalDate from, @Nullable LocalDate until) {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  /** Numbers beyond this count milliseconds: as seconds they would lie after the year 5000. */
  private static final double MOST_SECONDS = 1e11;

  static RateDates read(Fields fields) {
    Optional<Placed> start = fields.find("startdate");
    Optional<Placed> end = fields.find("enddate");
    LocalDate from = start.map(RateDates::date).orElse(null);
    LocalDate until = end.map(RateDates::date).orElse(null);
    if (from != null && until != null && until.isBefore(from)) {
      throw end.get().refused("is " + until + ", before the start " + from, "swap or mend them");
    }
    return new RateDates(from, until);
  }

  private static LocalDate date(Placed written) {
    JsonNode node = written.node().has("$date") ? written.node().path("$date") : written.node();
    LocalDate date =
        node.isTextual() && node.textValue().strip().matches("\\d{4}-.*")
            ? parse(written, node.textValue().strip())
            : ofNumber(new Placed(written.path(), node).number());
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw refused(written, node);
    }
    return date;
  }

  private static LocalDate ofNumber(double value) {
    double seconds = Math.abs(value) > MOST_SECONDS ? value / 1000 : value;
    // What is beyond any calendar is refused as beyond the years of a rate.
    double inRange = Math.max(-1e11, Math.min(1e11, seconds));
    return Instant.ofEpochSecond((long) Math.floor(inRange)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static LocalDate parse(Placed written, String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text)
          : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    } catch (DateTimeParseException e) {
      throw refused(written, written.node());
    }
  }

  private static OutOfRange refused(Placed written, JsonNode node) {
    return new Placed(written.path(), node)
        .instead(
            "write seconds since 1970 or a date such as 2024-10-01T00:00:00Z, from "
                + FIRST_YEAR
                + " to "
                + LAST_YEAR);
  }
}
