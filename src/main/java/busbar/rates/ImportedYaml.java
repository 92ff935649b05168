package busbar.rates;

import busbar.advice.CanonicalJson;
import busbar.urdb.ImportedRate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.regex.Pattern;

/** Writes an imported rate as it stands in a site file: its notes as comments, then the tariff. */
final class ImportedYaml {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  private static final Pattern NUMBERS = Pattern.compile("((?:\\n +- \\d+(?=\\n))+)");

  private ImportedYaml() {}

  static String write(ImportedRate rate) {
    StringBuilder text = new StringBuilder();
    comment(
        text,
        "From OpenEI's Utility Rate Database" + (rate.uri() == null ? "" : ", " + rate.uri()));
    if (rate.source() != null) {
      comment(text, "Published at " + rate.source());
    }
    rate.notes().forEach(note -> comment(text, note.field() + ": " + note.text()));
    try {
      JsonNode tariff = JSON.readTree(CanonicalJson.write(rate.tariff()));
      ObjectNode root = JSON.createObjectNode();
      root.set("tariff", tariff);
      return text + inLine(YAML.writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tariff of Busbar's own could not be written", e);
    }
  }

  /** Lists of numbers read better in one line: {@code months: [6, 7, 8, 9]}. */
  private static String inLine(String yaml) {
    return NUMBERS
        .matcher(yaml)
        .replaceAll(
            list ->
                " ["
                    + list.group(1)
                        .strip()
                        .replaceAll("\\s*\\n\\s*- ", ", ")
                        .replaceFirst("^- ", "")
                    + "]");
  }

  private static void comment(StringBuilder text, String words) {
    text.append("# ").append(words.replaceAll("\\s+", " ").strip()).append('\n');
  }
}
