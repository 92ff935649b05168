package busbar.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.units.OutOfRange;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetargetTest {
  /**
   * Bitcoin Core, src/test/pow_tests.cpp: get_next_work, get_next_work_pow_limit,
   * get_next_work_lower_limit_actual and get_next_work_upper_limit_actual. Core keeps targets in a
   * compact form of at least 15 significant bits, so they agree to one part in 32,768.
   */
  @ParameterizedTest
  @CsvSource({
    "1261130161, 1262152739, 1d00ffff, 1d00d86a",
    "1231006505, 1233061996, 1d00ffff, 1d00ffff",
    "1279008237, 1279297671, 1c05a3f4, 1c0168fd",
    "1263163443, 1269211443, 1c387f6f, 1d00e1fd"
  })
  void difficultyFollowsBitcoinCoresOwnCases(long first, long last, String before, String after) {
    double expected = difficultyOf(after);
    assertThat(Retarget.difficultyAfter(difficultyOf(before), last - first))
        .isCloseTo(expected, within(expected / 32_768));
  }

  /** Difficulty of a compact target: that of the easiest block, 0xffff · 2^208, over it. */
  private static double difficultyOf(String compact) {
    long bits = Long.parseLong(compact, 16);
    BigInteger target = BigInteger.valueOf(bits & 0xffffff).shiftLeft(8 * (int) ((bits >> 24) - 3));
    return BigInteger.valueOf(0xffff).shiftLeft(208).doubleValue() / target.doubleValue();
  }

  @Test
  void twoWeeksLeaveItAsItIs() {
    assertThat(Retarget.difficultyAfter(125e12, 14 * 86_400)).isEqualTo(125e12);
  }

  @Property
  void itChangesByAFactorOfFourAtMost(
      @ForAll @DoubleRange(min = 10, max = 1e18) double difficulty,
      @ForAll @DoubleRange(min = 0.01, max = 1e12) double seconds) {
    assertThat(Retarget.difficultyAfter(difficulty, seconds))
        .isBetween(difficulty / 4, difficulty * 4);
  }

  @Property
  void slowerBlocksNeverRaiseIt(
      @ForAll @DoubleRange(min = 1, max = 1e18) double difficulty,
      @ForAll @DoubleRange(min = 1, max = 1e8) double seconds,
      @ForAll @DoubleRange(min = 1, max = 10) double slower) {
    assertThat(Retarget.difficultyAfter(difficulty, seconds * slower))
        .isLessThanOrEqualTo(Retarget.difficultyAfter(difficulty, seconds));
  }

  @Test
  void whatCannotBeIsRefused() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Retarget.difficultyAfter(125e12, bad))
          .isInstanceOf(OutOfRange.class);
      assertThatThrownBy(() -> Retarget.difficultyAfter(bad, 1_209_600))
          .isInstanceOf(OutOfRange.class);
    }
    assertThatThrownBy(() -> new Retarget(Instant.EPOCH, -75.1)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> new Retarget(Instant.EPOCH, 300.1)).isInstanceOf(OutOfRange.class);
  }
}
