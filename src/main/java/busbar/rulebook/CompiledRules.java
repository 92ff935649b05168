package busbar.rulebook;

import busbar.assessment.Action;
import busbar.assessment.Constraint;
import busbar.assessment.Fact;
import busbar.assessment.Firing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;

/**
 * Rules that Drools has compiled. Thread-safe: an evaluation takes a session of its own from a pool
 * and gives it back.
 */
final class CompiledRules {
  /** A folder may be loaded again while its former load is still in use; both need a name. */
  private static final AtomicLong LOADS = new AtomicLong();

  private final ReleaseId release;
  private final KieContainer container;
  private final KieSessionsPool sessions;
  private final Map<String, CheckedRule> rules;
  private final int firingLimit;

  private CompiledRules(ReleaseId release, KieContainer container, List<CheckedRule> rules) {
    this.release = release;
    this.container = container;
    this.sessions = container.newKieSessionsPool(1);
    this.rules = new HashMap<>();
    rules.forEach(rule -> this.rules.put(rule.card().name(), rule));
    // A rule can fire once on a fact; more means that one fires again and again.
    this.firingLimit = rules.size() + 1;
  }

  /** Compiles; what does not is added to the problems, and then there is no result. */
  static @Nullable CompiledRules compile(
      RuleSources sources, String version, List<CheckedRule> rules, Problems problems) {
    SortedMap<String, String> drl = new TreeMap<>(sources.texts());
    drl.keySet().removeIf(path -> !path.endsWith(RuleSources.DRL));
    List<String> errors = new ArrayList<>();
    CompiledRules compiled = compile(drl, version, rules, errors);
    if (compiled == null) {
      Map<String, List<CheckedRule>> byFile =
          rules.stream().collect(Collectors.groupingBy(rule -> rule.card().file()));
      drl.forEach(
          (file, text) -> findCulprits(file, text, byFile.getOrDefault(file, List.of()), problems));
      if (problems.isEmpty()) {
        problems.add(
            ".", 0, null, "the rules do not compile together: " + errors, "undo the last change");
      }
    }
    return compiled;
  }

  private static @Nullable CompiledRules compile(
      Map<String, String> drl, String version, List<CheckedRule> rules, List<String> errors) {
    KieServices kie = KieServices.Factory.get();
    ClassLoader loader = CompiledRules.class.getClassLoader();
    ReleaseId release = kie.newReleaseId("busbar", "rules-" + LOADS.incrementAndGet(), version);
    KieFileSystem files = kie.newKieFileSystem();
    files.generateAndWritePomXML(release);
    drl.forEach((file, text) -> files.write("src/main/resources/rules/" + file, text));
    try {
      KieBuilder builder = kie.newKieBuilder(files, loader);
      builder.buildAll(ExecutableModelProject.class);
      for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
        errors.add(message.getText().lines().findFirst().orElse("no message"));
      }
      if (errors.isEmpty()) {
        return new CompiledRules(release, kie.newKieContainer(release, loader), rules);
      }
    } catch (RuntimeException | LinkageError e) {
      // The executable model throws on some mistakes instead of reporting them.
      errors.add(e.toString());
    }
    kie.getRepository().removeKieModule(release);
    return null;
  }

  /**
   * Compiles each rule of a file by itself: Drools names neither line nor rule for most mistakes,
   * and for those in a consequence not even the file.
   */
  private static void findCulprits(
      String file, String text, List<CheckedRule> rules, Problems problems) {
    for (CheckedRule rule : rules) {
      List<String> errors = new ArrayList<>();
      CompiledRules alone = compile(Map.of(file, only(rule, rules, text)), "alone", rules, errors);
      if (alone != null) {
        alone.dispose();
        continue;
      }
      String error =
          errors.stream()
              .filter(e -> !e.startsWith("Java source of"))
              .distinct()
              .collect(Collectors.joining("; "));
      problems.add(
          file,
          rule.card().line(),
          rule.id(),
          "does not compile: " + error,
          "mend its condition or consequence");
    }
  }

  /** The file's text with the lines of its other rules left empty. */
  private static String only(CheckedRule rule, List<CheckedRule> rules, String text) {
    String[] lines = text.split("\n", -1);
    for (CheckedRule other : rules) {
      if (other != rule) {
        for (int line = other.firstLine(); line <= other.lastLine(); line++) {
          lines[line - 1] = "";
        }
      }
    }
    return String.join("\n", lines);
  }

  /** As {@link busbar.assessment.Rules#fire}. */
  List<Firing> fire(List<? extends Fact> facts, boolean traced) {
    List<Firing> firings = new ArrayList<>();
    Recorder recorder = new Recorder();
    KieSession session = sessions.newKieSession();
    try {
      session.addEventListener(recorder);
      for (Fact fact : facts) {
        session.insert(fact);
        if (session.fireAllRules(firingLimit) >= firingLimit) {
          throw failure(recorder.last, "fires for ever", null);
        }
        for (Match match : recorder.drain()) {
          firings.add(match.rule.firing(fact, match.constraints, match.proposals, traced));
        }
      }
    } catch (RulebookException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw failure(guilty(e, recorder), "failed: " + rootOf(e), e);
    } finally {
      session.dispose();
    }
    return firings;
  }

  /** The rule whose consequence was running, or which Drools names in its message. */
  private List<CheckedRule> guilty(Throwable thrown, Recorder recorder) {
    if (recorder.running != null) {
      return List.of(recorder.running);
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      List<CheckedRule> named =
          rules.values().stream()
              .filter(rule -> message.contains(rule.card().name()))
              .sorted(Comparator.comparing(CheckedRule::id))
              .toList();
      if (!named.isEmpty()) {
        return named;
      }
    }
    return List.of();
  }

  private static RulebookException failure(
      List<CheckedRule> guilty, String problem, @Nullable Throwable cause) {
    String ids = guilty.stream().map(CheckedRule::id).collect(Collectors.joining(", "));
    String files =
        guilty.stream()
            .map(rule -> rule.card().file())
            .distinct()
            .collect(Collectors.joining(", "));
    return new RulebookException(
        ids.isEmpty() ? "(unknown)" : ids, files.isEmpty() ? "(unknown)" : files, problem, cause);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** For a test that it is let go. */
  ClassLoader classLoader() {
    return container.getClassLoader();
  }

  /** Lets Drools forget these rules. No evaluation may be under way. */
  void dispose() {
    sessions.shutdown();
    container.dispose();
    KieServices.Factory.get().getRepository().removeKieModule(release);
  }

  private record Match(CheckedRule rule, List<Constraint> constraints, List<Action> proposals) {}

  /** Notes which rule said what. */
  private final class Recorder extends DefaultAgendaEventListener {
    private final List<Match> matches = new ArrayList<>();
    private @Nullable CheckedRule running;
    private List<CheckedRule> last = List.of();

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
      running = rules.get(event.getMatch().getRule().getName());
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
      CheckedRule rule = running;
      Fact fact = (Fact) event.getMatch().getObjects().get(0);
      if (rule != null) {
        matches.add(
            new Match(rule, fact.findings().drainConstraints(), fact.findings().drainProposals()));
        last = List.of(rule);
      }
      running = null;
    }

    /** The matches since the last call, by the rules' ids. */
    List<Match> drain() {
      matches.sort(Comparator.comparing(match -> match.rule().id()));
      List<Match> drained = List.copyOf(matches);
      matches.clear();
      return drained;
    }
  }
}
