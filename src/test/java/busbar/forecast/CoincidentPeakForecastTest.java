package busbar.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import busbar.forecast.CoincidentPeakForecast.LoadForecast;
import busbar.forecast.PeakRule.Span;
import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoincidentPeakForecastTest {
  private static final PeakRule FOUR_CP = new PeakRule(Set.of(6, 7, 8, 9), 1, Span.MONTH);
  private static final PeakRule FIVE_CP = new PeakRule(Set.of(6, 7, 8, 9), 5, Span.YEAR);

  /** Days whose load is 1,000 MW but in the hour from 17:00, in which it is the day's peak. */
  private static SystemLoad days(Map<LocalDate, Double> peaks, LocalDate from, LocalDate to) {
    double[] mw = new double[(int) ChronoUnit.DAYS.between(from, to) * 24];
    Arrays.fill(mw, 1000);
    peaks.forEach((day, peak) -> mw[(int) ChronoUnit.DAYS.between(from, day) * 24 + 17] = peak);
    return SystemLoad.of(from.atStartOfDay(ZoneOffset.UTC).toInstant(), mw, ZoneOffset.UTC);
  }

  /** All days at 50,000 MW but those named. */
  private static Map<LocalDate, Double> flat(LocalDate from, LocalDate to) {
    Map<LocalDate, Double> peaks = new HashMap<>();
    from.datesUntil(to).forEach(day -> peaks.put(day, 50_000.0));
    return peaks;
  }

  @Test
  void theLastDayOfAMonthIsItsPeakInTheCoursesThatRoseAboveThePeakSoFar() {
    // Tuesday 30 July 2024 is known, the 31st to come. Courses begin on the Tuesdays within four
    // weeks of that day of the year, in 2023 from 4 July to 22 August; on two of these eight the
    // next day rose by 4 %. This year's own four, 2 to 23 July, count too.
    LocalDate from = LocalDate.of(2023, 6, 1);
    LocalDate known = LocalDate.of(2024, 7, 30);
    Map<LocalDate, Double> peaks = flat(from, known.plusDays(1));
    peaks.put(LocalDate.of(2023, 7, 12), 52_000.0);
    peaks.put(LocalDate.of(2023, 8, 9), 52_000.0);
    peaks.put(LocalDate.of(2024, 7, 11), 51_000.0);
    CoincidentPeakForecast forecast =
        CoincidentPeakForecast.of(
            days(peaks, from, known.plusDays(1)), FOUR_CP, known, known.plusDays(1), null);
    assertEquals(12, forecast.courses());
    // So far 51,000; 50,000 rises above it in 2 of 12 courses; and 1 of 31 days is a peak.
    assertEquals((2 + 1 / 31.0) / 13, forecast.probability(), 1e-12);
    assertEquals(
        forecast.probability(), forecast.byHour().stream().mapToDouble(p -> p).sum(), 1e-12);
    // 20 days in each of June to September 2023 and June and July 2024 peaked from 17:00.
    assertEquals((60 + 1 / 24.0) / 61, forecast.byHour().get(17) / forecast.probability(), 1e-12);
  }

  @Test
  void aLoadForecastFarAboveThePeakSoFarIsAlmostSureAndFarBelowAlmostImpossible() {
    LocalDate from = LocalDate.of(2021, 1, 1);
    LocalDate known = LocalDate.of(2024, 8, 29);
    SystemLoad load = days(flat(from, known.plusDays(1)), from, known.plusDays(1));
    LocalDate day = known.plusDays(1);
    double high =
        CoincidentPeakForecast.of(load, FOUR_CP, known, day, new LoadForecast(60_000, 2))
            .probability();
    double low =
        CoincidentPeakForecast.of(load, FOUR_CP, known, day, new LoadForecast(40_000, 2))
            .probability();
    assertTrue(high > 0.95, "high " + high);
    assertTrue(low < 0.05, "low " + low);
  }

  @Test
  void withoutHistoryEveryDayOfTheSpanIsAlike() {
    SystemLoad none = SystemLoad.of(Instant.EPOCH, new double[0], ZoneOffset.UTC);
    LocalDate day = LocalDate.of(2024, 7, 10);
    CoincidentPeakForecast monthly =
        CoincidentPeakForecast.of(none, FOUR_CP, day.minusDays(1), day, null);
    assertEquals(0, monthly.courses());
    assertEquals(1 / 31.0, monthly.probability(), 1e-12);
    assertEquals(1 / 31.0 / 24, monthly.byHour().get(3), 1e-12);
    assertEquals(
        5 / 122.0,
        CoincidentPeakForecast.of(none, FIVE_CP, day.minusDays(1), day, null).probability(),
        1e-12);
  }

  @Test
  void outsideTheRulesMonthsThereIsNoPeak() {
    SystemLoad none = SystemLoad.of(Instant.EPOCH, new double[0], ZoneOffset.UTC);
    LocalDate day = LocalDate.of(2024, 10, 1);
    assertEquals(
        0, CoincidentPeakForecast.of(none, FOUR_CP, day.minusDays(1), day, null).probability());
  }

  @Test
  void whatCannotBeIsRefused() {
    LocalDate day = LocalDate.of(2024, 7, 1);
    SystemLoad none = SystemLoad.of(Instant.EPOCH, new double[0], ZoneOffset.UTC);
    assertThrows(OutOfRange.class, () -> CoincidentPeakForecast.of(none, FOUR_CP, day, day, null));
    assertThrows(
        OutOfRange.class, () -> SystemLoad.of(Instant.EPOCH, new double[] {-1}, ZoneOffset.UTC));
    assertThrows(OutOfRange.class, () -> new PeakRule(Set.of(), 1, Span.MONTH));
    assertThrows(OutOfRange.class, () -> new PeakRule(Set.of(13), 1, Span.MONTH));
    assertThrows(OutOfRange.class, () -> new LoadForecast(0, 2));
  }

  @Test
  void dayWithMoreThanThreeHoursMissingHasNoPeakAndADayOf23HoursHas() {
    ZoneId chicago = ZoneId.of("America/Chicago");
    LocalDate shortDay = LocalDate.of(2024, 3, 10);
    double[] mw = new double[23 + 24];
    Arrays.fill(mw, 1000);
    mw[16] = 2000;
    Arrays.fill(mw, 30, 34, Double.NaN);
    SystemLoad load = SystemLoad.of(shortDay.atStartOfDay(chicago).toInstant(), mw, chicago);
    assertEquals(2000, load.peakMw(shortDay.toEpochDay()));
    assertEquals(17, load.peakHour(shortDay.toEpochDay()));
    assertTrue(Double.isNaN(load.peakMw(shortDay.toEpochDay() + 1)));
  }

  /**
   * Weather that keeps 0.7 of itself a day, weekends lower, a summer; the peak at 16 to 18 h. Of
   * each day's change a forecast knows all but a part of 1,300 MW, 2 % of the load.
   */
  private static SystemLoad chance(
      LocalDate from, LocalDate to, Random random, Map<LocalDate, Double> forecasts) {
    double[] mw = new double[(int) ChronoUnit.DAYS.between(from, to) * 24];
    double weather = 0;
    for (int d = 0; d < mw.length / 24; d++) {
      LocalDate day = from.plusDays(d);
      double unforeseen = 1300 * random.nextGaussian();
      weather = 0.7 * weather + 2100 * random.nextGaussian() + unforeseen;
      double summer = 10_000 * Math.cos(2 * Math.PI * (day.getDayOfYear() - 215) / 365.0);
      double weekend = day.getDayOfWeek().getValue() >= 6 ? -3000 : 0;
      double peak = 60_000 + summer + weekend + weather;
      forecasts.put(day, peak - unforeseen);
      int hour = 16 + random.nextInt(3);
      for (int h = 0; h < 24; h++) {
        mw[d * 24 + h] = Math.max(10_000, peak - 400 * (h - hour) * (h - hour));
      }
    }
    return SystemLoad.of(from.atStartOfDay(ZoneOffset.UTC).toInstant(), mw, ZoneOffset.UTC);
  }

  @Test
  void whatIsSaidToBeOneInTenHappensOnceInTen() {
    LocalDate from = LocalDate.of(2008, 1, 1);
    LocalDate to = LocalDate.of(2025, 1, 1);
    Map<LocalDate, Double> forecasts = new HashMap<>();
    SystemLoad load = chance(from, to, new Random(4), forecasts);
    for (PeakRule rule : new PeakRule[] {FOUR_CP, FIVE_CP}) {
      for (boolean foretold : new boolean[] {false, true}) {
        double[] said = new double[4];
        double[] happened = new double[4];
        double[] variance = new double[4];
        double brier = 0;
        double brierOfAny = 0;
        for (LocalDate day = LocalDate.of(2014, 6, 1); day.isBefore(to); day = day.plusDays(1)) {
          if (!rule.covers(day)) {
            continue;
          }
          double p =
              CoincidentPeakForecast.of(
                      load,
                      rule,
                      day.minusDays(1),
                      day,
                      foretold ? new LoadForecast(forecasts.getOrDefault(day, 1.0), 2) : null)
                  .probability();
          int bin = p < 0.02 ? 0 : p < 0.1 ? 1 : p < 0.3 ? 2 : 3;
          double came = isPeak(load, rule, day) ? 1 : 0;
          said[bin] += p;
          happened[bin] += came;
          variance[bin] += p * (1 - p);
          double any = rule == FOUR_CP ? 1 / 30.5 : 5 / 122.0;
          brier += (p - came) * (p - came);
          brierOfAny += (any - came) * (any - came);
        }
        String name = rule + (foretold ? " with" : " without") + " a load forecast: ";
        String counts = Arrays.toString(said) + " said, " + Arrays.toString(happened) + " came";
        for (int bin = 0; bin < 4; bin++) {
          // Days near each other share their weather, so three times what chance alone leaves.
          double leeway = 3 * Math.sqrt(variance[bin]) + 1;
          assertEquals(said[bin], happened[bin], leeway, name + counts);
        }
        assertTrue(brier < (foretold ? 0.8 : 1) * brierOfAny, name + brier + " of " + brierOfAny);
      }
    }
  }

  private static boolean isPeak(SystemLoad load, PeakRule rule, LocalDate day) {
    return rule.firstDay(day)
            .datesUntil(rule.lastDay(day).plusDays(1))
            .filter(other -> rule.compete(day, other))
            .filter(other -> load.peakMw(other.toEpochDay()) > load.peakMw(day.toEpochDay()))
            .count()
        < rule.peaks();
  }
}
