package busbar.web;

import busbar.tariff.PriceCurve;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.List;

/**
 * The day's power price as a small column chart over the hours of the plans.
 *
 * @param zero where a price of nothing stands, px from the top
 * @param marks the clock every six hours
 */
record PriceDay(List<Hour> hours, double zero, List<Mark> marks, String spoken) {
  static final double HEIGHT = 44;

  record Hour(
      boolean known,
      double from,
      double width,
      double top,
      double height,
      String hour,
      String price) {}

  record Mark(double at, String clock) {}

  static PriceDay of(PriceCurve curve, SiteClock clock) {
    double highest = Math.max(0, orZero(curve.highest()));
    double lowest = Math.min(0, orZero(curve.lowest()));
    double span = Math.max(1e-9, highest - lowest);
    double zero = highest / span * HEIGHT;
    List<Hour> hours = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    int count = curve.hours();
    for (int i = 0; i < count; i++) {
      boolean known = curve.isKnown(i);
      double y = known ? (highest - curve.usdPerMwh(i)) / span * HEIGHT : 0;
      hours.add(
          new Hour(
              known,
              (double) i / count,
              1.0 / count,
              known ? Math.min(y, zero) : 0,
              known ? Math.max(1, Math.abs(zero - y)) : HEIGHT,
              clock.hour(curve.startOf(i)),
              Notation.format("usdPerMwh", curve.usdPerMwh(i))));
      String time = clock.time(curve.startOf(i));
      if (time.endsWith(":00") && Integer.parseInt(time.substring(0, 2)) % 6 == 0) {
        marks.add(new Mark((double) i / count, time));
      }
    }
    return new PriceDay(
        hours,
        zero,
        marks,
        Double.isNaN(curve.average())
            ? "no price is known"
            : "from "
                + Notation.format("usdPerMwh", curve.lowest())
                + " to "
                + Notation.format("usdPerMwh", curve.highest()));
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
