package busbar.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import busbar.advice.Assessor;
import busbar.replay.ReplayInputs.Learning;
import busbar.rulebook.Rulebook;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole engine on two years of ERCOT prices and one of AEMO's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealReplayTest {
  private static final double[] JOULES_PER_TERAHASH = {30, 21.5, 15};

  /** Measured by a plain script, day-ahead prices as the forecast: issue 4's last column. */
  private static final double[][] TO_BEAT = {{0.93, 0.91}, {0.94, 0.89}, {0.94, 0.87}};

  private Rulebook rulebook;

  @BeforeAll
  void load() {
    assumeTrue(RealPrices.arePresent(), "../shared/data is absent: nothing to replay");
    rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
  }

  @AfterAll
  void dispose() {
    if (rulebook != null) {
      rulebook.dispose();
    }
  }

  private ReplayResult replay(ReplayInputs inputs) {
    ReplayEngine engine = new ReplayEngine(inputs, new Assessor(rulebook, "test"));
    List<ReplayDay> days = new ArrayList<>();
    while (!engine.isDone()) {
      days.add(engine.next());
    }
    return ReplayReckoning.result(new ReplayHistory(inputs, days));
  }

  private static double capture(ReplayResult result) {
    Double capture = result.total().capture();
    return capture == null ? Double.NaN : capture;
  }

  private static void print(String name, ReplayResult result) {
    ReplayResult.Span total = result.total();
    System.out.printf(
        Locale.ROOT,
        "%s: always %.0f, threshold %.0f, Busbar %.0f, perfect %.0f USD; capture %.3f, share %.3f;"
            + " %d starts, %.0f h off, %d intervals without a price%n",
        name,
        total.alwaysOn().earnedUsd(),
        total.thresholdSwitch().earnedUsd(),
        total.busbar().earnedUsd(),
        total.perfectForesight().earnedUsd(),
        total.capture(),
        total.shareOfPerfect(),
        total.busbar().starts(),
        total.busbar().hoursCurtailed(),
        result.intervalsWithoutPrice());
  }

  @Test
  void everyYearAndRigOfErcotIsAboveTheDayAheadForecast() {
    double sum = 0;
    for (int rig = 0; rig < 3; rig++) {
      for (int year = 0; year < 2; year++) {
        for (Learning learning : Learning.values()) {
          ReplayResult result =
              replay(RealPrices.ercot(2024 + year, learning, JOULES_PER_TERAHASH[rig]));
          print(JOULES_PER_TERAHASH[rig] + " J/TH " + (2024 + year) + " " + learning, result);
          assertThat(capture(result)).isGreaterThan(TO_BEAT[rig][year] + 0.005);
          sum += learning == Learning.BEFORE_SPAN ? capture(result) : 0;
        }
      }
    }
    System.out.printf(Locale.ROOT, "mean capture, nothing learnt within: %.4f%n", sum / 6);
    assertThat(sum / 6).isGreaterThan(0.947);
  }

  @Test
  void australianPricesAreForecastFromHistoryAlone() {
    for (double efficiency : JOULES_PER_TERAHASH) {
      ReplayResult result =
          replay(
              RealPrices.inputs(
                  RealPrices.aemo(),
                  RealPrices.QUEENSLAND,
                  LocalDate.of(2024, 12, 1),
                  LocalDate.of(2025, 12, 1),
                  Learning.AS_IT_GOES,
                  efficiency));
      print("AEMO VIC1 at 0.65 USD/AUD, " + efficiency + " J/TH", result);
      assertThat(capture(result)).isBetween(0.95, 1.0);
    }
  }
}
