package busbar.urdb;

import busbar.tariff.Charge;
import busbar.tariff.RateSchedule;
import busbar.units.OutOfRange;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rate of OpenEI's Utility Rate Database as a tariff, in the spelling of its API, in that
 * of its bulk files, and in mixtures of both.
 *
 * <p>A price is the sum of rate and adj. Every field of the document is used, or changes no bill,
 * or is named in a note; none is dropped silently.
 */
public final class UrdbImport {
  /** A refusal names at most so many labels. */
  private static final int MOST_LABELS = 10;

  private UrdbImport() {}

  /**
   * Reads a rate.
   *
   * @param document a rate, a list of rates, or an object with such a list in {@code items}
   * @param label the one to read; may be absent where there is one only
   * @throws OutOfRange naming the field, as the document spells it, that is missing or cannot be
   */
  public static ImportedRate read(JsonNode document, @Nullable String label) {
    Notes notes = new Notes();
    Placed rate = choose(document, label, notes);
    return rate(new Fields(rate, notes), rate);
  }

  private static ImportedRate rate(Fields fields, Placed rate) {
    Optional<Placed> label = fields.find("label");
    String id = label.map(UrdbImport::id).orElse(null);
    String name = text(fields, "name").or(() -> Optional.ofNullable(id)).orElse("Unnamed rate");
    if (fields.find("name").isEmpty()) {
      fields.notes.take(fields.path("name"), "is missing: the rate was called " + name + ".");
    }
    RateDates dates = RateDates.read(fields);
    Applicability limits = Applicability.read(fields);
    DemandCharges.Demands demands = DemandCharges.read(fields);
    List<Charge> charges = new ArrayList<>(EnergyCharges.read(fields, demands.billingDemand()));
    charges.addAll(demands.charges());
    charges.addAll(CoincidentCharges.read(fields));
    charges.addAll(StandingCharges.read(fields));
    RateSchedule tariff =
        new RateSchedule(
            name,
            text(fields, "utility").orElse(null),
            dates.from(),
            dates.until(),
            limits.minKw(),
            limits.maxKw(),
            null,
            null,
            charges);
    Remarks.note(fields);
    String uri = text(fields, "uri").orElse(null);
    String source = text(fields, "source").orElse(null);
    fields.noteTheRest();
    return new ImportedRate(tariff, id, uri, source, fields.notes.list());
  }

  private static Optional<String> text(Fields fields, String name) {
    return fields.find(name).map(Placed::text);
  }

  private static String id(Placed label) {
    Placed bare = label.node().has("$oid") ? label.at("$oid") : label;
    return bare.text();
  }

  private static Placed choose(JsonNode document, @Nullable String label, Notes notes) {
    Placed root = new Placed("", document);
    if (document.isArray()) {
      return choose(root.elements("rates"), "document", label, notes);
    }
    if (!document.isObject()) {
      throw new OutOfRange(
          "document",
          root.isBlank() ? "is empty" : "is " + root.words(),
          "send a rate of the database as a JSON object");
    }
    Optional<Map.Entry<String, Placed>> items =
        root.fields("a rate").entrySet().stream()
            .filter(field -> field.getKey().equalsIgnoreCase("items"))
            .findFirst();
    if (items.isEmpty()) {
      List<Placed> one = List.of(root);
      return label == null ? root : choose(one, "document", label, notes);
    }
    root.fields("a rate")
        .forEach(
            (name, value) -> {
              if (!name.equals(items.get().getKey()) && !value.isBlank()) {
                notes.take(
                    value.path(), "stands beside the list of rates; it was not carried over.");
              }
            });
    return choose(items.get().getValue().elements("rates"), items.get().getKey(), label, notes);
  }

  private static Placed choose(
      List<Placed> rates, String field, @Nullable String label, Notes notes) {
    if (rates.isEmpty()) {
      throw new OutOfRange(field, "holds no rate", "send one that does");
    }
    List<Placed> meant =
        label == null
            ? rates
            : rates.stream().filter(rate -> label.strip().equals(labelOf(rate))).toList();
    if (meant.size() == 1) {
      if (rates.size() > 1) {
        notes.take(
            field, "holds " + rates.size() + " rates: the one labelled " + label + " was read.");
      }
      return meant.get(0);
    }
    String known =
        String.join(", ", rates.stream().map(UrdbImport::labelOf).limit(MOST_LABELS).toList())
            + (rates.size() > MOST_LABELS ? " and " + (rates.size() - MOST_LABELS) + " more" : "");
    if (label == null) {
      throw new OutOfRange(
          field, "holds " + rates.size() + " rates", "name one by its label: " + known);
    }
    throw new OutOfRange(
        "label",
        meant.isEmpty()
            ? "is '" + label + "', which no rate of the document has"
            : "is '" + label + "', which " + meant.size() + " rates of the document have",
        "write one of " + known + ", or send one rate alone");
  }

  /** The label of a rate that may be none. */
  private static String labelOf(Placed rate) {
    for (String spelling : List.of("label", "_id")) {
      JsonNode label = rate.node().path(spelling);
      String text = label.has("$oid") ? label.path("$oid").asText() : label.asText();
      if (!text.isBlank()) {
        return text.strip();
      }
    }
    return "(none)";
  }
}
