package busbar.urdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Notes what the database says in words, and what it says of things that a tariff does not hold.
 */
final class Remarks {
  private static final Set<String> UNITED_STATES = Set.of("USA", "US", "UNITED STATES");

  private Remarks() {}

  static void note(Fields fields) {
    noteStanding(fields);
    for (String comments :
        List.of("description", "basicinformationcomments", "energycomments", "demandcomments")) {
      fields.find(comments).ifPresent(said -> fields.notes.quote(said.path(), "says", said.text()));
    }
    for (String attributes : List.of("energyattrs", "demandattrs", "fixedattrs")) {
      fields.find(attributes).ifPresent(listed -> noteAttributes(listed, fields.notes));
    }
    fields
        .find("demandreactivepowercharge")
        .filter(charge -> charge.number() != 0)
        .ifPresent(
            charge ->
                fields.notes.take(
                    charge.path(),
                    "is "
                        + Placed.plain(charge.number())
                        + " USD/kVAR of reactive power, which Busbar does not bill."));
    noteExports(fields);
  }

  private static void noteStanding(Fields fields) {
    fields
        .find("approved")
        .filter(approved -> !approved.flag())
        .ifPresent(
            approved ->
                fields.notes.take(
                    approved.path(), "is false: no expert has verified the rate yet."));
    fields
        .find("servicetype")
        .ifPresent(
            type -> {
              switch (type.text().toLowerCase(Locale.ROOT)) {
                case "bundled" -> {}
                case "delivery" ->
                    fields.notes.take(
                        type.path(),
                        "is Delivery: this is half a bill, and the energy itself comes on top.");
                case "energy" ->
                    fields.notes.take(
                        type.path(), "is Energy: this is half a bill, and delivery comes on top.");
                default ->
                    fields.notes.take(
                        type.path(),
                        "is " + type.words() + ": check whether the rate is the whole bill.");
              }
            });
    fields
        .find("country")
        .filter(country -> !UNITED_STATES.contains(country.text().toUpperCase(Locale.ROOT)))
        .ifPresent(
            country ->
                fields.notes.take(
                    country.path(),
                    "is " + country.words() + ": prices were taken as US dollars."));
  }

  private static void noteExports(Fields fields) {
    fields
        .find("usenetmetering")
        .filter(Placed::flag)
        .ifPresent(
            metering ->
                fields.notes.take(metering.path(), "is about exports, which a load has none of."));
    fields
        .find("dgrules")
        .ifPresent(
            rules ->
                fields.notes.take(
                    rules.path(),
                    "is " + rules.words() + ", a rule for exports, which a load has none of."));
    fields
        .find("flatratesell")
        .filter(price -> price.number() != 0)
        .ifPresent(
            price ->
                fields.notes.take(
                    price.path(),
                    "is what the utility pays for exports; a load has none, and it was not carried"
                        + " over."));
  }

  /** Free texts such as discounts by voltage: {"name": "text"}, or {"key": .., "val": ..}. */
  private static void noteAttributes(Placed listed, Notes notes) {
    List<Placed> attributes =
        listed.node().isArray() ? listed.elements("attributes") : List.of(listed);
    for (Placed attribute : attributes) {
      if (!attribute.node().isObject()) {
        notes.quote(attribute.path(), "was not carried over", attribute.words());
        continue;
      }
      JsonNode key = attribute.node().path("key");
      JsonNode value = attribute.node().path("val");
      if (key.isValueNode() && value.isValueNode() && attribute.node().size() == 2) {
        notes.quote(attribute.path(), "was not carried over", key.asText() + ": " + value.asText());
        continue;
      }
      for (Map.Entry<String, Placed> pair : attribute.fields("attributes").entrySet()) {
        notes.quote(
            attribute.path(),
            "was not carried over",
            pair.getKey() + ": " + pair.getValue().words());
      }
    }
  }
}
