package busbar.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.tariff.PriceSeries.Price;
import busbar.tariff.PriceSeries.Repeats;
import busbar.units.OutOfRange;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HourlySeriesTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
  private static final LocalDate SPRING = LocalDate.of(2026, 3, 8);
  private static final LocalDate AUTUMN = LocalDate.of(2026, 11, 1);

  private static Price hour(LocalDate date, int hour, double usdPerMwh) {
    return new Price(date.atTime(hour, 0), usdPerMwh);
  }

  private static HourlySeries dated(List<Price> hours, double adder) {
    return new HourlySeries(null, Repeats.NEVER, adder, hours);
  }

  /** Price h costs 10 h less 30, so the first three are negative. */
  private static HourlySeries daily(double adder) {
    return new HourlySeries(
        null,
        Repeats.DAILY,
        adder,
        IntStream.range(0, 24).mapToObj(h -> hour(LocalDate.EPOCH, h, 10 * h - 30)).toList());
  }

  private static double[] prices(PriceCurve curve) {
    return IntStream.range(0, curve.hours()).mapToDouble(curve::usdPerMwh).toArray();
  }

  @Test
  void aDailySeriesPricesTheWallClocksHourPlusTheAdder() {
    double[] prices = prices(daily(4.5).day(LocalDate.of(2026, 2, 12), CHICAGO));
    assertThat(prices).hasSize(24);
    assertThat(prices[0]).isEqualTo(-25.5);
    assertThat(prices[23]).isEqualTo(204.5);
  }

  @Test
  void inSpringTheSkippedHourIsNotPricedAndInAutumnTheRepeatedOneIsTwice() {
    double[] spring = prices(daily(0).day(SPRING, CHICAGO));
    assertThat(spring).hasSize(23).startsWith(-30, -20, 0).doesNotContain(-10);
    double[] autumn = prices(daily(0).day(AUTUMN, CHICAGO));
    assertThat(autumn).hasSize(25).startsWith(-30, -20, -20, -10);
  }

  @Test
  void theRepeatedAutumnHourMayHaveTwoPricesTheEarlierFirst() {
    List<Price> hours = new ArrayList<>();
    for (int h = 0; h < 24; h++) {
      hours.add(hour(AUTUMN, h, h));
      if (h == 1) {
        hours.add(hour(AUTUMN, h, 99));
      }
    }
    HourlySeries series = dated(hours, 0);
    series.checkIn(CHICAGO);
    assertThat(prices(series.day(AUTUMN, CHICAGO))).hasSize(25).startsWith(0, 1, 99, 2, 3);
    // Phoenix keeps one time all year: there the hour comes once.
    assertThatThrownBy(() -> series.checkIn(ZoneId.of("America/Phoenix")))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("2026-11-01T01:00 more than once");
  }

  @Test
  void theRepeatedHourGivenOnceLeavesItsSecondUnknown() {
    List<Price> hours = IntStream.range(0, 24).mapToObj(h -> hour(AUTUMN, h, h)).toList();
    PriceCurve curve = dated(hours, 5).day(AUTUMN, CHICAGO);
    assertThat(curve.isKnown(1)).isTrue();
    assertThat(curve.isKnown(2)).isFalse();
    assertThat(curve.usdPerMwh(3)).isEqualTo(7);
    assertThat(curve.hoursUnknown()).isEqualTo(1);
  }

  @Test
  void anHourOutsideTheSeriesIsUnknownAndNeverZero() {
    HourlySeries series = dated(List.of(hour(SPRING.minusDays(1), 5, 20)), 3);
    PriceCurve known = series.day(SPRING.minusDays(1), CHICAGO);
    assertThat(known.usdPerMwh(5)).isEqualTo(23);
    assertThat(known.hoursUnknown()).isEqualTo(23);
    assertThat(known.average()).isEqualTo(23);
    PriceCurve unknown = series.day(LocalDate.of(2030, 1, 1), CHICAGO);
    assertThat(prices(unknown)).containsOnly(Double.NaN);
    assertThat(unknown.average()).isNaN();
    assertThat(unknown.listUsdPerMwh()).containsOnlyNulls();
  }

  @Test
  void aHalfHourChangeLosesNoPrice() {
    LocalDate autumn = LocalDate.of(2026, 4, 5);
    List<Price> hours = IntStream.range(0, 24).mapToObj(h -> hour(autumn, h, h)).toList();
    HourlySeries series = dated(hours, 0);
    series.checkIn(LORD_HOWE);
    PriceCurve curve = series.day(autumn, LORD_HOWE);
    assertThat(curve.hours()).isEqualTo(25);
    assertThat(curve.hoursUnknown()).isZero();
    // At 02:00 the clock goes back to 01:30: from there on an hour begins at half past.
    assertThat(prices(curve)).startsWith(0, 1, 1, 2, 3).endsWith(22, 23);
  }

  @Test
  void anHourThatTheClockSkipsIsRefused() {
    assertThatThrownBy(() -> dated(List.of(hour(SPRING, 2, 20)), 0).checkIn(CHICAGO))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("2026-03-08T02:00, which the clock in America/Chicago skips");
  }

  @Test
  void anHourGivenTwiceIsRefused() {
    HourlySeries twice = dated(List.of(hour(SPRING, 5, 20), hour(SPRING, 5, 30)), 0);
    assertThatThrownBy(() -> twice.checkIn(CHICAGO)).hasMessageContaining("more than once");
    assertThatThrownBy(() -> dated(Collections.nCopies(3, hour(AUTUMN, 1, 20)), 0))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("2026-11-01T01:00 more than once");
    List<Price> overlapping = new ArrayList<>(daily(0).hours());
    overlapping.add(hour(LocalDate.EPOCH, 7, 1));
    assertThatThrownBy(() -> new HourlySeries(null, Repeats.DAILY, 0, overlapping))
        .hasMessageContaining("more than once");
  }

  @Test
  void aMissingHourOfADailySeriesIsRefused() {
    List<Price> hours =
        daily(0).hours().stream().filter(h -> h.beginning().getHour() != 7).toList();
    assertThatThrownBy(() -> new HourlySeries(null, Repeats.DAILY, 0, hours))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("price nothing from 7:00 to 8:00");
  }

  @Test
  void whatIsNoPriceIsRefused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e6}) {
      assertThatThrownBy(() -> hour(SPRING, 1, bad)).isInstanceOf(OutOfRange.class);
      assertThatThrownBy(() -> daily(bad)).isInstanceOf(OutOfRange.class);
    }
    assertThatThrownBy(() -> dated(List.of(new Price(LocalDateTime.of(2026, 2, 12, 1, 30), 5)), 0))
        .hasMessageContaining("full hour");
    assertThatThrownBy(() -> new HourlySeries(null, Repeats.DAILY, 0, null))
        .isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> dated(List.of(), 0)).isInstanceOf(OutOfRange.class);
  }

  @Test
  void aYearSpreadsTheKnownHoursOverEveryMonth() {
    PriceYear year = daily(0).yearFrom(LocalDate.of(2026, 2, 12), CHICAGO);
    assertThat(year.months()).hasSize(12).allSatisfy(month -> assertThat(month).hasSize(24));
    assertThat(year.hours()).isCloseTo(8_760, within(1e-6));
    // Hours 0 to 2 cost less than nothing.
    assertThat(year.hoursAtOrBelow(-0.01) / year.hours()).isCloseTo(3 / 24.0, within(1e-9));
    PriceYear leap = daily(0).yearFrom(LocalDate.of(2027, 6, 1), CHICAGO);
    assertThat(leap.hours()).isCloseTo(8_784, within(1e-6));
  }

  @Test
  void aRepeatedDayFollowsTheWallClockOnEveryDayOfTheYear() {
    List<PriceSeries.Price> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      hours.add(new PriceSeries.Price(LocalDateTime.of(2026, 1, 1, hour, 0), hour));
    }
    HourlySeries series = new HourlySeries(null, Repeats.DAILY, 100, hours);
    for (String zone : List.of("America/Chicago", "Australia/Lord_Howe", "America/Havana")) {
      Tariff.PricedDays days = series.in(ZoneId.of(zone));
      for (int day = 0; day < 366; day++) {
        LocalDate date = LocalDate.of(2026, 1, 1).plusDays(day);
        PriceCurve curve = days.day(date);
        assertThat(curve.start()).isEqualTo(date.atStartOfDay(ZoneId.of(zone)).toInstant());
        assertThat(curve.hours()).isEqualTo(Tariff.hoursOf(date, ZoneId.of(zone)));
        for (int hour = 0; hour < curve.hours(); hour++) {
          int clock = curve.startOf(hour).atZone(ZoneId.of(zone)).getHour();
          assertThat(curve.usdPerMwh(hour)).isEqualTo(100 + clock);
        }
      }
    }
  }
}
