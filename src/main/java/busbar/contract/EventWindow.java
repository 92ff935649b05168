package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours in which a demand-response programme may call events.
 *
 * @param months 1 to 12; absent for all
 * @param days absent for all; holidays are not told apart
 * @param fromHour first hour, 0 to 23, local time
 * @param toHour hour at which it ends, 1 to 24, local time
 */
public record EventWindow(
    @JsonPropertyDescription("Months, 1 to 12; leave out for all") @Nullable List<Integer> months,
    @JsonPropertyDescription("Days of the week; leave out for all") @Nullable Days days,
    @JsonPropertyDescription("First hour, 0 to 23, local time") int fromHour,
    @JsonPropertyDescription("Hour at which it ends, 1 to 24, local time") int toHour) {

  /** Which days of the week. */
  public enum Days {
    @JsonProperty("all")
    ALL,
    @JsonProperty("weekday")
    WEEKDAY,
    @JsonProperty("weekend")
    WEEKEND;

    boolean include(LocalDate day) {
      boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
      return this == ALL || weekend == (this == WEEKEND);
    }
  }

  public EventWindow {
    if (months != null) {
      months = List.copyOf(Ranges.notEmpty("months", months));
      for (int i = 0; i < months.size(); i++) {
        Ranges.within("months[" + i + "]", months.get(i), 1, 12);
      }
    }
    Ranges.hoursOfDay(fromHour, toHour);
  }

  /** Whether it holds that hour of the site's clock. */
  public boolean includes(LocalDate day, int hour) {
    return (months == null || months.contains(day.getMonthValue()))
        && (days == null || days.include(day))
        && hour >= fromHour
        && hour < toHour;
  }
}
