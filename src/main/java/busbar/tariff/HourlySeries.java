package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hourly prices plus an adder.
 *
 * @param file CSV beside the site file that holds the prices; absent where they are given in {@code
 *     hours}
 * @param repeats {@code daily}: 24 hours, hour 0 to 23, that stand for every day; {@code never}:
 *     dated hours
 * @param adderUsdPerMwh delivery, losses and fees on top of each price, USD/MWh
 * @param hours the prices themselves, filled from the file
 */
public record HourlySeries(
    @JsonPropertyDescription("CSV beside the site file with hour_beginning and usd_per_mwh")
        @Nullable String file,
    @JsonPropertyDescription("'daily': 24 hours that stand for every day; 'never': dated hours")
        Repeats repeats,
    @JsonPropertyDescription("Delivery, losses and fees on top of each price, USD/MWh")
        double adderUsdPerMwh,
    @JsonPropertyDescription("The prices themselves, in place of a file")
        @Nullable List<Hour> hours)
    implements Tariff {

  /** Whether a series stands for itself or for every day. */
  public enum Repeats {
    @JsonProperty("never")
    NEVER,
    @JsonProperty("daily")
    DAILY
  }

  /**
   * @param beginning the hour's beginning in local time; where the series repeats daily only its
   *     hour counts. Where autumn's change repeats an hour, the first entry is the earlier one.
   * @param usdPerMwh price, USD/MWh, negative at times
   */
  public record Hour(
      @JsonPropertyDescription("The hour's beginning in local time, such as 2026-02-12T17:00:00")
          LocalDateTime beginning,
      @JsonPropertyDescription("Price, USD/MWh") double usdPerMwh) {
    public Hour {
      Ranges.present("beginning", beginning);
      Ranges.within("usdPerMwh", usdPerMwh, -100_000, 100_000);
    }
  }

  public HourlySeries {
    Ranges.present("repeats", repeats);
    Ranges.within("adderUsdPerMwh", adderUsdPerMwh, -10_000, 10_000);
    if (file == null && hours == null) {
      throw new OutOfRange("file", "is missing", "name a CSV file, or give the 'hours'");
    }
    if (hours != null) {
      hours = List.copyOf(Ranges.notEmpty("hours", hours));
      checkHours(hours, repeats);
    }
  }

  /** The same tariff with the prices that its file holds. */
  public HourlySeries withHours(List<Hour> read) {
    return new HourlySeries(file, repeats, adderUsdPerMwh, read);
  }

  private static void checkHours(List<Hour> hours, Repeats repeats) {
    Map<LocalDateTime, Integer> seen = new HashMap<>();
    for (Hour hour : hours) {
      LocalDateTime beginning = hour.beginning();
      if (!beginning.equals(beginning.truncatedTo(ChronoUnit.HOURS))) {
        throw new OutOfRange(
            "hours", "hold " + beginning + ", within an hour", "begin each at a full hour");
      }
      LocalDateTime key =
          repeats == Repeats.DAILY ? LocalDate.EPOCH.atTime(beginning.getHour(), 0) : beginning;
      int times = seen.merge(key, 1, Integer::sum);
      // Autumn's repeated hour stands twice; whether it may only the zone knows, see checkIn().
      int allowed = repeats == Repeats.DAILY ? 1 : 2;
      if (times > allowed) {
        throw new OutOfRange(
            "hours", "price " + beginning + " more than once", "keep one price an hour");
      }
    }
    if (repeats == Repeats.DAILY && seen.size() != 24) {
      for (int hour = 0; hour < 24; hour++) {
        if (!seen.containsKey(LocalDate.EPOCH.atTime(hour, 0))) {
          throw new OutOfRange(
              "hours",
              "price nothing from " + hour + ":00 to " + (hour + 1) + ":00",
              "a series that repeats daily prices each of the 24 hours");
        }
      }
    }
  }

  @Override
  public void checkIn(ZoneId zone) {
    if (repeats == Repeats.DAILY || hours == null) {
      return;
    }
    Map<LocalDateTime, Integer> seen = new HashMap<>();
    for (Hour hour : hours) {
      LocalDateTime beginning = hour.beginning();
      int comes = zone.getRules().getValidOffsets(beginning).size();
      if (comes == 0) {
        throw new OutOfRange(
            "hours",
            "price " + beginning + ", which the clock in " + zone + " skips that day",
            "leave it out");
      }
      if (seen.merge(beginning, 1, Integer::sum) > comes) {
        throw new OutOfRange(
            "hours", "price " + beginning + " more than once", "keep one price an hour");
      }
    }
  }

  @Override
  public HourlySeries plus(double usdPerMwh) {
    return new HourlySeries(file, repeats, adderUsdPerMwh + usdPerMwh, hours);
  }

  @Override
  public PriceCurve day(LocalDate date, ZoneId zone) {
    Instant start = date.atStartOfDay(zone).toInstant();
    Map<Instant, Double> byInstant = repeats == Repeats.DAILY ? Map.of() : byInstant(zone);
    double[] ofDay = repeats == Repeats.DAILY ? ofDay() : new double[0];
    double[] prices = new double[Tariff.hoursOf(date, zone)];
    for (int hour = 0; hour < prices.length; hour++) {
      Instant at = start.plus(hour, ChronoUnit.HOURS);
      double price =
          repeats == Repeats.DAILY
              ? ofDay[at.atZone(zone).getHour()]
              : byInstant.getOrDefault(fullHour(at, zone), Double.NaN);
      prices[hour] = price + adderUsdPerMwh;
    }
    return PriceCurve.of(start, prices);
  }

  @Override
  public PriceYear yearFrom(LocalDate date, ZoneId zone) {
    var year = new PriceYear.Gatherer();
    List<Hour> known = prices();
    for (int month = 0; month < 12; month++) {
      long days = ChronoUnit.DAYS.between(date.plusMonths(month), date.plusMonths(month + 1));
      // Nobody knows next year's prices: each hour of the series stands for its share of the month.
      double each = 24.0 * days / known.size();
      for (Hour hour : known) {
        year.add(month, hour.usdPerMwh() + adderUsdPerMwh, each);
      }
    }
    return year.build(
        repeats == Repeats.DAILY
            ? "the same 24 hours every day"
            : "the " + known.size() + " hours of the price file, spread over the year");
  }

  /** Where a clock changes by half an hour, the hours of that day do not all begin at full ones. */
  private static Instant fullHour(Instant at, ZoneId zone) {
    return at.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  private List<Hour> prices() {
    if (hours == null) {
      throw new IllegalStateException("the prices of " + file + " were not read");
    }
    return hours;
  }

  private double[] ofDay() {
    double[] prices = new double[24];
    prices().forEach(hour -> prices[hour.beginning().getHour()] = hour.usdPerMwh());
    return prices;
  }

  private Map<Instant, Double> byInstant(ZoneId zone) {
    Map<Instant, Double> prices = new HashMap<>();
    for (Hour hour : prices()) {
      ZonedDateTime earlier = hour.beginning().atZone(zone).withEarlierOffsetAtOverlap();
      if (prices.putIfAbsent(earlier.toInstant(), hour.usdPerMwh()) != null) {
        prices.put(earlier.withLaterOffsetAtOverlap().toInstant(), hour.usdPerMwh());
      }
    }
    return prices;
  }
}
