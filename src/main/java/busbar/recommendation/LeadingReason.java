package busbar.recommendation;

import busbar.advice.Recommendation;
import busbar.advice.Recommendation.BlockAdvice;
import java.util.Comparator;

/** The one sentence that stands for a whole site where there is room for one. */
final class LeadingReason {
  private LeadingReason() {}

  /** Why the block that is worth most is advised as it is: by the day, else by its megawatts. */
  static String of(Recommendation recommendation) {
    return recommendation.blocks().stream()
        .max(
            Comparator.comparingDouble(LeadingReason::worthUsdPerDay)
                .thenComparingDouble(BlockAdvice::mw)
                .thenComparing(BlockAdvice::id))
        .map(block -> block.reason().sentence())
        .orElse("No rigs stand here.");
  }

  /** Whole dollars, so that the order does not hang on rounding. */
  private static double worthUsdPerDay(BlockAdvice block) {
    Double perYear =
        block.action().isStanding() ? block.ledger().get(block.action().ordinal()).usd() : null;
    return Math.rint(block.gainUsdPerDay() + (perYear == null ? 0 : perYear / 365));
  }
}
