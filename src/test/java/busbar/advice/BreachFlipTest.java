package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.assessment.Action;
import busbar.contract.HostingFee;
import busbar.rulebook.Rulebook;
import busbar.tariff.FixedPrice;
import busbar.testing.Clauses;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flip points where a site that allows breaches turns from keeping a clause to breaking it. */
class BreachFlipTest {
  private static Rulebook rulebook;

  @BeforeAll
  @BeforeContainer
  static void loadRulebook() {
    if (rulebook == null) {
      rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    }
  }

  @AfterAll
  @AfterContainer
  static void disposeRulebook() {
    if (rulebook != null) {
      rulebook.dispose();
      rulebook = null;
    }
  }

  private static Recommendation assess(Given given) {
    return new Assessor(rulebook, "test").assess(given.day());
  }

  private static Given free(Given given) {
    given.parameters = Map.of("breach-allowed", 1.0);
    return given;
  }

  private static FlipPoint flip(BlockAdvice block, Driver driver) {
    return block.flips().stream().filter(f -> f.driver() == driver).findFirst().orElseThrow();
  }

  /** Power at 45, 60 paid and 5 owed for an hour of the event: it is answered below 45 + 65. */
  private static Given event(double btcPriceUsd) {
    Given given =
        free(Given.site())
            .rigs("a", "S21 Pro", 1000, null)
            .at(new FixedPrice(45))
            .under(Clauses.event("ERS §2", "Grid operator", Given.DAY, 17, 20, 50, 60, 5));
    return given.on(given.market.withBtcPriceUsd(btcPriceUsd));
  }

  @Test
  void anEventIsIgnoredFromWhereAnHourEarnsMoreThanItsPaymentAndPenalty() {
    BlockAdvice answered = assess(event(66_222)).blocks().get(0);
    BlockAdvice ignored = assess(event(110_000)).blocks().get(0);

    assertThat(answered.action()).isEqualTo(Action.CURTAIL);
    double at = 66_222 * (45 + 65) / answered.breakevenUsdPerMwh();
    assertThat(flip(answered, Driver.BTC_PRICE).at()).isEqualTo(at, within(at * 1e-3));
    assertThat(flip(answered, Driver.BTC_PRICE).becomes()).isEqualTo(Action.RUN);
    assertThat(flip(answered, Driver.POWER_PRICE).at())
        .isEqualTo(answered.breakevenUsdPerMwh() - 65, within(1e-4));
    assertThat(ignored.action()).isEqualTo(Action.RUN);
    assertThat(flip(ignored, Driver.BTC_PRICE).at()).isEqualTo(at, within(at * 1e-3));
    assertThat(flip(ignored, Driver.BTC_PRICE).becomes()).isEqualTo(Action.CURTAIL);
    // Difficulty works the other way round, by the same factor.
    FlipPoint difficulty = flip(answered, Driver.DIFFICULTY);
    assertThat(difficulty.at() / difficulty.now())
        .isEqualTo(answered.breakevenUsdPerMwh() / 110, within(1e-3));
  }

  @Test
  void anAwardIsFailedFromWherePowerCostsMoreThanItsPaymentAndPenaltyOnTop() {
    Given given =
        free(Given.site())
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(45))
            .under(Clauses.award(Given.DAY, 0, 24, 50, 14, 20));

    BlockAdvice block = assess(given).blocks().get(0);

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(flip(block, Driver.POWER_PRICE).at())
        .isEqualTo(block.breakevenUsdPerMwh() + 34, within(1e-4));
  }

  @Test
  void aFloorIsMissedFromWherePowerCostsMoreThanFeeAndPenalty() {
    Given given =
        free(Given.site())
            .rigs("client", "S19 XP", 1000, null)
            .at(new FixedPrice(45))
            .under(
                Clauses.with(
                    Clauses.hosting("client", HostingFee.perMwh(70), false, null),
                    Clauses.monthly(100, 0, 50),
                    null));

    BlockAdvice block = assess(given).blocks().get(0);

    assertThat(flip(block, Driver.POWER_PRICE).at()).isEqualTo(120, within(1e-4));
    assertThat(flip(block, Driver.POWER_PRICE).becomes()).isEqualTo(Action.CURTAIL);
  }

  /** Where keeping and breaking both are allowed, no value nearer than a flip point changes it. */
  @Property(tries = 20)
  void shortOfAFlipPointNothingChangesAndBeyondItTheActionDoes(@ForAll long seed) {
    Recommendation now = assess(anySite(seed));
    double btc = anySite(seed).market.btcPriceUsd().value();
    for (double scale : new double[] {0.4, 0.7, 0.85, 0.95, 1.05, 1.15, 1.4, 2, 3}) {
      Given changed = anySite(seed);
      changed.on(changed.market.withBtcPriceUsd(btc * scale));
      FlipPropertyTest.assertSameShortOf(now, Driver.BTC_PRICE, btc * (scale - 1), assess(changed));
    }
    for (double shift : new double[] {-60, -30, -15, -7, -3, 3, 7, 15, 30, 60}) {
      Given changed = anySite(seed);
      changed.at(changed.tariff.plus(shift));
      FlipPropertyTest.assertSameShortOf(now, Driver.POWER_PRICE, shift, assess(changed));
    }
  }

  private static Given anySite(long seed) {
    Given given = free(ContractsTest.anySite(seed));
    ContractsTest.anyClauses(seed).forEach(given::under);
    return given;
  }
}
