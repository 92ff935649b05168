package busbar.forecast;

import busbar.units.Ranges;

/**
 * On or off in the present interval, for one group, decided for the greatest mean value over every
 * course that the prices may take: exact dynamic programming over the state of the group and the
 * class of price, the present price known, later ones a {@link PriceChain}. Each later interval is
 * decided when its price is known, which is what a plan on mean prices leaves out: that one may
 * wait and see.
 *
 * <p>Minimum times bind as long as the horizon reaches; beyond its end nothing counts.
 *
 * @param on whether the group should be on; on a tie it stays as it is
 * @param onUsd mean value over present interval and horizon if it is on now; minus infinity where
 *     it must be off
 * @param offUsd the same if it is off now; minus infinity where it must be on
 */
public record RollingDecision(boolean on, double onUsd, double offUsd) {

  /** What being on earns. */
  @FunctionalInterface
  public interface Margin {
    /**
     * What being on in an interval of the horizon earns, USD: finite, linear in the price where the
     * decision is to be exact.
     */
    double usd(int interval, double usdPerMwh);
  }

  /**
   * Decides the present interval. An interval of the horizon without a price earns nothing. Where a
   * group must run, or must not, a margin far above, or below, all others says so.
   *
   * @param marginNowUsd what being on now earns, USD
   * @param chain the prices to come, interval 0 the one after the present
   * @param initiallyOn whether the group has been on
   * @param initialIntervals how many intervals it has been so, 1 or more
   */
  public static RollingDecision decide(
      double marginNowUsd,
      PriceChain chain,
      Margin margin,
      SwitchingTerms terms,
      boolean initiallyOn,
      int initialIntervals) {
    return decide(marginNowUsd, chain, margin, new double[0], terms, initiallyOn, initialIntervals);
  }

  /**
   * The same with hours behind the chain that are taken as they are expected: what is off when the
   * chain ends may have a start to pay soon.
   *
   * @param afterUsd what being on in each interval after the chain is expected to earn, USD
   */
  public static RollingDecision decide(
      double marginNowUsd,
      PriceChain chain,
      Margin margin,
      double[] afterUsd,
      SwitchingTerms terms,
      boolean initiallyOn,
      int initialIntervals) {
    Ranges.finite("marginNowUsd", marginNowUsd);
    Ranges.within("initialIntervals", initialIntervals, 1, Integer.MAX_VALUE);
    States states = new States(terms);
    double[] after = after(afterUsd, states);
    double[] later = after.clone();
    if (chain.intervals() > 0) {
      mean(chain.first(), values(chain, margin, after, states), later);
    }
    int now = states.of(initiallyOn, initialIntervals);
    double on = states.onUsd(now, marginNowUsd, later);
    double off = states.offUsd(now, later);
    return new RollingDecision(initiallyOn ? on >= off : on > off, on, off);
  }

  /** The value at the beginning of interval 0 by state and class, its class known. */
  private static double[][] values(PriceChain chain, Margin margin, double[] after, States states) {
    double[][] values = new double[states.count()][chain.classes()];
    double[][] at = new double[states.count()][chain.classes()];
    double[] later = after.clone();
    for (int i = chain.intervals() - 1; i >= 0; i--) {
      for (int k = 0; k < chain.classes(); k++) {
        if (i < chain.intervals() - 1) {
          mean(chain.transition(i + 1, k), values, later);
        }
        double price = chain.usdPerMwh(i, k);
        double usd = Double.isNaN(price) ? 0 : margin.usd(i, price);
        for (int s = 0; s < states.count(); s++) {
          at[s][k] = Math.max(states.onUsd(s, usd, later), states.offUsd(s, later));
        }
      }
      double[][] done = at;
      at = values;
      values = done;
    }
    return values;
  }

  /** The value of each state before certain margins. */
  private static double[] after(double[] usd, States states) {
    double[] values = new double[states.count()];
    double[] at = new double[states.count()];
    for (int i = usd.length - 1; i >= 0; i--) {
      for (int s = 0; s < at.length; s++) {
        at[s] = Math.max(states.onUsd(s, usd[i], values), states.offUsd(s, values));
      }
      double[] done = at;
      at = values;
      values = done;
    }
    return values;
  }

  /** The mean over classes of each state's value. */
  private static void mean(double[] odds, double[][] values, double[] mean) {
    for (int s = 0; s < mean.length; s++) {
      double[] ofState = values[s];
      // Two sums that do not wait for each other take half the time of one.
      double even = 0;
      double odd = 0;
      int k = 1;
      for (; k < odds.length; k += 2) {
        even += odds[k - 1] * ofState[k - 1];
        odd += odds[k] * ofState[k];
      }
      mean[s] = k == odds.length ? even + odds[k - 1] * ofState[k - 1] + odd : even + odd;
    }
  }

  /**
   * The states: on for 1, 2, ... intervals up to the minimum, then off likewise; the last of either
   * means that long or longer.
   */
  private record States(SwitchingTerms terms) {
    int count() {
      return terms.minOnIntervals() + terms.minOffIntervals();
    }

    int of(boolean on, int intervals) {
      return on
          ? Math.min(intervals, terms.minOnIntervals()) - 1
          : terms.minOnIntervals() + Math.min(intervals, terms.minOffIntervals()) - 1;
    }

    private boolean isOn(int state) {
      return state < terms.minOnIntervals();
    }

    double onUsd(int state, double usd, double[] later) {
      if (isOn(state)) {
        return usd + later[Math.min(state + 1, terms.minOnIntervals() - 1)];
      }
      return state == count() - 1 ? usd - terms.startUsd() + later[0] : Double.NEGATIVE_INFINITY;
    }

    double offUsd(int state, double[] later) {
      if (isOn(state)) {
        return state == terms.minOnIntervals() - 1
            ? later[terms.minOnIntervals()]
            : Double.NEGATIVE_INFINITY;
      }
      return later[Math.min(state + 1, count() - 1)];
    }
  }
}
