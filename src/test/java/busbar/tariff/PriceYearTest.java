package busbar.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.tariff.PriceYear.Band;
import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PriceYearTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final PriceYear TWO_PRICES =
      PriceYear.of(
          Collections.nCopies(12, List.of(new Band(-10, 100), new Band(50, 300))), "a test");

  @Test
  void aShareCountsHoursAtOrBelowTheLimit() {
    assertThat(TWO_PRICES.hoursAtOrBelow(-10.01) / TWO_PRICES.hours()).isZero();
    assertThat(TWO_PRICES.hoursAtOrBelow(-10) / TWO_PRICES.hours()).isEqualTo(0.25);
    assertThat(TWO_PRICES.hoursAtOrBelow(49.99) / TWO_PRICES.hours()).isEqualTo(0.25);
    assertThat(TWO_PRICES.hoursAtOrBelow(50) / TWO_PRICES.hours()).isEqualTo(1);
  }

  @Test
  void withoutAnyKnownHourThereIsNoShare() {
    PriceYear empty = PriceYear.of(Collections.nCopies(12, List.of()), "nothing");
    assertThat(empty.hours()).isZero();
    assertThat(empty.hoursAtOrBelow(1e9) / empty.hours()).isNaN();
  }

  @Property
  void aFixedPriceHasOneBandAMonth(
      @ForAll @DoubleRange(min = -10_000, max = 100_000) double price,
      @ForAll @IntRange(max = 4_000) int daysAfter2023) {
    LocalDate from = LocalDate.of(2023, 1, 1).plusDays(daysAfter2023);
    PriceYear year = new FixedPrice(price).yearFrom(from, CHICAGO);
    assertThat(year.hours()).isIn(8_760.0, 8_784.0);
    assertThat(year.months()).hasSize(12).allSatisfy(month -> assertThat(month).hasSize(1));
    assertThat(year.hoursAtOrBelow(price) / year.hours()).isEqualTo(1);
  }

  @Property
  void aFixedPriceIsTheSameInEveryHourOfADay(
      @ForAll @DoubleRange(min = -10_000, max = 100_000) double price,
      @ForAll @IntRange(max = 4_000) int daysAfter2023) {
    PriceCurve day =
        new FixedPrice(price).day(LocalDate.of(2023, 1, 1).plusDays(daysAfter2023), CHICAGO);
    assertThat(day.hours()).isBetween(23, 25);
    assertThat(day.lowest()).isEqualTo(price);
    assertThat(day.highest()).isEqualTo(price);
    assertThat(day.average()).isCloseTo(price, within(1e-6));
  }

  @Test
  void theDaysOfAClockChangeHave23And25Hours() {
    FixedPrice fixed = new FixedPrice(60);
    assertThat(fixed.day(LocalDate.of(2026, 3, 8), CHICAGO).hours()).isEqualTo(23);
    assertThat(fixed.day(LocalDate.of(2026, 11, 1), CHICAGO).hours()).isEqualTo(25);
    PriceCurve havana = fixed.day(LocalDate.of(2024, 3, 10), ZoneId.of("America/Havana"));
    // There is no midnight: the day begins at 01:00, UTC-4.
    assertThat(havana.start()).isEqualTo(Instant.parse("2024-03-10T05:00:00Z"));
    assertThat(havana.hours()).isEqualTo(23);
    assertThat(havana.startOf(23)).isEqualTo(Instant.parse("2024-03-11T04:00:00Z"));
  }

  @Test
  void aPriceThatCannotBeIsRefused() {
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -10_001, 1e6}) {
      assertThatThrownBy(() -> new FixedPrice(bad)).isInstanceOf(OutOfRange.class);
    }
    assertThatThrownBy(
            () -> PriceCurve.of(Instant.EPOCH, new double[] {1, Double.POSITIVE_INFINITY}))
        .isInstanceOfSatisfying(
            OutOfRange.class, e -> assertThat(e.field()).isEqualTo("usdPerMwh[1]"));
  }

  @Test
  void aCurveChangesItsKnownHoursAlone() {
    PriceCurve curve = PriceCurve.of(Instant.EPOCH, new double[] {10, Double.NaN, -30});
    assertThat(curve.map(price -> price + 5))
        .isEqualTo(PriceCurve.of(Instant.EPOCH, new double[] {15, Double.NaN, -25}));
    assertThat(curve.average()).isEqualTo(-10);
    assertThat(curve.lowest()).isEqualTo(-30);
    assertThat(curve.hoursUnknown()).isEqualTo(1);
    assertThat(curve.listUsdPerMwh()).containsExactly(10.0, null, -30.0);
  }
}
