package busbar.web;

import busbar.replay.ReplayComparison;
import busbar.replay.ReplayComparison.Row;
import busbar.units.Notation;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two replays of one span: what the other earned more than the one.
 *
 * @param more in all
 * @param shown how many of the differing decisions are shown, in words
 */
record ReplayComparisonView(
    Side one,
    Side other,
    String more,
    List<Month> months,
    List<Difference> differences,
    String shown,
    List<ReplayDayView.Meaning> reasons) {
  /** The most differing decisions on a page; the CSV holds them all. */
  static final int MOST = 200;

  /**
   * @param newRules whether its rulebook is not that of the other side
   */
  record Side(
      ReplayLine line, String rulebook, String engine, boolean newRules, boolean newEngine) {}

  record Month(String month, String one, String other, String more) {}

  /**
   * @param day on which it began
   */
  record Difference(
      String when,
      LocalDate day,
      String group,
      String rigs,
      Choice one,
      Choice other,
      String more) {}

  /** What one of the two did; off where there is no profile. */
  record Choice(busbar.assessment.Action action, String profile, String why, boolean rule) {
    static Choice of(@Nullable String profile, String decidedBy) {
      return new Choice(
          profile == null ? busbar.assessment.Action.CURTAIL : busbar.assessment.Action.RUN,
          profile == null ? "" : profile,
          decidedBy,
          ReplayReasons.isRule(decidedBy));
    }
  }

  static ReplayComparisonView of(
      ReplayComparison comparison,
      ReplayLine one,
      ReplayLine other,
      ZoneId zone,
      Map<String, String> rules) {
    List<Row> largest =
        comparison.differences().stream()
            .sorted(Comparator.comparingDouble((Row row) -> -Math.abs(row.moreUsd())))
            .limit(MOST)
            .toList();
    boolean newRules = !comparison.one().rulebookHash().equals(comparison.other().rulebookHash());
    boolean newEngine =
        !comparison.one().engineVersion().equals(comparison.other().engineVersion());
    SiteClock clock = new SiteClock(zone);
    return new ReplayComparisonView(
        new Side(
            one,
            ReplayLine.shortened(comparison.one().rulebookHash()),
            comparison.one().engineVersion(),
            false,
            false),
        new Side(
            other,
            ReplayLine.shortened(comparison.other().rulebookHash()),
            comparison.other().engineVersion(),
            newRules,
            newEngine),
        Notation.usdDifference(comparison.moreUsd()),
        comparison.months().stream()
            .map(
                month ->
                    new Month(
                        ReplayResultView.month(month.month()),
                        Notation.usd(month.oneUsd()),
                        Notation.usd(month.otherUsd()),
                        Notation.usdDifference(month.moreUsd())))
            .toList(),
        largest.stream().map(row -> difference(row, clock)).toList(),
        shown(comparison.differences().size()),
        largest.stream()
            .flatMap(row -> java.util.stream.Stream.of(row.oneDecidedBy(), row.otherDecidedBy()))
            .distinct()
            .map(
                why ->
                    new ReplayDayView.Meaning(
                        why, ReplayReasons.isRule(why), ReplayReasons.words(why, rules)))
            .toList());
  }

  private static Difference difference(Row row, SiteClock clock) {
    long minutes = ChronoUnit.MINUTES.between(row.start(), row.end());
    return new Difference(
        clock.dateAndTime(row.start()) + ", " + Notation.number(minutes / 60.0, "#,##0.##") + " h",
        LocalDate.ofInstant(row.start(), clock.zone()),
        row.group(),
        Wording.rigs(row.rigs()),
        Choice.of(row.oneProfile(), row.oneDecidedBy()),
        Choice.of(row.otherProfile(), row.otherDecidedBy()),
        Notation.usdDifference(row.moreUsd()));
  }

  private static String shown(int all) {
    String number = Notation.number(all, "#,##0");
    return all <= MOST
        ? number + (all == 1 ? " decision differs" : " decisions differ")
        : number + " decisions differ; the " + MOST + " largest are shown";
  }
}
