package busbar.rulebook;

import busbar.assessment.Fact;
import busbar.assessment.Findings;
import busbar.assessment.Parameters;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts that examples begin with, so that a case writes only what matters to it. "unknown"
 * stands for a number that nobody knows.
 */
final class BaseFacts {
  private static final String UNKNOWN = "unknown";

  private final ObjectNode base;

  private BaseFacts(ObjectNode base) {
    this.base = base;
  }

  static BaseFacts read(RuleSources sources, Problems problems) {
    String file = RuleSources.BASE_FACTS;
    String text = sources.texts().get(file);
    if (text == null) {
      problems.add(file, 0, null, "is missing", "put the facts there that examples begin with");
      return new BaseFacts(YamlList.MAPPER.createObjectNode());
    }
    try {
      if (YamlList.MAPPER.readTree(text) instanceof ObjectNode base) {
        return new BaseFacts(base);
      }
      problems.add(file, 1, null, "has no fields", "write key: value");
    } catch (JsonProcessingException e) {
      problems.add(
          file,
          YamlList.lineOf(e, 0),
          null,
          "is not YAML: " + YamlList.message(e),
          "mend that line");
    }
    return new BaseFacts(YamlList.MAPPER.createObjectNode());
  }

  /**
   * The fact of a case. Its nested records begin as the base's; an offer is there only where the
   * case writes one.
   *
   * @param written what the case says of it
   * @throws IllegalArgumentException saying which field is wrong
   */
  Fact fact(Class<? extends Fact> type, JsonNode written, Parameters parameters) {
    RecordComponent[] components = type.getRecordComponents();
    refuseOthers(type, written, components);
    JsonNode own = merged(base.path(type.getSimpleName()), written);
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      if (component.getType() == Parameters.class) {
        values.add(parameters);
      } else if (component.getType() == Findings.class) {
        values.add(new Findings());
      } else if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && !written.has(component.getName())) {
        values.add(null);
      } else {
        values.add(value(component, own, written));
      }
    }
    return construct(type, components, values);
  }

  private Object value(RecordComponent component, JsonNode own, JsonNode written) {
    String name = component.getName();
    JsonNode value =
        component.getType().isRecord()
            ? merged(base.path(name), written.path(name))
            : own.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException(
          name + " is neither in the case nor in " + RuleSources.BASE_FACTS);
    }
    try {
      return YamlList.convert(withNaN(value), component.getType());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static void refuseOthers(
      Class<? extends Fact> type, JsonNode written, RecordComponent[] components) {
    written
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (Arrays.stream(components).noneMatch(c -> c.getName().equals(field))) {
                throw new IllegalArgumentException(
                    type.getSimpleName() + " has no '" + field + "'");
              }
            });
  }

  /** The fields of two trees, the second's where both have one. */
  private static JsonNode merged(JsonNode first, JsonNode second) {
    if (second.isMissingNode()) {
      return first;
    }
    if (!(first instanceof ObjectNode fields) || !second.isObject()) {
      return second;
    }
    ObjectNode merged = fields.deepCopy();
    for (Map.Entry<String, JsonNode> field : second.properties()) {
      merged.set(field.getKey(), field.getValue());
    }
    return merged;
  }

  private static JsonNode withNaN(JsonNode value) {
    if (!value.isObject()) {
      return nanWhereUnknown(value);
    }
    ObjectNode known = YamlList.MAPPER.createObjectNode();
    value
        .properties()
        .forEach(field -> known.set(field.getKey(), nanWhereUnknown(field.getValue())));
    return known;
  }

  private static JsonNode nanWhereUnknown(JsonNode value) {
    return value.isTextual() && value.textValue().equals(UNKNOWN)
        ? DoubleNode.valueOf(Double.NaN)
        : value;
  }

  private static Fact construct(
      Class<? extends Fact> type, RecordComponent[] components, List<@Nullable Object> values) {
    try {
      Constructor<? extends Fact> constructor =
          type.getConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a fact is a record with a public constructor", e);
    }
  }
}
