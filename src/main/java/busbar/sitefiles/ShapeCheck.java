package busbar.sitefiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a site file's values against the schema, and says what is wrong in plain words. */
final class ShapeCheck {
  private static final ObjectNode JSON = SiteSchema.asJson();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(JSON);
  private static final String KINDS = "anyOf";

  private ShapeCheck() {}

  /** Adds every field that is missing, unknown or of the wrong type. */
  static void check(SiteText text, Problems problems) {
    // An error of a kind's own fields counts only where the file is of that kind.
    Map<String, List<Error>> byKind = new LinkedHashMap<>();
    for (Error error : SCHEMA.validate(text.root())) {
      String kind = kindOf(error);
      if (kind.isEmpty()) {
        add(text, problems, error);
      } else {
        byKind.computeIfAbsent(kind, any -> new ArrayList<>()).add(error);
      }
    }
    Map<String, Error> unknown = new LinkedHashMap<>();
    Map<String, List<Error>> meant = new LinkedHashMap<>();
    byKind.forEach(
        (kind, errors) -> {
          String at = kind.substring(0, kind.indexOf('#'));
          Optional<Error> wrongKind = errors.stream().filter(e -> isWrongKind(e, at)).findFirst();
          if (wrongKind.isPresent()) {
            unknown.putIfAbsent(at, wrongKind.get());
          } else {
            meant.put(at, errors);
          }
        });
    meant.values().forEach(errors -> errors.forEach(error -> add(text, problems, error)));
    unknown.forEach(
        (at, error) -> {
          if (!meant.containsKey(at)) {
            add(text, problems, error);
          }
        });
  }

  /**
   * Where a discriminated value stands and by which of its kinds it was checked: {@code path#n}.
   */
  private static String kindOf(Error error) {
    NodePath way = error.getEvaluationPath();
    for (int i = 0; i < way.getNameCount(); i++) {
      if (KINDS.equals(way.getElement(i)) && i + 1 < way.getNameCount()) {
        return discriminatedPath(error) + "#" + way.getElement(i + 1);
      }
    }
    return "";
  }

  /**
   * The tariff, or one of the contracts: nothing else has kinds, and neither nests in the other.
   */
  private static String discriminatedPath(Error error) {
    NodePath at = error.getInstanceLocation();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < at.getNameCount(); i++) {
      append(path, at.getElement(i));
      boolean isTariff = i == 0 && "tariff".equals(at.getElement(0));
      if (isTariff || at.getElement(i) instanceof Integer) {
        break;
      }
    }
    return path.toString();
  }

  private static boolean isWrongKind(Error error, String at) {
    String path = pathOf(error.getInstanceLocation());
    return switch (error.getKeyword()) {
      case "const" -> true;
      case "required" -> path.equals(at) && "kind".equals(error.getProperty());
      case "type" -> path.equals(at);
      default -> false;
    };
  }

  private static void add(SiteText text, Problems problems, Error error) {
    String at = pathOf(error.getInstanceLocation());
    JsonNode value = error.getInstanceNode();
    switch (error.getKeyword()) {
      case "required" -> {
        String field = join(at, error.getProperty());
        if (isMisspelt(error, value)) {
          return;
        }
        problems.add(text.lineOf(field), field, "is missing", "add it" + meaning(error, field));
      }
      case "additionalProperties" -> {
        String field = join(at, error.getProperty());
        List<String> known = fieldsAround(error);
        String remedy =
            Spelling.nearest(error.getProperty(), known)
                .map(near -> "did you mean " + near + "?")
                .orElse("leave it out, or write one of " + String.join(", ", known));
        problems.add(
            text.lineOf(field), field, "is no field of " + (at.isEmpty() ? "a site" : at), remedy);
      }
      case "enum" -> oneOf(text, problems, at, value, texts(keyword(error)));
      case "const" -> oneOf(text, problems, at, value, kinds(at));
      case "type" ->
          problems.add(
              text.lineOf(at),
              at.isEmpty() ? null : at,
              "is " + written(value),
              "write " + wanted(keyword(error).asText(), value) + meaning(error, at));
      default ->
          problems.add(
              text.lineOf(at), at.isEmpty() ? null : at, error.getMessage(), "see the schema");
    }
  }

  /** Whether the missing field is there under a name much like it, which is told by itself. */
  private static boolean isMisspelt(Error missing, JsonNode object) {
    List<String> known = fieldsAround(missing);
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !known.contains(name))
        .anyMatch(name -> Spelling.nearest(name, known).equals(Optional.of(missing.getProperty())));
  }

  private static void oneOf(
      SiteText text, Problems problems, String at, JsonNode value, List<String> accepted) {
    String near =
        Spelling.nearest(value.asText(), accepted)
            .map(word -> "; did you mean " + word + "?")
            .orElse("");
    problems.add(
        text.lineOf(at),
        at,
        "is " + written(value),
        "write one of " + String.join(", ", accepted) + near);
  }

  private static String written(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a group of fields";
      case ARRAY -> "a list";
      case NULL -> "empty";
      case STRING -> "'" + Spelling.shortened(value.asText()) + "'";
      default -> Spelling.shortened(value.asText());
    };
  }

  private static String wanted(String type, JsonNode value) {
    return switch (type) {
      case "number" -> "a finite number, without unit or separators";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      case "string" -> value.isValueNode() ? "a text, in quotes" : "a text";
      case "array" -> "a list, one entry a line after '- '";
      case "object" -> "its fields, indented below it";
      default -> type;
    };
  }

  /** What the schema says of the field, as the end of a remedy; empty where it says nothing. */
  private static String meaning(Error error, String field) {
    String name = field.substring(field.lastIndexOf('.') + 1);
    JsonNode owner =
        error.getKeyword().equals("required")
            ? above(error, 1).path("properties").path(name)
            : above(error, 1);
    if (name.equals("kind")) {
      return ": one of " + String.join(", ", kinds(field));
    }
    String description = owner.path("description").asText();
    return description.isEmpty() ? "" : ": " + description;
  }

  private static List<String> fieldsAround(Error error) {
    List<String> names = new ArrayList<>();
    above(error, 1).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode keyword(Error error) {
    return above(error, 0);
  }

  /** The schema's own node of the keyword that failed, or of what encloses it. */
  private static JsonNode above(Error error, int levels) {
    NodePath place = error.getSchemaLocation().getFragment();
    JsonNode node = JSON;
    for (int i = 0; i < place.getNameCount() - levels; i++) {
      Object step = place.getElement(i);
      node = step instanceof Integer index ? node.path(index) : node.path(String.valueOf(step));
    }
    return node;
  }

  private static List<String> kinds(String at) {
    JsonNode properties = JSON.path("properties");
    JsonNode union =
        at.startsWith("tariff")
            ? properties.path("tariff")
            : properties.path("contracts").path("items");
    List<String> kinds = new ArrayList<>();
    for (JsonNode kind : resolve(union).path(KINDS)) {
      kinds.add(resolve(kind).path("properties").path("kind").path("const").asText());
    }
    return kinds;
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? JSON.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** A place as site files spell it: {@code groups[2].count}. */
  private static String pathOf(NodePath place) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < place.getNameCount(); i++) {
      append(path, place.getElement(i));
    }
    return path.toString();
  }

  private static void append(StringBuilder path, Object step) {
    if (step instanceof Integer index) {
      path.append('[').append(index).append(']');
    } else {
      path.append(path.isEmpty() ? "" : ".").append(step);
    }
  }

  private static String join(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }
}
