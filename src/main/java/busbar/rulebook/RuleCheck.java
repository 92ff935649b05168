package busbar.rulebook;

import busbar.assessment.Action;
import busbar.assessment.AwardCover;
import busbar.assessment.AwardDuty;
import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.Constraint;
import busbar.assessment.CovenantDuty;
import busbar.assessment.CurtailmentDuty;
import busbar.assessment.ElectionDuty;
import busbar.assessment.Fact;
import busbar.assessment.LandDuty;
import busbar.assessment.LeastTakeDuty;
import busbar.assessment.LienDuty;
import busbar.assessment.Obligation;
import busbar.assessment.Outlook;
import busbar.assessment.PeakDuty;
import busbar.assessment.ProgrammeDuty;
import busbar.assessment.Situation;
import busbar.assessment.StrikeDuty;
import busbar.assessment.SupplyDuty;
import busbar.assessment.UptimeDuty;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * Checks that one rule keeps to what a rule may do: match one fact by plain comparisons, and only
 * collect.
 */
final class RuleCheck {
  /** The facts that a rule may match, by the name that rules use. */
  static final Map<String, Class<? extends Fact>> FACTS =
      Stream.of(
              Situation.class,
              Outlook.class,
              UptimeDuty.class,
              CurtailmentDuty.class,
              AwardDuty.class,
              StrikeDuty.class,
              LienDuty.class,
              AwardCover.class,
              ProgrammeDuty.class,
              ElectionDuty.class,
              CovenantDuty.class,
              PeakDuty.class,
              CoincidentPeakDuty.class,
              LeastTakeDuty.class,
              SupplyDuty.class,
              LandDuty.class)
          .collect(
              Collectors.toMap(
                  Class::getSimpleName, type -> type, (a, b) -> a, LinkedHashMap::new));

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern COMMENT = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w.$#])[a-z]\\w*(?:!?\\.\\w+)*(\\s*\\()?");
  private static final Set<String> ALLOWED_CALLS = Set.of("parameter", "in");
  private static final Pattern CALLED = Pattern.compile("([\\w.$]+)\\s*\\(");
  private static final Pattern PARAMETER = Pattern.compile("\\bparameter\\s*\\(\\s*([^)]*)\\)");
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(\\$\\w+)\\.(propose|constrain|remark)\\(((?:[^();]|\\([^;]*?\\))*)\\)\\s*;");
  private static final Pattern PROPOSED = Pattern.compile("Action\\.(\\w+)");
  private static final Pattern CONSTRAINT = Pattern.compile("Constraint\\.(\\w+)\\(.*\\)");

  private static final Set<String> ACTIONS =
      Arrays.stream(Action.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));

  private static final Set<String> CONSTRAINTS =
      Arrays.stream(Constraint.class.getMethods())
          .filter(method -> Modifier.isStatic(method.getModifiers()))
          .map(Method::getName)
          .collect(Collectors.toCollection(TreeSet::new));

  private final String file;
  private final RuleDescr rule;
  private final String id;
  private final String title;
  private final String folder;
  private final Set<String> parameters;
  private final Problems problems;
  private final Set<String> keys = new TreeSet<>();
  private final Map<String, FactPath> paths = new LinkedHashMap<>();

  /**
   * @param parameters the keys that the rulebook has
   */
  RuleCheck(
      String file,
      RuleDescr rule,
      String id,
      String title,
      String folder,
      Set<String> parameters,
      Problems problems) {
    this.file = file;
    this.rule = rule;
    this.id = id;
    this.title = title;
    this.folder = folder;
    this.parameters = parameters;
    this.problems = problems;
  }

  private void problem(int line, String message, String remedy) {
    problems.add(file, line > 0 ? line : rule.getLine(), id, message, remedy);
  }

  /** The rule, where it passes; what does not is added to the problems. */
  @Nullable CheckedRule check() {
    checkShape();
    String reason = annotation("reason", "why, in a sentence with gaps such as {plan.off}");
    String owner = annotation("owner", "who answers for it");
    PatternDescr pattern = pattern();
    Class<? extends Fact> fact = pattern == null ? null : fact(pattern);
    if (pattern == null || fact == null || reason == null || owner == null) {
      return null;
    }
    List<String> conditions = conditions(pattern, fact);
    checkConsequence(pattern, fact);
    Sentence sentence = sentence(reason, fact);
    if (sentence == null) {
      return null;
    }
    RuleCard card =
        new RuleCard(
            id,
            title,
            reason,
            owner,
            folder,
            file,
            rule.getLine(),
            fact.getSimpleName(),
            String.join(", ", conditions),
            consequence().strip(),
            List.copyOf(keys));
    return new CheckedRule(
        card,
        fact,
        sentence,
        paths.values().stream().filter(FactPath::isValue).toList(),
        rule.getLine(),
        rule.getEndLine());
  }

  private void checkShape() {
    for (String attribute : rule.getAttributes().keySet()) {
      problem(
          0,
          "has the attribute " + attribute,
          "take it away: the order of rules never matters, Java arbitrates");
    }
    if (rule.hasParent()) {
      problem(0, "extends another rule", "write its condition out");
    }
    if (rule.isQuery()) {
      problem(0, "is a query", "write a rule");
    }
    if (!rule.getNamedConsequences().isEmpty()) {
      problem(0, "has more than one consequence", "write a rule for each");
    }
    for (String annotation : rule.getAnnotationNames()) {
      if (!annotation.equals("reason") && !annotation.equals("owner")) {
        problem(0, "has @" + annotation, "write @reason and @owner alone");
      }
    }
  }

  private @Nullable String annotation(String name, String meaning) {
    AnnotationDescr annotation = rule.getAnnotation(name);
    Object value = annotation == null ? null : annotation.getSingleValue();
    String said =
        value == null
            ? ""
            : AnnotationDescr.unquote(value.toString()).replaceAll("\\\\(.)", "$1").strip();
    if (said.isEmpty()) {
      problem(0, "has no @" + name, "add @" + name + "(\"" + meaning + "\")");
      return null;
    }
    return said;
  }

  private @Nullable PatternDescr pattern() {
    List<BaseDescr> parts = rule.getLhs().getDescrs();
    if (parts.size() == 1
        && parts.get(0) instanceof PatternDescr pattern
        && pattern.getSource() == null
        && pattern.getBehaviors().isEmpty()) {
      return pattern;
    }
    problem(
        0,
        "does not match one fact",
        "write one condition such as $o : Outlook( plan.offHours > 0 ), without eval, not,"
            + " exists, from or a second fact");
    return null;
  }

  private @Nullable Class<? extends Fact> fact(PatternDescr pattern) {
    String type = pattern.getObjectType();
    Class<? extends Fact> fact = FACTS.get(type.substring(type.lastIndexOf('.') + 1));
    if (fact == null) {
      problem(
          pattern.getLine(),
          "matches " + type + ", which is no fact",
          "match one of " + String.join(", ", FACTS.keySet()));
    } else if (pattern.getIdentifier() == null) {
      problem(pattern.getLine(), "does not name its fact", "write $o : " + type + "( … )");
      return null;
    }
    return fact;
  }

  private List<String> conditions(PatternDescr pattern, Class<? extends Fact> fact) {
    List<String> conditions = new ArrayList<>();
    for (BaseDescr part : pattern.getDescrs()) {
      if (!(part instanceof ExprConstraintDescr constraint)) {
        problem(part.getLine(), "has a condition of an unusual kind", "write a plain comparison");
        continue;
      }
      String expression = constraint.getExpression();
      conditions.add(expression.strip());
      readParameters(expression, constraint.getLine());
      String code = TEXT.matcher(expression).replaceAll("\"\"");
      refuseCalls(code, constraint.getLine());
      Matcher words = WORD.matcher(code);
      while (words.find()) {
        String word = words.group().replace("!.", ".");
        if (words.group(1) != null) {
          word = word.substring(0, Math.max(0, word.lastIndexOf('.')));
        }
        readPath(word, fact, constraint.getLine());
      }
    }
    return conditions;
  }

  /** A condition that could call would be code that nobody reviews as code, and might not end. */
  private void refuseCalls(String code, int line) {
    Matcher calls = CALLED.matcher(code);
    while (calls.find()) {
      if (!ALLOWED_CALLS.contains(calls.group(1))) {
        problem(
            line,
            "calls '" + calls.group(1) + "' in its condition",
            "compare fields of the fact with numbers and parameter(\"key\")");
      }
    }
  }

  private void readPath(String word, Class<? extends Fact> fact, int line) {
    if (!FactPath.startsIn(fact, word)) {
      return;
    }
    try {
      FactPath path = FactPath.parse(fact, word);
      paths.putIfAbsent(path.text(), path);
    } catch (IllegalArgumentException e) {
      problem(line, "its condition reads '" + word + "', but " + e.getMessage(), "mend the name");
    }
  }

  private void readParameters(String code, int line) {
    Matcher calls = PARAMETER.matcher(code);
    while (calls.find()) {
      String key = calls.group(1).strip();
      if (!TEXT.matcher(key).matches()) {
        problem(
            line,
            "asks for a parameter by something other than its key: " + key,
            "write the key in quotes");
        continue;
      }
      key = key.substring(1, key.length() - 1);
      if (parameters.contains(key)) {
        keys.add(key);
      } else {
        problem(
            line,
            "asks for the parameter '" + key + "', which the rulebook does not have",
            "add it to a file under parameters/, or use one of " + String.join(", ", parameters));
      }
    }
  }

  private void checkConsequence(PatternDescr pattern, Class<? extends Fact> fact) {
    String code = COMMENT.matcher(consequence()).replaceAll("");
    readParameters(code, rule.getConsequenceLine());
    Matcher calls = CALL.matcher(code);
    int end = 0;
    int said = 0;
    while (end < code.length() && calls.region(end, code.length()).lookingAt()) {
      checkCall(calls.group(1), calls.group(2), calls.group(3).strip(), pattern, fact);
      said++;
      end = calls.end();
    }
    String rest = code.substring(end).strip();
    if (!rest.isEmpty()) {
      problem(
          rule.getConsequenceLine(),
          "does more than collect: " + rest.lines().findFirst().orElse(rest),
          "its consequence may only say "
              + pattern.getIdentifier()
              + ".propose(Action.…); or "
              + pattern.getIdentifier()
              + ".constrain(Constraint.…); or "
              + pattern.getIdentifier()
              + ".remark(); without update, modify, insert, delete or a loop");
    } else if (said == 0) {
      problem(rule.getConsequenceLine(), "says nothing", "propose an action, constrain or remark");
    }
  }

  private void checkCall(
      String variable,
      String call,
      String argument,
      PatternDescr pattern,
      Class<? extends Fact> fact) {
    String asked = fact == Outlook.class ? "propose" : "constrain";
    boolean remarks = call.equals("remark") && Obligation.class.isAssignableFrom(fact);
    if (!variable.equals(pattern.getIdentifier()) || !remarks && !call.equals(asked)) {
      problem(
          rule.getConsequenceLine(),
          "says " + variable + "." + call + " of the " + fact.getSimpleName(),
          "write " + pattern.getIdentifier() + "." + asked + "(…)");
      return;
    }
    if (remarks) {
      if (!argument.isEmpty()) {
        problem(
            rule.getConsequenceLine(),
            "cannot remark " + argument,
            "write remark() with nothing in it: the @reason is the remark");
      }
      return;
    }
    boolean proposes = call.equals("propose");
    Set<String> known = proposes ? ACTIONS : CONSTRAINTS;
    Matcher named = (proposes ? PROPOSED : CONSTRAINT).matcher(argument);
    if (!named.matches() || !known.contains(named.group(1)) || argument.contains("->")) {
      problem(
          rule.getConsequenceLine(),
          "cannot " + call + " " + argument,
          "write "
              + (proposes ? "Action." : "Constraint.")
              + " and one of "
              + String.join(", ", known));
    }
  }

  private @Nullable Sentence sentence(String reason, Class<? extends Fact> fact) {
    try {
      Sentence sentence = Sentence.parse(reason, fact, parameters);
      keys.addAll(sentence.parameters());
      sentence.paths().forEach(path -> paths.putIfAbsent(path.text(), path));
      return sentence;
    } catch (IllegalArgumentException e) {
      AnnotationDescr annotation = rule.getAnnotation("reason");
      problem(
          annotation == null ? 0 : annotation.getLine(),
          "its @reason cannot be filled in: " + e.getMessage(),
          "name a value such as {block.mw} or a parameter's key");
      return null;
    }
  }

  private String consequence() {
    return rule.getConsequence() == null ? "" : rule.getConsequence().toString();
  }
}
