package busbar.tariff;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The days on which a price holds. */
public enum Days {
  @JsonProperty("all")
  ALL,
  @JsonProperty("weekday")
  WEEKDAY,
  @JsonProperty("weekend")
  WEEKEND,
  @JsonProperty("holiday")
  HOLIDAY,
  @JsonProperty("weekend-or-holiday")
  WEEKEND_OR_HOLIDAY;

  /** Whether days of that kind are among these. */
  boolean covers(DayKind kind) {
    return switch (this) {
      case ALL -> true;
      case WEEKDAY -> kind == DayKind.WEEKDAY;
      case WEEKEND -> kind == DayKind.WEEKEND;
      case HOLIDAY -> kind == DayKind.HOLIDAY;
      case WEEKEND_OR_HOLIDAY -> kind != DayKind.WEEKDAY;
    };
  }

  /** Whether these are days that only a list of holidays makes. */
  boolean namesHolidays() {
    return this == HOLIDAY || this == WEEKEND_OR_HOLIDAY;
  }
}
