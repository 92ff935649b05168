package busbar.billing;

import static busbar.billing.Bills.THE_REST;
import static busbar.billing.Bills.UTC;
import static busbar.billing.Bills.WORKDAY_3PM_TO_8PM;
import static busbar.billing.Bills.bill;
import static busbar.billing.Bills.demand;
import static busbar.billing.Bills.energy;
import static busbar.billing.Bills.hourly;
import static busbar.billing.Bills.months;
import static busbar.billing.Bills.peaks;
import static busbar.billing.Bills.period;
import static busbar.billing.Bills.quantities;
import static busbar.billing.Bills.rate;
import static busbar.billing.Bills.upToKwh;
import static busbar.billing.Bills.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.tariff.Days;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandCharge.Ratchet;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.RiderCharge;
import busbar.tariff.When;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Bills that other projects publish with the numbers that they expect. Each test names repository
 * and file; amounts are ours to the cent, tolerances theirs.
 */
class BillPublishedCasesTest {
  /** The profile that several tests of NREL/ssc share, kW by hour. */
  private static final double[] DAY = {
    1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1
  };

  /** In SAM's year 1 January is a Monday and no clock changes. */
  private static final LocalDate SAM = LocalDate.of(2018, 1, 1);

  private static final Offset<BigDecimal> CENT = within(new BigDecimal("0.01"));

  private static Map<Integer, Double> from(int hour, double... kw) {
    Map<Integer, Double> load = new HashMap<>();
    IntStream.range(0, kw.length).forEach(h -> load.put(hour + h, kw[h]));
    return load;
  }

  private static LoadSeries hours(LocalDate date, double... kw) {
    return LoadSeries.of(date.atStartOfDay(UTC).toInstant(), 60, kw);
  }

  private static LoadSeries quarters(LocalDate date, double... kw) {
    return LoadSeries.of(date.atStartOfDay(UTC).toInstant(), 15, kw);
  }

  /** NREL/ssc, test/shared_test/lib_utility_rate_equations_test.cpp, test_demand_charges. */
  @Test
  void demandByTimeOfUseInTwoTiers() {
    var rate =
        rate(
            demand(
                "Demand",
                60,
                period("on-peak", List.of(WORKDAY_3PM_TO_8PM), 100, 20, 15),
                period("off-peak", THE_REST, 100, 10, 5)));
    assertThat(usd(bill(rate, hours(SAM, DAY)), "Demand")).isEqualByComparingTo("200");
  }

  /**
   * NREL/ssc, test/shared_test/lib_utility_rate_equations_test.cpp, test_seasonal_demand_charges.
   */
  @Test
  void demandInSomeMonthsOnly() {
    var rate = rate(demand("Demand", 60, period("summer", List.of(months(6, 7, 8, 9)), 1)));
    Map<Integer, Double> load = from(0, DAY);
    load.putAll(from(3648, DAY));
    Bill bill = bill(rate, hourly(SAM, 365, 0, load, UTC));
    assertThat(usd(bill, YearMonth.of(2018, 1), "Demand")).isZero();
    assertThat(usd(bill, YearMonth.of(2018, 6), "Demand")).isEqualByComparingTo("10");
  }

  private static final double[] PLL_USD_PER_KWH = {
    0.132655, 0.120303, 0.102607, 0.079109, 0.013627, 0.010275, 0.00771
  };

  /**
   * Georgia Power's "hours use": kWh steps inside a first block of 200 kWh/kW, then more blocks.
   */
  private static List<EnergyTier> hoursUse() {
    double[] usd = Arrays.stream(PLL_USD_PER_KWH).map(perKwh -> perKwh * 1000).toArray();
    return List.of(
        new EnergyTier(3_000.0, null, 200.0, null, usd[0]),
        new EnergyTier(10_000.0, null, 200.0, null, usd[1]),
        new EnergyTier(200_000.0, null, 200.0, null, usd[2]),
        new EnergyTier(null, null, 200.0, null, usd[3]),
        new EnergyTier(null, null, 400.0, null, usd[4]),
        new EnergyTier(null, null, 600.0, null, usd[5]),
        upToKwh(null, usd[6]));
  }

  private static EnergyCharge hoursUseOf(String demand) {
    return new EnergyCharge(
        "Energy", null, List.of(new EnergyPeriod("all", null, null, hoursUse())), demand);
  }

  /** NREL/ssc, test/shared_test/lib_utility_rate_equations_test.cpp, test_block_step_tiers. */
  @Test
  void stepsInKwhWithinABlockOfHoursOfUse() {
    var rate = rate(hoursUseOf(null));
    Bill january = bill(rate, hourly(SAM, 31, 658, Map.of(), UTC));
    // Ends at 3,000, 10,000, 131,600, 263,200 and 394,800 kWh: the step of 0.079109 has vanished.
    assertThat(quantities(january, YearMonth.of(2018, 1), "Energy"))
        .containsExactly(3.0, 7.0, 121.6, 131.6, 131.6, 94.752);
    Bill june = bill(rate, hourly(LocalDate.of(2018, 6, 1), 30, 1413, Map.of(), UTC));
    assertThat(quantities(june, YearMonth.of(2018, 6), "Energy"))
        .containsExactly(3.0, 7.0, 190.0, 82.6, 282.6, 282.6, 169.56);
  }

  /** The July load of ssc's load_commercial_large.csv: the same peak and the same energy. */
  private static LoadSeries july() {
    double rest = (384_169.62 - 658.01565) / 743;
    return hourly(LocalDate.of(2018, 7, 1), 31, rest, Map.of(100, 658.01565), UTC);
  }

  /** NREL/ssc, test/ssc_test/cmod_utilityrate5_test.cpp, Test_Commercial_kWh_per_kW_charges. */
  @Test
  void aBillOfHoursOfUse() {
    Bill bill = bill(rate(hoursUseOf(null), new FixedCharge("Fixed", null, 21.0, null)), july());
    assertThat(bill.totalUsd()).isCloseTo(new BigDecimal("16774.68"), CENT);
    assertThat(quantities(bill, YearMonth.of(2018, 7), "Energy"))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 2.5e-5 ? 0 : 1, Double.class)
        .containsExactly(3.0, 7.0, 121.60313, 131.60313, 120.96336);
  }

  /**
   * NREL/ssc, test/ssc_test/cmod_utilityrate5_test.cpp,
   * Test_Commercial_kWh_per_kW_charges_with_billing_demand_percents. Of its percentages only June's
   * 95 binds in July. June's peak is 746.588 kW in our notes; the fourth digit is that of the tiers
   * that the source asserts.
   */
  @Test
  void theRatchetsDemandMeasuresTheHoursOfUse() {
    Map<YearMonth, Double> peaks = peaks(YearMonth.of(2017, 8), 11, 0);
    peaks.put(YearMonth.of(2018, 6), 746.5875);
    var ratchet = new Ratchet(95, 11, List.of(6, 7, 8, 9));
    var demand =
        new DemandCharge(
            "Demand", null, 60, List.of(period("all", null, 0)), ratchet, 100.0, peaks);
    Bill bill =
        bill(
            rate(hoursUseOf("Demand"), demand, new FixedCharge("Fixed", null, 21.0, null)), july());
    assertThat(bill.totalUsd()).isCloseTo(new BigDecimal("17755.29"), CENT);
    assertThat(quantities(bill, YearMonth.of(2018, 7), "Demand").get(0))
        .isCloseTo(709.26, within(0.01));
    assertThat(quantities(bill, YearMonth.of(2018, 7), "Energy"))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 2.5e-5 ? 0 : 1, Double.class)
        .containsExactly(3.0, 7.0, 131.85163, 141.85163, 100.46635);
  }

  /**
   * NREL/ssc, test/shared_test/lib_utility_rate_equations_test.cpp,
   * test_billing_demand_calcs_w_tou.
   */
  @Test
  void aRatchetOnTheOnPeakDemandAlone() {
    Map<YearMonth, Double> before = new HashMap<>();
    double[] kw = {1200, 1100, 900, 700, 800, 950, 1050, 1300, 850, 400, 600, 750};
    IntStream.range(0, 12).forEach(m -> before.put(YearMonth.of(2017, m + 1), kw[m]));
    var onPeak =
        new DemandCharge(
            "On-peak demand",
            null,
            60,
            List.of(period("on-peak", List.of(WORKDAY_3PM_TO_8PM), 100, 17.766, 12.053)),
            new Ratchet(80, 11, List.of(5, 6, 7, 8, 9, 10)),
            500.0,
            before);
    var offPeak = demand("Off-peak demand", 60, period("off-peak", THE_REST, 100, 6.654, 3.628));
    double[] tuesday = {
      100, 100, 200, 300, 400, 500, 600, 700, 800, 900, 800, 900,
      800, 700, 600, 1000, 950, 900, 850, 800, 700, 500, 500, 500
    };
    Bill bill = bill(rate(onPeak, offPeak), hours(SAM.plusDays(1), tuesday));
    assertThat(bill.totalUsd()).isEqualByComparingTo("16674.22");
    assertThat(usd(bill, "On-peak demand")).isEqualByComparingTo("13106.42");
  }

  private static DemandPeriod march(String name, double usdPerKw, int... hours) {
    List<When> when = new ArrayList<>();
    for (int i = 0; i < hours.length; i += 2) {
      when.add(new When(List.of(3), Days.WEEKDAY, hours[i], hours[i + 1]));
    }
    return period(name, when, usdPerKw);
  }

  /**
   * NREL/ssc, test/shared_test/lib_utility_rate_equations_test.cpp, test_demand_hourly_tou_charges
   * and test_demand_subhourly_tou_charges.
   */
  @Test
  void periodsThatTheDayLacksAreNotBilled() {
    List<DemandPeriod> periods =
        List.of(
            period("P1", List.of(months(7)), 3.36401),
            march("P2", 0.83363, 7, 14, 16, 20),
            march("P3", 0.18034, 6, 7, 14, 16),
            march("P4", 0.01278, 20, 6));
    LocalDate thursday = LocalDate.of(2018, 3, 1);
    var hourly = rate(new DemandCharge("Demand", null, 60, periods, null, null, null));
    assertThat(usd(bill(hourly, hours(thursday, DAY)), "Demand"))
        .isCloseTo(new BigDecimal("9.482"), CENT);
    var quarterly = rate(new DemandCharge("Demand", null, 15, periods, null, null, null));
    assertThat(usd(bill(quarterly, quarters(thursday, DAY)), "Demand"))
        .isCloseTo(new BigDecimal("0.128"), CENT);
  }

  /** NREL/REopt.jl, test/runtests.jl, "Tiered Energy" (scenario tiered_energy_rate.json). */
  @Test
  void energyInTwoTiersWithAnAdjustment() {
    var rate =
        rate(
            energy(
                new EnergyPeriod(
                    "all", null, null, List.of(upToKwh(1000.0, 75.31), upToKwh(null, 96.13)))),
            new RiderCharge(
                "Adjustment", null, List.of(new EnergyPeriod("all", null, 11.9, null))));
    BigDecimal sum = BigDecimal.ZERO;
    for (int month = 1; month <= 12; month++) {
      YearMonth of = YearMonth.of(2022, month);
      int days = of.lengthOfMonth();
      sum =
          sum.add(
              bill(rate, hourly(of.atDay(1), days, 2000.0 / days / 24, Map.of(), UTC)).totalUsd());
    }
    assertThat(sum).isEqualByComparingTo("2342.88");
  }

  /** NREL/REopt.jl, test/runtests.jl, "Blended tariff" (scenario no_techs.json). */
  @Test
  void aFlatLoadUnderABlendedTariff() {
    var rate = rate(energy(100), demand("Demand", 60, period("all", null, 10)));
    Bill bill = bill(rate, hourly(LocalDate.of(2022, 1, 1), 365, 10_000 / 8760.0, Map.of(), UTC));
    assertThat(usd(bill, "Energy"))
        .isCloseTo(new BigDecimal("1000"), within(new BigDecimal("0.06")));
    assertThat(usd(bill, "Demand"))
        .isCloseTo(new BigDecimal("136.99"), within(new BigDecimal("0.06")));
  }

  /** NREL/REopt.jl, test/runtests.jl, "Tiered TOU Demand" (scenario tiered_tou_demand.json). */
  @Test
  void demandAboveAFreeTier() {
    var rate =
        rate(
            energy(
                new EnergyPeriod(
                    "all", null, null, List.of(upToKwh(40_000.0, 100), upToKwh(null, 120)))),
            demand("Demand", 60, period("all", null, 50, 0, 12)));
    Bill bill = bill(rate, hourly(LocalDate.of(2022, 1, 1), 365, 1e6 / 8760, Map.of(), UTC));
    assertThat(usd(bill, "Demand")).isCloseTo(new BigDecimal("9238.36"), within(BigDecimal.ONE));
    assertThat(usd(bill, "Energy")).isCloseTo(new BigDecimal("110400"), within(BigDecimal.ONE));
  }

  /** NREL/REopt.jl, test/runtests.jl (scenario tiered_energy_demand.json): nothing in tier 2. */
  @Test
  void aLoadJustAtItsTiersEndsLiesWhollyBelow() {
    var rate =
        rate(
            energy(
                new EnergyPeriod(
                    "all", null, null, List.of(upToKwh(74_400.0, 100), upToKwh(null, 50)))),
            demand("Demand", 60, period("all", null, 100, 10, 5)));
    Bill bill = bill(rate, hourly(LocalDate.of(2022, 1, 1), 365, 100, Map.of(), UTC));
    assertThat(bill.months())
        .allSatisfy(
            month ->
                assertThat(month.lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.period()).endsWith("tier 1")));
    assertThat(usd(bill, "Demand")).isEqualByComparingTo("12000");
    assertThat(usd(bill, "Energy")).isEqualByComparingTo("87600");
  }

  /** NREL/REopt.jl, test/runtests.jl, "Lookback Demand Charges": Wallingford's 35 per cent. */
  @Test
  void aRatchetOverTheWholeYear() {
    var demand =
        demand(
            60,
            new Ratchet(35, 11, null),
            peaks(YearMonth.of(2021, 2), 11, 0),
            period("summer", List.of(months(5, 6, 7, 8, 9, 10)), 11.5),
            period("winter", List.of(months(11, 12, 1, 2, 3, 4)), 10.5));
    Bill bill = bill(rate(demand), hourly(LocalDate.of(2022, 1, 1), 365, 1, Map.of(7, 100.0), UTC));
    assertThat(usd(bill, "Demand")).isEqualByComparingTo("5302.50");
  }

  private static List<Double> billedIn2022(Ratchet ratchet) {
    double[] usd = {10, 10, 20, 50, 20, 10, 20, 20, 20, 20, 20, 5};
    List<DemandPeriod> periods = new ArrayList<>();
    Map<Integer, Double> peaks = new HashMap<>();
    for (int m = 0; m < 12; m++) {
      periods.add(period("month " + (m + 1), List.of(months(m + 1)), usd[m]));
    }
    // The source's year is its own past: the same year twice, of which the second is read.
    for (int year = 0; year < 2; year++) {
      peaks.put(year * 8760 + 21, 200.0);
      peaks.put(year * 8760 + 2402, 400.0);
      peaks.put(year * 8760 + 4087, 500.0);
      peaks.put(year * 8760 + 8332, 300.0);
    }
    var demand =
        new DemandCharge(
            "Demand", null, 60, periods, ratchet, null, peaks(YearMonth.of(2020, 1), 12, 0));
    Bill bill = bill(rate(demand), hourly(LocalDate.of(2021, 1, 1), 730, 100, peaks, UTC));
    List<Double> kw = new ArrayList<>();
    double sum = 0;
    for (int m = 1; m <= 12; m++) {
      kw.addAll(quantities(bill, YearMonth.of(2022, m), "Demand"));
      sum += usd(bill, YearMonth.of(2022, m), "Demand").doubleValue();
    }
    kw.add(sum);
    return kw;
  }

  /** NREL/REopt.jl, test/runtests.jl, "Lookback Demand Charges": chosen months. */
  @Test
  void aRatchetThatLooksAtChosenMonths() {
    assertThat(billedIn2022(new Ratchet(75, 11, List.of(1, 4, 12))))
        .containsExactly(
            300.0, 300.0, 300.0, 400.0, 300.0, 500.0, 300.0, 300.0, 300.0, 300.0, 300.0, 300.0,
            74_500.0);
  }

  /** NREL/REopt.jl, test/runtests.jl, "Lookback Demand Charges": six months back. */
  @Test
  void aRatchetThatLooksSixMonthsBack() {
    assertThat(billedIn2022(new Ratchet(75, 6, null)))
        .containsExactly(
            225.0, 225.0, 225.0, 400.0, 300.0, 500.0, 375.0, 375.0, 375.0, 375.0, 375.0, 375.0,
            79_375.0);
  }

  private static Bill leapYearRate(int year, Integer... hoursOfYear) {
    var rate =
        rate(
            energy(
                new EnergyPeriod("day", List.of(new When(null, Days.WEEKDAY, 7, 20)), 360.0, null),
                new EnergyPeriod(
                    "other",
                    List.of(
                        new When(null, Days.WEEKDAY, 20, 7),
                        new When(null, Days.WEEKEND, null, null)),
                    280.0,
                    null)),
            demand("Flat demand", 60, period("all", null, 18.05)),
            demand(
                "Demand", 60, period("peak", List.of(new When(null, Days.WEEKDAY, 14, 20)), 10)));
    Map<Integer, Double> load = new HashMap<>();
    for (int hour : hoursOfYear) {
      load.put(hour - 1, 10.0);
    }
    return bill(rate, hourly(LocalDate.of(year, 1, 1), 365, 0, load, UTC));
  }

  private static BigDecimal demands(Bill bill) {
    return usd(bill, "Flat demand").add(usd(bill, "Demand"));
  }

  /** NREL/REopt.jl, test/runtests.jl, "Test leap year" (scenario leap_year.json). */
  @Test
  void aLeapDayMovesTheWeekdaysOfMarch() {
    int hour = 31 * 24 + 29 * 24 + 3 * 24 + 16;
    Bill sunday = leapYearRate(2023, hour);
    assertThat(usd(sunday, "Energy")).isEqualByComparingTo("2.80");
    assertThat(demands(sunday)).isEqualByComparingTo("180.50");
    Bill monday = leapYearRate(2024, hour);
    assertThat(usd(monday, "Energy")).isEqualByComparingTo("3.60");
    assertThat(demands(monday)).isEqualByComparingTo("280.50");
  }

  /** The same: the day after 28 February is of the same month in a leap year alone. */
  @Test
  void aLeapDayIsOfFebruary() {
    Integer[] hours = {31 * 24 + 27 * 24 + 8, 31 * 24 + 28 * 24 + 8};
    assertThat(demands(leapYearRate(2024, hours))).isEqualByComparingTo("180.50");
    assertThat(demands(leapYearRate(2023, hours))).isEqualByComparingTo("361.00");
  }

  /**
   * we3lab/electric-emission-cost, eeco/tests/test_costs.py, test_calculate_demand_costs and
   * test_calculate_energy_costs: the weekend days. The weekdays of that rate change at half hours.
   */
  @Test
  void aRampOfQuarterHours() {
    double[] ramp = IntStream.range(0, 96).mapToDouble(q -> q).toArray();
    var summer = rate(energy(89.81), demand("Demand", 15, period("off-peak", null, 21.3)));
    Bill july = bill(summer, quarters(LocalDate.of(2024, 7, 13), ramp));
    assertThat(usd(july, "Demand")).isEqualByComparingTo("2023.50");
    assertThat(usd(july, "Energy")).isCloseTo(new BigDecimal("102.3834"), CENT);
    var winter = rate(energy(97.16), demand("Demand", 15, period("off-peak", null, 21.3)));
    Bill march = bill(winter, quarters(LocalDate.of(2024, 3, 9), ramp));
    assertThat(march.totalUsd()).isCloseTo(new BigDecimal("2134.2624"), CENT);
  }

  /** we3lab/electric-emission-cost, eeco/tests/test_costs.py, test_calculate_cost_np. */
  @Test
  void tiersAcrossThreePeriodsOfADay() {
    List<EnergyPeriod> periods = new ArrayList<>();
    int[] edges = {0, 16, 21, 24};
    double[] usd = {50, 100, 50};
    for (int p = 0; p < 3; p++) {
      periods.add(
          new EnergyPeriod(
              "P" + p,
              List.of(new When(null, null, edges[p], edges[p + 1])),
              null,
              List.of(upToKwh(100.0, usd[p]), upToKwh(null, usd[p] + 50))));
    }
    var rate = rate(new EnergyCharge("Energy", null, periods, null));
    assertThat(bill(rate, hourly(SAM, 1, 100, Map.of(), UTC)).totalUsd())
        .isCloseTo(new BigDecimal("260"), CENT);
    assertThat(bill(rate(energy(50)), hourly(SAM, 1, 1, Map.of(), UTC)).totalUsd())
        .isEqualByComparingTo("1.20");
  }

  /**
   * pnnl/time-of-use-cost-calculator, tests/test_energy_cost_calculator.py,
   * TestVectorizedCalculation.
   */
  @Test
  void twoDemandChargesOfEightQuarterHours() {
    var rate =
        rate(
            demand("Flat demand", 15, period("all", null, 15)),
            demand("Demand", 15, period("all", null, 2)));
    Bill bill = bill(rate, quarters(LocalDate.of(2023, 1, 1), 1, 2, 3, 4, 5, 6, 7, 8));
    assertThat(usd(bill, "Flat demand")).isEqualByComparingTo("120");
    assertThat(usd(bill, "Demand")).isEqualByComparingTo("16");
  }

  /** The same file, TestFixedCharges: meters of 10 + 2 · 5 USD a month, and 1 + 0.5 USD a day. */
  @Test
  void fixedChargesByMonthAndByDay() {
    LoadSeries year = hourly(LocalDate.of(2023, 1, 1), 365, 1, Map.of(), UTC);
    assertThat(bill(rate(new FixedCharge("Fixed", null, 20.0, null)), year).totalUsd())
        .isEqualByComparingTo("240");
    assertThat(bill(rate(new FixedCharge("Fixed", null, null, 1.5)), year).totalUsd())
        .isEqualByComparingTo("547.50");
    assertThat(bill(rate(new FixedCharge("Fixed", null, 25.0, null)), year).totalUsd())
        .isEqualByComparingTo("300");
  }

  /** ryanm-plastic-recycling/KYZ-Energy-Monitor, tests/test_billing.py. */
  @Test
  void aContractedDemandAndARatchetOfSixtyPerCent() {
    var least =
        new DemandCharge("Demand", null, 15, List.of(period("all", null, 10)), null, 50.0, null);
    LoadSeries twoMonths =
        hourly(LocalDate.of(2025, 1, 1), 59, 1, Map.of(3, 20.0, 40 * 24, 45.0), UTC);
    Bill bill = bill(rate(least), twoMonths);
    assertThat(quantities(bill, YearMonth.of(2025, 1), "Demand")).containsExactly(50.0);
    assertThat(quantities(bill, YearMonth.of(2025, 2), "Demand")).containsExactly(50.0);
    var ratchet =
        demand(
            15,
            new Ratchet(60, 11, null),
            peaks(YearMonth.of(2024, 1), 12, 100),
            period("all", null, 10));
    Bill january = bill(rate(ratchet), hourly(LocalDate.of(2025, 1, 1), 31, 40, Map.of(), UTC));
    assertThat(quantities(january, YearMonth.of(2025, 1), "Demand")).containsExactly(60.0);
    Bill customer =
        bill(
            rate(
                energy(50),
                demand("Demand", 60, period("all", null, 10)),
                new FixedCharge("Customer charge", null, 120.0, null)),
            hourly(LocalDate.of(2025, 1, 1), 31, 1920 / 743.0, Map.of(5, 80.0), UTC));
    assertThat(customer.totalUsd()).isEqualByComparingTo("1020");
  }

  private static Bill krarti(DemandCharge demand) {
    var rate = rate(energy(30), demand, new FixedCharge("Customer charge", null, 450.0, null));
    return bill(rate, hourly(LocalDate.of(2025, 6, 1), 30, 49_600 / 719.0, Map.of(77, 400.0), UTC));
  }

  /**
   * Krarti, Examples 9.6 and 9.7 (holooly.com/solutions-v2-1): 400 kW once the power factor of 60
   * per cent is reckoned in.
   */
  @Test
  void aTextbookRatchet() {
    assertThat(krarti(demand("Demand", 60, period("all", null, 20))).totalUsd())
        .isEqualByComparingTo("9950");
    Map<YearMonth, Double> before = peaks(YearMonth.of(2024, 7), 11, 300);
    before.put(YearMonth.of(2024, 8), 700.0);
    var ratchet = demand(60, new Ratchet(70, 11, null), before, period("all", null, 20));
    assertThat(krarti(ratchet).totalUsd()).isEqualByComparingTo("11750");
  }

  /**
   * PSE&G, civilengineeringhandbook.tk/energy-management/185-calculation-of-a-monthly-bill.html.
   */
  @Test
  void aTextbookBillWithANegativeAdjustment() {
    var rate =
        rate(
            energy(94.44),
            new RiderCharge(
                "Adjustment", null, List.of(new EnergyPeriod("all", null, -17.192, null))),
            new FixedCharge("Customer charge", null, 3.74, null),
            new FixedCharge("Demand of 30 kW", null, 262.34, null));
    Bill bill = bill(rate, hourly(SAM, 31, 17_588 / 744.0, Map.of(), UTC));
    assertThat(usd(bill, "Energy")).isEqualByComparingTo("1661.01");
    assertThat(usd(bill, "Adjustment")).isEqualByComparingTo("-302.37");
    assertThat(bill.totalUsd()).isEqualByComparingTo("1624.72");
  }

  /**
   * feds.pnnl.gov/faq/what-demand-ratchet: 800 kW in the next 11 months, and not in the twelfth.
   */
  @Test
  void aRatchetEndsAfterElevenMonths() {
    var demand =
        demand(
            15,
            new Ratchet(80, 11, null),
            peaks(YearMonth.of(2021, 2), 11, 0),
            period("all", null, 1));
    Bill bill =
        bill(rate(demand), hourly(LocalDate.of(2022, 1, 1), 396, 10, Map.of(5, 1000.0), UTC));
    for (int m = 2; m <= 12; m++) {
      assertThat(quantities(bill, YearMonth.of(2022, m), "Demand")).containsExactly(800.0);
    }
    assertThat(quantities(bill, YearMonth.of(2023, 1), "Demand")).containsExactly(10.0);
  }
}
