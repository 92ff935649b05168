package busbar.economics;

import busbar.tariff.PriceLadder;
import java.util.ArrayList;
import java.util.List;

/**
 * A step up in load, from off or from one operating point to the next that some price makes the
 * best. The margin of the best point and off is the upper envelope of the points' margins; it is
 * what each step earns by itself in the hours in which it earns at all. So a year's sum of
 * max(margin, 0) takes a look at each step, not at each hour and point.
 *
 * @param kw more load, above zero
 * @param usdPerHour more revenue at today's hashprice
 */
record LoadStep(double kw, double usdPerHour) {

  /**
   * The steps from off upward, those that pay at higher prices first.
   *
   * @param kw load of each operating point
   * @param usdPerHour their revenues
   * @param mostKw points that draw more are left out
   */
  static List<LoadStep> of(double[] kw, double[] usdPerHour, double mostKw) {
    List<LoadStep> steps = new ArrayList<>();
    double fromKw = 0;
    double fromUsd = 0;
    while (true) {
      int next = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int point = 0; point < kw.length; point++) {
        if (kw[point] > fromKw && kw[point] <= mostKw) {
          double usdPerKwh = (usdPerHour[point] - fromUsd) / (kw[point] - fromKw);
          if (usdPerKwh > most || usdPerKwh == most && kw[point] > kw[next]) {
            most = usdPerKwh;
            next = point;
          }
        }
      }
      if (next < 0) {
        return List.copyOf(steps);
      }
      steps.add(new LoadStep(kw[next] - fromKw, usdPerHour[next] - fromUsd));
      fromKw = kw[next];
      fromUsd = usdPerHour[next];
    }
  }

  /**
   * What all steps earn together, USD.
   *
   * @param shiftUsdPerMwh added to each price
   * @param scale hashprice over today's
   */
  static double usd(List<LoadStep> steps, PriceLadder prices, double shiftUsdPerMwh, double scale) {
    double sum = 0;
    for (int i = 0; i < steps.size(); i++) {
      LoadStep step = steps.get(i);
      double revenue = step.usdPerHour * scale;
      double mw = step.kw / 1000;
      int rungs = prices.rungsUpTo(revenue / mw - shiftUsdPerMwh);
      double hours = prices.hours(rungs);
      // An hour at the very price at which the step earns nothing may come out below it.
      sum += Math.max(0, hours * revenue - mw * (prices.usdPerMw(rungs) + hours * shiftUsdPerMwh));
    }
    return sum;
  }
}
