package busbar.billing;

import busbar.tariff.Holidays;
import busbar.tariff.HourTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Walks a load by the hours of a wall clock: each step is a row of intervals that begin within the
 * same hour of the same local day. A cursor, so that a year costs a few objects a day and none an
 * interval.
 */
final class LocalHours {
  private static final int HOUR = 3600;

  private final LoadSeries load;
  private final ZoneRules rules;
  private final @Nullable Holidays holidays;
  private final YearMonth first;

  private int from;
  private int to;
  private long epochSecond;
  private int secondOfDay;
  private long epochDay = Long.MIN_VALUE;
  private LocalDate date = LocalDate.EPOCH;
  private int daySlot;
  private int month;
  private int offsetSeconds;
  private long offsetUntil = Long.MIN_VALUE;

  LocalHours(LoadSeries load, ZoneId zone, @Nullable Holidays holidays) {
    this.load = load;
    this.rules = zone.getRules();
    this.holidays = holidays;
    this.first = YearMonth.from(load.start().atZone(zone));
  }

  /** Goes to the next hour; false after the last. */
  boolean next() {
    from = to;
    if (from >= load.intervals()) {
      return false;
    }
    epochSecond = load.start().getEpochSecond() + (long) from * load.seconds();
    if (epochSecond >= offsetUntil) {
      Instant now = Instant.ofEpochSecond(epochSecond);
      offsetSeconds = rules.getOffset(now).getTotalSeconds();
      ZoneOffsetTransition next = rules.nextTransition(now);
      offsetUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }
    long local = epochSecond + offsetSeconds;
    long day = Math.floorDiv(local, 86_400L);
    secondOfDay = (int) (local - day * 86_400L);
    if (day != epochDay) {
      epochDay = day;
      date = LocalDate.ofEpochDay(day);
      daySlot = HourTable.slot(date.getMonthValue(), Holidays.kindOf(date, holidays), 0);
      month =
          (date.getYear() - first.getYear()) * 12 + date.getMonthValue() - first.getMonthValue();
    }
    long end = Math.min(epochSecond + HOUR - secondOfDay % HOUR, offsetUntil);
    long count = (end - epochSecond + load.seconds() - 1) / load.seconds();
    to = (int) Math.min(load.intervals(), from + count);
    return true;
  }

  /** First interval of the hour. */
  int from() {
    return from;
  }

  /** The interval after its last. */
  int to() {
    return to;
  }

  /** Beginning of its first interval. */
  long epochSecond() {
    return epochSecond;
  }

  /** The same on the wall clock. */
  int secondOfDay() {
    return secondOfDay;
  }

  LocalDate date() {
    return date;
  }

  /** Its slot in an {@link HourTable}. */
  int slot() {
    return daySlot + secondOfDay / HOUR;
  }

  /** Its month, counted from that of the load's beginning. */
  int month() {
    return month;
  }
}
