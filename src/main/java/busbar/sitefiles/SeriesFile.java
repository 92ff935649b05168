package busbar.sitefiles;

import busbar.billing.LoadSeries;
import busbar.sitefiles.SeriesColumns.Kind;
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
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WITH_COMMA = Pattern.compile("[+-]?[\\d.]*,[\\d,.]+");
  private static final Pattern HOUR_OF_DAY = Pattern.compile("\\d{1,2}");
  private static final Pattern WITH_OFFSET = Pattern.compile(".*\\d([zZ]|[+-]\\d\\d:?\\d\\d)");
  private static final Pattern LONE_DIGIT = Pattern.compile("(?<!\\d)\\d(?!\\d)");
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]", Locale.ROOT);
  private static final DateTimeFormatter WITH_ZONE =
      new DateTimeFormatterBuilder()
          .append(DAY_AND_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private final Kind kind;
  private final Repeats repeats;
  private final ZoneId zone;
  private final Problems problems;
  int minutes;

  private @Nullable SeriesColumns found;

  private final List<Price> rows = new ArrayList<>();

  /** The line of each interval: of dated ones by instant, of daily ones by the instant in 1970. */
  final TreeMap<Instant, Integer> lines = new TreeMap<>();

  final TreeMap<Instant, Double> values = new TreeMap<>();

  /** Of market prices those day-ahead. */
  final TreeMap<Instant, Double> dayAhead = new TreeMap<>();

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
    double kwOfOne = series.columns().kwOfOne(series.minutes);
    for (double value : series.values.values()) {
      kw[i++] = value * kwOfOne;
    }
    try {
      return new Load(LoadSeries.of(series.values.firstKey(), series.minutes, kw), List.of());
    } catch (OutOfRange e) {
      boolean ofTime = e.field().equals("start");
      problems.add(
          null,
          ofTime ? series.columns().timeColumn() : series.columns().valueColumn(),
          e.problem(),
          e.remedy());
      return new Load(null, problems.list());
    }
  }

  /** A load that was read, or why it was not. */
  public record Load(@Nullable LoadSeries series, List<SiteProblem> problems) {}

  /** Reads market prices, of which intervals may be missing and prices not known. */
  static SeriesFile market(String text, int minutes, ZoneId zone, Problems problems) {
    SeriesFile file = new SeriesFile(Kind.MARKET, Repeats.NEVER, minutes, zone, problems);
    file.read(text);
    return file;
  }

  private void read(String text) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(TextFile.withoutByteOrderMark(text))) {
      readAll(csv);
    } catch (java.io.IOException | CsvParseException e) {
      problems.add(
          null, null, "is not CSV", "write one interval a line, fields separated by commas");
    }
  }

  private void readAll(Iterable<CsvRecord> records) {
    boolean empty = true;
    for (CsvRecord line : records) {
      if (empty) {
        found = SeriesColumns.of(line, kind, problems).orElse(null);
        if (found == null) {
          return;
        }
        empty = false;
      } else if (columns().fits(line, problems)) {
        readRow(line);
      }
    }
    if (empty) {
      problems.add(null, null, "is empty", "begin it with the line " + kind.header());
    } else if (problems.isEmpty()) {
      checkGaps();
    }
  }

  SeriesColumns columns() {
    if (found == null) {
      throw new IllegalStateException("the columns are found before the rows are read");
    }
    return found;
  }

  private void readRow(CsvRecord line) {
    Optional<LocalDateTime> beginning = beginning(line);
    Optional<Double> value = value(line, columns().valueColumn());
    String aheadColumn = columns().dayAheadColumn();
    Optional<Double> ahead =
        aheadColumn == null ? Optional.of(Double.NaN) : value(line, aheadColumn);
    if (beginning.isEmpty() || value.isEmpty() || ahead.isEmpty()) {
      return;
    }
    try {
      Price row = new Price(beginning.get(), priced(value.get()));
      if (kind == Kind.LOAD && value.get() < 0) {
        throw new OutOfRange(
            columns().valueColumn(),
            "is " + value.get(),
            kind.remedy() + "; what a site feeds in is no load");
      }
      Instant taken = take(line, row.beginning(), instant, value.get());
      if (taken != null) {
        rows.add(row);
        if (aheadColumn != null) {
          dayAhead.put(taken, ahead.get());
        }
      }
    } catch (OutOfRange e) {
      problems.add(lineOf(line), columns().valueField(), e.problem(), e.remedy());
    }
  }

  /** What is to be checked as a price. */
  private double priced(double value) {
    return kind == Kind.LOAD || Double.isNaN(value) ? 0 : value;
  }

  /** The instant of the row being read, where its time carries an offset. */
  private @Nullable Instant instant;

  private Optional<LocalDateTime> beginning(CsvRecord line) {
    String time = columns().time(line);
    String date = columns().date(line);
    boolean hourAlone = HOUR_OF_DAY.matcher(time).matches();
    instant = null;
    if (repeats == Repeats.DAILY && columns().haveDate()) {
      problems.add(
          lineOf(line),
          SeriesColumns.DATE,
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
    boolean dateAtFault = hourAlone && columns().haveDate() && !isDate(date);
    String written = dateAtFault ? date : time;
    String mended = LONE_DIGIT.matcher(written).replaceAll("0$0");
    boolean zerosMissing =
        !mended.equals(written) && (dateAtFault ? isDate(mended) : isTime(mended));
    problems.add(
        lineOf(line),
        dateAtFault ? SeriesColumns.DATE : columns().timeColumn(),
        "is '" + Spelling.shortened(written) + "'",
        zerosMissing ? "write " + mended : remedyOfTime(hourAlone));
    return Optional.empty();
  }

  /** Whether a time that is more than an hour alone can be read. */
  private boolean isTime(String time) {
    try {
      return !HOUR_OF_DAY.matcher(time).matches() && read(time, "", false) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private String remedyOfTime(boolean hourAlone) {
    if (repeats == Repeats.DAILY) {
      return !hourAlone && minutes == 60
          ? "a series that repeats daily has hours 0 to 23 without a date; or write 'repeats: never'"
          : minutes == 60 ? "write an hour from 0 to 23" : "write a time of day, such as 16:45";
    }
    return minutes == 60
        ? "write a date and a full hour, such as 2026-02-12 17:00; or set intervalMinutes"
        : "write a date and a time at a multiple of the interval, such as 2026-02-12 17:15";
  }

  private LocalDateTime read(String time, String date, boolean hourAlone) {
    boolean ending = columns().areEnding();
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
    // The formats take 30 February for the 28th; they must, to take 24:00 for the next day's 0:00.
    LocalDate.parse(time.substring(0, Math.min(10, time.length())));
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

  private Optional<Double> value(CsvRecord line, String column) {
    String value = columns().field(line, column);
    // A number too large to be one, such as 1e999, is read as infinite.
    double number = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
    if (Double.isFinite(number)) {
      return Optional.of(number);
    }
    if (kind == Kind.MARKET && value.isEmpty()) {
      return Optional.of(Double.NaN);
    }
    problems.add(
        lineOf(line),
        kind == Kind.MARKET ? column : columns().valueField(),
        value.isEmpty() ? "is missing" : "is '" + Spelling.shortened(value) + "'",
        WITH_COMMA.matcher(value).matches()
            ? "write decimals with a point and thousands without a comma, such as 1234.5"
            : kind.remedy());
    return Optional.empty();
  }

  /** Notes the interval's instant; null where there is no such time, or it is there already. */
  private @Nullable Instant take(
      CsvRecord line, LocalDateTime beginning, @Nullable Instant exact, double value) {
    ZoneId clock = repeats == Repeats.DAILY ? ZoneOffset.UTC : zone;
    List<ZoneOffset> offsets = clock.getRules().getValidOffsets(beginning);
    if (exact == null && offsets.isEmpty() && columns().areEnding()) {
      // An interval that ends where the clock has been put forward began before it was.
      long back = Math.max(1, minutes) * 60L;
      Instant change = clock.getRules().getTransition(beginning).getInstant();
      return take(line, beginning, change.minusSeconds(back), value);
    }
    if (exact == null && offsets.isEmpty()) {
      problems.add(
          lineOf(line),
          columns().timeColumn(),
          "is " + written(beginning) + ", which the clock in " + zone + " skips that day",
          "leave the line out");
      return null;
    }
    List<Instant> instants =
        exact != null
            ? List.of(exact)
            : offsets.stream().map(offset -> beginning.toInstant(offset)).toList();
    for (Instant at : instants) {
      if (lines.putIfAbsent(at, lineOf(line)) == null) {
        values.put(at, value);
        return at;
      }
    }
    problems.add(
        lineOf(line),
        columns().timeColumn(),
        "is "
            + written(beginning)
            + ", which line "
            + lines.get(instants.get(0))
            + (kind == Kind.LOAD ? " holds already" : " prices already"),
        "leave out one of them");
    return null;
  }

  private void checkGaps() {
    if (lines.isEmpty()) {
      problems.add(null, null, "holds no hours", "write one hour a line");
      return;
    }
    if ((minutes == 0 && !inferMinutes()) || kind == Kind.MARKET) {
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
          columns().timeColumn(),
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

  /** Loads and market prices say by their first two lines how long their intervals are. */
  private boolean inferMinutes() {
    List<Instant> two = lines.keySet().stream().limit(2).toList();
    long between = two.size() < 2 ? 0 : Duration.between(two.get(0), two.get(1)).toMinutes();
    if (!LoadSeries.MINUTES.contains((int) Math.min(between, 1_000))) {
      problems.add(
          lines.get(two.get(0)),
          columns().timeColumn(),
          two.size() < 2
              ? "is the only one, so its length is not known"
              : "is followed after " + between + " minutes",
          "begin with two lines " + LoadSeries.MINUTES + " minutes apart, or give intervalMinutes");
      return false;
    }
    minutes = (int) between;
    if (columns().areEnding()) {
      TreeMap<Instant, Integer> moved = new TreeMap<>();
      TreeMap<Instant, Double> movedValues = new TreeMap<>();
      // One minute was taken off to find the beginning before its distance was known.
      lines.forEach((at, line) -> moved.put(at.minusSeconds((minutes - 1) * 60L), line));
      values.forEach((at, value) -> movedValues.put(at.minusSeconds((minutes - 1) * 60L), value));
      lines.clear();
      lines.putAll(moved);
      values.clear();
      values.putAll(movedValues);
      TreeMap<Instant, Double> movedAhead = new TreeMap<>();
      dayAhead.forEach((at, v) -> movedAhead.put(at.minusSeconds((minutes - 1) * 60L), v));
      dayAhead.clear();
      dayAhead.putAll(movedAhead);
    }
    return true;
  }

  private String written(LocalDateTime hour) {
    return repeats == Repeats.DAILY
        ? minutes == 60 ? "hour " + hour.getHour() : hour.toLocalTime().toString()
        : hour.toLocalDate() + " " + hour.toLocalTime();
  }

  static int lineOf(CsvRecord line) {
    return (int) line.getStartingLineNumber();
  }
}
