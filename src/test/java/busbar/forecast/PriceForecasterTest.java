package busbar.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import busbar.units.OutOfRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PriceForecasterTest {
  private static final Instant MONDAY = Instant.parse("2025-06-02T00:00:00Z");

  private static double[] unknown(int hours) {
    double[] none = new double[hours];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  private static double[] all(int hours, double price) {
    double[] same = new double[hours];
    Arrays.fill(same, price);
    return same;
  }

  private static Instant hour(int hours) {
    return MONDAY.plus(Duration.ofHours(hours));
  }

  private static PriceForecaster utc() {
    return new PriceForecaster(ZoneOffset.UTC, 60);
  }

  @Test
  void withoutAnyHistoryTheDayAheadPriceIsTheMedianAndItsSpreadIsAssumed() {
    PriceForecast forecast = utc().forecast(MONDAY, new double[] {40, 90, Double.NaN});
    assertEquals(MONDAY, forecast.startOf(0));
    assertEquals(ForecastBasis.DAY_AHEAD, forecast.basis(0));
    assertEquals("day-ahead price, usual spread assumed", forecast.basis(0).words());
    assertEquals(40, forecast.quantileUsdPerMwh(0, 0.5), 2);
    assertEquals(90, forecast.quantileUsdPerMwh(1, 0.5), 5);
    assertTrue(forecast.quantileUsdPerMwh(0, 0.05) < 35);
    assertTrue(forecast.quantileUsdPerMwh(0, 0.95) > 45);
    assertEquals(ForecastBasis.NONE, forecast.basis(2));
    assertTrue(Double.isNaN(forecast.expectedUsdPerMwh(2)));
    assertTrue(Double.isNaN(forecast.quantileUsdPerMwh(2, 0.5)));
    assertEquals(0, forecast.error().count());
  }

  @Test
  void afterOneHourThatPriceIsTheLevelOfEveryHour() {
    PriceForecaster forecaster = utc();
    forecaster.observe(MONDAY, 37, Double.NaN);
    PriceForecast forecast = forecaster.forecast(unknown(48));
    assertEquals(hour(1), forecast.startOf(0));
    for (int i = 0; i < 48; i++) {
      assertEquals(ForecastBasis.HISTORY, forecast.basis(i));
      assertEquals(37, forecast.quantileUsdPerMwh(i, 0.5), 5);
    }
  }

  @Test
  void afterADayItsHoursComeBackAndTheWeekendLearnsFromIt() {
    PriceForecaster forecaster = utc();
    for (int h = 0; h < 24; h++) {
      forecaster.observe(hour(h), h >= 17 && h < 21 ? 200 : 30, Double.NaN);
    }
    PriceForecast forecast = forecaster.forecast(unknown(6 * 24));
    assertTrue(forecast.quantileUsdPerMwh(19, 0.5) > 130);
    assertTrue(forecast.quantileUsdPerMwh(10, 0.5) < 45);
    assertTrue(forecast.quantileUsdPerMwh(4 * 24 + 19, 0.5) > 130, "Saturday evening");
  }

  @Test
  void workingDaysAndWeekendsHaveLevelsOfTheirOwn() {
    PriceForecaster forecaster = utc();
    for (int h = 0; h < 28 * 24; h++) {
      forecaster.observe(hour(h), h / 24 % 7 >= 5 ? 10 : 80, Double.NaN);
    }
    PriceForecast forecast = forecaster.forecast(unknown(7 * 24));
    assertTrue(forecast.quantileUsdPerMwh(4 * 24 + 12, 0.5) > 55, "Friday");
    assertTrue(forecast.quantileUsdPerMwh(5 * 24 + 12, 0.5) < 30, "Saturday");
  }

  @Test
  void aSpreadThatKeepsComingBackIsLearnt() {
    PriceForecaster forecaster = utc();
    for (int h = 0; h < 60 * 24; h++) {
      forecaster.observe(hour(h), h % 24 < 12 ? 30 : 60, 40);
    }
    PriceForecast forecast = forecaster.forecast(all(24, 40));
    assertEquals(ForecastBasis.DAY_AHEAD_AND_SPREAD, forecast.basis(0));
    assertEquals("day-ahead price plus learnt spread", forecast.basis(0).words());
    assertEquals(30, forecast.expectedUsdPerMwh(8), 3);
    assertEquals(60, forecast.expectedUsdPerMwh(20), 3);
    ForecastError error = forecaster.forecast(all(1, 40)).error();
    assertEquals(60 * 24 - 1, error.count());
    assertEquals(15, error.referenceMeanAbsoluteUsdPerMwh(), 0.1);
    assertTrue(error.meanAbsoluteUsdPerMwh() < 15 / 2.0, "error " + error);
  }

  @Test
  void thePresentPriceLastsForAWhileAndThenTheHourOfDayTakesOver() {
    PriceForecaster forecaster = utc();
    for (int h = 0; h < 24; h++) {
      forecaster.observe(hour(h), 40, 40);
    }
    forecaster.observe(hour(24), 400, 40);
    PriceForecast forecast = forecaster.forecast(all(48, 40));
    assertTrue(forecast.quantileUsdPerMwh(0, 0.5) > 200);
    assertTrue(forecast.expectedUsdPerMwh(0) > forecast.expectedUsdPerMwh(6));
    assertEquals(40, forecast.quantileUsdPerMwh(47, 0.5), 3);
  }

  @Test
  void missingPricesAndHoursTeachNothingAndWidenTheOdds() {
    PriceForecaster forecaster = utc();
    forecaster.observe(hour(0), 400, 40);
    double atOnce = forecaster.forecast(all(1, 40)).expectedUsdPerMwh(0);
    forecaster.observe(hour(1), Double.NaN, 40);
    double anHourOn = forecaster.forecast(all(1, 40)).expectedUsdPerMwh(0);
    forecaster.observe(hour(6), Double.NaN, Double.NaN);
    double later = forecaster.forecast(all(1, 40)).expectedUsdPerMwh(0);
    assertTrue(atOnce > anHourOn && anHourOn > later);
    forecaster.observe(hour(7), 400, Double.NaN);
    forecaster.observe(hour(24 * 400), 41, 40);
    assertEquals(40, forecaster.forecast(all(1, 40)).quantileUsdPerMwh(0, 0.5), 8);
    assertEquals(0, forecaster.forecast(all(1, 40)).error().count());
  }

  @Test
  void priceOf9000AndOfMinus1000AreTakenAndForecast() {
    PriceForecaster forecaster = utc();
    for (int h = 0; h < 48; h++) {
      forecaster.observe(hour(h), h % 2 == 0 ? 9000 : -1000, 25);
    }
    PriceForecast forecast = forecaster.forecast(new double[] {25, 9000, -1000, Double.NaN, 0});
    for (int i = 0; i < forecast.intervals(); i++) {
      for (double p : new double[] {0, 0.05, 0.5, 0.95, 1}) {
        assertTrue(Math.abs(forecast.quantileUsdPerMwh(i, p)) <= 9000);
      }
      assertTrue(Math.abs(forecast.expectedUsdPerMwh(i)) <= 9000);
    }
    assertTrue(forecast.quantileUsdPerMwh(0, 0.05) < 0);
  }

  @Test
  void onDaysOfAClockChangeTheHourOfDayIsTheClocks() {
    ZoneId chicago = ZoneId.of("America/Chicago");
    for (String day : new String[] {"2025-03-07T06:00:00Z", "2025-10-31T05:00:00Z"}) {
      PriceForecaster forecaster = new PriceForecaster(chicago, 60);
      Instant start = Instant.parse(day);
      for (int h = 0; h < 24; h++) {
        Instant at = start.plus(Duration.ofHours(h));
        forecaster.observe(at, at.atZone(chicago).getHour() == 18 ? 300 : 20, Double.NaN);
      }
      PriceForecast forecast = forecaster.forecast(unknown(72));
      for (int i = 2; i < 72; i++) {
        int local = forecast.startOf(i).atZone(chicago).getHour();
        assertEquals(local == 18, forecast.quantileUsdPerMwh(i, 0.5) > 90, day + " + " + i);
      }
    }
  }

  @Test
  void fiveMinutePricesAreForecastFiveMinutesApart() {
    PriceForecaster forecaster = new PriceForecaster(ZoneOffset.UTC, 5);
    forecaster.observe(MONDAY, 400, 40);
    PriceForecast forecast = forecaster.forecast(all(24, 40));
    assertEquals(MONDAY.plus(Duration.ofMinutes(10)), forecast.startOf(1));
    // An hour of five minutes keeps as much of a spread as one of sixty.
    PriceForecaster hourly = utc();
    hourly.observe(MONDAY, 400, 40);
    assertEquals(
        hourly.forecast(all(1, 40)).expectedUsdPerMwh(0), forecast.expectedUsdPerMwh(11), 12);
  }

  @Test
  void anEmptyHorizonAndImpossibleInputsAreAnswered() {
    PriceForecaster forecaster = utc();
    assertThrows(IllegalStateException.class, () -> forecaster.forecast(all(1, 40)));
    forecaster.observe(MONDAY, 40, 40);
    assertEquals(0, forecaster.forecast(new double[0]).intervals());
    assertThrows(OutOfRange.class, () -> forecaster.observe(MONDAY, 40, 40));
    assertThrows(OutOfRange.class, () -> forecaster.observe(MONDAY.plusSeconds(1800), 40, 40));
    assertThrows(OutOfRange.class, () -> forecaster.observe(hour(1), Double.POSITIVE_INFINITY, 40));
    assertThrows(OutOfRange.class, () -> new PriceForecaster(ZoneOffset.UTC, 7));
  }

  @Test
  void whatIsOnlyFollowedTeachesNoSpread() {
    PriceForecaster forecaster = utc();
    for (int h = 0; h < 20 * 24; h++) {
      forecaster.follow(hour(h), h % 2 == 0 ? 10 : 160, 40);
    }
    PriceForecast forecast = forecaster.forecast(all(48, 40));
    assertEquals(ForecastBasis.DAY_AHEAD, forecast.basis(0));
    assertEquals(40, forecast.quantileUsdPerMwh(47, 0.5), 2);
  }

  @Test
  void nineOfTenPricesLieWithinTheNinetyPercentBandOfAKnownChance() {
    // Spreads that keep 0.7 of themselves an hour: their own 90 % band is what should be found.
    Random random = new Random(20251125);
    PriceForecaster forecaster = utc();
    double spread = 0;
    for (int h = 0; h < 365 * 24; h++) {
      spread = 0.7 * spread + 0.2 * random.nextGaussian();
      forecaster.observe(hour(h), PriceScale.price(PriceScale.of(40) + spread), 40);
    }
    ForecastError error = forecaster.forecast(all(1, 40)).error();
    assertEquals(0.9, error.shareWithin90(), 0.05);
    assertTrue(error.meanAbsoluteUsdPerMwh() < error.referenceMeanAbsoluteUsdPerMwh());
    assertTrue(error.meanAbsoluteUsdPerMwh() < 1.02 * error.persistenceMeanAbsoluteUsdPerMwh());
    // The best possible absolute error of a normal innovation is 0.2·sqrt(2/pi) of d(price)/dy.
    double best = 0.2 * Math.sqrt(2 / Math.PI) * Math.hypot(40, 20);
    assertEquals(best, error.meanAbsoluteUsdPerMwh(), 0.06 * best);
    assertFalse(error.pinballUsdPerMwh().stream().anyMatch(loss -> loss > best / 2 * 1.06));
  }

  @Property(tries = 100)
  void quantilesRiseWithTheirProbabilityAndOddsSumToOne(@ForAll long seed) {
    Random random = new Random(seed);
    PriceForecaster forecaster = utc();
    int hours = random.nextInt(200);
    for (int h = 0; h < hours; h++) {
      double realTime = random.nextInt(9) == 0 ? Double.NaN : 40 * random.nextGaussian();
      double dayAhead = random.nextInt(9) == 0 ? Double.NaN : 60 * random.nextGaussian();
      forecaster.observe(hour(h), realTime, dayAhead);
    }
    PriceForecast forecast = forecaster.forecast(MONDAY, all(30, 90 * random.nextGaussian()));
    for (int i = 0; i < 30; i++) {
      double before = Double.NEGATIVE_INFINITY;
      for (double p = 0; p <= 1; p += 0.05) {
        double quantile = forecast.quantileUsdPerMwh(i, p);
        assertTrue(quantile >= before - 1e-9);
        before = quantile;
      }
      for (int k = 0; k < SpreadClasses.COUNT; k++) {
        assertEquals(1, Arrays.stream(forecast.chain().transition(i, k)).sum(), 1e-9);
      }
    }
    assertEquals(1, Arrays.stream(forecast.chain().first()).sum(), 1e-9);
  }
}
