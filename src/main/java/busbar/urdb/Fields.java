package busbar.urdb;

import busbar.units.OutOfRange;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one rate under the names that the database's API gives them, however the document
 * spells them, and which of them have been read.
 */
final class Fields {
  /** Spellings of the bulk files and of mixed records, by the API's name. */
  private static final Map<String, List<String>> SPELLINGS =
      Map.ofEntries(
          Map.entry("label", List.of("id")),
          Map.entry("utility", List.of("utilityname")),
          Map.entry("name", List.of("ratename")),
          Map.entry("eiaid", List.of("eia")),
          Map.entry("startdate", List.of("effectivedate")),
          Map.entry("supersedes", List.of("supercedes")),
          Map.entry("source", List.of("sourcereference")),
          Map.entry("basicinformationcomments", List.of("basiccomments")),
          Map.entry("peakkwcapacitymin", List.of("demandmin", "mindemand")),
          Map.entry("peakkwcapacitymax", List.of("demandmax", "maxdemand")),
          Map.entry("peakkwcapacityhistory", List.of("demandhist")),
          Map.entry("peakkwusagemin", List.of("energymin", "minenergy")),
          Map.entry("peakkwusagemax", List.of("energymax", "maxenergy")),
          Map.entry("peakkwusagehistory", List.of("energyhist")),
          Map.entry("demandunits", List.of("demandunit")),
          Map.entry("flatdemandunit", List.of("flatdemandunits")),
          Map.entry("flatdemandstructure", List.of("flatdemandstrux", "flatdemandtiers")),
          Map.entry("demandrateunit", List.of("demandrateunits")),
          Map.entry("demandratestructure", List.of("demandratestrux", "demandratetiers")),
          Map.entry("demandweekdayschedule", List.of("demandweekdaysched")),
          Map.entry("demandweekendschedule", List.of("demandweekendsched")),
          Map.entry("demandreactivepowercharge", List.of("demandreactpwrcharge")),
          Map.entry("demandattrs", List.of("demandkeyvals")),
          Map.entry("demandtoulabels", List.of("demandlabels")),
          Map.entry("coincidentrateunit", List.of("coincidentrateunits")),
          Map.entry(
              "coincidentratestructure", List.of("coincidentratestrux", "coincidentratetiers")),
          Map.entry(
              "coincidentschedule",
              List.of("coincidentsched", "coincidentrateschedule", "coincidentratesched")),
          Map.entry("energyratestructure", List.of("energyratestrux", "energyratetiers")),
          Map.entry("energyweekdayschedule", List.of("energyweekdaysched")),
          Map.entry("energyweekendschedule", List.of("energyweekendsched")),
          Map.entry("energyattrs", List.of("energykeyvals")),
          Map.entry("energytoulabels", List.of("energylabels")),
          Map.entry("fixedchargeunits", List.of("fixedchargeunit")),
          Map.entry("fixedattrs", List.of("fixedkeyvals")),
          Map.entry("minchargeunits", List.of("minchargeunit")));

  private static final Map<String, String> NAMES = names();

  /** What identifies or describes a rate and changes no bill. */
  private static final Set<String> IMMATERIAL =
      Set.of(
          "eiaid",
          "type",
          "sector",
          "isdefault",
          "supersedes",
          "sourceparent",
          "revisions",
          "states",
          "latestupdate",
          "version",
          "voltageminimum",
          "voltagemaximum",
          "voltagecategory",
          "phasewiring",
          "energytoulabels",
          "demandtoulabels");

  /** Of these the first spelling counts where a document gives several that differ. */
  private static final Set<String> NEVER_PRICED = neverPriced();

  final Notes notes;
  private final String path;
  private final Map<String, Placed> values = new LinkedHashMap<>();
  private final Map<String, String> spelled = new HashMap<>();
  private final Set<String> leftBehind = new HashSet<>();
  private final Set<String> read = new HashSet<>();

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    SPELLINGS.forEach((name, others) -> others.forEach(other -> names.put(other, name)));
    return names;
  }

  private static Set<String> neverPriced() {
    Set<String> names = new HashSet<>(IMMATERIAL);
    names.addAll(List.of("label", "name", "utility", "uri", "source", "description"));
    names.add("basicinformationcomments");
    return names;
  }

  /**
   * The fields of a rate.
   *
   * @throws OutOfRange where it is no object, or gives a field in two spellings that differ
   */
  Fields(Placed rate, Notes notes) {
    this.notes = notes;
    this.path = rate.path();
    for (var field : rate.fields("a rate as an object of fields").entrySet()) {
      Placed value = field.getValue();
      if (value.isBlank()) {
        continue;
      }
      String bare = plain(field.getKey());
      String name = NAMES.getOrDefault(bare, bare);
      spelled.putIfAbsent(name, field.getKey());
      Placed before = values.putIfAbsent(name, value);
      if (before == null || bare(before).equals(bare(value))) {
        continue;
      }
      if (!NEVER_PRICED.contains(name)) {
        throw value.refused("says otherwise than " + before.path(), "leave one of them out");
      }
      notes.take(value.path(), "says otherwise than " + before.path() + ", which counts.");
    }
  }

  /** The value without what MongoDB wraps an id in. */
  private static JsonNode bare(Placed value) {
    return value.node().has("$oid") ? value.node().path("$oid") : value.node();
  }

  /** A name as it is compared: case and underscores do not matter. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** A field by the API's name; empty where nothing is written there. */
  Optional<Placed> find(String name) {
    read.add(name);
    return Optional.ofNullable(values.get(name));
  }

  /** A field that has no bearing on this rate, such as the unit of a charge that there is not. */
  void leaveBehind(String name) {
    leftBehind.add(name);
  }

  /** A field that must be there. */
  Placed get(String name, String remedy) {
    return find(name).orElseThrow(() -> new OutOfRange(path(name), "is missing", remedy));
  }

  /** Where a field that is not there would stand. */
  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Notes every field that nobody has read. */
  void noteTheRest() {
    List<String> immaterial = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (leftBehind.contains(name) || IMMATERIAL.contains(name)) {
            immaterial.add(spelled.getOrDefault(name, name));
          } else if (!read.contains(name)) {
            notes.take(value.path(), "is no field that Busbar knows; it was not carried over.");
          }
        });
    if (!immaterial.isEmpty()) {
      notes.take(
          path.isEmpty() ? "document" : path,
          "These fields change no bill and were left behind: "
              + String.join(", ", immaterial)
              + ".");
    }
  }
}
