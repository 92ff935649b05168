package busbar.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.contract.HostingFee;
import busbar.hardware.Basis;
import busbar.hardware.PowerProfile;
import busbar.site.Operation;
import busbar.tariff.FixedPrice;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceCurve;
import busbar.tariff.PriceSeries;
import busbar.tariff.PriceYear;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

  /** The slow twin: each hour by itself, at the best of all points and off. */
  private static double hourByHourUsd(
      OperatingPoints points, double[] prices, double shift, double scale, double mostKw) {
    double sum = 0;
    for (double price : prices) {
      double most = 0;
      for (int point = 0; point < points.count(); point++) {
        if (!Double.isNaN(price) && points.kw(point) <= mostKw) {
          most = Math.max(most, points.marginUsdPerHour(point, price + shift, scale));
        }
      }
      sum += most;
    }
    return sum;
  }

  private static OperatingPoints anyPoints(Random random) {
    List<PowerProfile> profiles = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(8); i++) {
      double ths = 10 + random.nextInt(200);
      double watts = 500 + 100 * random.nextInt(40);
      profiles.add(new PowerProfile("rig", "LuxOS", "p" + i, ths, watts, Basis.ESTIMATE));
    }
    HostingFee fee = random.nextInt(4) == 0 ? HostingFee.perMwh(random.nextInt(60)) : null;
    return OperatingPoints.of(profiles, random.nextInt(2000), Operation.BARE, 36, fee);
  }

  @Property
  void aDayEarnsWhatItsHoursEarnOneByOne(
      @ForAll long seed,
      @ForAll @DoubleRange(min = -100, max = 100) double shift,
      @ForAll @DoubleRange(min = 0.02, max = 5) double scale) {
    Random random = new Random(seed);
    OperatingPoints points = anyPoints(random);
    double[] prices = new double[24];
    for (int hour = 0; hour < prices.length; hour++) {
      // In whole dollars, so that some are equal.
      prices[hour] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(120) - 30;
    }

    double usd = KeepValue.earningsUsd(points, PriceCurve.of(Instant.EPOCH, prices), shift, scale);

    double slow = hourByHourUsd(points, prices, shift, scale, Double.POSITIVE_INFINITY);
    assertThat(usd).isCloseTo(slow, within(1e-9 * (1 + slow)));
  }

  @Property
  void aYearEarnsWhatItsHoursEarnOneByOneAboveTheDemandCharge(@ForAll long seed) {
    Random random = new Random(seed);
    OperatingPoints points = anyPoints(random);
    double[][] prices = new double[2][30];
    List<PriceYear.Band> bands = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      for (int hour = 0; hour < 30; hour++) {
        prices[part][hour] = random.nextInt(120) - 30;
        bands.add(new PriceYear.Band(prices[part][hour], 1, part));
      }
    }
    double whole = random.nextDouble() * 0.5;
    List<Double> byPart = List.of(random.nextDouble() * 0.5, random.nextDouble() * 0.5);
    PriceYear year =
        PriceYear.of(
            List.of(bands), List.of(new PriceYear.Demand(whole, byPart, List.of())), "a test");

    double usd = KeepValue.earningsUsd(points, year, 3, 1.1, new double[] {0.9});

    double slow = 0;
    for (int point = 0; point < points.count(); point++) {
      double kw = points.kw(point);
      double month = -kw * whole;
      for (int part = 0; part < 2; part++) {
        double earns = hourByHourUsd(points, prices[part], 3, 1.1 * 0.9, kw);
        month += Math.max(0, earns - kw * byPart.get(part));
      }
      slow = Math.max(slow, month);
    }
    assertThat(usd).isCloseTo(slow, within(1e-9 * (1 + slow)));
  }
}
