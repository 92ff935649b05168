package busbar.rulebook;

import busbar.assessment.Fact;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule's reason with gaps for values: "Power averages {plan.offUsdPerMwh}". */
final class Sentence {
  private static final Pattern GAP = Pattern.compile("\\{([^{}]*)}");

  /** The words before, between and after the gaps: always one more than there are gaps. */
  private final List<String> words;

  private final List<Gap> gaps;

  /** What fills one gap: a value of the fact or, where there is no path, a parameter. */
  private record Gap(String name, @Nullable FactPath path) {

    @Nullable Object value(Fact fact) {
      return path == null ? (Object) fact.parameter(name) : path.read(fact);
    }

    String words(Fact fact) {
      Object value = value(fact);
      if (value instanceof Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      }
      return Notation.format(path == null ? camelCase(name) : path.lastSegment(), value);
    }

    boolean isUnknown(Fact fact) {
      Object value = value(fact);
      return value == null || (value instanceof Number n && !Double.isFinite(n.doubleValue()));
    }
  }

  private Sentence(List<String> words, List<Gap> gaps) {
    this.words = List.copyOf(words);
    this.gaps = List.copyOf(gaps);
  }

  /**
   * @throws IllegalArgumentException for a gap that is neither a value of the fact nor a parameter
   */
  static Sentence parse(String template, Class<? extends Fact> fact, Set<String> parameters) {
    List<String> words = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Matcher matcher = GAP.matcher(template);
    int end = 0;
    while (matcher.find()) {
      words.add(template.substring(end, matcher.start()));
      gaps.add(gap(matcher.group(1), fact, parameters));
      end = matcher.end();
    }
    words.add(template.substring(end));
    if (words.stream().anyMatch(text -> text.contains("{") || text.contains("}"))) {
      throw new IllegalArgumentException("a brace is not closed, or closed twice");
    }
    return new Sentence(words, gaps);
  }

  private static Gap gap(String name, Class<? extends Fact> fact, Set<String> parameters) {
    if (parameters.contains(name)) {
      return new Gap(name, null);
    }
    if (!FactPath.startsIn(fact, name)) {
      throw new IllegalArgumentException(
          "{"
              + name
              + "} is neither a value of the "
              + fact.getSimpleName()
              + " nor a parameter of the rulebook");
    }
    FactPath path = FactPath.parse(fact, name);
    if (!path.isValue() || !path.text().equals(name)) {
      throw new IllegalArgumentException("{" + name + "} is not a single value");
    }
    return new Gap(name, path);
  }

  /** The sentence for one fact. */
  String fill(Fact fact) {
    StringBuilder filled = new StringBuilder(words.get(0));
    for (int i = 0; i < gaps.size(); i++) {
      filled.append(gaps.get(i).words(fact)).append(words.get(i + 1));
    }
    return filled.toString();
  }

  /** The gaps for which a fact has no value. */
  List<String> unknowns(Fact fact) {
    return gaps.stream().filter(gap -> gap.isUnknown(fact)).map(Gap::name).toList();
  }

  List<FactPath> paths() {
    List<FactPath> paths = new ArrayList<>();
    for (Gap gap : gaps) {
      if (gap.path() != null) {
        paths.add(gap.path());
      }
    }
    return paths;
  }

  List<String> parameters() {
    return gaps.stream().filter(gap -> gap.path() == null).map(Gap::name).toList();
  }

  /** {@code market-max-age-hours} as a field would be spelt, so that its unit can be told. */
  private static String camelCase(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.split("-")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
