package busbar.rulebook;

import busbar.assessment.Fact;
import busbar.assessment.Firing;
import busbar.assessment.Parameters;
import busbar.assessment.Rules;
import busbar.units.OutOfRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules of a folder, checked, compiled and tried on their examples. Immutable and thread-safe
 * until it is {@linkplain #dispose disposed}.
 */
public final class Rulebook implements Rules {
  private static final Duration EXAMPLE_LIMIT = Duration.ofSeconds(5);

  private final RuleSources sources;
  private final String hash;
  private final SortedMap<String, Parameter> parameters;
  private final List<CheckedRule> rules;
  private final CompiledRules compiled;

  private Rulebook(
      RuleSources sources,
      SortedMap<String, Parameter> parameters,
      List<CheckedRule> rules,
      CompiledRules compiled) {
    this.sources = sources;
    this.hash = sources.hash();
    this.parameters = parameters;
    this.rules = rules;
    this.compiled = compiled;
  }

  /**
   * Loads a folder of rules.
   *
   * @param engineParameters keys of the parameters that the engine in Java reads
   * @throws RulebookRefused naming everything that is wrong with it
   */
  public static Rulebook load(Path folder, Set<String> engineParameters) {
    return load(folder, engineParameters, EXAMPLE_LIMIT);
  }

  static Rulebook load(Path folder, Set<String> engineParameters, Duration exampleLimit) {
    return of(read(folder), engineParameters, exampleLimit);
  }

  /**
   * Loads a rulebook that was kept, from what {@link #sources} gave.
   *
   * @throws RulebookRefused naming everything that is wrong with it
   */
  public static Rulebook of(Map<String, String> sources, Set<String> engineParameters) {
    return of(RuleSources.of(sources), engineParameters, EXAMPLE_LIMIT);
  }

  static RuleSources read(Path folder) {
    Problems problems = new Problems();
    RuleSources sources = RuleSources.read(folder, problems);
    problems.refuseIfAny();
    return sources;
  }

  static Rulebook of(RuleSources sources, Set<String> engineParameters, Duration exampleLimit) {
    // Drools finds its own parts by the thread's class loader, and in the packaged application that
    // of a thread from a common pool knows none of them.
    Thread thread = Thread.currentThread();
    ClassLoader former = thread.getContextClassLoader();
    thread.setContextClassLoader(Rulebook.class.getClassLoader());
    try {
      return check(sources, engineParameters, exampleLimit);
    } finally {
      thread.setContextClassLoader(former);
    }
  }

  private static Rulebook check(
      RuleSources sources, Set<String> engineParameters, Duration exampleLimit) {
    Problems problems = new Problems();
    SortedMap<String, Parameter> parameters = ParameterFiles.read(sources, problems);
    // Without its numbers nearly every rule would be refused as well.
    problems.refuseIfAny();
    List<CheckedRule> rules = new ArrayList<>();
    sources
        .texts()
        .forEach(
            (file, text) -> {
              if (file.endsWith(RuleSources.DRL)) {
                rules.addAll(new DrlFile(file, text, parameters.keySet(), problems).read());
              }
            });
    rules.sort(Comparator.comparing(CheckedRule::id));
    checkIds(rules, problems);
    problems.refuseIfAny();
    checkUse(parameters, rules, engineParameters, problems);
    List<Example> examples = Example.read(sources, rules, latest(parameters), problems);
    problems.refuseIfAny();

    CompiledRules compiled =
        CompiledRules.compile(sources, sources.hash(), List.copyOf(rules), problems);
    if (compiled == null) {
      problems.refuseIfAny();
      throw new IllegalStateException("rules that do not compile have a problem");
    }
    new ExampleRun(compiled, rules, exampleLimit, problems).run(examples);
    if (!problems.isEmpty()) {
      compiled.dispose();
      problems.refuseIfAny();
    }
    return new Rulebook(
        sources, Collections.unmodifiableSortedMap(parameters), List.copyOf(rules), compiled);
  }

  private static void checkIds(List<CheckedRule> rules, Problems problems) {
    Map<String, CheckedRule> byId = new HashMap<>();
    for (CheckedRule rule : rules) {
      CheckedRule first = byId.putIfAbsent(rule.id(), rule);
      if (first != null) {
        problems.add(
            rule.card().file(),
            rule.card().line(),
            rule.id(),
            "the id is also used in " + first.card().file() + ":" + first.card().line(),
            "give the rule an id of its own");
      }
    }
  }

  /**
   * A number that nothing reads is a defect: whoever changes it believes to have changed a rule.
   */
  private static void checkUse(
      Map<String, Parameter> parameters,
      List<CheckedRule> rules,
      Set<String> engineParameters,
      Problems problems) {
    Set<String> used = new TreeSet<>();
    rules.forEach(rule -> used.addAll(rule.card().parameters()));
    parameters.forEach(
        (key, parameter) -> {
          if (parameter.usedByEngine() && !engineParameters.contains(key)) {
            problems.add(
                parameter.file(),
                parameter.line(),
                null,
                "the engine does not read the parameter '" + key + "'",
                "take 'usedBy: engine' away");
          }
          if (!parameter.usedByEngine() && engineParameters.contains(key)) {
            problems.add(
                parameter.file(),
                parameter.line(),
                null,
                "the engine reads the parameter '" + key + "'",
                "add 'usedBy: engine'");
          }
          if (!used.contains(key) && !engineParameters.contains(key)) {
            problems.add(
                parameter.file(),
                parameter.line(),
                null,
                "nothing reads the parameter '" + key + "'",
                "use it in a rule or take it away");
          }
        });
    for (String key : engineParameters) {
      if (!parameters.containsKey(key)) {
        problems.add(
            RuleSources.PARAMETERS,
            0,
            null,
            "the engine needs the parameter '" + key + "'",
            "add it, with 'usedBy: engine'");
      }
    }
  }

  private static Parameters latest(SortedMap<String, Parameter> parameters) {
    return on(parameters, LocalDate.MAX);
  }

  private static Parameters on(SortedMap<String, Parameter> parameters, LocalDate date) {
    Map<String, Double> values = new TreeMap<>();
    parameters.forEach((key, parameter) -> values.put(key, parameter.on(date)));
    return new Parameters(values);
  }

  /** SHA-256 of rules, parameters and examples: the rulebook's version. */
  @Override
  public String hash() {
    return hash;
  }

  /**
   * {@inheritDoc}
   *
   * @throws OutOfRange where the site overrides a parameter that does not exist, or with a value
   *     outside the parameter's range
   */
  @Override
  public Parameters parameters(LocalDate date, Map<String, Double> siteOverrides) {
    Map<String, Double> values = new TreeMap<>(on(parameters, date).asMap());
    new TreeMap<>(siteOverrides)
        .forEach(
            (key, value) -> {
              Parameter parameter = parameters.get(key);
              if (parameter == null) {
                throw new OutOfRange(
                    "parameters." + key,
                    "is no parameter of the rulebook",
                    "use one of " + String.join(", ", parameters.keySet()));
              }
              if (!(value >= parameter.min() && value <= parameter.max())) {
                throw new OutOfRange(
                    "parameters." + key,
                    "is " + value,
                    "write a number from " + parameter.min() + " to " + parameter.max());
              }
              values.put(key, value);
            });
    return new Parameters(values);
  }

  /**
   * {@inheritDoc}
   *
   * @throws RulebookException where a rule fails or fires for ever
   * @throws IllegalStateException once disposed
   */
  @Override
  public List<Firing> fire(List<? extends Fact> facts, boolean traced) {
    return compiled.fire(facts, traced);
  }

  /** All rules, by id. */
  public List<RuleCard> listRules() {
    return rules.stream().map(CheckedRule::card).toList();
  }

  /** All parameters, by key. */
  public List<Parameter> listParameters() {
    return List.copyOf(parameters.values());
  }

  /** Every file that the hash is taken of, by path within the folder. */
  public SortedMap<String, String> sources() {
    return sources.texts();
  }

  /** For a test that it is let go. */
  ClassLoader classLoader() {
    return compiled.classLoader();
  }

  /** Frees what Drools holds. No evaluation may be under way; what can be read stays readable. */
  public void dispose() {
    compiled.dispose();
  }
}
