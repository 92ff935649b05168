package busbar.sitefiles;

import busbar.tariff.PriceSeries.Price;
import busbar.tariff.PriceSeries.Repeats;
import busbar.units.OutOfRange;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the hourly prices of a series from its CSV.
 *
 * <p>A column {@code hour_beginning} names the hour: 0 to 23, or with a date as in {@code
 * 2026-02-12 17:00}; the date may stand in a column {@code date} of its own. One column whose name
 * ends in {@code usd_per_mwh} holds the price. Hours are local. A dated series has no gaps from its
 * first hour to its last; the hour that autumn repeats stands twice, the earlier one first, and the
 * one that spring skips does not stand at all. A line that begins with {@code #} is a comment.
 */
final class PriceFile {
  /** No price file is larger: some fifteen years of hours. */
  static final int MAX_BYTES = 4 << 20;

  private static final String HOUR = "hour_beginning";
  private static final String DATE = "date";
  private static final String PRICE = "usd_per_mwh";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern HOUR_OF_DAY = Pattern.compile("\\d{1,2}");
  private static final DateTimeFormatter DAY_AND_HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]", Locale.ROOT);

  private final Repeats repeats;
  private final ZoneId zone;
  private final Problems problems;
  private final List<Price> hours = new ArrayList<>();

  /** The line of each hour: of dated ones by instant, of daily ones by the instant in 1970. */
  private final TreeMap<Instant, Integer> lines = new TreeMap<>();

  private PriceFile(Repeats repeats, ZoneId zone, Problems problems) {
    this.repeats = repeats;
    this.zone = zone;
    this.problems = problems;
  }

  /**
   * Reads a CSV's text; what is wrong with it goes to the problems, each with its line.
   *
   * @param zone the site's, in which a day may have 23 or 25 hours
   */
  static List<Price> read(String text, Repeats repeats, ZoneId zone, Problems problems) {
    PriceFile file = new PriceFile(repeats, zone, problems);
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text)) {
      file.readAll(csv);
    } catch (java.io.IOException | CsvParseException e) {
      problems.add(null, null, "is not CSV", "write one hour a line, fields separated by commas");
    }
    return file.hours;
  }

  private void readAll(Iterable<CsvRecord> records) {
    Map<String, Integer> columns = new HashMap<>();
    for (CsvRecord line : records) {
      if (!columns.isEmpty()) {
        readHour(line, columns);
        continue;
      }
      for (int i = 0; i < line.getFieldCount(); i++) {
        String name = line.getField(i).strip().toLowerCase(Locale.ROOT);
        columns.putIfAbsent(name.endsWith(PRICE) ? PRICE : name, i);
      }
      if (!columns.containsKey(HOUR) || !columns.containsKey(PRICE)) {
        problems.add(
            lineOf(line),
            columns.containsKey(HOUR) ? PRICE : HOUR,
            "is no column of this file",
            "begin it with the line " + HOUR + "," + PRICE);
        return;
      }
    }
    if (columns.isEmpty()) {
      problems.add(null, null, "is empty", "begin it with the line " + HOUR + "," + PRICE);
    } else if (problems.isEmpty()) {
      checkGaps();
    }
  }

  private void readHour(CsvRecord line, Map<String, Integer> columns) {
    Optional<LocalDateTime> beginning = beginning(line, columns);
    Optional<Double> price = price(line, columns);
    if (beginning.isEmpty() || price.isEmpty()) {
      return;
    }
    try {
      Price hour = new Price(beginning.get(), price.get());
      if (take(line, hour.beginning())) {
        hours.add(hour);
      }
    } catch (OutOfRange e) {
      problems.add(lineOf(line), PRICE, e.problem(), e.remedy());
    }
  }

  private Optional<LocalDateTime> beginning(CsvRecord line, Map<String, Integer> columns) {
    String hour = field(line, columns, HOUR);
    String date = field(line, columns, DATE);
    boolean hourAlone = HOUR_OF_DAY.matcher(hour).matches();
    if (repeats == Repeats.DAILY && (columns.containsKey(DATE) || !hourAlone)) {
      problems.add(
          lineOf(line),
          columns.containsKey(DATE) ? DATE : HOUR,
          "is '" + Spelling.shortened(columns.containsKey(DATE) ? date : hour) + "'",
          "a series that repeats daily has hours 0 to 23 without a date; or write 'repeats: never'");
      return Optional.empty();
    }
    try {
      LocalDateTime beginning =
          !hourAlone
              ? LocalDateTime.parse(hour, DAY_AND_HOUR)
              : (repeats == Repeats.DAILY ? LocalDate.EPOCH : LocalDate.parse(date))
                  .atTime(Integer.parseInt(hour), 0);
      if (beginning.getMinute() == 0 && beginning.getSecond() == 0) {
        return Optional.of(beginning);
      }
    } catch (DateTimeException e) {
      // The problem is told below.
    }
    boolean dateAtFault = hourAlone && columns.containsKey(DATE) && !isDate(date);
    problems.add(
        lineOf(line),
        dateAtFault ? DATE : HOUR,
        "is '" + Spelling.shortened(dateAtFault ? date : hour) + "'",
        repeats == Repeats.DAILY
            ? "write an hour from 0 to 23"
            : "write a date and a full hour, such as 2026-02-12 17:00");
    return Optional.empty();
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Optional<Double> price(CsvRecord line, Map<String, Integer> columns) {
    String price = field(line, columns, PRICE);
    if (NUMBER.matcher(price).matches()) {
      return Optional.of(Double.parseDouble(price));
    }
    problems.add(
        lineOf(line),
        PRICE,
        price.isEmpty() ? "is missing" : "is '" + Spelling.shortened(price) + "'",
        "write a number, USD/MWh");
    return Optional.empty();
  }

  /** Notes the hour's instant; false where there is no such hour, or it is there already. */
  private boolean take(CsvRecord line, LocalDateTime beginning) {
    ZoneId clock = repeats == Repeats.DAILY ? ZoneOffset.UTC : zone;
    List<ZoneOffset> offsets = clock.getRules().getValidOffsets(beginning);
    if (offsets.isEmpty()) {
      problems.add(
          lineOf(line),
          HOUR,
          "is " + written(beginning) + ", which the clock in " + zone + " skips that day",
          "leave the line out");
      return false;
    }
    for (ZoneOffset offset : offsets) {
      if (lines.putIfAbsent(beginning.toInstant(offset), lineOf(line)) == null) {
        return true;
      }
    }
    Integer earlier = lines.get(beginning.toInstant(offsets.get(0)));
    problems.add(
        lineOf(line),
        HOUR,
        "is " + written(beginning) + ", which line " + earlier + " prices already",
        "leave out one of them");
    return false;
  }

  private void checkGaps() {
    if (lines.isEmpty()) {
      problems.add(null, null, "holds no hours", "write one hour a line");
      return;
    }
    Instant first = repeats == Repeats.DAILY ? Instant.EPOCH : lines.firstKey();
    Instant last = repeats == Repeats.DAILY ? first.plus(Duration.ofHours(23)) : lines.lastKey();
    Integer line = lines.firstEntry().getValue();
    for (Instant at = first; !at.isAfter(last); at = at.plus(Duration.ofHours(1))) {
      Integer here = lines.get(at);
      if (here != null) {
        line = here;
        continue;
      }
      ZoneId clock = repeats == Repeats.DAILY ? ZoneOffset.UTC : zone;
      LocalDateTime missing = LocalDateTime.ofInstant(at, clock);
      boolean repeated = clock.getRules().getValidOffsets(missing).size() > 1;
      problems.add(
          line,
          HOUR,
          "is followed by a gap: "
              + written(missing)
              + " has no price"
              + (repeated ? "; that day's clock repeats the hour" : ""),
          repeated ? "write the hour twice, the earlier one first" : "add a line for that hour");
      at = Optional.ofNullable(lines.ceilingKey(at)).orElse(last).minus(Duration.ofHours(1));
    }
  }

  private String written(LocalDateTime hour) {
    return repeats == Repeats.DAILY
        ? "hour " + hour.getHour()
        : hour.toLocalDate() + " " + hour.toLocalTime();
  }

  private static String field(CsvRecord line, Map<String, Integer> columns, String name) {
    Integer index = columns.get(name);
    return index == null || index >= line.getFieldCount() ? "" : line.getField(index).strip();
  }

  private static int lineOf(CsvRecord line) {
    return (int) line.getStartingLineNumber();
  }
}
