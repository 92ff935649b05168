package busbar.forecast;

import java.util.function.IntPredicate;

/**
 * One MW that follows a rule through known margins: on at least 4 hours, off at least 2, 60 USD a
 * start, on for long at the beginning.
 */
final class Switching {
  static final SwitchingTerms TERMS = new SwitchingTerms(4, 2, 60);

  private boolean on = true;
  private int hoursInState = TERMS.minOnIntervals();
  private double earnedUsd;
  private int starts;

  boolean isOn() {
    return on;
  }

  int hoursInState() {
    return hoursInState;
  }

  double earnedUsd() {
    return earnedUsd;
  }

  int starts() {
    return starts;
  }

  /** Passes an hour, on or off as wanted where the minimum times allow it, else as it was. */
  void pass(boolean wanted, double marginUsd) {
    int least = on ? TERMS.minOnIntervals() : TERMS.minOffIntervals();
    if (wanted != on && hoursInState >= least) {
      on = wanted;
      hoursInState = 0;
      if (on) {
        earnedUsd -= TERMS.startUsd();
        starts++;
      }
    }
    hoursInState++;
    if (on) {
      earnedUsd += marginUsd;
    }
  }

  private static double follow(double[] margins, IntPredicate rule) {
    Switching group = new Switching();
    for (int hour = 0; hour < margins.length; hour++) {
      group.pass(rule.test(hour), margins[hour]);
    }
    return group.earnedUsd();
  }

  static double always(double[] margins) {
    return follow(margins, hour -> true);
  }

  /** Off where the price of the hour, known, is above the breakeven. */
  static double threshold(double[] margins) {
    return follow(margins, hour -> margins[hour] >= 0);
  }

  /** Off after two hours above the breakeven, on after four below, each seen when it has passed. */
  static double window(double[] margins) {
    Switching group = new Switching();
    for (int hour = 0; hour < margins.length; hour++) {
      boolean wanted =
          group.isOn() ? !allOfLast(2, hour, margins, false) : allOfLast(4, hour, margins, true);
      group.pass(wanted, margins[hour]);
    }
    return group.earnedUsd();
  }

  private static boolean allOfLast(int count, int hour, double[] margins, boolean below) {
    for (int back = 1; back <= count; back++) {
      if (hour < back || margins[hour - back] >= 0 != below) {
        return false;
      }
    }
    return true;
  }

  /** The most that could have been earned, every price known beforehand. */
  static double perfect(double[] margins) {
    return RollingDecision.decide(
            0, certain(margins), (hour, margin) -> margin, TERMS, true, TERMS.minOnIntervals())
        .onUsd();
  }

  /** Prices of a single class, as if each were certain. */
  static PriceChain certain(double... usdPerMwh) {
    double[][] prices = new double[usdPerMwh.length][1];
    double[][][] transitions = new double[usdPerMwh.length][1][];
    for (int i = 0; i < usdPerMwh.length; i++) {
      prices[i][0] = usdPerMwh[i];
      transitions[i][0] = new double[] {1};
    }
    return PriceChain.of(new double[] {1}, transitions, prices);
  }
}
