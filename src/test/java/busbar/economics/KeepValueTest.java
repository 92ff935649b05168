package busbar.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.hardware.Basis;
import busbar.hardware.PowerProfile;
import busbar.site.Operation;
import busbar.tariff.FixedPrice;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class KeepValueTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final LocalDate DAY = LocalDate.of(2026, 2, 12);

  /** A thousand rigs of 100 TH/s and 3 kW: at 36 USD/PH/day they earn 50 USD/MWh. */
  private static OperatingPoints rigs() {
    return OperatingPoints.of(
        List.of(new PowerProfile("rig", null, "nameplate", 100, 3000, Basis.NAMEPLATE)),
        1000,
        Operation.BARE,
        36,
        null);
  }

  @Test
  void aYearAtAFixedPriceIsTheMarginTimesTheHours() {
    double year =
        KeepValue.earningsUsd(
            rigs(), new FixedPrice(40).yearFrom(DAY, CHICAGO), 0, 1, KeepValue.hashpriceByMonth(0));

    assertThat(year).isEqualTo(3.0 * (50 - 40) * 8760, within(1e-6));
  }

  @Test
  void hoursInWhichTheRigsLoseCountAsNothing() {
    List<PriceSeries.Price> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      hours.add(new PriceSeries.Price(LocalDateTime.of(2026, 1, 1, hour, 0), hour < 6 ? 20 : 500));
    }
    HourlySeries tariff = new HourlySeries(null, PriceSeries.Repeats.DAILY, 0, hours);

    double year =
        KeepValue.earningsUsd(
            rigs(), tariff.yearFrom(DAY, CHICAGO), 0, 1, KeepValue.hashpriceByMonth(0));

    assertThat(year).isEqualTo(3.0 * (50 - 20) * 6 * 365, within(1e-6));
  }

  @Test
  void hashpriceFallsByTheWholeDeclineOverAYearThatStartsAtToday() {
    // Power for nothing, so earnings follow hashprice: the mean of 0.8^t over a year is
    // 0.2/ln(1.25).
    double year =
        KeepValue.earningsUsd(
            rigs(), new FixedPrice(0).yearFrom(DAY, CHICAGO), 0, 1, KeepValue.hashpriceByMonth(20));

    assertThat(year).isEqualTo(3.0 * 50 * 8760 * 0.2 / Math.log(1.25), within(year * 0.001));
  }

  @Test
  void anHourWithoutAPriceEarnsNothing() {
    PriceCurve curve = PriceCurve.of(Instant.EPOCH, new double[] {40, Double.NaN, 60, 40});

    assertThat(KeepValue.earningsUsd(rigs(), curve, 0, 1)).isEqualTo(60, within(1e-9));
  }

  @Property
  void dearerPowerNeverMakesKeepingWorthMore(
      @ForAll @DoubleRange(min = -100, max = 200) double price,
      @ForAll @DoubleRange(min = 0, max = 100) double shift,
      @ForAll @DoubleRange(min = 0, max = 60) double decline) {
    var year = new FixedPrice(price).yearFrom(DAY, CHICAGO);

    double[] byMonth = KeepValue.hashpriceByMonth(decline);
    double now = KeepValue.earningsUsd(rigs(), year, 0, 1, byMonth);

    assertThat(now).isGreaterThanOrEqualTo(0);
    assertThat(KeepValue.earningsUsd(rigs(), year, shift, 1, byMonth)).isLessThanOrEqualTo(now);
    assertThat(KeepValue.earningsUsd(rigs(), year, 0, 1.5, byMonth)).isGreaterThanOrEqualTo(now);
  }
}
