package busbar.duties;

import busbar.tariff.PriceCurve;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Hours of a local day in words. */
public final class DayHours {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private DayHours() {}

  /**
   * The hours that pass, as spans on the site's clock: "07:00–09:00, 16:00–20:00"; or "all day".
   */
  public static String words(PriceCurve day, ZoneId zone, IntPredicate chosen) {
    List<String> spans = new ArrayList<>();
    int hour = 0;
    while (hour < day.hours()) {
      int from = hour;
      while (hour < day.hours() && chosen.test(hour)) {
        hour++;
      }
      if (hour > from) {
        if (from == 0 && hour == day.hours()) {
          return "all day";
        }
        String end = hour == day.hours() ? "24:00" : CLOCK.format(day.startOf(hour).atZone(zone));
        spans.add(CLOCK.format(day.startOf(from).atZone(zone)) + "–" + end);
      }
      hour++;
    }
    return String.join(", ", spans);
  }
}
