package busbar.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hourly prices and the hashprice of the day, as the shared files hold them. Those files are for
 * tests only and may be absent.
 *
 * @param realTime price by the hour's beginning, USD/MWh
 * @param dayAhead the same, day-ahead
 * @param hashprice USD per PH/s and day, by date
 */
record HourlyMarket(
    ZoneId zone,
    Map<Instant, Double> realTime,
    Map<Instant, Double> dayAhead,
    Map<LocalDate, Double> hashprice) {
  private static final Path SHARED = Path.of("../shared/data");
  private static final Path ERCOT = SHARED.resolve("ercot-hb-north-hourly.csv");
  private static final Path AEMO = SHARED.resolve("aemo-vic1-hourly.csv");

  /** US dollars for an Australian one, about the mean of the span that the file covers. */
  static final double USD_PER_AUD = 0.65;

  static boolean isPresent() {
    return Files.exists(ERCOT) && Files.exists(AEMO);
  }

  static HourlyMarket ercot() {
    ZoneId zone = ZoneId.of("America/Chicago");
    Map<Instant, Double> realTime = new HashMap<>();
    Map<Instant, Double> dayAhead = new HashMap<>();
    for (String line : lines(ERCOT)) {
      String[] cells = line.split(",", -1);
      LocalTime beginning = LocalTime.of(Integer.parseInt(cells[1]) - 1, 0);
      Instant at = LocalDate.parse(cells[0]).atTime(beginning).atZone(zone).toInstant();
      if (!cells[2].isEmpty()) {
        dayAhead.put(at, Double.valueOf(cells[2]));
      }
      if (!cells[3].isEmpty()) {
        realTime.put(at, Double.valueOf(cells[3]));
      }
    }
    return new HourlyMarket(zone, realTime, dayAhead, hashprices());
  }

  static HourlyMarket aemo() {
    ZoneId zone = ZoneId.of("UTC+10");
    Map<Instant, Double> realTime = new HashMap<>();
    for (String line : lines(AEMO)) {
      String[] cells = line.split(",", -1);
      Instant at = LocalDateTime.parse(cells[0]).atZone(zone).toInstant();
      realTime.put(at, Double.parseDouble(cells[1]) * USD_PER_AUD);
    }
    return new HourlyMarket(zone, realTime, Map.of(), hashprices());
  }

  /** 10^15 · 86400 / (D · 2^32) · subsidy · price; the subsidy halved on 2024-04-20. */
  private static Map<LocalDate, Double> hashprices() {
    Map<LocalDate, Double> hashprice = new HashMap<>();
    for (String line : lines(SHARED.resolve("btc-daily.csv"))) {
      String[] cells = line.split(",", -1);
      LocalDate date = LocalDate.parse(cells[0]);
      double price = Double.parseDouble(cells[1]);
      double difficulty = Double.parseDouble(cells[3]);
      double subsidy = date.isBefore(LocalDate.of(2024, 4, 20)) ? 6.25 : 3.125;
      hashprice.put(date, 1e15 * 86_400 / (difficulty * 0x1p32) * subsidy * price);
    }
    return hashprice;
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.subList(1, lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every hour from one local midnight to another. */
  List<Instant> hours(LocalDate from, LocalDate to) {
    Instant first = from.atStartOfDay(zone).toInstant();
    Instant end = to.atStartOfDay(zone).toInstant();
    return java.util.stream.LongStream.range(0, Duration.between(first, end).toHours())
        .mapToObj(hour -> first.plus(Duration.ofHours(hour)))
        .toList();
  }

  /** Real-time price, USD/MWh; NaN where it is not known. */
  double realTime(Instant at) {
    return realTime.getOrDefault(at, Double.NaN);
  }

  /** Day-ahead price, USD/MWh; NaN where there is none. */
  double dayAhead(Instant at) {
    return dayAhead.getOrDefault(at, Double.NaN);
  }

  /**
   * Day-ahead prices of the hours after one, as known at its beginning: today's, and from 14:00 on
   * tomorrow's; NaN for the others.
   */
  double[] dayAheadKnown(Instant now, int hours) {
    LocalDateTime local = now.atZone(zone).toLocalDateTime();
    LocalDate lastKnown = local.toLocalDate().plusDays(local.getHour() >= 14 ? 1 : 0);
    double[] known = new double[hours];
    for (int i = 0; i < hours; i++) {
      Instant at = now.plus(Duration.ofHours(i + 1L));
      boolean isKnown = !at.atZone(zone).toLocalDate().isAfter(lastKnown);
      known[i] = isKnown ? dayAhead(at) : Double.NaN;
    }
    return known;
  }

  /** The power price at which a rig earns nothing on a day, USD/MWh. */
  double breakeven(Instant at, double joulesPerTerahash) {
    return hashprice.get(at.atZone(zone).toLocalDate()) / (0.024 * joulesPerTerahash);
  }

  /** What each hour earns, USD per MW; an hour without a price nothing. */
  double[] margins(List<Instant> hours, double joulesPerTerahash) {
    return hours.stream()
        .mapToDouble(at -> breakeven(at, joulesPerTerahash) - realTime(at))
        .map(margin -> Double.isNaN(margin) ? 0 : margin)
        .toArray();
  }
}
