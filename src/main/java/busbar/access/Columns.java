package busbar.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table: the components of its row's record, those of a nested record after a dot.
 * Their names carry the units.
 */
final class Columns {
  private record Column(String name, Function<Object, @Nullable Object> value) {}

  private final List<Column> columns;

  private Columns(List<Column> columns) {
    this.columns = columns;
  }

  /** The columns of a table of such records. */
  static Columns of(Class<?> row) {
    if (!row.isRecord()) {
      throw new IllegalArgumentException(row + " is not a record");
    }
    List<Column> columns = new ArrayList<>();
    add(columns, "", row, same -> same);
    return new Columns(columns);
  }

  private static void add(
      List<Column> columns, String prefix, Class<?> row, Function<Object, @Nullable Object> of) {
    for (RecordComponent component : row.getRecordComponents()) {
      Function<Object, @Nullable Object> value =
          outer -> {
            Object record = of.apply(outer);
            return record == null ? null : read(component, record);
          };
      if (component.getType().isRecord()) {
        add(columns, prefix + component.getName() + ".", component.getType(), value);
      } else {
        columns.add(new Column(prefix + component.getName(), value));
      }
    }
  }

  private static @Nullable Object read(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a record's component could not be read", e);
    }
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** One row as text: full precision, empty for what is not known, lists by semicolons. */
  List<String> textOf(Object row) {
    return columns.stream().map(column -> text(column.value.apply(row))).toList();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : "";
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Columns::text).collect(Collectors.joining("; "));
    }
    if (value instanceof Enum<?> constant) {
      return nameOf(constant);
    }
    return value == null ? "" : value.toString();
  }

  /** A constant as JSON spells it. */
  private static String nameOf(Enum<?> constant) {
    try {
      JsonProperty name =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return name == null ? constant.name() : name.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a constant is a field of its enum", e);
    }
  }

  /**
   * Orders rows by one column, rows without a value last whichever the order.
   *
   * @throws ProblemException for a column that the table does not have, naming those it has
   */
  <T> Comparator<T> comparator(String name, boolean descending) {
    Column column =
        columns.stream()
            .filter(c -> c.name.equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.badParameter(
                        "sort",
                        "is '" + QueryParameters.shortened(name) + "'",
                        "write one of " + String.join(", ", names())));
    Comparator<@Nullable Object> order = Columns::compare;
    Comparator<@Nullable Object> known = descending ? order.reversed() : order;
    return Comparator.comparing((T row) -> column.value.apply(row), Comparator.nullsLast(known));
  }

  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Comparable<?> && b != null && a.getClass() == b.getClass()) {
      return ((Comparable<Object>) a).compareTo(b);
    }
    return text(a).compareTo(text(b));
  }
}
