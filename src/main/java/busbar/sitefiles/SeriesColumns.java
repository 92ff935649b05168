package busbar.sitefiles;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a price or load file, as its first line names them. */
final class SeriesColumns {
  static final String DATE = "date";
  private static final String DELIVERY_DATE = "delivery_date";
  private static final List<String> BEGINNING =
      List.of("hour_beginning", "interval_beginning", "beginning");
  private static final List<String> ENDING = List.of("hour_ending", "interval_ending", "ending");

  /** What a file holds. */
  enum Kind {
    PRICE("usd_per_mwh", "write a number, USD/MWh"),
    MARKET("usd_per_mwh", "write a number, USD/MWh, or nothing where it is not known"),
    LOAD("kw", "write a load of zero or more");

    private final String column;
    private final String remedy;

    Kind(String column, String remedy) {
      this.column = column;
      this.remedy = remedy;
    }

    /** What to write for a value that is none. */
    String remedy() {
      return remedy;
    }

    /** The first line of such a file. */
    String header() {
      return BEGINNING.get(0) + "," + column;
    }
  }

  private final Kind kind;
  private final int count;
  private final Map<String, Integer> indexes;
  private final String timeColumn;
  private final String valueColumn;
  private final @Nullable String dayAheadColumn;

  private SeriesColumns(
      Kind kind,
      int count,
      Map<String, Integer> indexes,
      String timeColumn,
      String valueColumn,
      @Nullable String dayAheadColumn) {
    this.kind = kind;
    this.count = count;
    this.indexes = indexes;
    this.timeColumn = timeColumn;
    this.valueColumn = valueColumn;
    this.dayAheadColumn = dayAheadColumn;
  }

  /** The columns; empty where one is missing, which is then among the problems. */
  static Optional<SeriesColumns> of(CsvRecord header, Kind kind, Problems problems) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      String name = header.getField(i).strip().toLowerCase(Locale.ROOT);
      indexes.putIfAbsent(name.equals(DELIVERY_DATE) ? DATE : name, i);
    }
    List<String> names = indexes.keySet().stream().sorted().toList();
    String time = names.stream().filter(SeriesColumns::isTime).findFirst().orElse("");
    String value = "";
    String dayAhead = null;
    for (String name : names) {
      boolean isMarket = kind == Kind.MARKET && name.endsWith(kind.column);
      String before = isMarket ? isDayAhead(name) ? dayAhead : value : null;
      if (before != null && !before.isEmpty()) {
        problems.add(
            SeriesFile.lineOf(header),
            name,
            "is a second price beside " + before,
            "keep one column of prices in real time and one of day-ahead prices");
        return Optional.empty();
      }
      if (isMarket && isDayAhead(name)) {
        dayAhead = name;
      } else if (kind == Kind.LOAD ? kwIn(name) != null : name.endsWith(kind.column)) {
        if (kind == Kind.LOAD && !value.isEmpty()) {
          problems.add(
              SeriesFile.lineOf(header),
              name,
              "is a second load beside " + value,
              "keep one column of kw, mw, kwh or mwh");
          return Optional.empty();
        }
        value = name;
      }
    }
    if (value.isEmpty() && dayAhead != null) {
      // Whoever gives no other price settles at the day-ahead price.
      value = dayAhead;
    }
    if (!time.isEmpty() && !value.isEmpty()) {
      return Optional.of(
          new SeriesColumns(kind, header.getFieldCount(), indexes, time, value, dayAhead));
    }
    String separator = otherSeparator(header);
    if (separator == null) {
      problems.add(
          SeriesFile.lineOf(header),
          time.isEmpty() ? BEGINNING.get(0) : kind.column,
          "is no column of this file",
          "begin it with the line " + kind.header());
    } else {
      problems.add(
          SeriesFile.lineOf(header),
          null,
          "separates its fields by " + separator,
          "separate them by commas and write decimals with a point, beginning with the line "
              + kind.header());
    }
    return Optional.empty();
  }

  private static boolean isDayAhead(String name) {
    return name.startsWith("dam_") || name.contains("day_ahead");
  }

  private static boolean isTime(String name) {
    return BEGINNING.contains(name) || ENDING.contains(name);
  }

  /** What seems to separate the fields instead of commas. */
  private static @Nullable String otherSeparator(CsvRecord header) {
    String fields = String.join(",", header.getFields());
    return fields.contains(";") ? "semicolons" : fields.contains("\t") ? "tabs" : null;
  }

  /** kW in one of a load's unit, or kWh in one of its energy unit; null where it is no load. */
  private static @Nullable Double kwIn(String name) {
    return switch (unitOf(name)) {
      case "kw", "kwh" -> 1.0;
      case "mw", "mwh" -> 1000.0;
      default -> null;
    };
  }

  private static String unitOf(String name) {
    return name.substring(name.lastIndexOf('_') + 1);
  }

  /** Mean kW of an interval in which a load's column says 1. */
  double kwOfOne(int minutes) {
    Double kw = kwIn(valueColumn);
    if (kw == null) {
      throw new IllegalStateException(valueColumn + " is no load");
    }
    return unitOf(valueColumn).endsWith("h") ? kw * 60 / minutes : kw;
  }

  /**
   * Whether a row has no more fields than there are columns; if it has, a decimal comma may have
   * cut a number in two.
   */
  boolean fits(CsvRecord line, Problems problems) {
    for (int i = count; i < line.getFieldCount(); i++) {
      if (!line.getField(i).isBlank()) {
        problems.add(
            SeriesFile.lineOf(line),
            null,
            "has " + line.getFieldCount() + " fields under " + count + " columns",
            "write decimals with a point, such as 45.5; a comma begins the next field");
        return false;
      }
    }
    return true;
  }

  String timeColumn() {
    return timeColumn;
  }

  /** Whether times name the end of their interval. */
  boolean areEnding() {
    return ENDING.contains(timeColumn);
  }

  String valueColumn() {
    return valueColumn;
  }

  /** By which problems call the value: all prices are USD/MWh. */
  String valueField() {
    return kind == Kind.LOAD ? valueColumn : kind.column;
  }

  boolean haveDate() {
    return indexes.containsKey(DATE);
  }

  String time(CsvRecord line) {
    return field(line, timeColumn);
  }

  String date(CsvRecord line) {
    return field(line, DATE);
  }

  /** The column of day-ahead prices; null where there is none. */
  @Nullable String dayAheadColumn() {
    return dayAheadColumn;
  }

  /** What stands in a column; empty where nothing does. */
  String field(CsvRecord line, String name) {
    Integer index = indexes.get(name);
    return index == null || index >= line.getFieldCount() ? "" : line.getField(index).strip();
  }
}
