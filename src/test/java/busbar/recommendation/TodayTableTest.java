package busbar.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.advice.Recommendation;
import busbar.recommendation.DailyRunView.LeftOut;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TodayTableTest {
  private static final RunTotals TOTALS = new RunTotals(2, 60, 21, 3, 40, 4_020, 61_500, 81e6);

  @Test
  void everySiteHasItsMegawattsItsDollarsAndItsReason() {
    String table =
        TodayTable.write(
            run(List.of()), List.of("Sample data."), rows(2), TOTALS, "http://127.0.0.1:1/");

    assertThat(table)
        .contains("2026-02-12", "Sample data.", "Page: http://127.0.0.1:1/")
        .containsPattern("Site 0 +50\\.0 +10\\.5 +3\\.0 +\\. +\\+\\$2,010 +\\+\\$61\\.5k +\\.")
        .contains("RETIRE $/yr, apart from it: " + firstWords(Recommendation.RETIRE_FORMULA))
        .contains("CONVERT $/yr, apart from it: " + firstWords(Recommendation.CONVERT_FORMULA))
        .containsPattern("2 sites +60\\.0 +21\\.0 +3\\.0 +40\\.0 +\\+\\$4,020");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    String table =
        TodayTable.write(
            run(List.of(new LeftOut("broken.yaml", List.of("is not YAML ".repeat(30))))),
            List.of("Sample data. ".repeat(20)),
            rows(2),
            TOTALS,
            "http://127.0.0.1:1/");

    assertThat(table.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    assertThat(table).contains("Left out: broken.yaml: is not YAML");
  }

  @Test
  void moreThanAScreenOfSitesIsLeftToThePage() {
    RunTotals many = new RunTotals(10_000, 1, 0, 0, 0, 0, 0, 0);
    assertThat(TodayTable.write(run(List.of()), List.of(), rows(20), many, "http://x/"))
        .contains("10,000 sites")
        .contains("The other 9,980 sites are on the page.");
  }

  /** As many as surely stand in one line. */
  private static String firstWords(String formula) {
    return formula.substring(0, 40);
  }

  private static List<RecommendationSummary> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new RecommendationSummary(
                    "r-" + i,
                    "d-1",
                    "site-" + i,
                    "Site " + i,
                    LocalDate.of(2026, 2, 12),
                    Instant.EPOCH,
                    50,
                    10.5,
                    3,
                    0,
                    2_010,
                    61_500,
                    0,
                    "A mean price of $60.00/MWh is above what a MWh earns. ".repeat(4),
                    "0.1.0",
                    "00",
                    "00"))
        .toList();
  }

  private static DailyRunView run(List<LeftOut> leftOut) {
    return new DailyRunView(
        "d-1",
        LocalDate.of(2026, 2, 12),
        RunStatus.DONE,
        2,
        2,
        leftOut,
        "00",
        "0.1.0",
        "00",
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }
}
