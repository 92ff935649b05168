package busbar.urdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The rates that the tests read, and small ones made for a test. */
final class UrdbFiles {
  static final String ENTERGY = "entergy_arkansas_lps_tou_industrial_ge1000kw.json";
  static final String PECO = "peco_gs_ht_coincident.json";
  static final String SMUD = "smud_ci_tod4_1000kw_plus_2025.json";
  static final List<String> ALL = List.of(ENTERGY, PECO, SMUD);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private UrdbFiles() {}

  static JsonNode document(String file) {
    try (InputStream in = UrdbFiles.class.getResourceAsStream("/urdb/" + file)) {
      return MAPPER.readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rate of a file, without the list that may stand around it. */
  static ObjectNode rate(String file) {
    JsonNode document = document(file);
    return (ObjectNode) (document.has("items") ? document.path("items").get(0) : document);
  }

  static ImportedRate imported(String file) {
    return UrdbImport.read(document(file), null);
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A rate of one energy price at all hours, with some fields more. */
  static ObjectNode small(String more) {
    ObjectNode rate = (ObjectNode) json("{'name': 'Small', 'label': 'abc'}");
    rate.set("energyratestructure", json("[[{'rate': 0.05}]]"));
    rate.set("energyweekdayschedule", table(0));
    rate.set("energyweekendschedule", table(0));
    rate.setAll((ObjectNode) json("{" + more + "}"));
    return rate;
  }

  /** A schedule of one period in all hours. */
  static JsonNode table(int period) {
    String row = "[" + (period + ",").repeat(23) + period + "]";
    return json("[" + (row + ",").repeat(11) + row + "]");
  }
}
