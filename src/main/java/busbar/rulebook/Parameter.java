package busbar.rulebook;

import java.time.LocalDate;
import java.util.List;

/**
 * One of the rulebook's numbers.
 *
 * @param unit as people write it, such as "h" or "%"
 * @param min the least value that a site may set
 * @param max the greatest value that a site may set
 * @param owner who answers for the number
 * @param usedByEngine whether the engine in Java reads it, not a rule
 * @param values at least one, by date
 * @param file path within the folder of rules
 * @param line where it begins
 */
public record Parameter(
    String key,
    String unit,
    double min,
    double max,
    String owner,
    boolean usedByEngine,
    List<Dated> values,
    String file,
    int line) {

  /**
   * The value from a day on.
   *
   * @param reason why it is what it is
   */
  public record Dated(LocalDate from, double value, String reason) {}

  public Parameter {
    values = List.copyOf(values);
  }

  /** The value in force on a day; the first one also stands for the days before it. */
  public double on(LocalDate date) {
    double value = values.get(0).value();
    for (Dated dated : values) {
      if (!dated.from().isAfter(date)) {
        value = dated.value();
      }
    }
    return value;
  }
}
