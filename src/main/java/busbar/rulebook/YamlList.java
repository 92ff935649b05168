package busbar.rulebook;

import busbar.units.HourSet;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rulebook's YAML strictly, and says on which line something is wrong. */
final class YamlList {
  static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addDeserializer(HourSet.class, new HoursByNumber()))
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private static final Pattern MISSING = Pattern.compile("^Missing creator property '(\\w+)'");

  /** An entry of the list and the line on which it begins. */
  record Entry(ObjectNode node, int line) {}

  private YamlList() {}

  /** The entries of a file that holds a list; none, and a problem, where it does not. */
  static List<Entry> read(String file, String text, Problems problems) {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        problems.add(file, 1, null, "is not a list", "begin each entry with '- '");
        return List.of();
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int line = parser.currentTokenLocation().getLineNr();
        JsonNode node = parser.readValueAsTree();
        if (node instanceof ObjectNode fields) {
          entries.add(new Entry(fields, line));
        } else {
          problems.add(
              file, line, null, "'" + node.asText() + "' has no fields", "write key: value");
        }
      }
    } catch (IOException e) {
      problems.add(file, lineOf(e, 0), null, "is not YAML: " + message(e), "mend that line");
      return List.of();
    }
    return entries;
  }

  /**
   * Turns a tree into a record.
   *
   * @throws IllegalArgumentException saying what is wrong, in words for people
   */
  static <T> T convert(JsonNode node, Class<T> type) {
    if (type.isRecord() && !node.isObject()) {
      throw new IllegalArgumentException("'" + node.asText() + "' has no fields");
    }
    if (type.isRecord()) {
      refuseOthersAndGaps(node, fieldsOf(type));
    }
    try {
      return MAPPER.treeToValue(node, type);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "'" + e.getPropertyName() + "' is no field of it; it has " + e.getKnownPropertyIds(), e);
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .map(String::valueOf)
              .collect(Collectors.joining("."));
      throw new IllegalArgumentException((field.isEmpty() ? "" : field + ": ") + message(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(message(e), e);
    }
  }

  private static List<String> fieldsOf(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static void refuseOthersAndGaps(JsonNode node, List<String> fields) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!fields.contains(field)) {
                throw new IllegalArgumentException(
                    "'" + field + "' is no field of it; it has " + String.join(", ", fields));
              }
            });
    for (String field : fields) {
      if (!node.has(field)) {
        throw new IllegalArgumentException("'" + field + "' is missing");
      }
    }
  }

  static int lineOf(IOException e, int otherwise) {
    JsonLocation location = e instanceof JsonProcessingException j ? j.getLocation() : null;
    return location == null ? otherwise : Math.max(otherwise, location.getLineNr());
  }

  static String message(IOException e) {
    String whole =
        e instanceof JsonProcessingException j
            ? j.getOriginalMessage()
            : String.valueOf(e.getMessage());
    Matcher missing = MISSING.matcher(whole);
    return missing.find()
        ? "'" + missing.group(1) + "' is missing"
        : whole.lines().findFirst().orElse(whole);
  }

  /** The first line at or after another on which a word stands; that other where none does. */
  static int lineOf(String text, int from, @Nullable String word) {
    if (word != null) {
      String[] lines = text.split("\n", -1);
      for (int i = Math.max(0, from - 1); i < lines.length; i++) {
        if (lines[i].contains(word)) {
          return i + 1;
        }
      }
    }
    return from;
  }

  /** Hours written as a list of numbers, counted from zero. */
  private static final class HoursByNumber extends JsonDeserializer<HourSet> {
    @Override
    public HourSet deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      int[] hours = context.readValue(parser, int[].class);
      return HourSet.where(
          Arrays.stream(hours).max().orElse(-1) + 1,
          hour -> Arrays.stream(hours).anyMatch(h -> h == hour));
    }
  }
}
