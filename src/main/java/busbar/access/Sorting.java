package busbar.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the rows of a table by the query parameters {@code sort} and {@code order}. */
public final class Sorting {
  private Sorting() {}

  /** Which way a column is sorted. */
  public enum Order {
    ASC,
    DESC
  }

  /**
   * The rows in the order asked for; equal ones, and all where no column is named, as they came.
   *
   * @param sort name of a column, which is a component of the row's record
   * @param order {@code asc}, which is the default, or {@code desc}
   * @throws ProblemException for a column or an order that does not exist
   */
  public static <T> List<T> sorted(
      List<T> rows, Class<T> row, @Nullable String sort, @Nullable String order) {
    Order way = QueryParameters.oneOf("order", order, Order.class);
    if (sort == null || sort.isBlank()) {
      return rows;
    }
    return rows.stream().sorted(Columns.of(row).comparator(sort, way == Order.DESC)).toList();
  }
}
