package busbar.urdb;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A value of the document and where it stands, as the document spells the way to it.
 *
 * @param path such as {@code energyratestructure[2][0].rate}; empty for the document itself
 */
record Placed(String path, JsonNode node) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,4})?");

  /** Whether nothing is written there: null, an empty text, an empty list. */
  boolean isBlank() {
    return node.isNull()
        || node.isMissingNode()
        || node.isTextual() && node.textValue().isBlank()
        || node.isArray() && node.isEmpty();
  }

  Placed at(String field) {
    return new Placed(path.isEmpty() ? field : path + "." + field, node.path(field));
  }

  private Placed at(int index) {
    return new Placed(path + "[" + index + "]", node.path(index));
  }

  /**
   * The elements of a list.
   *
   * @param what the list should hold
   */
  List<Placed> elements(String what) {
    if (!node.isArray()) {
      throw instead("write a list of " + what);
    }
    List<Placed> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(at(i));
    }
    return elements;
  }

  /** A list of so many elements. */
  List<Placed> elements(int count, String what) {
    List<Placed> elements = elements(what);
    if (elements.size() != count) {
      throw refused("holds " + elements.size() + " of them", "write " + count + " " + what);
    }
    return elements;
  }

  /** The fields of an object by their names, as the document spells them. */
  Map<String, Placed> fields(String what) {
    if (!node.isObject()) {
      throw instead("write " + what);
    }
    Map<String, Placed> fields = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(name -> fields.put(name, at(name)));
    return fields;
  }

  /** A finite number, written as one, as a text, or as MongoDB exports it. */
  double number() {
    JsonNode bare = node;
    for (String wrapper : List.of("$numberDouble", "$numberInt", "$numberLong", "$numberDecimal")) {
      bare = bare.has(wrapper) ? bare.path(wrapper) : bare;
    }
    double value;
    if (bare.isNumber()) {
      value = bare.doubleValue();
    } else if (bare.isTextual() && NUMBER.matcher(bare.textValue().strip()).matches()) {
      value = Double.parseDouble(bare.textValue().strip());
    } else {
      throw instead("write a number");
    }
    if (!Double.isFinite(value)) {
      throw instead("write a finite number");
    }
    return value;
  }

  /** A number in a range, both ends included. */
  double number(double low, double high) {
    double value = number();
    if (value < low || value > high) {
      throw instead("write a number from " + plain(low) + " to " + plain(high));
    }
    return value;
  }

  /** A whole number in a range, both ends included. */
  int whole(int low, int high) {
    double value = number();
    if (value != Math.rint(value) || value < low || value > high) {
      throw instead("write a whole number from " + low + " to " + high);
    }
    return (int) value;
  }

  String text() {
    if (!node.isValueNode()) {
      throw instead("write a text");
    }
    return node.asText().strip();
  }

  /** Yes or no, in any of the spellings that occur: true, "True", 1. */
  boolean flag() {
    String text = node.isValueNode() ? node.asText().strip().toLowerCase(Locale.ROOT) : "";
    return switch (text) {
      case "true", "1", "1.0" -> true;
      case "false", "0", "0.0" -> false;
      default -> throw instead("write true or false");
    };
  }

  OutOfRange refused(String problem, String remedy) {
    return new OutOfRange(path, problem, remedy);
  }

  /** Refused for what is written there. */
  OutOfRange instead(String remedy) {
    return refused(isBlank() ? "is empty" : "is " + words(), remedy);
  }

  /** The value in short. */
  String words() {
    if (node.isArray()) {
      return "a list";
    }
    if (node.isObject()) {
      return "an object";
    }
    String text = node.asText();
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
    return node.isTextual() ? "'" + shown + "'" : shown;
  }

  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
