package busbar.sitefiles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A YAML or JSON text as a tree of values, and the line on which each of them stands.
 *
 * <p>A field without a value, or with {@code null}, is left out. A number that is not finite stays
 * a text, so that the schema refuses it. Anchors, aliases and tags are refused: nothing in a site
 * file needs them, and a few lines of aliases can stand for billions of values.
 */
final class SiteText {
  private static final int DEEPEST = 40;
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonFactory JSON = new JsonFactory();

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Problems problems;

  private SiteText(Problems problems) {
    this.problems = problems;
  }

  /** Reads a text; what is wrong with it goes to the problems, and then the tree is not whole. */
  static SiteText parse(String text, Problems problems) {
    SiteText read = new SiteText(problems);
    boolean json = text.stripLeading().startsWith("{");
    try (JsonParser parser = (json ? JSON : YAML).createParser(text)) {
      read.document(parser, json ? "JSON" : "YAML");
    } catch (JsonProcessingException e) {
      Integer line = e.getLocation() == null ? null : (Integer) e.getLocation().getLineNr();
      String why = e.getOriginalMessage();
      if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        // Of a quote that is never closed the beginning matters, not the end of the file.
        boolean open = marked.getProblem().contains("end of stream");
        Mark mark = open ? marked.getContextMark() : marked.getProblemMark();
        line = (mark == null ? marked.getProblemMark() : mark).getLine() + 1;
        why = marked.getProblem();
      }
      problems.add(
          line,
          null,
          "is not " + (json ? "JSON" : "YAML") + ": " + firstLine(why),
          "mend this line or the one above it: indentation by spaces, colons and quotes");
    } catch (IOException | RuntimeException e) {
      problems.add(
          null,
          null,
          "is not " + (json ? "JSON" : "YAML") + ": " + firstLine(e.getMessage()),
          "write YAML as in the sample sites");
    }
    return read;
  }

  /** The values; empty where the text holds no mapping. */
  ObjectNode root() {
    return root;
  }

  /** The line of a field by its path, or of what it would stand in. */
  @Nullable Integer lineOf(String path) {
    for (String at = path; !at.isEmpty(); at = parentOf(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return lines.get("");
  }

  private static String parentOf(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private void document(JsonParser parser, String language) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      problems.add(null, null, "is empty", "copy a sample site and change it");
    } else if (first != JsonToken.START_OBJECT) {
      problems.add(
          parser.currentTokenLocation().getLineNr(),
          null,
          "holds no fields",
          "write one field a line, such as 'id: my-site'");
    } else {
      object(parser, root, "", 0);
      JsonToken next = parser.nextToken();
      if (next != null) {
        problems.add(
            parser.currentTokenLocation().getLineNr(),
            null,
            "holds more than one " + language + " document",
            "write one site a file");
      }
    }
  }

  private void object(JsonParser parser, ObjectNode object, String path, int depth)
      throws IOException {
    lines.put(path, parser.currentTokenLocation().getLineNr());
    plain(parser, path);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String field = path.isEmpty() ? name : path + "." + name;
      int line = parser.currentTokenLocation().getLineNr();
      Integer earlier = lines.putIfAbsent(field, line);
      if (earlier != null) {
        problems.add(
            line, field, "stands twice, first on line " + earlier, "leave out one of them");
      }
      parser.nextToken();
      JsonNode value = value(parser, field, depth + 1);
      if (!value.isNull()) {
        object.set(name, value);
      }
      lines.put(field, line);
    }
  }

  private ArrayNode array(JsonParser parser, String path, int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String element = path + "[" + array.size() + "]";
      lines.put(element, parser.currentTokenLocation().getLineNr());
      array.add(value(parser, element, depth + 1));
    }
    return array;
  }

  private JsonNode value(JsonParser parser, String path, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("values nest deeper than " + DEEPEST);
    }
    plain(parser, path);
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = make.objectNode();
        object(parser, object, path, depth);
        yield object;
      }
      case START_ARRAY -> array(parser, path, depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> make.booleanNode(true);
      case VALUE_FALSE -> make.booleanNode(false);
      case VALUE_NULL -> make.nullNode();
      default -> make.textNode(parser.getText());
    };
  }

  private static JsonNode number(JsonParser parser) throws IOException {
    JsonNodeFactory make = JsonNodeFactory.instance;
    try {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        BigInteger number = parser.getBigIntegerValue();
        if (number.bitLength() < Integer.SIZE) {
          return make.numberNode(number.intValue());
        }
        if (number.bitLength() < Long.SIZE) {
          return make.numberNode(number.longValue());
        }
      }
      double number = parser.getDoubleValue();
      if (Double.isFinite(number)) {
        return make.numberNode(number);
      }
    } catch (JsonProcessingException e) {
      // YAML's .nan and .inf: they are numbers that no field accepts.
    }
    return make.textNode(parser.getText());
  }

  private void plain(JsonParser parser, String path) throws IOException {
    if (parser instanceof YAMLParser yaml) {
      String feature =
          yaml.isCurrentAlias()
              ? "an alias (*)"
              : yaml.getObjectId() != null
                  ? "an anchor (&)"
                  : yaml.getTypeId() != null ? "a tag (!)" : null;
      if (feature != null) {
        problems.add(
            parser.currentTokenLocation().getLineNr(),
            path.isEmpty() ? null : path,
            "uses " + feature,
            "write the value out, in quotes where it begins with one of * & !");
      }
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("").strip();
  }
}
