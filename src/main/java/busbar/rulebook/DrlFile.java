package busbar.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of rules with Drools' own parser, and checks that it holds rules alone, each of
 * which passes.
 */
final class DrlFile {
  private static final List<String> FOLDERS =
      List.of("guardrails", "obligations", "curtailment", "retirement", "conversion", "running");
  private static final List<String> IMPORTS =
      List.of("busbar.assessment.", "busbar.contract.", "java.lang.");
  private static final Pattern NAME = Pattern.compile("([A-Z]+-\\d{2,}) (\\S.*)");
  private static final Pattern RULE_IN_MESSAGE = Pattern.compile("in rule \"([A-Z]+-\\d+)");

  private final String file;
  private final String text;
  private final Set<String> parameters;
  private final Problems problems;

  /**
   * @param parameters the keys that the rulebook has
   */
  DrlFile(String file, String text, Set<String> parameters, Problems problems) {
    this.file = file;
    this.text = text;
    this.parameters = parameters;
    this.problems = problems;
  }

  /** The rules that pass; what does not is added to the problems. */
  List<CheckedRule> read() {
    String folder = file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
    if (!FOLDERS.contains(folder) || file.indexOf('/') != file.lastIndexOf('/')) {
      problems.add(
          file,
          0,
          null,
          "is in no folder of rules",
          "move it to one of " + String.join(", ", FOLDERS));
      return List.of();
    }
    PackageDescr parsed = parse();
    if (parsed == null) {
      return List.of();
    }
    checkPackage(parsed, folder);
    List<CheckedRule> rules = new ArrayList<>();
    for (RuleDescr rule : parsed.getRules()) {
      CheckedRule checked = check(rule, folder);
      if (checked != null) {
        rules.add(checked);
      }
    }
    return rules;
  }

  private @Nullable PackageDescr parse() {
    DrlParser parser = new DrlParser();
    try {
      PackageDescr parsed = parser.parse(false, text);
      for (DroolsError error : parser.getErrors()) {
        Matcher rule = RULE_IN_MESSAGE.matcher(error.getMessage());
        problems.add(
            file,
            error.getLines().length > 0 ? error.getLines()[0] : 0,
            rule.find() ? rule.group(1) : null,
            "cannot be read: " + error.getMessage(),
            "mend the text at that place");
      }
      if (parsed == null && !parser.hasErrors()) {
        problems.add(file, 0, null, "holds nothing", "write a rule or take the file away");
      }
      return parser.hasErrors() ? null : parsed;
    } catch (DroolsParserException | RuntimeException e) {
      problems.add(
          file, 0, null, "cannot be read: " + e.getMessage(), "compare it with another rule file");
      return null;
    }
  }

  private void checkPackage(PackageDescr parsed, String folder) {
    if (!parsed.getName().equals("rules." + folder)) {
      problems.add(
          file,
          1,
          null,
          "its package is '" + parsed.getName() + "'",
          "write: package rules." + folder + ";");
    }
    for (ImportDescr imported : parsed.getImports()) {
      if (IMPORTS.stream().noneMatch(imported.getTarget()::startsWith)) {
        problems.add(
            file,
            imported.getLine(),
            null,
            "imports " + imported.getTarget(),
            "a rule may import from busbar.assessment, busbar.contract and java.lang alone");
      }
    }
    forbid(parsed.getGlobals(), "a global");
    forbid(parsed.getFunctions(), "a function");
    forbid(parsed.getFunctionImports(), "an imported function");
    forbid(parsed.getAccumulateImports(), "an imported accumulate function");
    forbid(parsed.getTypeDeclarations(), "a declared type");
    forbid(parsed.getEnumDeclarations(), "a declared enum");
    forbid(parsed.getEntryPointDeclarations(), "an entry point");
    forbid(parsed.getWindowDeclarations(), "a window");
    forbid(parsed.getAttributes(), "an attribute");
    if (parsed.getRules().isEmpty()) {
      problems.add(file, 0, null, "holds no rule", "write one or take the file away");
    }
  }

  private void forbid(Iterable<? extends BaseDescr> descriptions, String what) {
    for (BaseDescr description : descriptions) {
      problems.add(
          file,
          Math.max(0, description.getLine()),
          null,
          "has " + what,
          "a rule has a condition on one fact and a consequence, nothing else");
    }
  }

  private @Nullable CheckedRule check(RuleDescr rule, String folder) {
    Matcher name = NAME.matcher(rule.getName());
    if (!name.matches()) {
      problems.add(
          file,
          rule.getLine(),
          null,
          "the rule's name '" + rule.getName() + "' is not an id and a sentence",
          "write it like \"CURTAIL-01 Power costs more than the rig earns\"");
      return null;
    }
    return new RuleCheck(file, rule, name.group(1), name.group(2), folder, parameters, problems)
        .check();
  }
}
