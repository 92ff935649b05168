package busbar.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Groups as mining sites have them: six profiles, of which a lower one is more efficient, at prices
 * that rise in the evening and spike now and then; minimum times of two hours on and one off.
 */
public final class GeneratedPlans {
  private static final int MINUTES = 5;

  private GeneratedPlans() {}

  /** The number of a group makes its size and its rigs' efficiency; intervals are of 5 minutes. */
  public static GroupSchedulingProblem group(int number, int intervals) {
    int profiles = 6;
    double[] kw = new double[profiles];
    double[][] revenue = new double[profiles][intervals];
    double[][] cost = new double[profiles][intervals];
    double fullKw = 2000 + 617.3 * (number % 7);
    double fullJoulePerTh = 17 + 1.37 * (number % 13);
    double hashpriceUsdPerPhDay = 40;
    double[] price = usdPerMwh(intervals);
    for (int p = 0; p < profiles; p++) {
      double share = 1 - 0.09 * p;
      kw[p] = fullKw * share;
      // Efficiency improves by about half of the power that is taken away.
      double joulePerTh = fullJoulePerTh * (1 - 0.5 * (1 - share));
      double usdPerHour = kw[p] / joulePerTh * hashpriceUsdPerPhDay / 24;
      for (int t = 0; t < intervals; t++) {
        revenue[p][t] = usdPerHour * MINUTES / 60;
        cost[p][t] = kw[p] / 1000 * price[t] * MINUTES / 60;
      }
    }
    int[] days = new int[intervals];
    for (int t = 0; t < intervals; t++) {
      days[t] = t / 288;
    }
    return GroupSchedulingProblem.of(
        "group-" + number,
        PlanningHorizon.ofDays(MINUTES, days),
        ProfileMargins.of(kw, revenue, cost),
        SwitchingLimits.minimumTimes(24, 12, 60 * fullKw / 1000),
        InitialState.on(0, 6));
  }

  /**
   * So many groups under a cap of four fifths of their load, a demand charge on a peak that is half
   * set, an energy block of half their load and a limit on what is started at a time.
   */
  public static SiteSchedulingProblem site(int groups, int intervals) {
    List<GroupSchedulingProblem> all = new ArrayList<>();
    double kw = 0;
    for (int g = 0; g < groups; g++) {
      all.add(group(g, intervals));
      kw += all.get(g).margins().highestKw();
    }
    List<IntervalRange> always = List.of(new IntervalRange(0, intervals));
    return new SiteSchedulingProblem(
        all,
        List.of(
            new SiteCoupling.Cap("connection", always, 0.8 * kw),
            new SiteCoupling.DemandCharge("peak", always, 0.5, 0.5 * kw, 3),
            new SiteCoupling.EnergyBlock("block", always, 0.5 * kw, -5, 0),
            new SiteCoupling.StartLimit("staggered", always, 0.25 * kw)));
  }

  /** Prices by interval of 5 minutes, the same in every call. */
  public static double[] usdPerMwh(int intervals) {
    Random random = new Random(11);
    double[] price = new double[intervals];
    double noise = 0;
    double spike = 0;
    for (int t = 0; t < intervals; t++) {
      noise = 0.97 * noise + 5 * random.nextGaussian();
      spike = random.nextInt(120) == 0 ? 900 * random.nextDouble() : 0.8 * spike;
      double hour = t * MINUTES / 60.0 % 24;
      price[t] = 55 + 40 * Math.sin((hour - 13) / 24 * 2 * Math.PI) + noise + spike;
    }
    return price;
  }
}
