package busbar.rulebook;

import busbar.assessment.Fact;
import busbar.assessment.Parameters;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A case with the rules of one file: on this fact these fire, and the file's others do not.
 *
 * @param line where the case begins
 * @param name a sentence
 * @param fires ids of the file's rules that fire; empty where all are silent
 * @param says the sentence that results, where the case gives it
 * @param ofFile ids of all rules of the file
 */
record Example(
    String file,
    int line,
    String name,
    Fact fact,
    Set<String> fires,
    @Nullable String says,
    Set<String> ofFile) {

  /** A case as it is written; beside these fields it has one named after the fact it is about. */
  private static final class Written {
    @JsonProperty @Nullable String name;
    @JsonProperty @Nullable List<String> fires;
    @JsonProperty boolean silent;
    @JsonProperty @Nullable String says;
    @JsonProperty Map<String, Double> parameters = Map.of();
    final Map<String, JsonNode> facts = new LinkedHashMap<>();

    @JsonAnySetter
    void fact(String type, JsonNode fields) {
      facts.put(type, fields);
    }
  }

  /** Reads the examples of all rules, and checks that each rule has one of either kind. */
  static List<Example> read(
      RuleSources sources, List<CheckedRule> rules, Parameters parameters, Problems problems) {
    BaseFacts base = BaseFacts.read(sources, problems);
    Map<String, List<CheckedRule>> byFile =
        rules.stream()
            .collect(
                Collectors.groupingBy(
                    rule -> examplesOf(rule.card().file()), TreeMap::new, Collectors.toList()));
    List<Example> examples = new ArrayList<>();
    byFile.forEach(
        (file, ofFile) -> {
          String text = sources.texts().get(file);
          if (text == null) {
            problems.add(
                file,
                0,
                ofFile.get(0).id(),
                "is missing",
                "write a case in which each rule fires and one in which it does not");
            return;
          }
          List<Example> read = new ArrayList<>();
          int problemsBefore = problems.count();
          for (YamlList.Entry entry : YamlList.read(file, text, problems)) {
            Example example = read(file, text, entry, ofFile, base, parameters, problems);
            if (example != null) {
              read.add(example);
            }
          }
          if (problems.count() == problemsBefore) {
            ofFile.forEach(rule -> checkBothKinds(file, rule, read, problems));
          }
          examples.addAll(read);
        });
    refuseStrays(sources, byFile.keySet(), problems);
    return examples;
  }

  private static String examplesOf(String drlFile) {
    return drlFile.substring(0, drlFile.length() - RuleSources.DRL.length()) + RuleSources.EXAMPLES;
  }

  private static @Nullable Example read(
      String file,
      String text,
      YamlList.Entry entry,
      List<CheckedRule> ofFile,
      BaseFacts base,
      Parameters parameters,
      Problems problems) {
    Set<String> ids = ofFile.stream().map(CheckedRule::id).collect(Collectors.toSet());
    try {
      Written written = YamlList.convert(entry.node(), Written.class);
      if (written.name == null || written.name.isBlank()) {
        throw new IllegalArgumentException("it has no name");
      }
      if (written.facts.size() != 1) {
        throw new IllegalArgumentException(
            "it is about no fact or about several; the facts are "
                + String.join(", ", RuleCheck.FACTS.keySet()));
      }
      Map.Entry<String, JsonNode> fact = written.facts.entrySet().iterator().next();
      Class<? extends Fact> type = RuleCheck.FACTS.get(fact.getKey());
      if (type == null) {
        throw new IllegalArgumentException(
            "'"
                + fact.getKey()
                + "' is no fact; the facts are "
                + String.join(", ", RuleCheck.FACTS.keySet()));
      }
      if ((written.fires == null) != written.silent) {
        throw new IllegalArgumentException("it says neither or both of 'fires' and 'silent: true'");
      }
      Set<String> fires = written.fires == null ? Set.of() : new TreeSet<>(written.fires);
      for (String id : fires) {
        if (!ids.contains(id)) {
          throw new IllegalArgumentException(
              "'" + id + "' is no rule of its file, which has " + ids);
        }
      }
      return new Example(
          file,
          entry.line(),
          written.name,
          base.fact(type, fact.getValue(), with(parameters, written.parameters)),
          fires,
          written.says,
          ids);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      problems.add(
          file,
          YamlList.lineOf(text, entry.line(), firstQuoted(message)),
          null,
          "the case '" + entry.node().path("name").asText() + "' cannot be read: " + message,
          "write name, one fact, and fires: [ids] or silent: true");
      return null;
    }
  }

  private static @Nullable String firstQuoted(String message) {
    String[] parts = message.split("'", 3);
    return parts.length == 3 ? parts[1] : null;
  }

  private static Parameters with(Parameters parameters, Map<String, Double> changes) {
    Map<String, Double> values = new TreeMap<>(parameters.asMap());
    changes.forEach(
        (key, value) -> {
          if (values.put(key, value) == null) {
            throw new IllegalArgumentException("'" + key + "' is no parameter of the rulebook");
          }
        });
    return new Parameters(values);
  }

  private static void checkBothKinds(
      String file, CheckedRule rule, List<Example> examples, Problems problems) {
    Set<Boolean> kinds = new HashSet<>();
    for (Example example : examples) {
      if (example.fact().getClass() == rule.fact()) {
        kinds.add(example.fires().contains(rule.id()));
      }
    }
    if (!kinds.contains(true)) {
      problems.add(file, 0, rule.id(), "no case in which the rule fires", "add one");
    }
    if (!kinds.contains(false)) {
      problems.add(file, 0, rule.id(), "no case in which the rule is silent", "add one");
    }
  }

  private static void refuseStrays(RuleSources sources, Set<String> known, Problems problems) {
    for (String path : sources.texts().keySet()) {
      if (path.endsWith(".yaml")
          && !path.startsWith(RuleSources.PARAMETERS)
          && !path.equals(RuleSources.BASE_FACTS)
          && !known.contains(path)) {
        problems.add(
            path,
            0,
            null,
            "belongs to no rule",
            "name it after its rule file, x.drl and x.examples.yaml, or take it away");
      }
    }
  }
}
