package busbar.rulebook;

import busbar.assessment.Firing;
import busbar.assessment.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs examples against compiled rules on a thread of its own, since a limit on firings does not
 * stop a condition or consequence that never returns. Such a thread is interrupted and left behind.
 */
final class ExampleRun {
  private final CompiledRules compiled;
  private final Map<String, CheckedRule> rules;
  private final Duration limit;
  private final Problems problems;

  /**
   * @param limit how long one example may take
   */
  ExampleRun(CompiledRules compiled, List<CheckedRule> rules, Duration limit, Problems problems) {
    this.compiled = compiled;
    this.rules = rules.stream().collect(Collectors.toMap(CheckedRule::id, Function.identity()));
    this.limit = limit;
    this.problems = problems;
  }

  void run(List<Example> examples) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread daemon = new Thread(task, "rulebook examples");
              daemon.setDaemon(true);
              daemon.setPriority(Thread.MIN_PRIORITY);
              return daemon;
            });
    try {
      for (Example example : examples) {
        Future<List<Firing>> firings =
            thread.submit(() -> compiled.fire(List.of(example.fact()), true));
        if (!check(example, firings)) {
          return;
        }
      }
    } finally {
      thread.shutdownNow();
    }
  }

  /** Whether the thread is free for the next. */
  private boolean check(Example example, Future<List<Firing>> result) {
    try {
      compare(example, result.get(limit.toMillis(), TimeUnit.MILLISECONDS));
      return true;
    } catch (TimeoutException e) {
      result.cancel(true);
      problem(
          example,
          String.join(", ", example.ofFile()),
          "has not ended after " + limit.toMillis() + " ms",
          "find the condition or consequence that never returns");
      return false;
    } catch (ExecutionException e) {
      String rule = e.getCause() instanceof RulebookException failed ? failed.rule() : null;
      problem(
          example,
          rule == null ? String.join(", ", example.ofFile()) : rule,
          "failed: " + e.getCause(),
          "mend the rule");
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem(example, String.join(", ", example.ofFile()), "was interrupted", "load again");
      return false;
    }
  }

  private void compare(Example example, List<Firing> firings) {
    Set<String> fired = new TreeSet<>();
    for (Firing firing : firings) {
      if (example.ofFile().contains(firing.rule())) {
        fired.add(firing.rule());
      }
    }
    if (!fired.equals(example.fires())) {
      Set<String> wrong = new TreeSet<>(fired);
      wrong.addAll(example.fires());
      wrong.removeIf(id -> fired.contains(id) && example.fires().contains(id));
      problem(
          example,
          String.join(", ", wrong),
          "expects " + named(example.fires()) + ", but what fires is " + named(fired),
          "mend the rule or the example");
      return;
    }
    for (String id : fired) {
      CheckedRule rule = rules.get(id);
      List<String> unknown = rule == null ? List.of() : rule.sentence().unknowns(example.fact());
      if (!unknown.isEmpty()) {
        problem(
            example,
            id,
            "leaves a gap in the reason: no value for " + String.join(", ", unknown),
            "name only values that are known when the rule fires");
      }
    }
    List<String> said =
        firings.stream()
            .filter(firing -> example.fires().contains(firing.rule()))
            .flatMap(firing -> firing.reason().stream())
            .map(Reason::sentence)
            .toList();
    if (example.says() != null && !said.contains(example.says())) {
      problem(
          example,
          named(fired),
          "expects the sentence '" + example.says() + "', but reads " + said,
          "mend the rule or the example");
    }
  }

  private static String named(Set<String> ids) {
    return ids.isEmpty() ? "nothing" : String.join(", ", ids);
  }

  private void problem(Example example, String rule, String message, String remedy) {
    problems.add(
        example.file(),
        example.line(),
        rule,
        "the case '" + example.name() + "' " + message,
        remedy);
  }
}
