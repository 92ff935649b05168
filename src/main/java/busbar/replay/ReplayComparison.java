package busbar.replay;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.access.Table;
import busbar.advice.CanonicalJson;
import busbar.market.PowerPrices;
import busbar.replay.ReplayResult.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two replays of one span, decision by decision; in CSV a difference a line. */
@Schema(name = "ReplayComparison", description = "Where two replays of one span decided otherwise")
public record ReplayComparison(
    ReplayView one,
    ReplayView other,
    @Schema(description = "What the other earned more than the one, USD, by month")
        List<Month> months,
    @Schema(description = "The same in all, USD") double moreUsd,
    List<Row> differences)
    implements Table<ReplayComparison.Row> {

  /** What the other earned more in a month. */
  @Schema(name = "ReplayMonthDifference")
  public record Month(String month, double oneUsd, double otherUsd, double moreUsd) {}

  /**
   * Rigs that the two had do something else, or the same for another reason.
   *
   * @param moreUsd what the other earned more on them in that time, the cost of starts left out;
   *     absent where prices are not known
   */
  @Schema(name = "ReplayDifference")
  public record Row(
      Instant start,
      Instant end,
      String group,
      int rigs,
      @Schema(description = "Profile in the one; absent when off") @Nullable String oneProfile,
      String oneDecidedBy,
      @Schema(description = "Profile in the other; absent when off") @Nullable String otherProfile,
      String otherDecidedBy,
      @Schema(description = "What the other earned more, starts left out, USD") double moreUsd) {}

  static ReplayComparison of(
      ReplayView one,
      ReplayResult oneResult,
      ReplayHistory oneHistory,
      ReplayView other,
      ReplayResult otherResult,
      ReplayHistory otherHistory) {
    check(oneHistory, otherHistory);
    List<Month> months = new ArrayList<>();
    for (int m = 0; m < oneResult.months().size(); m++) {
      Span here = oneResult.months().get(m);
      Span there = otherResult.months().get(m);
      months.add(
          new Month(
              here.month(),
              here.busbar().earnedUsd(),
              there.busbar().earnedUsd(),
              there.busbar().earnedUsd() - here.busbar().earnedUsd()));
    }
    List<Row> rows = new ArrayList<>();
    for (Stretch stretch : common(oneHistory, otherHistory)) {
      add(rows, stretch, new Followed(oneHistory, stretch), new Followed(otherHistory, stretch));
    }
    rows.sort(Comparator.comparing(Row::start).thenComparing(Row::group));
    return new ReplayComparison(
        one,
        other,
        months,
        otherResult.total().busbar().earnedUsd() - oneResult.total().busbar().earnedUsd(),
        rows);
  }

  private static String textOf(ReplayHistory history) {
    PowerPrices prices = history.inputs.prices();
    return prices == null ? "" : CanonicalJson.write(prices);
  }

  private static void check(ReplayHistory one, ReplayHistory other) {
    boolean sameTime =
        one.inputs.from().equals(other.inputs.from())
            && one.inputs.until().equals(other.inputs.until())
            && one.inputs.minutes() == other.inputs.minutes()
            && one.inputs.zone().equals(other.inputs.zone());
    boolean samePrices = textOf(one).equals(textOf(other));
    boolean sameRigs =
        one.stretches.stream()
            .map(Stretch::group)
            .distinct()
            .toList()
            .equals(other.stretches.stream().map(Stretch::group).distinct().toList());
    if (!sameTime || !sameRigs || !samePrices) {
      String message =
          !sameTime
              ? "has another span, clock or length of intervals"
              : sameRigs ? "has other prices" : "has other groups of rigs";
      throw new ProblemException(
          422,
          "Not comparable",
          "The other replay " + message,
          List.of(
              new FieldError(
                  "with", null, message, "replay both with the same site, span and prices")));
    }
  }

  /** Rigs that lay in one stretch in both. */
  private static List<Stretch> common(ReplayHistory one, ReplayHistory other) {
    Map<String, TreeSet<Integer>> cuts = new TreeMap<>();
    for (ReplayHistory history : List.of(one, other)) {
      for (Stretch stretch : history.stretches) {
        TreeSet<Integer> own = cuts.computeIfAbsent(stretch.group(), any -> new TreeSet<>());
        own.add(stretch.firstRig());
        own.add(stretch.firstRig() + stretch.rigs());
      }
    }
    List<Stretch> common = new ArrayList<>();
    cuts.forEach(
        (group, own) -> {
          for (int from : own.headSet(own.last())) {
            Integer to = own.higher(from);
            Stretch stretch = new Stretch(group, from, to == null ? 0 : to - from);
            if (stretch.isIn(one) && stretch.isIn(other)) {
              common.add(stretch);
            }
          }
        });
    return common;
  }

  /** What one replay had some rigs do. */
  private static final class Followed {
    private final ReplayHistory history;
    private final Stretch stretch;
    private final double[] usd;

    Followed(ReplayHistory history, Stretch stretch) {
      this.history = history;
      this.stretch = stretch;
      this.usd = history.margins(stretch);
    }

    String profile(int interval) {
      return history.profile(stretch, interval);
    }

    String decidedBy(int interval) {
      return history.decidedBy(stretch, interval);
    }

    boolean isAlike(Followed other, int interval) {
      return profile(interval).equals(other.profile(interval))
          && decidedBy(interval).equals(other.decidedBy(interval));
    }

    boolean goesOn(int from, int interval) {
      return profile(from).equals(profile(interval)) && decidedBy(from).equals(decidedBy(interval));
    }
  }

  private static void add(List<Row> rows, Stretch stretch, Followed one, Followed other) {
    int intervals = one.history.intervals();
    int begun = -1;
    double more = 0;
    for (int i = 0; i <= intervals; i++) {
      boolean differs = i < intervals && !one.isAlike(other, i);
      boolean goesOn = begun >= 0 && differs && one.goesOn(begun, i) && other.goesOn(begun, i);
      if (begun >= 0 && !goesOn) {
        rows.add(
            new Row(
                one.history.startOf(begun).toInstant(),
                one.history.startOf(i).toInstant(),
                stretch.group(),
                stretch.rigs(),
                nullIfOff(one.profile(begun)),
                one.decidedBy(begun),
                nullIfOff(other.profile(begun)),
                other.decidedBy(begun),
                more));
        begun = -1;
      }
      if (differs && begun < 0) {
        begun = i;
        more = 0;
      }
      if (differs) {
        more += other.usd[i] - one.usd[i];
      }
    }
  }

  private static @Nullable String nullIfOff(String profile) {
    return profile.isEmpty() ? null : profile;
  }

  @Override
  public List<Row> rows() {
    return differences;
  }
}
