package busbar.economics;

import busbar.tariff.PriceCurve;
import busbar.tariff.PriceLadder;
import busbar.tariff.PriceYear;
import java.util.List;

/**
 * What keeping a block of rigs is worth: at a flexible site not its mean margin, but the hours in
 * which it earns, the sum of max(margin, 0).
 */
public final class KeepValue {
  private KeepValue() {}

  /**
   * What the rigs earn over the coming year, USD, as hashprice declines evenly. A month in which
   * their demand charge would cost more than they earn they stay off.
   *
   * @param year prices of the coming year, USD/MWh
   * @param shiftUsdPerMwh added to each price
   * @param scale hashprice today over the one that the points were made with
   * @param hashpriceByMonth hashprice of each month over today's: see {@link #hashpriceByMonth}
   */
  public static double earningsUsd(
      OperatingPoints points,
      PriceYear year,
      double shiftUsdPerMwh,
      double scale,
      double[] hashpriceByMonth) {
    double sum = 0;
    for (int month = 0; month < year.months().size(); month++) {
      double then = scale * hashpriceByMonth[month];
      PriceYear.Demand demand = year.demand().get(month);
      List<PriceLadder> parts = year.ladders(month);
      sum +=
          demand.isNone()
              ? points.optionUsd(parts.get(0), shiftUsdPerMwh, then)
              : underDemandUsd(points, parts, shiftUsdPerMwh, then, demand);
    }
    return sum;
  }

  /**
   * The highest point at which the rigs run sets the demand. They stay out of a part of the month
   * in which they earn less than its demand charge, and off all month where nothing is left.
   */
  private static double underDemandUsd(
      OperatingPoints points,
      List<PriceLadder> parts,
      double shiftUsdPerMwh,
      double scale,
      PriceYear.Demand demand) {
    double best = 0;
    for (int point = 0; point < points.count(); point++) {
      double kw = points.kw(point);
      double month = -kw * demand.usdPerKw();
      for (int part = 0; part < demand.byPart().size(); part++) {
        double earns = points.optionUsdUpTo(point, parts.get(part), shiftUsdPerMwh, scale);
        month += Math.max(0, earns - kw * demand.byPart().get(part));
      }
      best = Math.max(best, month);
    }
    return best;
  }

  /**
   * Hashprice in the middle of each of the next twelve months over today's, falling by the same
   * factor every day.
   *
   * @param declinePercent fall over the year, per cent, below 100
   */
  public static double[] hashpriceByMonth(double declinePercent) {
    double[] factors = new double[12];
    for (int month = 0; month < factors.length; month++) {
      factors[month] = StrictMath.pow(1 - declinePercent / 100, (month + 0.5) / 12);
    }
    return factors;
  }

  /** What the rigs would have earned over the hours of a curve, USD; unknown hours earn nothing. */
  public static double earningsUsd(
      OperatingPoints points, PriceCurve curve, double shiftUsdPerMwh, double scale) {
    return points.optionUsd(curve.ladder(), shiftUsdPerMwh, scale);
  }
}
