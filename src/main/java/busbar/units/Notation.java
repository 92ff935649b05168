package busbar.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How quantities are written for people: one form a unit, everywhere.
 *
 * <p>MW one decimal, USD/MWh and USD/PH/day two, J/TH and per cent one, dollars whole below 10,000
 * and with three significant digits (k, M, B) above, a real minus, "—" for what is not known.
 */
public final class Notation {
  public static final String UNKNOWN = "—";
  private static final String MINUS = "−";

  private enum Unit {
    USD_PER_MWH,
    USD_PER_PH_DAY,
    USD_PER_KW_MONTH,
    USD_PER_KW,
    USD_PER_MW_YEAR,
    USD_PER_DAY,
    USD_PER_YEAR,
    USD_PER_RIG,
    USD,
    MW,
    MWH,
    PERCENT,
    HOURS,
    DAYS,
    J_PER_TH,
    THS,
    W,
    PLAIN
  }

  /** The endings of field names, the longest first, and the unit that each stands for. */
  private static final Map<String, Unit> ENDINGS = endings();

  private Notation() {}

  private static Map<String, Unit> endings() {
    Map<String, Unit> endings = new java.util.LinkedHashMap<>();
    endings.put("UsdPerMwh", Unit.USD_PER_MWH);
    endings.put("UsdPerPhDay", Unit.USD_PER_PH_DAY);
    endings.put("UsdPerKwMonth", Unit.USD_PER_KW_MONTH);
    endings.put("UsdPerKw", Unit.USD_PER_KW);
    endings.put("UsdPerMwYear", Unit.USD_PER_MW_YEAR);
    endings.put("UsdPerDay", Unit.USD_PER_DAY);
    endings.put("UsdPerYear", Unit.USD_PER_YEAR);
    endings.put("UsdPerRig", Unit.USD_PER_RIG);
    endings.put("Usd", Unit.USD);
    endings.put("Mwh", Unit.MWH);
    endings.put("Mw", Unit.MW);
    endings.put("Percent", Unit.PERCENT);
    endings.put("JPerTh", Unit.J_PER_TH);
    endings.put("Ths", Unit.THS);
    endings.put("Hours", Unit.HOURS);
    endings.put("Days", Unit.DAYS);
    endings.put("W", Unit.W);
    return endings;
  }

  /**
   * A value with the unit that its field's name ends in: {@code averageUsdPerMwh} 63.4 reads
   * "$63.40/MWh".
   */
  public static String format(String field, @Nullable Object value) {
    if (value instanceof Number number) {
      return format(unitOf(field), number.doubleValue());
    }
    return value == null ? UNKNOWN : value.toString();
  }

  private static Unit unitOf(String field) {
    String name =
        field.isEmpty() ? field : Character.toUpperCase(field.charAt(0)) + field.substring(1);
    // hoursOff and daysLeft count hours and days as offHours and leftDays do.
    if (name.startsWith("Hours") && !name.endsWith("Percent")) {
      return Unit.HOURS;
    }
    return ENDINGS.entrySet().stream()
        .filter(ending -> name.endsWith(ending.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Unit.PLAIN);
  }

  private static String format(Unit unit, double value) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    return switch (unit) {
      case USD_PER_MWH -> usd(value, "0.00") + "/MWh";
      case USD_PER_PH_DAY -> usd(value, "0.00") + "/PH/day";
      case USD_PER_KW_MONTH -> usd(value, "0.00") + "/kW-month";
      case USD_PER_KW -> usd(value, "0.00") + "/kW";
      case USD_PER_MW_YEAR -> usd(value) + " a MW-year";
      case USD_PER_DAY -> usd(value) + " a day";
      case USD_PER_YEAR -> usd(value) + " a year";
      case USD_PER_RIG -> usd(value) + " a rig";
      case USD -> usd(value);
      case MW -> number(value, "#,##0.0") + " MW";
      case MWH -> number(value, "#,##0.0") + " MWh";
      case PERCENT -> number(value, "0.0") + " %";
      case HOURS -> number(value, "0.#") + " h";
      case DAYS -> number(value, "0.#") + (number(value, "0.#").equals("1") ? " day" : " days");
      case J_PER_TH -> number(value, "0.0") + " J/TH";
      case THS -> number(value, "#,##0.0") + " TH/s";
      case W -> number(value, "#,##0") + " W";
      case PLAIN -> number(value, "#,##0.###");
    };
  }

  /** Dollars without a unit behind them: whole below 10,000, then k, M or B; "−$4,020". */
  public static String usd(double value) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    double size = Math.abs(value);
    BigDecimal rounded = new BigDecimal(size).round(new MathContext(3, RoundingMode.HALF_UP));
    if (size < 9_999.5) {
      String digits = number(size, "#,##0");
      return (digits.equals("0") ? "" : sign(value)) + "$" + digits;
    }
    if (rounded.compareTo(BigDecimal.valueOf(1e6)) < 0) {
      return sign(value) + "$" + scaled(rounded, 3) + "k";
    }
    if (rounded.compareTo(BigDecimal.valueOf(1e9)) < 0) {
      return sign(value) + "$" + scaled(rounded, 6) + "M";
    }
    return sign(value) + "$" + scaled(rounded, 9) + "B";
  }

  /** A difference in dollars, always with its sign: "+$4,020". */
  public static String usdDifference(double value) {
    String text = usd(value);
    return value > 0 && !text.equals("$0") && !text.equals(UNKNOWN) ? "+" + text : text;
  }

  /** A price, USD/MWh, without its unit: "$63.40". */
  public static String usdCents(double value) {
    return Double.isFinite(value) ? usd(value, "0.00") : UNKNOWN;
  }

  /** MW without its unit, one decimal. */
  public static String mw(double value) {
    return Double.isFinite(value) ? number(value, "#,##0.0") : UNKNOWN;
  }

  /** A number in the given {@link DecimalFormat} pattern, with a real minus. */
  public static String number(double value, String pattern) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    String digits = format.format(Math.abs(value));
    boolean zero = digits.chars().noneMatch(c -> c >= '1' && c <= '9');
    return value < 0 && !zero ? MINUS + digits : digits;
  }

  private static String usd(double value, String pattern) {
    String digits = number(value, "#,##" + pattern);
    return digits.startsWith(MINUS) ? MINUS + "$" + digits.substring(1) : "$" + digits;
  }

  private static String scaled(BigDecimal rounded, int digits) {
    BigDecimal scaled = rounded.movePointLeft(digits);
    int decimals = Math.max(0, 3 - (scaled.precision() - scaled.scale()));
    return scaled.setScale(Math.min(decimals, 2), RoundingMode.HALF_UP).toPlainString();
  }

  private static String sign(double value) {
    return value < 0 ? MINUS : "";
  }
}
