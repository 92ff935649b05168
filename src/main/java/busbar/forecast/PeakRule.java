package busbar.forecast;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which hours of a system's load are coincident peaks: those of the days with the highest peaks. By
 * ERCOT's 4CP the highest of each of June to September: {@code PeakRule(Set.of(6, 7, 8, 9), 1,
 * MONTH)}; by PJM's 5CP the peaks of the five highest days of one summer: {@code PeakRule(Set.of(6,
 * 7, 8, 9), 5, YEAR)}.
 *
 * @param months 1 to 12, in which peaks are looked for
 * @param peaks how many in each span, each on a day of its own
 * @param span among which days they are the highest
 */
public record PeakRule(Set<Integer> months, int peaks, Span span) {

  /** The days among which a peak must be the highest. */
  public enum Span {
    /** Those of one month. */
    MONTH,
    /** Those of all the rule's months in one calendar year. */
    YEAR
  }

  public PeakRule {
    if (months.isEmpty()) {
      throw new OutOfRange("months", "are none", "name at least one, 1 to 12");
    }
    months = Set.copyOf(months);
    months.forEach(month -> Ranges.within("months", month, 1, 12));
    Ranges.within("peaks", peaks, 1, 28);
    Ranges.present("span", span);
  }

  boolean covers(LocalDate day) {
    return months.contains(day.getMonthValue());
  }

  /** The first day of the span that a day belongs to. */
  LocalDate firstDay(LocalDate day) {
    return span == Span.MONTH ? day.withDayOfMonth(1) : day.withDayOfYear(1);
  }

  /** The last day of the span that a day belongs to. */
  LocalDate lastDay(LocalDate day) {
    return span == Span.MONTH
        ? day.withDayOfMonth(day.lengthOfMonth())
        : day.withDayOfYear(day.lengthOfYear());
  }

  /** Whether two days compete for the same peaks. */
  boolean compete(LocalDate one, LocalDate other) {
    return covers(one) && covers(other) && firstDay(one).equals(firstDay(other));
  }
}
