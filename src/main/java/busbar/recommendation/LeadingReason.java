package busbar.recommendation;

import busbar.advice.Recommendation;
import busbar.advice.Recommendation.BlockAdvice;
import busbar.assessment.Action;
import java.util.Comparator;

/** The one sentence that stands for a whole site where there is room for one. */
final class LeadingReason {
  private LeadingReason() {}

  /**
   * Why the largest block that does not simply run is advised as it is; else the largest of all.
   */
  static String of(Recommendation recommendation) {
    return recommendation.blocks().stream()
        .max(
            Comparator.comparing((BlockAdvice block) -> block.action() != Action.RUN)
                .thenComparingDouble(BlockAdvice::mw)
                .thenComparing(BlockAdvice::id))
        .map(block -> block.reason().sentence())
        .orElse("No rigs stand here.");
  }
}
