package busbar.replay;

import busbar.access.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was decided in a replay, in CSV a decision a line. */
@Schema(name = "ReplayDecisions", description = "What rigs did, from when to when, and why")
public record ReplayDecisions(List<Row> decisions) implements Table<ReplayDecisions.Row> {

  /** Rigs that did the same for the same reason. */
  @Schema(name = "ReplayDecision")
  public record Row(
      Instant start,
      Instant end,
      String group,
      int rigs,
      @Schema(description = "RUN or CURTAIL") String action,
      @Schema(description = "The profile that they ran at; absent when off")
          @Nullable String profile,
      @Schema(
              description =
                  "A rule's id, or what else decided: price, later prices, minimum on time,"
                      + " minimum off time, starts a day, grid connection")
          String decidedBy) {}

  static ReplayDecisions of(
      ReplayHistory history, @Nullable LocalDate from, @Nullable LocalDate until) {
    int first = history.firstOf[ReplayIntervals.firstDay(history, from)];
    int end = history.firstOf[ReplayIntervals.endDay(history, until)];
    List<Row> rows = new ArrayList<>();
    for (Stretch stretch : history.stretches) {
      int begun = first;
      for (int i = first + 1; i <= end && first < end; i++) {
        if (i == end
            || !history.profile(stretch, i).equals(history.profile(stretch, begun))
            || !history.decidedBy(stretch, i).equals(history.decidedBy(stretch, begun))) {
          String profile = history.profile(stretch, begun);
          rows.add(
              new Row(
                  history.startOf(begun).toInstant(),
                  history.startOf(i).toInstant(),
                  stretch.group(),
                  stretch.rigs(),
                  profile.isEmpty() ? "CURTAIL" : "RUN",
                  profile.isEmpty() ? null : profile,
                  history.decidedBy(stretch, begun)));
          begun = i;
        }
      }
    }
    rows.sort(Comparator.comparing(Row::start).thenComparing(Row::group));
    return new ReplayDecisions(rows);
  }

  @Override
  public List<Row> rows() {
    return decisions;
  }
}
