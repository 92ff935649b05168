package busbar.sitefiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a site file's values against the schema, and says what is wrong in plain words. */
final class ShapeCheck {
  private static final ObjectNode JSON = SiteSchema.asJson();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(JSON);
  private static final String KINDS = "anyOf";

  private ShapeCheck() {}

  /** Adds every field that is missing, unknown or of the wrong type. */
  static void check(SiteText text, Problems problems) {
    List<Error> errors = SCHEMA.validate(text.root());
    // A value that has kinds was checked by each of them; those of another kind do not count.
    Set<String> wrong = new HashSet<>();
    for (Error error : errors) {
      List<Branch> branches = branchesOf(error);
      if (!branches.isEmpty()) {
        Branch last = branches.get(branches.size() - 1);
        if (isWrongKind(error, last.at)) {
          wrong.add(last.way);
        }
      }
    }
    Set<String> meant = new HashSet<>();
    for (Error error : errors) {
      List<Branch> branches = branchesOf(error);
      branches.stream()
          .filter(branch -> !wrong.contains(branch.way))
          .forEach(branch -> meant.add(branch.union));
      if (branches.stream().noneMatch(branch -> wrong.contains(branch.way))) {
        add(text, problems, error);
      }
    }
    Set<String> told = new HashSet<>();
    for (Error error : errors) {
      List<Branch> branches = branchesOf(error);
      for (int i = 0; i < branches.size(); i++) {
        Branch branch = branches.get(i);
        boolean outerMeant =
            branches.subList(0, i).stream().noneMatch(outer -> wrong.contains(outer.way));
        if (i == branches.size() - 1
            && outerMeant
            && isWrongKind(error, branch.at)
            && !meant.contains(branch.union)
            && told.add(branch.union)) {
          add(text, problems, error);
        }
      }
    }
  }

  /**
   * One kind by which a value was checked.
   *
   * @param at where the value stands, as site files spell it
   * @param union the schema's way to the value's kinds
   * @param way the same, with the number of the kind
   */
  private record Branch(String at, String union, String way) {}

  /** The kinds by which the value at fault was checked, from the outermost in. */
  private static List<Branch> branchesOf(Error error) {
    List<String> values = discriminatedPaths(error);
    NodePath way = error.getEvaluationPath();
    StringBuilder union = new StringBuilder();
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < way.getNameCount(); i++) {
      union.append('/').append(way.getElement(i));
      if (KINDS.equals(way.getElement(i))
          && i + 1 < way.getNameCount()
          && branches.size() < values.size()) {
        String at = values.get(branches.size());
        branches.add(
            new Branch(at, union + "#" + at, union + "/" + way.getElement(i + 1) + "#" + at));
      }
    }
    return branches;
  }

  /** The values with kinds on the way to the fault: the tariff, its charges, the contracts. */
  private static List<String> discriminatedPaths(Error error) {
    NodePath at = error.getInstanceLocation();
    List<String> paths = new ArrayList<>();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < at.getNameCount(); i++) {
      append(path, at.getElement(i));
      boolean isTariff = i == 0 && "tariff".equals(at.getElement(0));
      boolean isElement = at.getElement(i) instanceof Integer;
      boolean ofKinds =
          i == 1 && "contracts".equals(at.getElement(0))
              || i == 2 && "tariff".equals(at.getElement(0)) && "charges".equals(at.getElement(1));
      if (isTariff || isElement && ofKinds) {
        paths.add(path.toString());
      }
    }
    return paths;
  }

  private static boolean isWrongKind(Error error, String at) {
    String path = pathOf(error.getInstanceLocation());
    return switch (error.getKeyword()) {
      case "const" -> path.equals(at + ".kind");
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
        at.startsWith("tariff.charges")
            ? JSON.path("$defs")
                .path("RateSchedule")
                .path("properties")
                .path("charges")
                .path("items")
            : at.startsWith("tariff")
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
