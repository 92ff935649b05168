package busbar.access;

import busbar.units.Ranges;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters. Resources take them as text, because a parameter that does not parse by
 * itself is answered 404 by Jakarta REST, and nobody learns which one it was.
 *
 * <p>Each method gives null where the parameter is absent or empty, and throws a {@link
 * ProblemException} or {@link busbar.units.OutOfRange}, naming the parameter, where it cannot be.
 */
public final class QueryParameters {
  /** The first day on which there was anything to say about Bitcoin. */
  private static final LocalDate FIRST_DATE = LocalDate.of(2009, 1, 3);

  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);

  private QueryParameters() {}

  /**
   * A finite number.
   *
   * @param check gives its argument back or throws {@link busbar.units.OutOfRange}
   */
  public static @Nullable Double number(
      String name, @Nullable String text, DoubleUnaryOperator check) {
    if (text == null || text.isBlank()) {
      return null;
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw ProblemException.badParameter(
          name, "is '" + shortened(text) + "'", "write a number, such as 60 or 1.5e12");
    }
    return check.applyAsDouble(Ranges.finite(name, value));
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  public static @Nullable Integer wholeNumber(
      String name, @Nullable String text, int low, int high) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Ranges.within(name, Integer.parseInt(text), low, high);
    } catch (NumberFormatException e) {
      throw ProblemException.badParameter(
          name, "is '" + shortened(text) + "'", "write a whole number from " + low + " to " + high);
    }
  }

  /** A date from the first day of Bitcoin to the end of the next century. */
  public static @Nullable LocalDate date(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    LocalDate date;
    try {
      date = LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw ProblemException.badParameter(
          name, "is '" + shortened(text) + "'", "write a date as year-month-day, 2026-02-12");
    }
    if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
      throw ProblemException.badParameter(
          name, "is " + date, "write a date from " + FIRST_DATE + " to " + LAST_DATE);
    }
    return date;
  }

  /** One of the constants of an enum, in any case. */
  public static <E extends Enum<E>> @Nullable E oneOf(
      String name, @Nullable String text, Class<E> kind) {
    if (text == null || text.isBlank()) {
      return null;
    }
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw ProblemException.badParameter(
        name,
        "is '" + shortened(text) + "'",
        "write one of " + Arrays.toString(kind.getEnumConstants()).toUpperCase(Locale.ROOT));
  }

  /** A caller's text as it may be repeated to the caller. */
  public static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
