package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prices of an index at one settlement point.
 *
 * @param file CSV beside the site file that holds the prices; absent where they are given in {@code
 *     prices}
 * @param repeats {@code daily}: one day that stands for every day; {@code never}: dated prices
 * @param intervalMinutes how long each price holds: 5, 15, 30 or 60; 60 where absent
 * @param prices the prices themselves, filled from the file
 */
public record PriceSeries(
    @JsonPropertyDescription("CSV beside the site file with hour_beginning and usd_per_mwh")
        @Nullable String file,
    @JsonPropertyDescription("'daily': one day that stands for every day; 'never': dated prices")
        Repeats repeats,
    @JsonPropertyDescription("How long each price holds: 5, 15, 30 or 60 minutes; 60 by default")
        @Nullable Integer intervalMinutes,
    @JsonPropertyDescription("The prices themselves, in place of a file")
        @Nullable List<Price> prices) {

  /** Whether a series stands for itself or for every day. */
  public enum Repeats {
    @JsonProperty("never")
    NEVER,
    @JsonProperty("daily")
    DAILY
  }

  /**
   * @param beginning the interval's beginning in local time; where the series repeats daily only
   *     its time counts. Where autumn's change repeats an hour, the first entry is the earlier one.
   * @param usdPerMwh price, USD/MWh, negative at times
   */
  public record Price(
      @JsonPropertyDescription("The interval's beginning in local time, as 2026-02-12T17:00:00")
          LocalDateTime beginning,
      @JsonPropertyDescription("Price, USD/MWh") double usdPerMwh) {
    public Price {
      Ranges.present("beginning", beginning);
      Ranges.within("usdPerMwh", usdPerMwh, -100_000, 100_000);
    }
  }

  private static final int EARLIEST_YEAR = 1990;
  private static final int LATEST_YEAR = 2199;

  /** No series is laid out over more intervals: ten years of 5 minutes. */
  private static final long MOST_INTERVALS = 1_054_000;

  public PriceSeries {
    Ranges.present("repeats", repeats);
    if (intervalMinutes != null && !List.of(5, 15, 30, 60).contains(intervalMinutes)) {
      throw new OutOfRange("intervalMinutes", "is " + intervalMinutes, "write 5, 15, 30 or 60");
    }
    if (file == null && prices == null) {
      throw new OutOfRange("file", "is missing", "name a CSV file, or give the prices");
    }
    if (prices != null) {
      prices = List.copyOf(Ranges.notEmpty("prices", prices));
      check("prices", prices, repeats, intervalMinutes == null ? 60 : intervalMinutes);
    }
  }

  /** The same series with the prices that its file holds. */
  public PriceSeries withPrices(List<Price> read) {
    return new PriceSeries(file, repeats, intervalMinutes, read);
  }

  /** Minutes for which each price holds. */
  int minutes() {
    return intervalMinutes == null ? 60 : intervalMinutes;
  }

  /** The prices, which its file's reader has filled in. */
  List<Price> known() {
    if (prices == null) {
      throw new IllegalStateException("the prices of " + file + " were not read");
    }
    return prices;
  }

  /** Refuses prices that begin within an interval or twice, and a repeated day with gaps. */
  static void check(String field, List<Price> prices, Repeats repeats, int minutes) {
    Map<LocalDateTime, Integer> seen = new HashMap<>();
    for (Price price : prices) {
      LocalDateTime beginning = price.beginning();
      if (repeats == Repeats.NEVER
          && (beginning.getYear() < EARLIEST_YEAR || beginning.getYear() > LATEST_YEAR)) {
        throw new OutOfRange(
            field, "hold " + beginning, "write times from " + EARLIEST_YEAR + " to " + LATEST_YEAR);
      }
      if (beginning.getMinute() % minutes != 0
          || beginning.getSecond() != 0
          || beginning.getNano() != 0) {
        throw new OutOfRange(
            field,
            "hold " + beginning + ", within " + (minutes == 60 ? "an hour" : "an interval"),
            minutes == 60 ? "begin each at a full hour" : "begin each at a multiple of " + minutes);
      }
      LocalDateTime key =
          repeats == Repeats.DAILY ? LocalDate.EPOCH.atTime(beginning.toLocalTime()) : beginning;
      int times = seen.merge(key, 1, Integer::sum);
      // Autumn's repeated hour stands twice; whether it may only the zone knows, see checkIn().
      int allowed = repeats == Repeats.DAILY ? 1 : 2;
      if (times > allowed) {
        throw new OutOfRange(
            field,
            "price " + beginning + " more than once",
            "keep one price " + (minutes == 60 ? "an hour" : "an interval"));
      }
    }
    if (repeats == Repeats.NEVER) {
      LocalDateTime first = Collections.min(seen.keySet());
      LocalDateTime last = Collections.max(seen.keySet());
      if (ChronoUnit.MINUTES.between(first, last) / minutes > MOST_INTERVALS) {
        throw new OutOfRange(
            field,
            "reach from " + first + " to " + last,
            "give at most " + MOST_INTERVALS + " intervals from the first to the last");
      }
    }
    if (repeats == Repeats.DAILY && seen.size() != 24 * 60 / minutes) {
      for (LocalDateTime at = LocalDate.EPOCH.atStartOfDay();
          at.toLocalDate().equals(LocalDate.EPOCH);
          at = at.plusMinutes(minutes)) {
        if (!seen.containsKey(at)) {
          LocalDateTime end = at.plusMinutes(minutes);
          throw new OutOfRange(
              field,
              "price nothing from "
                  + at.getHour()
                  + at.format(MINUTES)
                  + " to "
                  + (end.toLocalDate().equals(LocalDate.EPOCH) ? end.getHour() : 24)
                  + end.format(MINUTES),
              "a series that repeats daily prices each of the 24 hours");
        }
      }
    }
  }

  private static final java.time.format.DateTimeFormatter MINUTES =
      java.time.format.DateTimeFormatter.ofPattern(":mm", java.util.Locale.ROOT);

  /**
   * Checks what only the site's clock can tell.
   *
   * @throws OutOfRange where an interval is priced that the clock skips, or oftener than it comes
   */
  void checkIn(String field, ZoneId zone) {
    if (repeats == Repeats.DAILY || prices == null) {
      return;
    }
    Map<LocalDateTime, Integer> seen = new HashMap<>();
    for (Price price : prices) {
      LocalDateTime beginning = price.beginning();
      int comes = zone.getRules().getValidOffsets(beginning).size();
      if (comes == 0) {
        throw new OutOfRange(
            field,
            "price " + beginning + ", which the clock in " + zone + " skips that day",
            "leave it out");
      }
      if (seen.merge(beginning, 1, Integer::sum) > comes) {
        throw new OutOfRange(
            field,
            "price " + beginning + " more than once",
            "keep one price " + (minutes() == 60 ? "an hour" : "an interval"));
      }
    }
  }
}
