package busbar.economics;

import busbar.tariff.PriceCurve;
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
      List<PriceYear.Band> bands = year.months().get(month);
      double usdPerKw = year.demandUsdPerKw().get(month);
      sum +=
          usdPerKw == 0
              ? monthUsd(points, bands, shiftUsdPerMwh, then, Double.POSITIVE_INFINITY)
              : monthUnderDemandUsd(points, bands, shiftUsdPerMwh, then, usdPerKw);
    }
    return sum;
  }

  private static double monthUsd(
      OperatingPoints points,
      List<PriceYear.Band> bands,
      double shiftUsdPerMwh,
      double scale,
      double mostKw) {
    double sum = 0;
    for (int i = 0; i < bands.size(); i++) {
      PriceYear.Band band = bands.get(i);
      sum +=
          band.hours() * points.optionUsdPerHour(band.usdPerMwh() + shiftUsdPerMwh, scale, mostKw);
    }
    return sum;
  }

  /** The month's demand is set by the highest point it runs at; off all month it owes none. */
  private static double monthUnderDemandUsd(
      OperatingPoints points,
      List<PriceYear.Band> bands,
      double shiftUsdPerMwh,
      double scale,
      double usdPerKw) {
    double best = 0;
    for (int point = 0; point < points.count(); point++) {
      double kw = points.kw(point);
      best = Math.max(best, monthUsd(points, bands, shiftUsdPerMwh, scale, kw) - kw * usdPerKw);
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
    double sum = 0;
    for (int hour = 0; hour < curve.hours(); hour++) {
      if (curve.isKnown(hour)) {
        sum += points.optionUsdPerHour(curve.usdPerMwh(hour) + shiftUsdPerMwh, scale);
      }
    }
    return sum;
  }
}
