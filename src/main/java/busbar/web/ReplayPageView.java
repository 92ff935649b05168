package busbar.web;

import busbar.replay.ReplayBasis;
import busbar.replay.ReplayIntervals;
import busbar.replay.ReplayResult;
import busbar.replay.ReplayView;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one replay.
 *
 * @param from its first day
 * @param last its last day
 * @param until the day after
 * @param result absent until it is done
 * @param day the day that is looked at; absent likewise
 * @param tooLong whether its intervals are handed out by the month alone
 */
record ReplayPageView(
    ReplayLine line,
    LocalDate from,
    LocalDate last,
    LocalDate until,
    String timeZone,
    int intervalMinutes,
    String rulebookHash,
    String engineVersion,
    String inputHash,
    String finished,
    List<String> notices,
    @Nullable ReplayResultView result,
    @Nullable ReplayDayView day,
    boolean tooLong) {

  static ReplayPageView of(ReplayView replay, ReplayBasis basis, @Nullable ReplayDayView day) {
    ReplayResult result = replay.result();
    return new ReplayPageView(
        ReplayLine.of(replay, basis),
        replay.from(),
        replay.until().minusDays(1),
        replay.until(),
        basis.site().timeZone().getId(),
        replay.intervalMinutes(),
        replay.rulebookHash(),
        replay.engineVersion(),
        replay.inputHash(),
        replay.finishedAt() == null ? "" : ReplayLine.utc(replay.finishedAt()),
        basis.site().notices(),
        result == null ? null : ReplayResultView.of(result),
        day,
        result != null && result.intervals() > ReplayIntervals.MOST);
  }

  /** First day of the month that is looked at. */
  public LocalDate monthFrom() {
    LocalDate first = YearMonth.from(day == null ? from : day.date()).atDay(1);
    return first.isBefore(from) ? from : first;
  }

  /** The day after the last of the month that is looked at. */
  public LocalDate monthUntil() {
    LocalDate next = YearMonth.from(day == null ? from : day.date()).plusMonths(1).atDay(1);
    return next.isAfter(until) ? until : next;
  }
}
