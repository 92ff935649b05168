package busbar.web;

import busbar.assessment.Action;
import busbar.replay.ReplayDecisions;
import busbar.replay.ReplayIntervals;
import busbar.units.Notation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One day of a replay: what was decided, and what it was decided on.
 *
 * @param previous the day before; absent on the first
 * @param reasons what the reasons of this day's decisions mean
 */
record ReplayDayView(
    LocalDate date,
    String title,
    @Nullable LocalDate previous,
    @Nullable LocalDate next,
    String summary,
    List<Decision> decisions,
    List<Meaning> reasons,
    List<Interval> intervals) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
  private static final DateTimeFormatter TIME_ZONE =
      DateTimeFormatter.ofPattern("HH:mm z", Locale.US);

  /**
   * @param rule whether a rule decided, by its id
   */
  record Decision(
      String when,
      String group,
      String rigs,
      Action action,
      String profile,
      String power,
      String why,
      boolean rule) {}

  record Meaning(String why, boolean rule, String words) {}

  record Interval(String when, String power, String breakeven, String load, String full) {}

  /**
   * @param rules titles of the rules by id
   * @param first day of the replay
   * @param last day of the replay
   */
  static ReplayDayView of(
      LocalDate date,
      LocalDate first,
      LocalDate last,
      ReplayDecisions decisions,
      ReplayIntervals intervals,
      ZoneId zone,
      Map<String, String> rules) {
    boolean even =
        zone.getRules()
            .getOffset(noon(date.minusDays(1), zone))
            .equals(zone.getRules().getOffset(noon(date, zone)));
    DateTimeFormatter clock = even ? TIME : TIME_ZONE;
    int seconds = intervals.intervalMinutes() * 60;
    List<Decision> rows = new ArrayList<>();
    for (ReplayDecisions.Row row : together(decisions.decisions())) {
      rows.add(
          new Decision(
              span(row.start(), row.end(), zone, clock),
              row.group(),
              Wording.rigs(row.rigs()),
              Action.valueOf(row.action()),
              row.profile() == null ? "" : row.profile(),
              power(intervals, row.start(), row.end()),
              row.decidedBy(),
              ReplayReasons.isRule(row.decidedBy())));
    }
    return new ReplayDayView(
        date,
        SiteClock.date(date),
        date.isAfter(first) ? date.minusDays(1) : null,
        date.isBefore(last) ? date.plusDays(1) : null,
        summary(intervals),
        rows,
        rows.stream()
            .map(Decision::why)
            .distinct()
            .map(
                why -> new Meaning(why, ReplayReasons.isRule(why), ReplayReasons.words(why, rules)))
            .toList(),
        intervals.intervals().stream()
            .map(
                row ->
                    new Interval(
                        span(row.start(), row.start().plusSeconds(seconds), zone, clock),
                        Notation.usdCents(Wording.orUnknown(row.powerUsdPerMwh())),
                        Notation.usdCents(row.breakevenUsdPerMwh()),
                        Notation.mw(row.kw() / 1000),
                        Notation.mw(row.fullKw() / 1000)))
            .toList());
  }

  private static Instant noon(LocalDate date, ZoneId zone) {
    return date.atTime(12, 0).atZone(zone).toInstant();
  }

  private static String span(Instant start, Instant end, ZoneId zone, DateTimeFormatter clock) {
    String to = clock.format(end.atZone(zone));
    return clock.format(start.atZone(zone)) + "–" + (to.equals("00:00") ? "24:00" : to);
  }

  /** Rigs of a group that did the same for the same reason at the same time, as one line. */
  private static List<ReplayDecisions.Row> together(List<ReplayDecisions.Row> rows) {
    List<ReplayDecisions.Row> together = new ArrayList<>();
    for (ReplayDecisions.Row row : rows) {
      int same = -1;
      for (int i = 0; i < together.size() && same < 0; i++) {
        ReplayDecisions.Row other = together.get(i);
        if (other.start().equals(row.start())
            && other.end().equals(row.end())
            && other.group().equals(row.group())
            && Objects.equals(other.profile(), row.profile())
            && other.decidedBy().equals(row.decidedBy())) {
          same = i;
        }
      }
      if (same < 0) {
        together.add(row);
      } else {
        together.set(
            same,
            new ReplayDecisions.Row(
                row.start(),
                row.end(),
                row.group(),
                together.get(same).rigs() + row.rigs(),
                row.action(),
                row.profile(),
                row.decidedBy()));
      }
    }
    return together;
  }

  private static DoubleSummaryStatistics powerOf(List<ReplayIntervals.Row> rows) {
    return rows.stream()
        .map(ReplayIntervals.Row::powerUsdPerMwh)
        .filter(Objects::nonNull)
        .collect(Collectors.summarizingDouble(Double::doubleValue));
  }

  private static String power(ReplayIntervals intervals, Instant start, Instant end) {
    return range(
        powerOf(
            intervals.intervals().stream()
                .filter(row -> !row.start().isBefore(start) && row.start().isBefore(end))
                .toList()));
  }

  private static String range(DoubleSummaryStatistics power) {
    if (power.getCount() == 0) {
      return Notation.UNKNOWN;
    }
    String low = Notation.usdCents(power.getMin());
    String high = Notation.usdCents(power.getMax());
    return low.equals(high) ? low : low + " to " + high;
  }

  private static String summary(ReplayIntervals intervals) {
    double hours = intervals.intervalMinutes() / 60.0;
    double used = 0;
    double full = 0;
    for (ReplayIntervals.Row row : intervals.intervals()) {
      used += row.kw() / 1000 * hours;
      full += row.fullKw() / 1000 * hours;
    }
    DoubleSummaryStatistics power = powerOf(intervals.intervals());
    String price =
        power.getCount() == 0 ? "No price of power is known" : "Power " + range(power) + "/MWh";
    return price
        + "; "
        + Notation.number(full - used, "#,##0")
        + " of "
        + Notation.number(full, "#,##0")
        + " MWh curtailed.";
  }
}
