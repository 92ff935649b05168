package busbar.market;

import static busbar.market.Markets.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.units.OutOfRange;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HashpriceTest {
  /** Difficulty of late January and early February 2026, as f2pool's dashboard shows it. */
  private static final double DIFFICULTY = 141.67e12;

  @Test
  void withoutFeesItIsTheFigureOfIssueTwo() {
    assertThat(market(75_000, DIFFICULTY, 0).hashpriceUsdPerPhDay())
        .isCloseTo(33.28, within(0.005));
  }

  @Test
  void withFeesItIsWhatF2poolPrintedOnTheSecondOfFebruary() {
    // f2pool, 2 February 2026: 0.034 USD/TH a day at 76,176 USD.
    double hashprice = market(76_176, DIFFICULTY, 0.03125).hashpriceUsdPerPhDay();
    assertThat(hashprice).isCloseTo(34.1, within(0.05));
    assertThat(hashprice / 1000).isCloseTo(0.034, within(0.0005));
  }

  @Test
  void fromTheNetworkHashrateOfThatDayItWouldBeFourteenPerCentTooHigh() {
    // The same dashboard quoted 890 EH/s. Difficulty stands for 1,014: storms had switched miners
    // off.
    double ofHashrate = 890e18 * 600 / Math.pow(2, 32);
    assertThat(market(76_176, ofHashrate, 0.03125).hashpriceUsdPerPhDay())
        .isCloseTo(38.9, within(0.05));
    assertThat(market(76_176, DIFFICULTY, 0.03125).networkHashrateEhs())
        .isCloseTo(1_014, within(0.5));
  }

  @Test
  void feesThatAreNotKnownCountAsNone() {
    MarketSnapshot known = market(75_000, DIFFICULTY, 0);
    MarketSnapshot unknown =
        new MarketSnapshot(
            known.date(),
            known.btcPriceUsd(),
            known.difficulty(),
            known.subsidyBtcPerBlock(),
            null,
            null,
            false);
    assertThat(unknown.hashpriceUsdPerPhDay()).isEqualTo(known.hashpriceUsdPerPhDay());
  }

  @Property
  void itIsProportionalToThePriceOfBitcoin(
      @ForAll @DoubleRange(min = 1, max = 1e7) double price,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
    MarketSnapshot market = market(price, DIFFICULTY, 0.02);
    assertThat(market.withBtcPriceUsd(price * factor).hashpriceUsdPerPhDay())
        .isCloseTo(market.hashpriceUsdPerPhDay() * factor, Percentage.withPercentage(1e-9));
  }

  @Property
  void itIsInverseToDifficulty(
      @ForAll @DoubleRange(min = 1, max = 1e18) double difficulty,
      @ForAll @DoubleRange(min = 1, max = 1000) double factor) {
    MarketSnapshot market = market(75_000, difficulty, 0.02);
    assertThat(market.withDifficulty(difficulty * factor).hashpriceUsdPerPhDay())
        .isCloseTo(market.hashpriceUsdPerPhDay() / factor, Percentage.withPercentage(1e-9));
  }

  @Property
  void networkHashrateTimesHashpriceIsWhatAllMinersEarnADay(
      @ForAll @DoubleRange(min = 1e3, max = 1e18) double difficulty,
      @ForAll @DoubleRange(min = 0, max = 50) double fees) {
    MarketSnapshot market = market(75_000, difficulty, fees);
    // 144 blocks a day; 1 EH/s is 1,000 PH/s.
    assertThat(market.hashpriceUsdPerPhDay() * market.networkHashrateEhs() * 1000)
        .isCloseTo(144 * (3.125 + fees) * 75_000, Percentage.withPercentage(1e-9));
  }

  @Test
  void zeroNegativeAndEndlessValuesAreRefusedByName() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> market(bad, DIFFICULTY, 0)).isInstanceOf(OutOfRange.class);
      assertThatThrownBy(() -> market(75_000, bad, 0)).isInstanceOf(OutOfRange.class);
    }
    assertThatThrownBy(() -> market(75_000, 0, 0))
        .isInstanceOfSatisfying(
            OutOfRange.class, e -> assertThat(e.field()).isEqualTo("difficulty"));
    assertThatThrownBy(() -> market(75_000, DIFFICULTY, -0.1)).isInstanceOf(OutOfRange.class);
  }

  @Test
  void ageIsThatOfTheOlderOfPriceAndDifficulty() {
    MarketSnapshot market = market(75_000, DIFFICULTY, 0);
    assertThat(market.ageHours(Instant.parse("2026-02-03T00:30:00Z"))).isEqualTo(12.5);
    assertThat(market.ageHours(Instant.parse("2026-02-01T00:00:00Z"))).isZero();
  }
}
