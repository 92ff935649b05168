package busbar.replay;

import busbar.replay.ReplayResult.Figures;
import busbar.replay.ReplayResult.Span;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the result of a replay that is done. */
final class ReplayReckoning {
  private ReplayReckoning() {}

  static ReplayResult result(ReplayHistory history) {
    Yardsticks yardsticks = new Yardsticks(history);
    Map<Policy, Settlement> settled = new EnumMap<>(Policy.class);
    for (Policy policy : Policy.values()) {
      settled.put(policy, new Settlement(history));
    }
    settled.forEach(
        (policy, sums) -> {
          List<int[]> points = yardsticks.points(policy);
          for (int i = 0; i < points.size(); i++) {
            Stretch stretch = history.stretches.get(i);
            sums.add(stretch, points.get(i), history.prices(stretch, true));
          }
        });
    Map<Policy, Map<YearMonth, Figures>> figures = new EnumMap<>(Policy.class);
    settled.forEach((policy, sums) -> figures.put(policy, sums.figures()));
    List<Span> months = new ArrayList<>();
    for (YearMonth month : Objects.requireNonNull(figures.get(Policy.BUSBAR)).keySet()) {
      months.add(span(month.toString(), figures, month));
    }
    int unknown = 0;
    for (int i = 0; i < history.intervals(); i++) {
      unknown += Double.isNaN(history.index(i)) ? 1 : 0;
    }
    return new ReplayResult(
        months, span("total", figures, null), history.intervals(), unknown, notes(history.inputs));
  }

  private static Span span(
      String name,
      Map<Policy, Map<YearMonth, Figures>> figures,
      @org.jspecify.annotations.Nullable YearMonth month) {
    Map<Policy, Figures> of = new EnumMap<>(Policy.class);
    figures.forEach(
        (policy, months) ->
            of.put(
                policy,
                month == null
                    ? months.values().stream().reduce(Figures.NONE, Figures::plus)
                    : months.getOrDefault(month, Figures.NONE)));
    return Span.of(
        name,
        of.getOrDefault(Policy.BUSBAR, Figures.NONE),
        of.getOrDefault(Policy.ALWAYS_ON, Figures.NONE),
        of.getOrDefault(Policy.THRESHOLD_SWITCH, Figures.NONE),
        of.getOrDefault(Policy.PERFECT_FORESIGHT, Figures.NONE));
  }

  private static List<String> notes(ReplayInputs inputs) {
    List<String> notes = new ArrayList<>();
    notes.add("RETIRE and CONVERT are left open: all rigs stay, and each is run or curtailed.");
    notes.add(
        "Left out, by rules and figures alike: demand and coincident-peak charges, curtailment"
            + " credits, fixed and minimum charges. What the site file says of quantities taken"
            + " stands as it is.");
    notes.add(
        "Budgets of contracts begin unused with the span; what the site file says was used is not"
            + " read.");
    notes.add("Each day has its own BTC price and difficulty from midnight on.");
    if (inputs.market().stream().anyMatch(day -> day.feesBtc() == null)) {
      notes.add("Days of which no block fees are known count none.");
    }
    if (inputs.sample()) {
      notes.add("The Bitcoin market is bundled sample data.");
    }
    return notes;
  }
}
