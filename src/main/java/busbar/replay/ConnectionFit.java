package busbar.replay;

import busbar.economics.OperatingPoints;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which profiles rigs that run take where all together draw more than the connection carries: each
 * begins at the best one that draws no more than its default, which always fits; the room that is
 * left goes step by step to whatever earns most for each kW more.
 */
final class ConnectionFit {
  private ConnectionFit() {}

  /**
   * Rigs that take one profile.
   *
   * @param point that they would take; {@link OperatingPoints#OFF} when off
   * @param kw by profile, the default first
   * @param usdPerHour by profile, what they earn
   * @param allowed which profiles duties allow
   */
  record Rigs(int point, double[] kw, double[] usdPerHour, IntPredicate allowed) {}

  /** The points to take, in the same order: those wanted where they fit. */
  static int[] fit(double connectionKw, List<Rigs> all) {
    int[] points = all.stream().mapToInt(Rigs::point).toArray();
    double limit = connectionKw * (1 + 1e-9);
    if (load(all, points) <= limit) {
      return points;
    }
    for (int i = 0; i < points.length; i++) {
      Rigs rigs = all.get(i);
      if (points[i] != OperatingPoints.OFF && rigs.kw[points[i]] > rigs.kw[0]) {
        points[i] = best(rigs, 0, rigs.kw[0]);
      }
    }
    boolean stepped = true;
    while (stepped) {
      double room = limit - load(all, points);
      int stepping = -1;
      int to = 0;
      double mostPerKw = 0;
      for (int i = 0; i < points.length; i++) {
        if (points[i] == OperatingPoints.OFF) {
          continue;
        }
        Rigs rigs = all.get(i);
        int next = best(rigs, points[i], rigs.kw[points[i]] + room);
        double more = rigs.kw[next] - rigs.kw[points[i]];
        double gain = rigs.usdPerHour[next] - rigs.usdPerHour[points[i]];
        double perKw = more > 0 ? gain / more : gain > 0 ? Double.POSITIVE_INFINITY : 0;
        if (perKw > mostPerKw) {
          mostPerKw = perKw;
          stepping = i;
          to = next;
        }
      }
      stepped = stepping >= 0;
      if (stepped) {
        points[stepping] = to;
      }
    }
    return points;
  }

  /**
   * The profile that earns most of those that draw no more; the present one where none earns more.
   */
  private static int best(Rigs rigs, int present, double mostKw) {
    int best = present;
    for (int point = 0; point < rigs.kw.length; point++) {
      boolean fits = rigs.kw[point] <= mostKw && rigs.allowed.test(point);
      if (fits && rigs.usdPerHour[point] > rigs.usdPerHour[best]) {
        best = point;
      }
    }
    return best;
  }

  private static double load(List<Rigs> all, int[] points) {
    double kw = 0;
    for (int i = 0; i < points.length; i++) {
      kw += points[i] == OperatingPoints.OFF ? 0 : all.get(i).kw[points[i]];
    }
    return kw;
  }
}
