package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the year, by the clock on the site's wall. What is left out sets no limit.
 *
 * @param months 1 to 12
 * @param days the days of the week, or holidays
 * @param fromHour first hour, 0 to 23
 * @param toHour hour at which it ends, 1 to 24; at or before {@code fromHour} it runs over midnight
 */
public record When(
    @JsonPropertyDescription("Months, 1 to 12; leave out for the whole year")
        @Nullable List<Integer> months,
    @JsonPropertyDescription("Days; leave out for all of them") @Nullable Days days,
    @JsonPropertyDescription("First hour, 0 to 23, local time; 0 by default")
        @Nullable Integer fromHour,
    @JsonPropertyDescription(
            "Hour at which it ends, 1 to 24, local time; 24 by default. At or before fromHour: over midnight")
        @Nullable Integer toHour) {

  public When {
    if (months != null) {
      Ranges.notEmpty("months", months);
      months.forEach(month -> Ranges.within("months", month, 1, 12));
      months = List.copyOf(months);
    }
    if (fromHour != null) {
      Ranges.within("fromHour", fromHour, 0, 23);
    }
    if (toHour != null) {
      Ranges.within("toHour", toHour, 1, 24);
    }
    if (fromHour != null && fromHour.equals(toHour)) {
      throw new OutOfRange(
          "toHour",
          "is " + toHour + ", the same as fromHour",
          "leave both out for the whole day, or mend one");
    }
  }

  /** Whether the hour is among these. */
  boolean covers(int month, DayKind kind, int hour) {
    int from = fromHour == null ? 0 : fromHour;
    int to = toHour == null ? 24 : toHour;
    boolean inHours = from < to ? hour >= from && hour < to : hour >= from || hour < to;
    return inHours
        && (months == null || months.contains(month))
        && (days == null || days.covers(kind));
  }

  boolean namesHolidays() {
    return days != null && days.namesHolidays();
  }

  /** Whether any of these covers the hour; none at all covers every hour. */
  static boolean anyCovers(@Nullable List<When> when, int month, DayKind kind, int hour) {
    return when == null || when.stream().anyMatch(w -> w.covers(month, kind, hour));
  }
}
