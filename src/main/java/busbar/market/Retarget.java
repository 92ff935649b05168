package busbar.market;

import busbar.units.Ranges;
import java.time.Instant;

/**
 * The next change of difficulty, where it is already in sight.
 *
 * @param at when it is expected
 * @param changePercent expected change of difficulty, per cent; −75 to +300, the protocol's limits
 */
public record Retarget(Instant at, double changePercent) {
  /** Blocks between two retargets. */
  public static final int BLOCKS = 2_016;

  public Retarget {
    Ranges.present("at", at);
    Ranges.within("changePercent", changePercent, -75, 300);
  }

  /**
   * Difficulty after a retarget: D · clamp(expected / actual time, 1/4, 4), and never below 1.
   *
   * <p>Source: Bitcoin Core, {@code CalculateNextWorkRequired}.
   *
   * @param difficulty above zero
   * @param actualSeconds time the last 2,016 blocks took, above zero
   */
  public static double difficultyAfter(double difficulty, double actualSeconds) {
    double expectedSeconds = BLOCKS * 600.0;
    double ratio = expectedSeconds / Ranges.positive("actualSeconds", actualSeconds);
    double clamped = Math.min(4, Math.max(0.25, ratio));
    return Math.max(1, Ranges.positive("difficulty", difficulty) * clamped);
  }
}
