package busbar.rulebook;

import busbar.assessment.Fact;
import busbar.assessment.Findings;
import busbar.assessment.Parameters;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A way into a fact through its nested records: {@code plan.offHours} of an Outlook. */
final class FactPath {
  private final String text;
  private final List<Method> accessors;
  private final Class<?> type;

  private FactPath(String text, List<Method> accessors, Class<?> type) {
    this.text = text;
    this.accessors = accessors;
    this.type = type;
  }

  /** Whether a text begins with a field of the fact, as "plan.offHours" of an Outlook does. */
  static boolean startsIn(Class<? extends Fact> fact, String text) {
    return component(fact, text.split("\\.", 2)[0]).isPresent();
  }

  /**
   * Finds the path; what comes after a value that is no record, such as a method of a text, is left
   * off.
   *
   * @throws IllegalArgumentException saying which field of which record does not exist
   */
  static FactPath parse(Class<? extends Fact> fact, String text) {
    List<Method> accessors = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    Class<?> type = fact;
    for (String name : text.split("\\.")) {
      if (!type.isRecord()) {
        break;
      }
      Class<?> outer = type;
      RecordComponent component =
          component(type, name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          (taken.isEmpty() ? outer.getSimpleName() : String.join(".", taken))
                              + " has no '"
                              + name
                              + "'; it has "
                              + names(outer)));
      accessors.add(component.getAccessor());
      taken.add(name);
      type = component.getType();
    }
    return new FactPath(String.join(".", taken), List.copyOf(accessors), type);
  }

  private static Optional<RecordComponent> component(Class<?> record, String name) {
    return components(record).stream().filter(c -> c.getName().equals(name)).findFirst();
  }

  private static String names(Class<?> record) {
    return components(record).stream()
        .map(RecordComponent::getName)
        .collect(Collectors.joining(", "));
  }

  private static List<RecordComponent> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .filter(c -> c.getType() != Parameters.class && c.getType() != Findings.class)
        .toList();
  }

  String text() {
    return text;
  }

  String lastSegment() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /** Whether it ends at a value, not at a record of values. */
  boolean isValue() {
    return !type.isRecord();
  }

  /** The value in one fact; null where it, or a record on the way to it, is absent. */
  @Nullable Object read(Fact fact) {
    Object value = fact;
    for (Method accessor : accessors) {
      try {
        value = accessor.invoke(value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a fact's field " + text + " could not be read", e);
      }
      if (value == null) {
        return null;
      }
    }
    return value;
  }
}
