package busbar.sitefiles;

import busbar.billing.LoadSeries;
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
import java.time.OffsetDateTime;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of equal intervals from a CSV: the prices of a series, or a load.
 *
 * <p>A column {@code hour_beginning} or {@code interval_beginning} names each interval, or {@code
 * hour_ending} or {@code interval_ending} where the source counts by the end: an hour, 0 to 23 (1
 * to 24 of ending ones), or with a date as in {@code 2026-02-12 17:00}; the date may stand in a
 * column {@code date} of its own. Times are local unless they carry an offset or a {@code Z}. A
 * dated series has no gaps from its first interval to its last; the hour that autumn repeats stands
 * twice, the earlier one first, and the one that spring skips does not stand at all. A line that
 * begins with {@code #} is a comment.
 */
public final class SeriesFile {
  /** No file is larger: some fifteen years of hours, or a year of 5 minutes. */
  static final int MAX_BYTES = 6 << 20;

  private static final String DATE = "date";
  private static final List<String> BEGINNING =
      List.of("hour_beginning", "interval_beginning", "beginning");
  private static final List<String> ENDING = List.of("hour_ending", "interval_ending", "ending");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern HOUR_OF_DAY = Pattern.compile("\\d{1,2}");
  private static final Pattern WITH_OFFSET = Pattern.compile(".*\\d([zZ]|[+-]\\d\\d:?\\d\\d)");
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]", Locale.ROOT);
  private static final DateTimeFormatter WITH_ZONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss][XXX][XX]", Locale.ROOT);

  /** What a file holds. */
  private enum Kind {
    PRICE("usd_per_mwh", "write a number, USD/MWh"),
    LOAD("kw", "write a load of zero or more");

    private final String column;
    private final String remedy;

    Kind(String column, String remedy) {
      this.column = column;
      this.remedy = remedy;
    }
  }

  private final Kind kind;
  private final Repeats repeats;
  private final ZoneId zone;
  private final Problems problems;
  private int minutes;

  private String timeColumn = "";
  private boolean ending;
  private String valueColumn = "";

  /** Values to kW where the file is a load: its energy columns count by the interval. */
  private double factor = 1;

  private boolean energy;

  private final List<Price> rows = new ArrayList<>();

  /** The line of each interval: of dated ones by instant, of daily ones by the instant in 1970. */
  private final TreeMap<Instant, Integer> lines = new TreeMap<>();

  private final TreeMap<Instant, Double> values = new TreeMap<>();

  private SeriesFile(Kind kind, Repeats repeats, int minutes, ZoneId zone, Problems problems) {
    this.kind = kind;
    this.repeats = repeats;
    this.minutes = minutes;
    this.zone = zone;
    this.problems = problems;
  }

  /**
   * Reads the prices of a series; what is wrong with them goes to the problems, each with its line.
   *
   * @param minutes how long each price holds
   * @param zone the site's, in which a day may have 23 or 25 hours
   */
  static List<Price> prices(
      String text, Repeats repeats, int minutes, ZoneId zone, Problems problems) {
    SeriesFile file = new SeriesFile(Kind.PRICE, repeats, minutes, zone, problems);
    file.read(text);
    return file.rows;
  }

  /**
   * Reads a load from a column {@code kw}, {@code mw}, {@code kwh} or {@code mwh}.
   *
   * @param file name by which problems call it
   * @param minutes length of each interval; the distance of the first two where absent
   * @param zone in which times without an offset are meant
   * @return the load, or the problems for which it is refused
   */
  public static Load load(String file, String text, @Nullable Integer minutes, ZoneId zone) {
    Problems problems = new Problems(file);
    if (minutes != null && !LoadSeries.MINUTES.contains(minutes)) {
      problems.add(null, "intervalMinutes", "is " + minutes, "write one of " + LoadSeries.MINUTES);
      return new Load(null, problems.list());
    }
    SeriesFile series =
        new SeriesFile(Kind.LOAD, Repeats.NEVER, minutes == null ? 0 : minutes, zone, problems);
    series.read(text);
    if (!problems.isEmpty()) {
      return new Load(null, problems.list());
    }
    double[] kw = new double[series.values.size()];
    int i = 0;
    double perInterval = series.energy ? 60.0 / series.minutes : 1;
    for (double value : series.values.values()) {
      kw[i++] = value * series.factor * perInterval;
    }
    try {
      return new Load(LoadSeries.of(series.values.firstKey(), series.minutes, kw), List.of());
    } catch (OutOfRange e) {
      problems.add(null, series.valueColumn, e.problem(), e.remedy());
      return new Load(null, problems.list());
    }
  }

  /** A load that was read, or why it was not. */
  public record Load(@Nullable LoadSeries series, List<SiteProblem> problems) {}

  private void read(String text) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text)) {
      readAll(csv);
    } catch (java.io.IOException | CsvParseException e) {
      problems.add(
          null, null, "is not CSV", "write one interval a line, fields separated by commas");
    }
  }

  private void readAll(Iterable<CsvRecord> records) {
    Map<String, Integer> columns = new HashMap<>();
    for (CsvRecord line : records) {
      if (!columns.isEmpty()) {
        readRow(line, columns);
        continue;
      }
      for (int i = 0; i < line.getFieldCount(); i++) {
        columns.putIfAbsent(line.getField(i).strip().toLowerCase(Locale.ROOT), i);
      }
      if (!findColumns(columns)) {
        boolean hasTime = !timeColumn.isEmpty();
        problems.add(
            lineOf(line),
            hasTime ? kind.column : BEGINNING.get(0),
            "is no column of this file",
            "begin it with the line " + header());
        return;
      }
    }
    if (columns.isEmpty()) {
      problems.add(null, null, "is empty", "begin it with the line " + header());
    } else if (problems.isEmpty()) {
      checkGaps();
    }
  }

  private String header() {
    return BEGINNING.get(0) + "," + kind.column;
  }

  private boolean findColumns(Map<String, Integer> columns) {
    for (String name : columns.keySet()) {
      if (BEGINNING.contains(name) || ENDING.contains(name)) {
        timeColumn = name;
        ending = ENDING.contains(name);
      }
    }
    for (String name : columns.keySet().stream().sorted().toList()) {
      if (kind == Kind.PRICE ? name.endsWith(kind.column) : isLoad(name)) {
        if (kind == Kind.LOAD && !valueColumn.isEmpty()) {
          problems.add(
              1,
              name,
              "is a second load beside " + valueColumn,
              "keep one column of kw, mw, kwh or mwh");
          return true;
        }
        valueColumn = name;
      }
    }
    return !timeColumn.isEmpty() && !valueColumn.isEmpty();
  }

  private boolean isLoad(String name) {
    String unit = name.substring(name.lastIndexOf('_') + 1);
    switch (unit) {
      case "kw", "kwh" -> factor = 1;
      case "mw", "mwh" -> factor = 1000;
      default -> {
        return false;
      }
    }
    energy = unit.endsWith("h");
    return true;
  }

  private void readRow(CsvRecord line, Map<String, Integer> columns) {
    Optional<LocalDateTime> beginning = beginning(line, columns);
    Optional<Double> value = value(line, columns);
    if (beginning.isEmpty() || value.isEmpty()) {
      return;
    }
    try {
      Price row = new Price(beginning.get(), kind == Kind.PRICE ? value.get() : 0);
      if (kind == Kind.LOAD && value.get() < 0) {
        throw new OutOfRange(
            valueColumn, "is " + value.get(), kind.remedy + "; what a site feeds in is no load");
      }
      if (take(line, row.beginning(), instant, value.get())) {
        rows.add(row);
      }
    } catch (OutOfRange e) {
      String field = kind == Kind.PRICE ? kind.column : valueColumn;
      problems.add(lineOf(line), field, e.problem(), e.remedy());
    }
  }

  /** The instant of the row being read, where its time carries an offset. */
  private @Nullable Instant instant;

  private Optional<LocalDateTime> beginning(CsvRecord line, Map<String, Integer> columns) {
    String time = field(line, columns, timeColumn);
    String date = field(line, columns, DATE);
    boolean hourAlone = HOUR_OF_DAY.matcher(time).matches();
    instant = null;
    if (repeats == Repeats.DAILY && columns.containsKey(DATE)) {
      problems.add(
          lineOf(line),
          DATE,
          "is '" + Spelling.shortened(date) + "'",
          "a series that repeats daily has hours 0 to 23 without a date; or write 'repeats: never'");
      return Optional.empty();
    }
    try {
      LocalDateTime read = read(time, date, hourAlone);
      int step = minutes == 0 ? 1 : minutes;
      if (read.getSecond() == 0 && read.getMinute() % step == 0) {
        return Optional.of(read);
      }
    } catch (DateTimeException e) {
      // The problem is told below.
    }
    boolean dateAtFault = hourAlone && columns.containsKey(DATE) && !isDate(date);
    problems.add(
        lineOf(line),
        dateAtFault ? DATE : timeColumn,
        "is '" + Spelling.shortened(dateAtFault ? date : time) + "'",
        remedyOfTime(hourAlone));
    return Optional.empty();
  }

  private String remedyOfTime(boolean hourAlone) {
    if (repeats == Repeats.DAILY) {
      return !hourAlone && minutes == 60
          ? "a series that repeats daily has hours 0 to 23 without a date; or write 'repeats: never'"
          : minutes == 60 ? "write an hour from 0 to 23" : "write a time of day, such as 16:45";
    }
    return minutes == 60
        ? "write a date and a full hour, such as 2026-02-12 17:00"
        : "write a date and a time at a multiple of the interval, such as 2026-02-12 17:15";
  }

  private LocalDateTime read(String time, String date, boolean hourAlone) {
    int back = ending ? Math.max(1, minutes) : 0;
    if (repeats == Repeats.DAILY) {
      if (hourAlone) {
        return LocalDate.EPOCH.atTime(Integer.parseInt(time) - (ending ? 1 : 0), 0);
      }
      if (minutes == 60) {
        throw new DateTimeException("an hour is a number");
      }
      return LocalDate.EPOCH.atTime(java.time.LocalTime.parse(time)).minusMinutes(back);
    }
    if (hourAlone) {
      int hour = Integer.parseInt(time) - (ending ? 1 : 0);
      minutes = minutes == 0 ? 60 : minutes;
      return LocalDate.parse(date).atTime(hour, 0);
    }
    if (WITH_OFFSET.matcher(time).matches() && time.length() > 15) {
      OffsetDateTime exact =
          OffsetDateTime.parse(time.replace('z', 'Z'), WITH_ZONE).minusMinutes(back);
      instant = exact.toInstant();
      return instant.atZone(zone).toLocalDateTime();
    }
    return LocalDateTime.parse(time, DAY_AND_TIME).minusMinutes(back);
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Optional<Double> value(CsvRecord line, Map<String, Integer> columns) {
    String value = field(line, columns, valueColumn);
    if (NUMBER.matcher(value).matches()) {
      return Optional.of(Double.parseDouble(value));
    }
    problems.add(
        lineOf(line),
        kind == Kind.PRICE ? kind.column : valueColumn,
        value.isEmpty() ? "is missing" : "is '" + Spelling.shortened(value) + "'",
        kind.remedy);
    return Optional.empty();
  }

  /** Notes the interval's instant; false where there is no such time, or it is there already. */
  private boolean take(
      CsvRecord line, LocalDateTime beginning, @Nullable Instant exact, double value) {
    ZoneId clock = repeats == Repeats.DAILY ? ZoneOffset.UTC : zone;
    List<ZoneOffset> offsets = clock.getRules().getValidOffsets(beginning);
    if (exact == null && offsets.isEmpty() && ending) {
      // An interval that ends where the clock has been put forward began before it was.
      long back = Math.max(1, minutes) * 60L;
      Instant change = clock.getRules().getTransition(beginning).getInstant();
      return take(line, beginning, change.minusSeconds(back), value);
    }
    if (exact == null && offsets.isEmpty()) {
      problems.add(
          lineOf(line),
          timeColumn,
          "is " + written(beginning) + ", which the clock in " + zone + " skips that day",
          "leave the line out");
      return false;
    }
    List<Instant> instants =
        exact != null
            ? List.of(exact)
            : offsets.stream().map(offset -> beginning.toInstant(offset)).toList();
    for (Instant at : instants) {
      if (lines.putIfAbsent(at, lineOf(line)) == null) {
        values.put(at, value);
        return true;
      }
    }
    problems.add(
        lineOf(line),
        timeColumn,
        "is "
            + written(beginning)
            + ", which line "
            + lines.get(instants.get(0))
            + (kind == Kind.PRICE ? " prices already" : " holds already"),
        "leave out one of them");
    return false;
  }

  private void checkGaps() {
    if (lines.isEmpty()) {
      problems.add(null, null, "holds no hours", "write one hour a line");
      return;
    }
    if (minutes == 0 && !inferMinutes()) {
      return;
    }
    Duration step = Duration.ofMinutes(minutes);
    Instant first = repeats == Repeats.DAILY ? Instant.EPOCH : lines.firstKey();
    Instant last =
        repeats == Repeats.DAILY ? first.plus(Duration.ofDays(1)).minus(step) : lines.lastKey();
    Integer line = lines.firstEntry().getValue();
    for (Instant at = first; !at.isAfter(last); at = at.plus(step)) {
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
          timeColumn,
          "is followed by a gap: "
              + written(missing)
              + (kind == Kind.PRICE ? " has no price" : " has no load")
              + (repeated ? "; that day's clock repeats the hour" : ""),
          repeated
              ? "write the hour twice, the earlier one first"
              : "add a line for that " + (minutes == 60 ? "hour" : "interval"));
      at = Optional.ofNullable(lines.ceilingKey(at)).orElse(last).minus(step);
    }
    if (problems.isEmpty() && lines.size() != values.size()) {
      throw new IllegalStateException("each line has a value");
    }
  }

  /** A load says by its first two lines how long its intervals are. */
  private boolean inferMinutes() {
    List<Instant> two = lines.keySet().stream().limit(2).toList();
    long between = two.size() < 2 ? 0 : Duration.between(two.get(0), two.get(1)).toMinutes();
    if (!LoadSeries.MINUTES.contains((int) Math.min(between, 1_000))) {
      problems.add(
          lines.get(two.get(0)),
          timeColumn,
          two.size() < 2
              ? "is the only one, so its length is not known"
              : "is followed after " + between + " minutes",
          "begin with two lines " + LoadSeries.MINUTES + " minutes apart, or give intervalMinutes");
      return false;
    }
    minutes = (int) between;
    if (ending) {
      TreeMap<Instant, Integer> moved = new TreeMap<>();
      TreeMap<Instant, Double> movedValues = new TreeMap<>();
      // One minute was taken off to find the beginning before its distance was known.
      lines.forEach((at, line) -> moved.put(at.minusSeconds((minutes - 1) * 60L), line));
      values.forEach((at, value) -> movedValues.put(at.minusSeconds((minutes - 1) * 60L), value));
      lines.clear();
      lines.putAll(moved);
      values.clear();
      values.putAll(movedValues);
    }
    return true;
  }

  private String written(LocalDateTime hour) {
    return repeats == Repeats.DAILY
        ? minutes == 60 ? "hour " + hour.getHour() : hour.toLocalTime().toString()
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
