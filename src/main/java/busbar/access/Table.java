package busbar.access;

import java.util.List;

/**
 * An answer whose rows can also be asked for as CSV.
 *
 * @param <T> a row: a record of numbers, texts, dates, enums, or records of these
 */
public interface Table<T> {
  /** The media type of CSV. */
  String CSV = "text/csv";

  /** The rows as CSV has them. */
  List<T> rows();
}
