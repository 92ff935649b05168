package busbar.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files under {@code parameters/}. */
final class ParameterFiles {
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** An entry as it is written. */
  private record Written(
      String key,
      String unit,
      double min,
      double max,
      String owner,
      @Nullable String usedBy,
      List<Parameter.Dated> values) {}

  private ParameterFiles() {}

  static SortedMap<String, Parameter> read(RuleSources sources, Problems problems) {
    SortedMap<String, Parameter> parameters = new TreeMap<>();
    sources
        .texts()
        .tailMap(RuleSources.PARAMETERS)
        .forEach(
            (file, text) -> {
              if (!file.startsWith(RuleSources.PARAMETERS) || !file.endsWith(".yaml")) {
                return;
              }
              for (YamlList.Entry entry : YamlList.read(file, text, problems)) {
                Parameter parameter = parameter(file, entry, problems);
                if (parameter == null) {
                  continue;
                }
                Parameter first = parameters.putIfAbsent(parameter.key(), parameter);
                if (first != null) {
                  problems.add(
                      file,
                      entry.line(),
                      null,
                      "the parameter '" + first.key() + "' also stands in " + first.file(),
                      "keep one of them");
                }
              }
            });
    return parameters;
  }

  private static @Nullable Parameter parameter(
      String file, YamlList.Entry entry, Problems problems) {
    try {
      // All fields are required but this one.
      entry.node().putIfAbsent("usedBy", NullNode.getInstance());
      Written written = YamlList.convert(entry.node(), Written.class);
      Parameter parameter =
          new Parameter(
              written.key(),
              written.unit(),
              written.min(),
              written.max(),
              written.owner(),
              written.usedBy() != null,
              written.values(),
              file,
              entry.line());
      check(written, parameter);
      return parameter;
    } catch (IllegalArgumentException e) {
      JsonNode key = entry.node().path("key");
      problems.add(
          file,
          entry.line(),
          null,
          "the parameter "
              + (key.isTextual() ? "'" + key.asText() + "' " : "")
              + "cannot be used: "
              + e.getMessage(),
          "write key, unit, min, max, owner and values, each value with from, value and reason");
      return null;
    }
  }

  private static void check(Written written, Parameter parameter) {
    refuseUnless(
        KEY.matcher(parameter.key()).matches(), "its key is not lower-case words with hyphens");
    refuseUnless(!parameter.unit().isBlank(), "its unit is missing");
    refuseUnless(!parameter.owner().isBlank(), "its owner is missing");
    refuseUnless(
        written.usedBy() == null || written.usedBy().equals("engine"),
        "usedBy can only say 'engine'");
    refuseUnless(
        Double.isFinite(parameter.min())
            && Double.isFinite(parameter.max())
            && parameter.min() <= parameter.max(),
        "min and max are not a range");
    refuseUnless(!parameter.values().isEmpty(), "it has no value");
    @Nullable LocalDate last = null;
    for (Parameter.Dated dated : parameter.values()) {
      refuseUnless(dated.from() != null, "a value has no date it holds from");
      refuseUnless(dated.reason() != null && !dated.reason().isBlank(), "a value has no reason");
      refuseUnless(
          last == null || dated.from().isAfter(last), "its values are not in the order of dates");
      refuseUnless(
          dated.value() >= parameter.min() && dated.value() <= parameter.max(),
          dated.value() + " is outside its own range");
      last = dated.from();
    }
  }

  private static void refuseUnless(boolean fine, String problem) {
    if (!fine) {
      throw new IllegalArgumentException(problem);
    }
  }
}
