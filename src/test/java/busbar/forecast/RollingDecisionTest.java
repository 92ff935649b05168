package busbar.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import busbar.units.OutOfRange;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RollingDecisionTest {
  private static final RollingDecision.Margin BREAKEVEN_AT_50 = (i, price) -> 50 - price;

  /** One price or the other, by the toss of a coin. */
  private static PriceChain coin(double one, double other) {
    return PriceChain.of(
        new double[] {0.5, 0.5}, new double[1][2][2], new double[][] {{one, other}});
  }

  @Test
  void aShortPeakDearerThanTheStartIsLeftOut() {
    SwitchingTerms terms = new SwitchingTerms(1, 1, 60);
    RollingDecision decision =
        RollingDecision.decide(
            50 - 120, Switching.certain(30, 30, 30), BREAKEVEN_AT_50, terms, true, 9);
    // On: -70 + 3·20. Off: 0 - 60 + 3·20.
    assertEquals(-10, decision.onUsd(), 1e-9);
    assertEquals(0, decision.offUsd(), 1e-9);
    assertFalse(decision.on());
  }

  @Test
  void aPeakThatCostsLessThanTheStartIsRunThrough() {
    SwitchingTerms terms = new SwitchingTerms(1, 1, 60);
    assertTrue(
        RollingDecision.decide(
                50 - 100, Switching.certain(30, 30, 30), BREAKEVEN_AT_50, terms, true, 9)
            .on());
  }

  @Test
  void offTheGroupWaitsAnHourForThePriceThatIsNotKnownYetWhereItsMeanWouldHaveItStart() {
    // Next hour 0 or 90 USD: on the mean, 45, starting now earns 5 + 5 - 8 = 2. Waiting earns half
    // of 50 - 8, the start paid only where the price is low.
    SwitchingTerms terms = new SwitchingTerms(2, 1, 8);
    RollingDecision uncertain =
        RollingDecision.decide(50 - 45, coin(0, 90), BREAKEVEN_AT_50, terms, false, 5);
    assertEquals(5 - 8 + (50 - 40) / 2.0, uncertain.onUsd(), 1e-9);
    assertEquals((50 - 8) / 2.0, uncertain.offUsd(), 1e-9);
    assertFalse(uncertain.on());
    assertTrue(
        RollingDecision.decide(50 - 45, Switching.certain(45), BREAKEVEN_AT_50, terms, false, 5)
            .on());
  }

  @Test
  void theMinimumTimeCountsWhatWasSpentInThePresentState() {
    SwitchingTerms terms = new SwitchingTerms(4, 2, 60);
    PriceChain dear = Switching.certain(500, 500);
    for (int hours = 1; hours < 4; hours++) {
      RollingDecision decision =
          RollingDecision.decide(-450, dear, BREAKEVEN_AT_50, terms, true, hours);
      assertTrue(decision.on());
      assertEquals(Double.NEGATIVE_INFINITY, decision.offUsd());
    }
    assertFalse(RollingDecision.decide(-450, dear, BREAKEVEN_AT_50, terms, true, 4).on());
    PriceChain cheap = Switching.certain(-500, -500);
    assertFalse(RollingDecision.decide(550, cheap, BREAKEVEN_AT_50, terms, false, 1).on());
    assertTrue(RollingDecision.decide(550, cheap, BREAKEVEN_AT_50, terms, false, 2).on());
  }

  @Test
  void onATieTheGroupStaysAsItIs() {
    SwitchingTerms terms = new SwitchingTerms(1, 1, 0);
    assertTrue(
        RollingDecision.decide(0, Switching.certain(), BREAKEVEN_AT_50, terms, true, 1).on());
    assertFalse(
        RollingDecision.decide(0, Switching.certain(), BREAKEVEN_AT_50, terms, false, 1).on());
  }

  @Test
  void anHourWithoutAPriceEarnsNothing() {
    SwitchingTerms terms = new SwitchingTerms(1, 1, 60);
    RollingDecision decision =
        RollingDecision.decide(
            10, Switching.certain(Double.NaN, Double.NaN), BREAKEVEN_AT_50, terms, true, 1);
    assertEquals(10, decision.onUsd(), 1e-9);
    assertEquals(0, decision.offUsd(), 1e-9);
  }

  @Test
  void aMarginOrAChainThatCannotBeIsRefused() {
    SwitchingTerms terms = new SwitchingTerms(1, 1, 60);
    assertThrows(
        OutOfRange.class,
        () ->
            RollingDecision.decide(
                Double.NaN, Switching.certain(1), BREAKEVEN_AT_50, terms, true, 1));
    assertThrows(OutOfRange.class, () -> new SwitchingTerms(0, 1, 60));
    assertThrows(
        OutOfRange.class,
        () -> PriceChain.of(new double[] {0.5, 0.4}, new double[1][2][2], new double[1][2]));
  }

  /** Against a twin that follows every course of prices by itself and remembers nothing. */
  @Property(tries = 300)
  void noOtherRuleEarnsMoreOnTheMean(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 5) int intervals,
      @ForAll @IntRange(min = 1, max = 3) int classes,
      @ForAll @IntRange(min = 1, max = 4) int minOn,
      @ForAll @IntRange(min = 1, max = 4) int minOff,
      @ForAll boolean on,
      @ForAll @IntRange(min = 1, max = 5) int spent) {
    Random random = new Random(seed);
    double[][] prices = new double[intervals][classes];
    double[][][] transitions = new double[intervals][classes][];
    for (int i = 0; i < intervals; i++) {
      for (int k = 0; k < classes; k++) {
        prices[i][k] = 50 + 60 * random.nextGaussian();
        transitions[i][k] = odds(random, classes);
      }
    }
    PriceChain chain = PriceChain.of(odds(random, classes), transitions, prices);
    SwitchingTerms terms = new SwitchingTerms(minOn, minOff, 40 * random.nextDouble());
    double now = 60 * random.nextGaussian();
    RollingDecision decision =
        RollingDecision.decide(now, chain, BREAKEVEN_AT_50, terms, on, spent);
    double slow = slowly(now, -1, 0, chain, terms, on, spent);
    assertEquals(slow, Math.max(decision.onUsd(), decision.offUsd()), 1e-9);
  }

  private static double[] odds(Random random, int classes) {
    double[] odds = random.doubles(classes, 0.01, 1).toArray();
    double sum = java.util.Arrays.stream(odds).sum();
    return java.util.Arrays.stream(odds).map(p -> p / sum).toArray();
  }

  private static double slowly(
      double usd, int i, int k, PriceChain chain, SwitchingTerms terms, boolean on, int spent) {
    double best = Double.NEGATIVE_INFINITY;
    for (boolean then : new boolean[] {true, false}) {
      int least = on ? terms.minOnIntervals() : terms.minOffIntervals();
      if (then != on && spent < least) {
        continue;
      }
      double value = then ? usd - (on ? 0 : terms.startUsd()) : 0;
      for (int l = 0; i + 1 < chain.intervals() && l < chain.classes(); l++) {
        double p = i < 0 ? chain.first()[l] : chain.transition(i + 1, k)[l];
        double margin = 50 - chain.usdPerMwh(i + 1, l);
        value += p * slowly(margin, i + 1, l, chain, terms, then, then == on ? spent + 1 : 1);
      }
      best = Math.max(best, value);
    }
    return best;
  }
}
