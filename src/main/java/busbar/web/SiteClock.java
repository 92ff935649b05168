package busbar.web;

import busbar.advice.Recommendation;
import busbar.advice.Recommendation.PlannedHour;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Instants and days as the clock on a site's wall shows them, with the name of its zone. */
record SiteClock(ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
  private static final DateTimeFormatter DAY_TIME_ZONE =
      DateTimeFormatter.ofPattern("d MMM HH:mm z", Locale.US);
  private static final DateTimeFormatter TIME_ZONE =
      DateTimeFormatter.ofPattern("HH:mm z", Locale.US);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.US);

  private static final DateTimeFormatter PLAIN_DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.US);

  static SiteClock of(Recommendation recommendation) {
    return new SiteClock(ZoneId.of(recommendation.timeZone()));
  }

  /** "Thu 12 Feb 2026". */
  static String date(LocalDate date) {
    return DATE.format(date);
  }

  /** "12 Feb 2026". */
  static String plainDate(LocalDate date) {
    return PLAIN_DATE.format(date);
  }

  /** "06:00 CST". */
  String timeWithZone(Instant instant) {
    return TIME_ZONE.format(instant.atZone(zone));
  }

  /** "12 Feb 06:00 CST". */
  String dayAndTime(Instant instant) {
    return DAY_TIME_ZONE.format(instant.atZone(zone));
  }

  /** "12 Feb 2026 06:00 CST". */
  String dateAndTime(Instant instant) {
    return plainDate(instant.atZone(zone).toLocalDate()) + " " + timeWithZone(instant);
  }

  /** "07:00". */
  String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  /** "07:00–08:00"; the day's last hour ends at 24:00. */
  String hour(Instant start) {
    return time(start) + "–" + end(start);
  }

  /** The end of the hour that begins then; midnight is 24:00. */
  private String end(Instant lastHour) {
    String end = time(lastHour.plusSeconds(3600));
    return end.equals("00:00") ? "24:00" : end;
  }

  /** The hours of a plan that are off: "07:00–09:00, 16:00–20:00", "all day", or nothing. */
  String offSpans(List<PlannedHour> plan) {
    List<String> spans = new ArrayList<>();
    int hour = 0;
    while (hour < plan.size()) {
      int from = hour;
      while (hour < plan.size() && plan.get(hour).profile() == null) {
        hour++;
      }
      if (hour > from) {
        if (hour - from == plan.size()) {
          return "all day";
        }
        spans.add(time(plan.get(from).start()) + "–" + end(plan.get(hour - 1).start()));
      }
      hour++;
    }
    return String.join(", ", spans);
  }
}
