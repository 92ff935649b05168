package busbar.web;

import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.units.Notation;
import org.jspecify.annotations.Nullable;

/** Figures in the words of the pages, where a unit alone does not say enough. */
final class Wording {
  private Wording() {}

  static double orUnknown(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  /** "1 h", "24 h". */
  static String hours(long hours) {
    return hours + " h";
  }

  /** Tenths of a MW as printed; what is there but rounds to nothing is not called nothing. */
  static String mw(int tenths, double mw) {
    return tenths == 0 && mw > 0 ? "<0.1" : Notation.mw(tenths / 10.0);
  }

  /** "1 rig", "5,200 rigs". */
  static String rigs(int rigs) {
    return Notation.number(rigs, "#,##0") + (rigs == 1 ? " rig" : " rigs");
  }

  /** A value under the name of its field; difficulty in trillions, which is how it is quoted. */
  static String figure(String field, @Nullable Object value) {
    boolean difficulty = field.equals("difficulty") || field.endsWith("Difficulty");
    if (difficulty && value instanceof Number number) {
      return trillions(number.doubleValue());
    }
    if (field.endsWith("BtcPerBlock") && value instanceof Number number) {
      return Notation.number(number.doubleValue(), "0.0000") + " BTC a block";
    }
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    if (value instanceof String text && text.isEmpty()) {
      return Notation.UNKNOWN;
    }
    return Notation.format(field, value);
  }

  static String driver(Driver driver, double value) {
    return figure(driver.field(), value);
  }

  private static String trillions(double difficulty) {
    String number = Notation.number(difficulty / 1e12, "#,##0.00");
    return number.equals(Notation.UNKNOWN) ? number : number + " T";
  }

  /** A difference in the driver's unit, with its sign. */
  static String distance(FlipPoint flip) {
    return signed(driver(flip.driver(), flip.at() - flip.now()));
  }

  /** How far the flip is, as a share of today's value: "−9.7 %"; nothing where today's is zero. */
  static String distancePercent(FlipPoint flip) {
    return flip.now() == 0
        ? ""
        : signed(
            Notation.number((flip.at() - flip.now()) / Math.abs(flip.now()) * 100, "0.0") + " %");
  }

  /** "2.3 typical daily moves", or that no history tells. */
  static String moves(FlipPoint flip) {
    Double move = flip.typicalDailyMove();
    if (move == null || move <= 0) {
      return Notation.UNKNOWN + " no history";
    }
    double moves = Math.abs(flip.at() - flip.now()) / move;
    return Notation.number(moves, "#,##0.0") + (moves == 1 ? " typical day" : " typical days");
  }

  private static String signed(String text) {
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero || text.startsWith("−") ? text : "+" + text;
  }

  /** The same with its unit, "—" where it is not known. */
  static String usdPerMwh(@Nullable Double value) {
    return Notation.format("usdPerMwh", value);
  }

  static String percent(@Nullable Double value) {
    return Notation.format("percent", value);
  }

  /** A worth by the day or by the year, with its sign: "+$4,020 a day". */
  static String worth(double usd, boolean yearly) {
    String text = Notation.usdDifference(usd);
    return text.equals(Notation.UNKNOWN) ? text : text + (yearly ? " a year" : " a day");
  }

  /** "12 min", "6 h", "3 days". */
  static String age(double hours) {
    if (hours < 1) {
      return Math.max(0, Math.round(hours * 60)) + " min";
    }
    return hours < 48
        ? Math.round(hours) + " h"
        : Notation.number(Math.floor(hours / 24), "#,##0") + " days";
  }
}
