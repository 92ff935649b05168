package busbar.sitefiles;

import busbar.units.OutOfRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems and warnings of one site file, gathered while it is read. */
final class Problems {
  /** More than this and nobody reads on. */
  private static final int MOST = 100;

  private final String file;
  private final List<SiteProblem> problems = new ArrayList<>();
  private final List<SiteProblem> warnings = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(@Nullable Integer line, @Nullable String field, String message, String remedy) {
    add(new SiteProblem(file, line, field, message, remedy));
  }

  void add(SiteProblem problem) {
    if (problems.size() < MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** A refusal of the domain, at the line of the field that it names. */
  void add(SiteText text, OutOfRange refusal) {
    add(text.lineOf(refusal.field()), refusal.field(), refusal.problem(), refusal.remedy());
  }

  void warn(@Nullable Integer line, @Nullable String field, String message, String remedy) {
    warnings.add(new SiteProblem(file, line, field, message, remedy));
  }

  String file() {
    return file;
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  List<SiteProblem> list() {
    return sorted(problems);
  }

  List<SiteProblem> listWarnings() {
    return sorted(warnings);
  }

  private static List<SiteProblem> sorted(List<SiteProblem> unsorted) {
    return unsorted.stream().sorted(Comparator.comparingInt(Problems::lineOf)).toList();
  }

  private static int lineOf(SiteProblem problem) {
    return problem.line() == null ? 0 : problem.line();
  }
}
