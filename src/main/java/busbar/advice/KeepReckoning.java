package busbar.advice;

import busbar.economics.KeepValue;
import busbar.economics.OperatingPoints;
import busbar.tariff.PriceCurve;
import java.util.Collections;
import java.util.List;

/** What keeping one block is worth, as a function of the drivers. */
final class KeepReckoning {
  private final PreparedSite site;
  private final int index;
  private final OperatingPoints points;
  private final double resaleDecline;

  KeepReckoning(PreparedSite site, int index) {
    this.site = site;
    this.index = index;
    this.points = site.blocks.get(index).points();
    this.resaleDecline = site.parameters.get(Assessor.RESALE_DECLINE) / 100;
  }

  /** Earnings of the coming year, USD; none where the connection does not reach. */
  double earningsUsd(double shiftUsdPerMwh, double scale) {
    if (site.blocks.get(index).beyondConnection()) {
      return 0;
    }
    return KeepValue.earningsUsd(
        points, site.year(index), shiftUsdPerMwh, scale, site.hashpriceByMonth);
  }

  double resaleInAYearUsd(double resaleUsd) {
    return resaleUsd * (1 - resaleDecline);
  }

  /** Selling today less keeping for a year, USD. */
  double retireGainUsd(double shiftUsdPerMwh, double scale, double resaleUsd) {
    return resaleUsd - earningsUsd(shiftUsdPerMwh, scale) - resaleInAYearUsd(resaleUsd);
  }

  /** What a day at that hashprice earns above what the resale value loses in a day, USD. */
  double dayGainUsd(double shiftUsdPerMwh, double scale, double resaleUsd) {
    double lost = Double.isNaN(resaleUsd) ? 0 : resaleUsd * resaleDecline / 365;
    PriceCurve prices = site.ordinary(index);
    double earned =
        site.blocks.get(index).beyondConnection()
            ? 0
            : KeepValue.earningsUsd(points, prices, shiftUsdPerMwh, scale);
    return earned - lost;
  }

  /** Days in a row, up to today, on which the rigs earned no more than their resale value lost. */
  int lossDays(double shiftUsdPerMwh, double scale, double resaleUsd) {
    List<Double> past = site.day.market().pastHashpricesUsdPerPhDay();
    if (past.isEmpty()
        || site.tariff.hoursUnknown() > 0
        || dayGainUsd(shiftUsdPerMwh, scale, resaleUsd) > 0) {
      return 0;
    }
    if (dayGainUsd(shiftUsdPerMwh, scaleOf(Collections.max(past)), resaleUsd) <= 0) {
      return 1 + past.size();
    }
    int days = 1;
    for (double hashprice : past) {
      if (dayGainUsd(shiftUsdPerMwh, scaleOf(hashprice), resaleUsd) > 0) {
        break;
      }
      days++;
    }
    return days;
  }

  /** A past hashprice over today's. */
  double scaleOf(double hashpriceUsdPerPhDay) {
    return hashpriceUsdPerPhDay / site.hashpriceUsdPerPhDay;
  }
}
