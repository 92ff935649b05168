package busbar.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rulebook of one rule that is in order, to be changed by a test. */
final class SmallRules {
  static final String DRL = "running/small.drl";
  static final String EXAMPLES = "running/small.examples.yaml";
  static final String PARAMETERS = "parameters/small.yaml";
  static final String BASE = "base-facts.yaml";

  private final SortedMap<String, String> texts = new TreeMap<>();

  SmallRules() {
    try {
      texts.put(BASE, Files.readString(Path.of("rules/base-facts.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    texts.put(
        PARAMETERS,
        """
        - key: most-hours
          unit: h
          min: 1
          max: 25
          owner: Power desk
          values:
            - {from: 2026-01-01, value: 5, reason: A first value}
            - {from: 2026-03-01, value: 8, reason: A second one}
        """);
    texts.put(
        DRL,
        """
        package rules.running;

        import busbar.assessment.Action;
        import busbar.assessment.Outlook;

        rule "RUN-01 A small rule"
        @reason("Off for {plan.offHours}, at most {most-hours}.")
        @owner("Power desk")
        when
          $o : Outlook( plan.offHours < parameter("most-hours") )
        then
          $o.propose(Action.RUN);
        end
        """);
    texts.put(
        EXAMPLES,
        """
        - name: Off for two hours
          Outlook:
            plan: {offHours: 2}
          fires: [RUN-01]

        - name: Off for nine hours
          Outlook:
            plan: {offHours: 9}
          silent: true
        """);
  }

  SmallRules with(String file, String text) {
    texts.put(file, text);
    return this;
  }

  SmallRules without(String file) {
    texts.remove(file);
    return this;
  }

  /** Changes the rule's file; the text to be replaced must be there. */
  SmallRules replace(String old, String with) {
    return replaceIn(DRL, old, with);
  }

  SmallRules replaceIn(String file, String old, String with) {
    if (!texts.get(file).contains(old)) {
      throw new IllegalArgumentException(file + " has no " + old);
    }
    return with(file, texts.get(file).replace(old, with));
  }

  Map<String, String> texts() {
    return texts;
  }

  RuleSources sources() {
    return RuleSources.of(texts);
  }

  Rulebook load() {
    return Rulebook.of(sources(), Set.of(), Duration.ofSeconds(30));
  }

  Path writeTo(Path folder) {
    texts.forEach(
        (file, text) -> {
          try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return folder;
  }
}
