package busbar.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.tariff.TimeOfUse.Period;
import busbar.units.OutOfRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimeOfUseTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  /** Dear from 14:00 to 20:00 on summer weekdays. */
  private static final TimeOfUse SUMMER_PEAK =
      new TimeOfUse(
          List.of(
              new Period("peak", List.of(6, 7, 8, 9), Days.WEEKDAY, 14, 20, 95),
              new Period("before", List.of(6, 7, 8, 9), Days.WEEKDAY, 0, 14, 40),
              new Period("after", List.of(6, 7, 8, 9), Days.WEEKDAY, 20, 24, 40),
              new Period("weekend", List.of(6, 7, 8, 9), Days.WEEKEND, 0, 24, 30),
              new Period("winter", List.of(1, 2, 3, 4, 5, 10, 11, 12), Days.ALL, 0, 24, 35)));

  private static double[] prices(PriceCurve curve) {
    return IntStream.range(0, curve.hours()).mapToDouble(curve::usdPerMwh).toArray();
  }

  @Test
  void aSummerWeekdayIsDearInTheAfternoon() {
    double[] expected = new double[24];
    Arrays.fill(expected, 40);
    Arrays.fill(expected, 14, 20, 95);
    // 2026-07-01 is a Wednesday, 2026-07-04 a Saturday.
    assertThat(prices(SUMMER_PEAK.day(LocalDate.of(2026, 7, 1), CHICAGO)))
        .containsExactly(expected);
    assertThat(prices(SUMMER_PEAK.day(LocalDate.of(2026, 7, 4), CHICAGO)))
        .hasSize(24)
        .containsOnly(30);
  }

  /** The zones of DESIGN's traps: half-hour changes, midnights that do not exist, a lost day. */
  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "America/Chicago",
            "Australia/Lord_Howe",
            "America/Havana",
            "America/Asuncion",
            "Africa/Cairo",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "Europe/Oslo",
            "UTC")
        .map(ZoneId::of);
  }

  @Property(tries = 60)
  void everyDayIsPricedAsByTheSlowTwin(
      @ForAll long seed,
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(max = 365 * 17) int daysAfter2011) {
    SlowTimeOfUse twin = random(seed);
    LocalDate date = LocalDate.of(2011, 1, 1).plusDays(daysAfter2011);
    assertThat(prices(twin.asPeriods().day(date, zone)))
        .containsExactly(twin.day(date, zone).stream().mapToDouble(p -> p).toArray());
  }

  @Test
  void theDaysOfAClockChangeArePricedAsByTheSlowTwin() {
    SlowTimeOfUse twin = random(2026);
    for (String change :
        List.of(
            "America/Chicago 2026-03-08 23",
            "America/Chicago 2026-11-01 25",
            "Australia/Lord_Howe 2026-10-04 24",
            "Australia/Lord_Howe 2026-04-05 25",
            "America/Havana 2024-03-10 23",
            "America/Asuncion 2020-10-04 23",
            "Africa/Cairo 2024-04-26 23",
            "Pacific/Apia 2011-12-30 0")) {
      String[] words = change.split(" ");
      ZoneId zone = ZoneId.of(words[0]);
      LocalDate date = LocalDate.parse(words[1]);
      double[] prices = prices(twin.asPeriods().day(date, zone));
      assertThat(prices)
          .as(change)
          .hasSize(Integer.parseInt(words[2]))
          .containsExactly(twin.day(date, zone).stream().mapToDouble(p -> p).toArray());
    }
  }

  @Property(tries = 15)
  void aYearHoldsEveryHourOfItsDaysOnce(
      @ForAll long seed, @ForAll @IntRange(max = 3_000) int daysAfter2024) {
    SlowTimeOfUse twin = random(seed);
    LocalDate from = LocalDate.of(2024, 1, 1).plusDays(daysAfter2024);
    PriceYear year = twin.asPeriods().yearFrom(from, CHICAGO);
    double hours = 0;
    double usd = 0;
    // A clock change takes an hour in spring and gives it back in autumn: UTC has neither.
    for (LocalDate day = from; day.isBefore(from.plusYears(1)); day = day.plusDays(1)) {
      for (double price : twin.day(day, ZoneId.of("UTC"))) {
        hours++;
        usd += price;
      }
    }
    assertThat(year.hours()).isEqualTo(hours).isIn(8_760.0, 8_784.0);
    assertThat(
            year.months().stream()
                .flatMap(List::stream)
                .mapToDouble(band -> band.usdPerMwh() * band.hours())
                .sum())
        .isCloseTo(usd, within(1e-6));
  }

  private static SlowTimeOfUse random(long seed) {
    Random random = new Random(seed);
    double[][][] prices = new double[12][2][24];
    for (double[][] month : prices) {
      for (double[] day : month) {
        Arrays.setAll(day, hour -> random.nextInt(-3, 6) * 20.5);
      }
    }
    return new SlowTimeOfUse(prices);
  }

  @Test
  void anHourWithoutAPriceIsRefusedByName() {
    assertThatThrownBy(() -> new TimeOfUse(List.of(new Period("day", null, Days.ALL, 1, 24, 50))))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("price nothing from 00:00 to 01:00 on a weekday in January");
    assertThatThrownBy(
            () -> new TimeOfUse(List.of(new Period("week", null, Days.WEEKDAY, 0, 24, 50))))
        .hasMessageContaining("weekend day in January");
  }

  @Test
  void anHourPricedTwiceIsRefusedWithBothNames() {
    assertThatThrownBy(
            () ->
                new TimeOfUse(
                    List.of(
                        new Period("all day", null, Days.ALL, 0, 24, 50),
                        new Period("evening", List.of(7), Days.WEEKEND, 20, 22, 90))))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("by all day and evening")
        .hasMessageContaining("20:00 to 21:00 on a weekend day in July");
  }

  @Test
  void aPeriodThatCannotBeIsRefusedByItsField() {
    assertRefused("toHour", () -> new Period("x", null, Days.ALL, 22, 6, 50));
    assertRefused("fromHour", () -> new Period("x", null, Days.ALL, -1, 6, 50));
    assertRefused("toHour", () -> new Period("x", null, Days.ALL, 0, 25, 50));
    assertRefused("usdPerMwh", () -> new Period("x", null, Days.ALL, 0, 24, Double.NaN));
    assertRefused("usdPerMwh", () -> new Period("x", null, Days.ALL, 0, 24, 1e9));
    assertRefused("months", () -> new Period("x", List.of(13), Days.ALL, 0, 24, 50));
    assertRefused("months", () -> new Period("x", List.of(), Days.ALL, 0, 24, 50));
    assertRefused(
        "months[0]", () -> new Period("x", Arrays.asList((Integer) null), Days.ALL, 0, 24, 50));
    assertRefused("periods", () -> new TimeOfUse(List.of()));
  }

  private static void assertRefused(
      String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOfSatisfying(OutOfRange.class, e -> assertThat(e.field()).isEqualTo(field));
  }
}
