package busbar.units;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks used by the constructors of the domain: each gives its value back or throws {@link
 * OutOfRange}.
 */
public final class Ranges {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private Ranges() {}

  /** A finite number greater than zero. */
  public static double positive(String field, double value) {
    return above(field, value, 0);
  }

  /** A finite number greater than {@code floor}. */
  public static double above(String field, double value, double floor) {
    finite(field, value);
    if (value <= floor) {
      throw new OutOfRange(field, "is " + value, "write a number above " + floor);
    }
    return value;
  }

  /** A finite number of zero or more. */
  public static double atLeastZero(String field, double value) {
    return within(field, value, 0, Double.MAX_VALUE);
  }

  /** A percentage from 0 to 100. */
  public static double percent(String field, double value) {
    return within(field, value, 0, 100);
  }

  /** A finite number from {@code low} to {@code high}, both included. */
  public static double within(String field, double value, double low, double high) {
    finite(field, value);
    if (value < low || value > high) {
      String range =
          high == Double.MAX_VALUE ? "of " + low + " or more" : "from " + low + " to " + high;
      throw new OutOfRange(field, "is " + value, "write a number " + range);
    }
    return value;
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  public static int within(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new OutOfRange(
          field, "is " + value, "write a whole number from " + low + " to " + high);
    }
    return value;
  }

  /** Hours of one day: the first from 0 to 23, the end from 1 to 24 and after it. */
  public static void hoursOfDay(int fromHour, int toHour) {
    within("fromHour", fromHour, 0, 23);
    within("toHour", toHour, 1, 24);
    if (toHour <= fromHour) {
      throw new OutOfRange(
          "toHour",
          "is " + toHour + ", not after fromHour " + fromHour,
          "split what lasts over midnight in two");
    }
  }

  /** Neither infinite nor "not a number". */
  public static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new OutOfRange(field, "is " + value, "write a finite number");
    }
    return value;
  }

  /** An identifier: lower-case letters, digits and hyphens, at most 63 of them. */
  public static String id(String field, @Nullable String value) {
    if (value == null || !ID.matcher(value).matches()) {
      throw new OutOfRange(
          field,
          "is '" + value + "'",
          "write an id of lower-case letters, digits and hyphens, such as s21-pro");
    }
    return value;
  }

  /** A text that says something. */
  public static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new OutOfRange(field, "is missing", "write a text");
    }
    return value;
  }

  /** A value that must be there. */
  public static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new OutOfRange(field, "is missing", "add it");
    }
    return value;
  }

  /** A collection with at least one element, none of them null. */
  public static <C extends Collection<?>> C notEmpty(String field, @Nullable C value) {
    if (value == null || value.isEmpty()) {
      throw new OutOfRange(field, "is empty", "list at least one");
    }
    return withoutNull(field, value);
  }

  /** A list, none of its elements null; an empty one where it is absent. */
  public static <T> List<T> list(String field, @Nullable List<T> value) {
    return value == null ? List.of() : List.copyOf(withoutNull(field, value));
  }

  private static <C extends Collection<?>> C withoutNull(String field, C value) {
    int index = 0;
    for (Object element : value) {
      if (element == null) {
        throw new OutOfRange(field + "[" + index + "]", "is empty", "fill it in, or leave it out");
      }
      index++;
    }
    return value;
  }
}
