package busbar.rates;

import busbar.advice.CanonicalJson;
import busbar.urdb.ImportedRate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;

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

  private ImportedYaml() {}

  static String write(ImportedRate rate) {
    StringBuilder text = new StringBuilder();
    comment(text, "From OpenEI's Utility Rate Database, " + rate.uri());
    if (rate.source() != null) {
      comment(text, "Published at " + rate.source());
    }
    rate.notes().forEach(note -> comment(text, note.field() + ": " + note.text()));
    try {
      JsonNode tariff = JSON.readTree(CanonicalJson.write(rate.tariff()));
      ObjectNode root = JSON.createObjectNode();
      root.set("tariff", tariff);
      return text + YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tariff of Busbar's own could not be written", e);
    }
  }

  private static void comment(StringBuilder text, String words) {
    text.append("# ").append(words.replaceAll("\\s+", " ").strip()).append('\n');
  }
}
