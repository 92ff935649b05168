package busbar.tariff;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days that a tariff treats as holidays.
 *
 * @param nerc whether NERC's six are among them: New Year's Day, Memorial Day, Independence Day,
 *     Labor Day, Thanksgiving and Christmas Day, one that falls on a Sunday kept on the Monday
 *     (NERC, "Additional Off-peak Days")
 * @param dates others, each for its year
 */
public record Holidays(
    @JsonPropertyDescription("Whether NERC's six holidays are among them") boolean nerc,
    @JsonPropertyDescription("Other holidays, each by its date") @Nullable List<LocalDate> dates) {

  public Holidays {
    dates = dates == null ? null : Ranges.list("dates", dates);
  }

  /** What the day is. */
  public static DayKind kindOf(LocalDate date, @Nullable Holidays holidays) {
    if (holidays != null && holidays.contains(date)) {
      return DayKind.HOLIDAY;
    }
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    return weekend ? DayKind.WEEKEND : DayKind.WEEKDAY;
  }

  boolean contains(LocalDate date) {
    return dates != null && dates.contains(date) || nerc && isNerc(date);
  }

  private static boolean isNerc(LocalDate date) {
    return isFixed(date)
        || date.getDayOfWeek() == DayOfWeek.MONDAY && isFixed(date.minusDays(1))
        || is(date, Month.MAY, TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY))
        || is(date, Month.SEPTEMBER, TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY))
        || is(date, Month.NOVEMBER, TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
  }

  private static boolean isFixed(LocalDate date) {
    int day = date.getDayOfMonth();
    return switch (date.getMonth()) {
      case JANUARY -> day == 1;
      case JULY -> day == 4;
      case DECEMBER -> day == 25;
      default -> false;
    };
  }

  private static boolean is(
      LocalDate date, Month month, java.time.temporal.TemporalAdjuster inMonth) {
    return date.getMonth() == month && date.equals(date.with(inMonth));
  }
}
