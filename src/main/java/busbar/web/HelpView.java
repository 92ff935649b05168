package busbar.web;

import busbar.advice.Recommendation;
import busbar.assessment.Action;
import java.util.List;

/** What the words and figures of the pages mean. */
record HelpView(List<Meaning> meanings, String retireFormula, String convertFormula) {
  record Meaning(Action action, String words) {}

  static final HelpView IN_STRIP_ORDER =
      new HelpView(
          Look.STRIP_ORDER.stream().map(action -> new Meaning(action, words(action))).toList(),
          Recommendation.RETIRE_FORMULA,
          Recommendation.CONVERT_FORMULA);

  private static String words(Action action) {
    return switch (action) {
      case RUN -> "Mine, at the power profile that earns most.";
      case CONVERT ->
          "Become AI hosting. Stands until carried out; until then the rigs keep a plan for the day.";
      case CURTAIL -> "Pause in at least one hour of the day.";
      case RETIRE -> "Leave its rigs: sell them. Stands until carried out, as CONVERT does.";
    };
  }
}
