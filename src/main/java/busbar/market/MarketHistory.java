package busbar.market;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Market days in order, one a date. Immutable. */
public final class MarketHistory {
  private final String source;
  private final boolean sample;
  private final NavigableMap<LocalDate, MarketDay> days = new TreeMap<>();

  /**
   * @param source the name printed beside every value
   * @param sample whether the days are bundled sample data rather than a live feed's
   * @param days at least one, and one a date, in any order
   */
  public MarketHistory(String source, boolean sample, Collection<MarketDay> days) {
    this.source = source;
    this.sample = sample;
    for (MarketDay day : Ranges.notEmpty("days", days)) {
      if (this.days.put(day.date(), day) != null) {
        throw new OutOfRange("days", "hold " + day.date() + " twice", "keep one a date");
      }
    }
  }

  /**
   * Reads days from CSV with date, price_usd, difficulty, fees_btc.
   *
   * @param lastGoodDay days after it are left out
   */
  public static MarketHistory read(Reader csv, String source, boolean sample, LocalDate lastGoodDay)
      throws IOException {
    List<MarketDay> days = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (NamedCsvRecord line : lines) {
        LocalDate date = LocalDate.parse(line.getField("date"));
        if (date.isAfter(lastGoodDay)) {
          continue;
        }
        String fees = line.getField("fees_btc");
        days.add(
            new MarketDay(
                date,
                Double.parseDouble(line.getField("price_usd")),
                Double.parseDouble(line.getField("difficulty")),
                fees.isEmpty() ? null : Double.valueOf(fees)));
      }
    }
    return new MarketHistory(source, sample, days);
  }

  /** The days from {@code from} to {@code to}, both included, in order. */
  public List<MarketDay> listDays(LocalDate from, LocalDate to) {
    return from.isAfter(to) ? List.of() : List.copyOf(days.subMap(from, true, to, true).values());
  }

  /** Whether these are bundled sample data rather than a live feed's. */
  public boolean isSample() {
    return sample;
  }

  /** The last day of the history. */
  public LocalDate lastDate() {
    return days.lastKey();
  }

  /** The first day of the history. */
  public LocalDate firstDate() {
    return days.firstKey();
  }

  public Optional<MarketSnapshot> findSnapshot(LocalDate date) {
    return Optional.ofNullable(days.get(date)).map(day -> day.snapshot(source, sample));
  }

  /**
   * The snapshot of that day.
   *
   * @throws OutOfRange where the history does not hold it, naming the days that it holds
   */
  public MarketSnapshot getSnapshot(LocalDate date) {
    return findSnapshot(date)
        .orElseThrow(
            () ->
                new OutOfRange(
                    "date",
                    "is " + date,
                    "the market history holds " + firstDate() + " to " + lastDate()));
  }

  /**
   * Hashprice of the {@code count} days up to and including {@code date}, the latest first,
   * USD/PH/day; shorter where the history is.
   */
  public double[] hashpricesUntil(LocalDate date, int count) {
    return days.headMap(date, true).descendingMap().values().stream()
        .limit(count)
        .mapToDouble(day -> day.snapshot(source, sample).hashpriceUsdPerPhDay())
        .toArray();
  }
}
