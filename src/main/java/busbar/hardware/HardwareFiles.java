package busbar.hardware;

import busbar.units.OutOfRange;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the hardware catalogue from its two CSV files. */
public final class HardwareFiles {
  private HardwareFiles() {}

  /**
   * @param rigs CSV with model, maker, hashrate_ths, power_w, cooling, released, note
   * @param profiles CSV with model, firmware, profile, hashrate_ths, power_w, basis
   */
  public static HardwareCatalogue read(Reader rigs, Reader profiles) throws IOException {
    List<RigModel> models = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(rigs)) {
      for (NamedCsvRecord line : lines) {
        models.add(
            new RigModel(
                line.getField("model"),
                line.getField("maker"),
                number(line, "hashrate_ths"),
                number(line, "power_w"),
                Cooling.valueOf(line.getField("cooling").toUpperCase(Locale.ROOT)),
                orNull(line.getField("released")),
                orNull(line.getField("note"))));
      }
    }
    List<PowerProfile> points = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(profiles)) {
      for (NamedCsvRecord line : lines) {
        points.add(
            new PowerProfile(
                line.getField("model"),
                orNull(line.getField("firmware")),
                line.getField("profile"),
                number(line, "hashrate_ths"),
                number(line, "power_w"),
                Basis.valueOf(line.getField("basis").toUpperCase(Locale.ROOT))));
      }
    }
    return HardwareCatalogue.of(models, points);
  }

  private static double number(NamedCsvRecord line, String column) {
    try {
      return Double.parseDouble(line.getField(column));
    } catch (NumberFormatException e) {
      throw new OutOfRange(
          "line " + line.getStartingLineNumber() + ", " + column,
          "is '" + line.getField(column) + "'",
          "write a number");
    }
  }

  private static @org.jspecify.annotations.Nullable String orNull(String field) {
    return field.isEmpty() ? null : field;
  }
}
