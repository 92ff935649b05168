package busbar.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.contract.HostingFee;
import busbar.hardware.Basis;
import busbar.hardware.PowerProfile;
import busbar.site.Operation;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigEconomicsTest {
  private static final double HASHPRICE = 33.28;
  private static final double BTC_PRICE = 75_000;

  private static RigEconomics at60(double hashrateThs, double powerW) {
    return RigEconomics.of(
        point("p", hashrateThs, powerW), Operation.BARE, HASHPRICE, BTC_PRICE, 60);
  }

  private static PowerProfile point(String name, double hashrateThs, double powerW) {
    return new PowerProfile("rig", null, name, hashrateThs, powerW, Basis.NAMEPLATE);
  }

  /**
   * Rates of f2pool's dashboard of 2 February 2026, as the press printed them: 52 % for the S21 XP
   * Hyd, 92 to 100 % and 109 to 162 % for the older ones; the exact figures follow from the rigs'
   * published specifications. The A1466i, printed at 92 to 100 %, is at 84.4 % by its own.
   */
  @ParameterizedTest(name = "{0} pays {3} % of its revenue for power")
  @CsvSource({
    "S21 XP Hyd, 473, 5676, 51.9",
    "S19 XP, 140, 3010, 93.0",
    "A1366, 130, 3250, 108.2",
    "M50S, 128, 3328, 112.5",
    "S19 Pro, 110, 3250, 127.8",
    "A1466I, 170, 3315, 84.4"
  })
  void electricityCostRateIsWhatMinersDashboardsPrint(
      String model, double hashrateThs, double powerW, double percent) {
    assertThat(at60(hashrateThs, powerW).electricityCostRate() * 100)
        .as(model)
        .isEqualTo(percent, within(0.1));
  }

  /** LuxOS estimates for the S19k Pro: 0.03 USD a day as it comes, 0.30 underclocked. */
  @Test
  void anUnderclockedRigCanEarnTenTimesAsMuch() {
    RigEconomics usual = at60(121.8, 2794);
    RigEconomics slow = at60(70.2, 1414);

    assertThat(usual.electricityCostRate() * 100).isEqualTo(99.3, within(0.1));
    assertThat(usual.marginUsdPerDay()).isEqualTo(0.03, within(0.005));
    assertThat(slow.marginUsdPerDay()).isEqualTo(0.30, within(0.005));
  }

  @Test
  void hashcostOfA30JouleRigAt50DollarsIs36DollarsAPetahashDay() {
    // 1 PH/s at 30 J/TH draws 30 kW, 0.72 MWh a day, at 50 USD.
    assertThat(RigEconomics.hashcostUsdPerPhDay(30, 50)).isEqualTo(36, within(1e-12));
  }

  @Property
  void atItsBreakevenPowerPriceARigEarnsNothing(
      @ForAll @DoubleRange(min = 10, max = 1000) double hashrateThs,
      @ForAll @DoubleRange(min = 500, max = 20_000) double powerW,
      @ForAll @DoubleRange(min = 1, max = 500) double hashprice,
      @ForAll @DoubleRange(min = 1, max = 2) double overhead) {
    Operation operation = new Operation(overhead, 1, 98, null);
    PowerProfile point = point("p", hashrateThs, powerW);
    double breakeven =
        RigEconomics.of(point, operation, hashprice, BTC_PRICE, 0).breakevenPowerPriceUsdPerMwh();

    RigEconomics there = RigEconomics.of(point, operation, hashprice, BTC_PRICE, breakeven);

    assertThat(there.marginUsdPerDay()).isEqualTo(0, within(1e-9 * there.revenueUsdPerDay()));
    assertThat(there.electricityCostRate()).isEqualTo(1, within(1e-12));
    assertThat(there.shutdownPriceUsd()).isEqualTo(BTC_PRICE, within(1e-6));
    // hashprice / (0.024 J/TH), the overhead on the joules and the fees off the revenue
    assertThat(breakeven)
        .isEqualTo(
            hashprice * 0.99 * 0.98 / (0.024 * powerW / hashrateThs * overhead),
            within(1e-9 * breakeven));
  }

  @Test
  void negativePowerPricesAreIncome() {
    RigEconomics paid =
        RigEconomics.of(point("p", 100, 3000), Operation.BARE, HASHPRICE, BTC_PRICE, -20);

    assertThat(paid.electricityUsdPerDay()).isEqualTo(-1.44, within(1e-12));
    assertThat(paid.marginUsdPerDay()).isGreaterThan(paid.revenueUsdPerDay());
  }

  @Test
  void withoutRevenueThereIsNoCostRate() {
    RigEconomics none = RigEconomics.of(point("p", 100, 3000), Operation.BARE, 0, BTC_PRICE, 50);

    assertThat(none.electricityCostRate()).isNaN();
    assertThat(none.breakevenPowerPriceUsdPerMwh()).isZero();
  }

  @Test
  void theBestPointIsTheOneThatEarnsMostAndDrawsLessWhereTwoAreEqual() {
    OperatingPoints points =
        OperatingPoints.of(
            List.of(
                point("default", 121.8, 2794),
                point("340MHz", 70.2, 1414),
                point("same", 70.2, 1414)),
            10,
            Operation.BARE,
            HASHPRICE,
            null);

    assertThat(points.name(points.best(60, 1))).isEqualTo("340MHz");
    assertThat(points.name(points.best(10, 1))).isEqualTo("default");
    assertThat(points.optionUsdPerHour(500, 1)).isZero();
  }

  @Test
  void aClientsFeeFollowsTheLoadAndNoHashprice() {
    OperatingPoints hosted =
        OperatingPoints.of(
            List.of(point("default", 200, 3500), point("eco", 150, 2300)),
            1000,
            new Operation(1.1, 1, 98, null),
            HASHPRICE,
            HostingFee.perMwh(70));

    assertThat(hosted.count()).isOne();
    assertThat(hosted.kw(0)).isEqualTo(3850, within(1e-9));
    assertThat(hosted.breakevenUsdPerMwh(0.1)).isEqualTo(70, within(1e-9));
    assertThat(hosted.marginUsdPerHour(0, 50, 3)).isEqualTo(77, within(1e-9));
  }

  @Test
  void aFeeByTheKilowattAndMonthIsEarnedByNoHour() {
    OperatingPoints hosted =
        OperatingPoints.of(
            List.of(point("default", 200, 3500)),
            1000,
            Operation.BARE,
            HASHPRICE,
            HostingFee.perKwMonth(90));

    assertThat(hosted.followsHashprice()).isFalse();
    assertThat(hosted.breakevenUsdPerMwh(1)).isZero();
    assertThat(hosted.marginUsdPerHour(0, 50, 1)).isEqualTo(-3.5 * 50, within(1e-9));
  }

  @Test
  void aShareOfRevenueFollowsHashpriceAndTheLoadDoesNot() {
    List<PowerProfile> profile = List.of(point("default", 200, 3500));
    OperatingPoints own = OperatingPoints.of(profile, 1000, Operation.BARE, HASHPRICE, null);
    OperatingPoints shared =
        OperatingPoints.of(profile, 1000, Operation.BARE, HASHPRICE, HostingFee.revenueShare(20));

    assertThat(shared.followsHashprice()).isTrue();
    assertThat(shared.breakevenUsdPerMwh(1.5))
        .isEqualTo(0.2 * 1.5 * own.breakevenUsdPerMwh(1), within(1e-9));
    assertThat(shared.kw(0)).isEqualTo(own.kw(0));
  }

  @Test
  void noRigsEarnNothingAndCostNothing() {
    OperatingPoints none =
        OperatingPoints.of(List.of(point("p", 100, 3000)), 0, Operation.BARE, HASHPRICE, null);

    assertThat(none.optionUsdPerHour(-1000, 1)).isZero();
    assertThat(none.breakevenUsdPerMwh(1)).isZero();
  }
}
