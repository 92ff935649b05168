package busbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.advice.Recommendation.PlannedHour;
import busbar.assessment.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final SiteClock CHICAGO = new SiteClock(ZoneId.of("America/Chicago"));

  @Test
  void aDistanceCarriesItsSignInUnitsInPercentAndInTypicalDays() {
    FlipPoint flip = new FlipPoint(Driver.POWER_PRICE, 63.40, 57.22, 2.69, false, Action.RUN);

    assertThat(Wording.distance(flip)).isEqualTo("−$6.18/MWh");
    assertThat(Wording.distancePercent(flip)).isEqualTo("−9.7 %");
    assertThat(Wording.moves(flip)).isEqualTo("2.3 typical days");
  }

  @Test
  void aDriverWithoutHistorySaysSo() {
    FlipPoint flip = new FlipPoint(Driver.BTC_PRICE, 66_214, 71_920, null, false, Action.RUN);

    assertThat(Wording.distance(flip)).isEqualTo("+$5,706");
    assertThat(Wording.moves(flip)).isEqualTo("— no history");
  }

  @Test
  void difficultyIsCountedInTrillions() {
    assertThat(Wording.figure("difficulty", 125.864e12)).isEqualTo("125.86 T");
    assertThat(Wording.figure("difficulty", null)).isEqualTo("—");
  }

  @Test
  void whatIsNotKnownIsADashAndNothingIsMinusZero() {
    assertThat(Wording.worth(Double.NaN, false)).isEqualTo("—");
    assertThat(Wording.worth(-0.0, false)).isEqualTo("$0 a day");
    assertThat(Wording.worth(-0.3, true)).isEqualTo("$0 a year");
    assertThat(Wording.usdPerMwh(null)).isEqualTo("—");
  }

  @Test
  void aSpeckOfAMegawattIsNotCalledNothing() {
    assertThat(Wording.mw(0, 0.04)).isEqualTo("<0.1");
    assertThat(Wording.mw(0, 0)).isEqualTo("0.0");
    assertThat(Wording.mw(520, 52.04)).isEqualTo("52.0");
  }

  @Test
  void agesAreMinutesThenHoursThenDays() {
    assertThat(Wording.age(0.2)).isEqualTo("12 min");
    assertThat(Wording.age(30)).isEqualTo("30 h");
    assertThat(Wording.age(80)).isEqualTo("3 days");
  }

  @Test
  void hoursOffAreSpansOnTheSitesClock() {
    Instant midnight = Instant.parse("2026-02-12T06:00:00Z");

    assertThat(CHICAGO.offSpans(plan(midnight, 24, 7, 8, 23)))
        .isEqualTo("07:00–09:00, 23:00–24:00");
    assertThat(CHICAGO.offSpans(plan(midnight, 24))).isEmpty();
    assertThat(CHICAGO.offSpans(plan(midnight, 2, 0, 1))).isEqualTo("all day");
  }

  @Test
  void hoursOfAClockChangeReadAsTheWallShowsThem() {
    Instant midnight = Instant.parse("2026-03-08T06:00:00Z");

    assertThat(CHICAGO.offSpans(plan(midnight, 23, 1, 2))).isEqualTo("01:00–04:00");
    assertThat(CHICAGO.timeWithZone(midnight)).isEqualTo("00:00 CST");
  }

  private static List<PlannedHour> plan(Instant start, int hours, int... off) {
    return IntStream.range(0, hours)
        .mapToObj(
            hour ->
                new PlannedHour(
                    start.plus(Duration.ofHours(hour)),
                    50.0,
                    IntStream.of(off).anyMatch(o -> o == hour) ? null : "default",
                    0,
                    0.0,
                    null))
        .toList();
  }
}
