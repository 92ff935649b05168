package busbar.web;

import busbar.replay.ReplayResult;
import busbar.replay.ReplayResult.Figures;
import busbar.replay.ReplayResult.Span;
import busbar.units.Notation;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What came of a replay: four policies side by side.
 *
 * @param policies a line each, of the whole span
 * @param months what each policy earned, month by month
 * @param measures what else each did, month by month
 * @param withoutPrice intervals without a price, in words; empty where there are none
 */
record ReplayResultView(
    List<PolicyLine> policies,
    List<MonthLine> months,
    MonthLine total,
    List<Measure> measures,
    String withoutPrice,
    List<String> notes) {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.US);

  private static final Function<Figures, String> MWH =
      figures -> Notation.number(figures.mwh(), "#,##0");
  private static final Function<Figures, String> HOURS_OFF =
      figures -> Notation.number(figures.hoursCurtailed(), "#,##0.0");
  private static final Function<Figures, String> STARTS =
      figures -> Notation.number(figures.starts(), "#,##0");
  private static final Function<Figures, String> OBLIGATIONS =
      figures -> figures.obligationsMet() + " / " + figures.obligationsMissed();

  /**
   * One policy over the whole span.
   *
   * @param gain what it earned over always on
   * @param capture that gain as a share of what perfect foresight would have gained
   */
  record PolicyLine(
      String name,
      String what,
      String earned,
      String gain,
      String capture,
      String share,
      String mwh,
      String hoursOff,
      String starts,
      String obligations) {}

  /** What each policy earned in a month. */
  record MonthLine(
      String month,
      String busbar,
      String alwaysOn,
      String threshold,
      String perfect,
      String gain,
      String capture,
      String share) {
    static MonthLine of(String name, Span span) {
      return new MonthLine(
          name,
          Notation.usd(span.busbar().earnedUsd()),
          Notation.usd(span.alwaysOn().earnedUsd()),
          Notation.usd(span.thresholdSwitch().earnedUsd()),
          Notation.usd(span.perfectForesight().earnedUsd()),
          Notation.usdDifference(span.busbar().earnedUsd() - span.alwaysOn().earnedUsd()),
          ReplayLine.percent(span.capture()),
          ReplayLine.percent(span.shareOfPerfect()));
    }
  }

  /** One measure of every policy by month, the last line in total. */
  record Measure(String name, List<MeasureLine> lines) {}

  record MeasureLine(
      String month, boolean sum, String busbar, String alwaysOn, String threshold, String perfect) {
    static MeasureLine of(String name, boolean sum, Span span, Function<Figures, String> figure) {
      return new MeasureLine(
          name,
          sum,
          figure.apply(span.busbar()),
          figure.apply(span.alwaysOn()),
          figure.apply(span.thresholdSwitch()),
          figure.apply(span.perfectForesight()));
    }
  }

  static ReplayResultView of(ReplayResult result) {
    Span total = result.total();
    List<Measure> measures =
        List.of(
            measure("Energy used, MWh", result, MWH),
            measure("Hours curtailed, weighed by load", result, HOURS_OFF),
            measure("Starts", result, STARTS),
            measure("Obligations, met / missed", result, OBLIGATIONS));
    return new ReplayResultView(
        policies(total),
        result.months().stream().map(span -> MonthLine.of(month(span.month()), span)).toList(),
        MonthLine.of("Total", total),
        measures,
        withoutPrice(result),
        result.notes());
  }

  /** "2024-01" as "Jan 2024". */
  static String month(String month) {
    return MONTH.format(YearMonth.parse(month));
  }

  private static List<PolicyLine> policies(Span total) {
    return List.of(
        policy(
            "Busbar", "as the engine decided, knowing what was known then.", total.busbar(), total),
        policy("Always on", "whenever the rigs can be.", total.alwaysOn(), total),
        policy(
            "Threshold switch",
            "off after two intervals above the breakeven, on after four below; blind to contracts.",
            total.thresholdSwitch(),
            total),
        policy(
            "Perfect foresight",
            "every price known beforehand, within the same constraints.",
            total.perfectForesight(),
            total));
  }

  private static PolicyLine policy(String name, String what, Figures figures, Span total) {
    double gain = figures.earnedUsd() - total.alwaysOn().earnedUsd();
    double perfect = total.perfectForesight().earnedUsd();
    double best = perfect - total.alwaysOn().earnedUsd();
    return new PolicyLine(
        name,
        what,
        Notation.usd(figures.earnedUsd()),
        Notation.usdDifference(gain),
        ReplayLine.percent(total.capture() == null ? null : (Double) (gain / best)),
        ReplayLine.percent(
            total.shareOfPerfect() == null ? null : (Double) (figures.earnedUsd() / perfect)),
        MWH.apply(figures),
        HOURS_OFF.apply(figures),
        STARTS.apply(figures),
        OBLIGATIONS.apply(figures));
  }

  private static Measure measure(
      String name, ReplayResult result, Function<Figures, String> figure) {
    List<MeasureLine> lines = new java.util.ArrayList<>();
    for (Span span : result.months()) {
      lines.add(MeasureLine.of(month(span.month()), false, span, figure));
    }
    lines.add(MeasureLine.of("Total", true, result.total(), figure));
    return new Measure(name, lines);
  }

  private static String withoutPrice(ReplayResult result) {
    int without = result.intervalsWithoutPrice();
    return without == 0
        ? ""
        : Notation.number(without, "#,##0")
            + " of "
            + Notation.number(result.intervals(), "#,##0")
            + " intervals have no price; nothing is earned in them.";
  }
}
