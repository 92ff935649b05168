package busbar.billing;

import static busbar.billing.Bills.bill;
import static busbar.billing.Bills.demand;
import static busbar.billing.Bills.energy;
import static busbar.billing.Bills.hourly;
import static busbar.billing.Bills.period;
import static busbar.billing.Bills.quantities;
import static busbar.billing.Bills.rate;
import static busbar.billing.Bills.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import busbar.billing.AvoidablePrices.SetBy;
import busbar.tariff.BlockCharge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CoincidentPeakCharge.Billed;
import busbar.tariff.CoincidentPeakCharge.Reading;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge.Ratchet;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.FixedPrice;
import busbar.tariff.Holidays;
import busbar.tariff.IndexCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.PriceSeries;
import busbar.tariff.RateSchedule;
import busbar.tariff.RiderCharge;
import busbar.tariff.TakeOrPayCharge;
import busbar.tariff.TaxCharge;
import busbar.tariff.When;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bills small enough to be checked with a pencil. */
class BillByHandTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private static LoadSeries monthly(YearMonth from, double... mwhByMonth) {
    double[] load = new double[0];
    for (int m = 0; m < mwhByMonth.length; m++) {
      int hours = from.plusMonths(m).lengthOfMonth() * 24;
      double kw = mwhByMonth[m] * 1000 / hours;
      load =
          DoubleStream.concat(Arrays.stream(load), DoubleStream.generate(() -> kw).limit(hours))
              .toArray();
    }
    return LoadSeries.of(from.atDay(1).atStartOfDay(Bills.UTC).toInstant(), 60, load);
  }

  /** ERCOT's 4CP: 480, 500, 520 and 540 kW in the summer of 2025, their mean billed in 2026. */
  @Test
  void fourCoincidentPeaksAreBilledInEveryMonthOfTheNextYear() {
    var fourCp =
        new CoincidentPeakCharge(
            "Transmission",
            "TDU §6.1.1",
            List.of(6, 7, 8, 9),
            4,
            15,
            5.5,
            Billed.NEXT_YEAR,
            List.of(
                new Reading(LocalDateTime.parse("2025-06-24T16:45"), 480.0),
                new Reading(LocalDateTime.parse("2025-07-30T16:30"), 500.0),
                new Reading(LocalDateTime.parse("2025-08-18T16:45"), 520.0),
                new Reading(LocalDateTime.parse("2025-09-05T16:15"), 540.0)));
    Bill bill =
        Biller.of(rate(fourCp), CHICAGO)
            .bill(
                LoadSeries.flat(
                    900, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1), CHICAGO, 15),
                false);
    assertThat(bill.months()).hasSize(12);
    assertThat(bill.months())
        .allSatisfy(
            month -> {
              Bill.Line line = month.lines().get(0);
              assertThat(line.quantity()).isEqualByComparingTo("510");
              assertThat(line.unit()).isEqualTo("kW");
              assertThat(line.ref()).isEqualTo("TDU §6.1.1");
              assertThat(line.amountUsd()).isEqualByComparingTo("2805.00"); // 510 · 5.50
            });
    assertThat(bill.totalUsd()).isEqualByComparingTo("33660.00"); // 12 · 2,805
  }

  /** A kW less in one of the four quarter hours: a quarter of a kW less in twelve months. */
  @Test
  void aCoincidentPeakOfThisSummerIsWorthTwelveMonthsOfTheNextYear() {
    LocalDate day = LocalDate.of(2026, 8, 18);
    var fourCp =
        new CoincidentPeakCharge(
            "Transmission",
            null,
            List.of(6, 7, 8, 9),
            1,
            15,
            5.5,
            Billed.NEXT_YEAR,
            List.of(
                new Reading(LocalDateTime.parse("2025-08-20T16:45"), 0.0),
                new Reading(day.atTime(16, 45), null)));
    AvoidablePrices prices =
        Biller.of(rate(energy(40), fourCp), CHICAGO)
            .avoidablePrices(LoadSeries.flat(900, day, day.plusDays(1), CHICAGO, 5), false);
    // A MWh less within the quarter hour is 4,000 kW less: 4,000 · 5.50 · 12.
    assertThat(prices.usdPerMwh()[16 * 12 + 9]).isCloseTo(40 + 264_000, within(1e-6));
    assertThat(prices.usdPerMwh()[16 * 12 + 8]).isCloseTo(40, within(1e-9));
    assertThat(prices.usdPerMwh()[17 * 12]).isCloseTo(40, within(1e-9));
  }

  @Test
  void twelveCoincidentPeaksOfHalfAnHourAreBilledInTheirOwnMonths() {
    List<Reading> readings = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      readings.add(new Reading(LocalDate.of(2026, month, 15).atTime(17, 30), null));
    }
    var twelveCp =
        new CoincidentPeakCharge(
            "Capacity",
            null,
            IntStream.rangeClosed(1, 12).boxed().toList(),
            12,
            30,
            4,
            Billed.THIS_YEAR,
            readings);
    // At 17:30 on the 15th of the n-th month the load is 100 n, then 100 n + 20: 100 n + 10.
    double[] load = new double[365 * 96];
    for (int month = 1; month <= 12; month++) {
      int at = (LocalDate.of(2026, month, 15).getDayOfYear() - 1) * 96 + 70;
      load[at] = 100 * month;
      load[at + 1] = 100 * month + 20;
    }
    Bill bill =
        bill(rate(twelveCp), LoadSeries.of(Instant.parse("2026-01-01T00:00:00Z"), 15, load));
    for (int month = 1; month <= 12; month++) {
      assertThat(quantities(bill, YearMonth.of(2026, month), "Capacity"))
          .containsExactly(100.0 * month + 10);
    }
    assertThat(bill.totalUsd()).isEqualByComparingTo("31680.00"); // 4 · (100 · 78 + 120)
  }

  /** January 1,000 kW, later months 500: 80 per cent of January's binds for three months. */
  @Test
  void aRatchetHoldsTheDemandUpAndItsPeakSavesInAllOfThoseMonths() {
    var demand =
        demand(
            60,
            new Ratchet(80, 3, null),
            Bills.peaks(YearMonth.of(2025, 10), 3, 0),
            period("all", null, 10));
    LoadSeries load = hourly(LocalDate.of(2026, 1, 1), 151, 500, Map.of(34, 1000.0), Bills.UTC);
    Bill bill = bill(rate(demand), load);
    assertThat(bill.months().stream().map(Bill.Month::totalUsd).map(BigDecimal::intValueExact))
        .containsExactly(10_000, 8_000, 8_000, 8_000, 5_000);
    AvoidablePrices prices = Biller.of(rate(demand), Bills.UTC).avoidablePrices(load, false);
    // A kW less in January's peak: 10 USD, and 8 in each of three months.
    assertThat(prices.peaks().get(0).usdPerKw()).isCloseTo(34, within(1e-9));
    assertThat(prices.peaks().get(0).at()).isEqualTo(Instant.parse("2026-01-02T10:00:00Z"));
    assertThat(prices.usdPerMwh()[34]).isCloseTo(34_000, within(1e-6));
    assertThat(prices.peaks().get(1).setBy()).isEqualTo(SetBy.RATCHET);
    assertThat(prices.peaks().get(1).usdPerKw()).isZero();
    assertThat(prices.peaks().get(4).setBy()).isEqualTo(SetBy.LOAD);
    assertThat(prices.peaks().get(4).windows()).isEqualTo(31 * 24);
    // All of May's windows would have to fall.
    assertThat(prices.usdPerMwh()[150 * 24]).isZero();
  }

  /**
   * A limit in kWh a day holds for all days of the month together and is shared by its periods: the
   * meaning that NREL/ssc asserts in Test_Residential_TOU_Rates_w_tiers, whose load is a file.
   */
  @Test
  void aDailyTierIsAsLongAsItsMonthAndSharedByItsPeriods() {
    var tiers =
        List.of(
            new EnergyTier(null, 100.0, null, null, 50),
            new EnergyTier(null, null, null, null, 80));
    var rate =
        rate(
            energy(
                new EnergyPeriod("am", List.of(new When(null, null, 0, 12)), null, tiers),
                new EnergyPeriod("pm", List.of(new When(null, null, 12, 24)), null, tiers)));
    Bill leap = bill(rate, hourly(LocalDate.of(2024, 2, 1), 29, 10, Map.of(), Bills.UTC));
    // 6,960 kWh, of which 29 · 100 below the limit.
    assertThat(quantities(leap, YearMonth.of(2024, 2), "Energy"))
        .containsExactly(1.45, 2.03, 1.45, 2.03);
    Bill common = bill(rate, hourly(LocalDate.of(2023, 2, 1), 28, 10, Map.of(), Bills.UTC));
    assertThat(quantities(common, YearMonth.of(2023, 2), "Energy"))
        .containsExactly(1.4, 1.96, 1.4, 1.96);
  }

  /** Both months reach 500 kW: whichever falls alone, the other still holds February's demand. */
  @Test
  void aPeakThatTheRatchetEqualsIsNotToBeAvoidedInEitherMonth() {
    var demand =
        demand(
            60,
            new Ratchet(100, 1, null),
            Map.of(YearMonth.of(2025, 12), 0.0),
            period("all", null, 10));
    LoadSeries load =
        hourly(LocalDate.of(2026, 1, 1), 59, 100, Map.of(34, 500.0, 40 * 24, 500.0), Bills.UTC);
    AvoidablePrices prices = Biller.of(rate(demand), Bills.UTC).avoidablePrices(load, false);
    assertThat(prices.peaks()).extracting(AvoidablePrices.Peak::kw).containsExactly(500.0, 500.0);
    assertThat(prices.peaks())
        .extracting(AvoidablePrices.Peak::usdPerKw)
        .containsExactly(10.0, 0.0);
    assertThat(prices.usdPerMwh()[40 * 24]).isZero();
  }

  /**
   * February's 800 kW are 80 per cent of January's peak, and 200 kWh for each of them cost 60, the
   * rest 40 USD/MWh: a kW less in January moves 200 kWh of January and 160 of February by 20.
   */
  @Test
  void aPeakAlsoSavesThroughTheTiersThatItsDemandMeasures() {
    var demand =
        demand(
            60,
            new Ratchet(80, 1, null),
            Map.of(YearMonth.of(2025, 12), 0.0),
            period("all", null, 0));
    var tiers =
        List.of(
            new EnergyTier(null, null, 200.0, null, 60),
            new EnergyTier(null, null, null, null, 40));
    var energy =
        new EnergyCharge(
            "Energy", null, List.of(new EnergyPeriod("all", null, null, tiers)), "Demand");
    LoadSeries load = hourly(LocalDate.of(2026, 1, 1), 59, 500, Map.of(34, 1000.0), Bills.UTC);
    AvoidablePrices prices =
        Biller.of(rate(energy, demand), Bills.UTC).avoidablePrices(load, false);
    assertThat(prices.peaks().get(0).usdPerKw()).isCloseTo(4 + 3.2, within(1e-6));
    assertThat(prices.usdPerMwh()[34]).isCloseTo(40 + 7_200, within(1e-3));
    assertThat(prices.usdPerMwh()[35]).isCloseTo(40, within(1e-9));
  }

  /** The same under a minimum bill in February: only three of the four months still save. */
  @Test
  void aMonthWhoseMinimumBindsSavesNothing() {
    var demand =
        demand(
            60,
            new Ratchet(80, 3, null),
            Bills.peaks(YearMonth.of(2025, 10), 3, 0),
            period("summer", List.of(Bills.months(1, 3, 4)), 10),
            period("February", List.of(Bills.months(2)), 1));
    LoadSeries load = hourly(LocalDate.of(2026, 1, 1), 120, 500, Map.of(34, 1000.0), Bills.UTC);
    RateSchedule rate = rate(demand, new MinimumCharge("Minimum", null, 2_000.0, null));
    assertThat(usd(bill(rate, load), YearMonth.of(2026, 2), "Minimum"))
        .isEqualByComparingTo("1200");
    AvoidablePrices prices = Biller.of(rate, Bills.UTC).avoidablePrices(load, false);
    assertThat(prices.peaks().get(0).usdPerKw()).isCloseTo(26, within(1e-9)); // 10 + 8 + 8
  }

  private static IndexCharge index(double... usdPerMwh) {
    List<PriceSeries.Price> day = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      double price = usdPerMwh[Math.min(hour, usdPerMwh.length - 1)];
      day.add(new PriceSeries.Price(LocalDate.EPOCH.atTime(hour, 0), price));
    }
    return new IndexCharge(
        "Index",
        "PPA §5",
        null,
        "HB_NORTH",
        IndexCharge.Market.DAY_AHEAD,
        new PriceSeries(null, PriceSeries.Repeats.DAILY, 60, day),
        1.0,
        null,
        null,
        null);
  }

  /** A block of 4 MW at 30; the load is 6, 1 and 3 MW while the index is 50, 80 and −20 (+ 1). */
  @Test
  void aBlockIsPaidForAndWhatIsUnusedIsSoldBackAtTheIndex() {
    var block = new BlockCharge("Block", "PPA §4.2", null, 4, 30, null, null, 2.0, null);
    LoadSeries load =
        LoadSeries.of(Instant.parse("2026-03-10T00:00:00Z"), 60, new double[] {6000, 1000, 3000});
    RateSchedule rate = rate(index(50, 80, -20), block);
    Bill bill = bill(rate, load);
    assertThat(bill.months().get(0).lines())
        .extracting(
            Bill.Line::period, l -> l.quantity().doubleValue(), l -> l.amountUsd().doubleValue())
        .containsExactly(
            tuple(null, 2.0, 102.0), // 2 · 51
            tuple("block", 12.0, 360.0), // 3 h · 4 MW · 30
            // 3 MWh at 80 − 2, and 1 MWh at −20 − 2: to be rid of it costs.
            tuple("unused, sold", -4.0, -212.0));
    assertThat(bill.totalUsd()).isEqualByComparingTo("250.00");
    double[] prices = Biller.of(rate, Bills.UTC).avoidablePrices(load, false).usdPerMwh();
    assertThat(prices[0]).isCloseTo(51, within(1e-9));
    assertThat(prices[1]).isCloseTo(78, within(1e-9));
    assertThat(prices[2]).isCloseTo(-22, within(1e-9));
  }

  @Test
  void aBlockThatCannotBeSoldIsSunk() {
    var block = new BlockCharge("Block", "PPA §4.2", null, 4, 30, null, null, null, null);
    LoadSeries load =
        LoadSeries.of(Instant.parse("2026-03-10T00:00:00Z"), 60, new double[] {6000, 1000});
    RateSchedule rate = rate(energy(45), block);
    assertThat(bill(rate, load).totalUsd()).isEqualByComparingTo("330.00"); // 8 · 30 + 2 · 45
    assertThat(Biller.of(rate, Bills.UTC).avoidablePrices(load, false).usdPerMwh())
        .containsExactly(45, 0);
  }

  /** 100 MWh a month at 20: 60, 150, 120 and 40 are taken; what was paid for is made up in two. */
  @Test
  void takeOrPayByMonthIsMadeUpByLaterMonths() {
    var least = new TakeOrPayCharge("Take or pay", "PPA §7", TakeOrPayCharge.Per.MONTH, 100, 20, 2);
    LoadSeries load = monthly(YearMonth.of(2026, 1), 60, 150, 120, 40);
    Bill bill = bill(rate(energy(10), least), load);
    assertThat(usd(bill, YearMonth.of(2026, 1), "Take or pay")).isEqualByComparingTo("800");
    assertThat(usd(bill, YearMonth.of(2026, 2), "Take or pay")).isEqualByComparingTo("-800");
    assertThat(usd(bill, YearMonth.of(2026, 3), "Take or pay")).isZero();
    assertThat(usd(bill, YearMonth.of(2026, 4), "Take or pay")).isEqualByComparingTo("1200");
    double[] prices =
        Biller.of(rate(energy(10), least), Bills.UTC).avoidablePrices(load, false).usdPerMwh();
    // January's MWh would be paid for, and made up in February: it saves its energy.
    assertThat(prices[0]).isCloseTo(10, within(1e-9));
    assertThat(prices[40 * 24]).isCloseTo(10, within(1e-9));
    // April's would be paid for all the same.
    assertThat(prices[100 * 24]).isCloseTo(-10, within(1e-9));
  }

  @Test
  void takeOrPayByYearIsSettledWithDecemberAndAYearThatIsNotCoveredIsNot() {
    var least = new TakeOrPayCharge("Take or pay", null, TakeOrPayCharge.Per.YEAR, 1200, 20, 1);
    double[] mwh = new double[27];
    for (int m = 0; m < 27; m++) {
      mwh[m] = m < 12 ? 90 : 107;
    }
    Bill bill = bill(rate(least), monthly(YearMonth.of(2024, 1), mwh));
    // 2024: 1,080 of 1,200; 2025: 1,284, of which 84 make up.
    assertThat(usd(bill, YearMonth.of(2024, 12), "Take or pay")).isEqualByComparingTo("2400");
    assertThat(usd(bill, YearMonth.of(2025, 12), "Take or pay")).isEqualByComparingTo("-1680");
    assertThat(bill.totalUsd()).isEqualByComparingTo("720");
    assertThat(bill.warnings())
        .containsExactly("Take or pay of 2026 is not settled: the load does not cover all of it");
  }

  /** 2026: 1,200 MWh at 20; ten months took 900 in all, the load's two take 100 each. */
  @Test
  void takeOrPayByYearCountsWhatTheMeterShowedBeforeTheLoad() {
    Map<YearMonth, Double> taken = new TreeMap<>();
    for (int month = 1; month <= 10; month++) {
      taken.put(YearMonth.of(2026, month), 90.0);
    }
    taken.put(YearMonth.of(2026, 11), 1e6); // the load covers November: its own count
    var least =
        new TakeOrPayCharge("Take or pay", null, TakeOrPayCharge.Per.YEAR, 1200, 20, null, taken);
    Bill bill = bill(rate(least), monthly(YearMonth.of(2026, 11), 100, 100));
    assertThat(bill.totalUsd()).isEqualByComparingTo("2000"); // 1,200 − 1,100 MWh
    assertThat(bill.warnings()).isEmpty();
    taken.remove(YearMonth.of(2026, 3));
    least =
        new TakeOrPayCharge("Take or pay", null, TakeOrPayCharge.Per.YEAR, 1200, 20, null, taken);
    bill = bill(rate(least), monthly(YearMonth.of(2026, 11), 100, 100));
    assertThat(bill.totalUsd()).isZero();
    assertThat(bill.warnings())
        .containsExactly(
            "Take or pay of 2026 is not settled: the load does not cover, and takenMwh does not"
                + " tell, [2026-03]");
  }

  /** A month of which the load covers half is not topped up to the whole month's minimum. */
  @Test
  void aMinimumWaitsForTheWholeMonth() {
    RateSchedule rate = rate(energy(50), new MinimumCharge("Minimum", null, 40_000.0, null));
    LoadSeries load = hourly(LocalDate.of(2026, 1, 1), 15, 1000, Map.of(), Bills.UTC);
    Bill bill = bill(rate, load);
    assertThat(bill.totalUsd()).isEqualByComparingTo("18000"); // 360 MWh
    assertThat(bill.warnings())
        .contains("Minimum of 2026-01 is not settled: the load does not cover all of it");
    assertThat(Biller.of(rate, Bills.UTC).avoidablePrices(load, false).usdPerMwh()[0])
        .isCloseTo(50, within(1e-9));
  }

  /**
   * 4CP at 5 USD/kW a month: a peak is worth 5 · 12 / 4 = 15 USD/kW. One expected at 40 % between
   * 15:00 and 19:00 makes a MWh less in any of those hours worth 15,000 · 0.4 / 4 = 1,500 USD more.
   */
  @Test
  void anExpectedCoincidentPeakCountsWithItsProbabilityUntilItIsKnown() {
    var alert = new CoincidentPeakCharge.Alert(LocalDate.of(2026, 7, 14), 15, 19, 40);
    var known = new Reading(LocalDateTime.of(2026, 7, 14, 16, 45), null);
    LoadSeries load = hourly(LocalDate.of(2026, 7, 1), 31, 1000, Map.of(), Bills.UTC);
    int at = 13 * 24 + 15;
    double[] expected =
        Biller.of(rate(energy(10), fourPeaks(List.of(), List.of(alert))), Bills.UTC)
            .avoidablePrices(load, false)
            .usdPerMwh();
    assertThat(expected[at - 1]).isCloseTo(10, within(1e-9));
    assertThat(expected[at]).isCloseTo(1510, within(1e-9));
    assertThat(expected[at + 3]).isCloseTo(1510, within(1e-9));
    assertThat(expected[at + 4]).isCloseTo(10, within(1e-9));
    double[] settled =
        Biller.of(rate(energy(10), fourPeaks(List.of(known), List.of(alert))), Bills.UTC)
            .avoidablePrices(load, false)
            .usdPerMwh();
    assertThat(settled[at]).isCloseTo(10, within(1e-9));
    assertThat(settled[at + 1]).isCloseTo(15_010, within(1e-6));
  }

  @Test
  void anAlertOutsideTheChargesMonthsOrOverAnotherIsRefused() {
    LocalDate day = LocalDate.of(2026, 7, 15);
    var one = new CoincidentPeakCharge.Alert(day, 16, 18, 25);
    var within = new CoincidentPeakCharge.Alert(day, 17, 19, 25);
    var after = new CoincidentPeakCharge.Alert(day, 18, 19, 25);
    var december = new CoincidentPeakCharge.Alert(LocalDate.of(2026, 12, 15), 16, 18, 25);
    assertThatThrownBy(() -> fourPeaks(List.of(), List.of(one, december)))
        .hasMessageContaining("alerts[1].date is 2026-12-15, in none of the charge's months");
    assertThatThrownBy(() -> fourPeaks(List.of(), List.of(one, within)))
        .hasMessageContaining("alerts[1].fromHour is 17, within the alert from 16 that day");
    assertThat(fourPeaks(List.of(), List.of(one, after)).alerts()).hasSize(2);
  }

  private static CoincidentPeakCharge fourPeaks(
      List<Reading> readings, List<CoincidentPeakCharge.Alert> alerts) {
    List<Reading> all = new ArrayList<>(readings);
    for (int month = 6; month <= 9; month++) {
      all.add(new Reading(LocalDateTime.of(2025, month, 10, 16, 45), 0.0));
    }
    return new CoincidentPeakCharge(
        "4CP", null, List.of(6, 7, 8, 9), 4, 15, 5, Billed.NEXT_YEAR, all, alerts);
  }

  /** 31 days of 1 MW: 744 MWh · 50 = 37,200; fixed 800; minimum 40,000; taxes of 5 and of 2 %. */
  @Test
  void aMinimumTopsUpAndTaxesFollow() {
    RateSchedule rate =
        rate(
            new TaxCharge("State tax", null, 5, null),
            energy(50),
            new TaxCharge("City tax", null, 2, List.of("Energy")),
            new MinimumCharge("Minimum", "Schedule §9", 40_000.0, null),
            new FixedCharge("Fixed", null, 800.0, null));
    LoadSeries load = hourly(LocalDate.of(2026, 1, 1), 31, 1000, Map.of(), Bills.UTC);
    Bill bill = bill(rate, load);
    assertThat(usd(bill, "Minimum")).isEqualByComparingTo("2000"); // 40,000 − 38,000
    assertThat(usd(bill, "State tax")).isEqualByComparingTo("2000"); // 5 % of 40,000
    assertThat(usd(bill, "City tax")).isEqualByComparingTo("744"); // 2 % of 37,200
    assertThat(bill.totalUsd()).isEqualByComparingTo("42744");
    // A MWh less is topped up by 50; of it only the city's tax is saved.
    assertThat(Biller.of(rate, Bills.UTC).avoidablePrices(load, false).usdPerMwh()[0])
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void aYearsMinimumIsToppedUpWithDecember() {
    RateSchedule rate = rate(energy(10), new MinimumCharge("Minimum", null, null, 100_000.0));
    Bill bill = bill(rate, hourly(LocalDate.of(2026, 1, 1), 365, 1000, Map.of(), Bills.UTC));
    assertThat(usd(bill, YearMonth.of(2026, 12), "Minimum")).isEqualByComparingTo("12400");
    assertThat(bill.totalUsd()).isEqualByComparingTo("100000");
    Bill part = bill(rate, hourly(LocalDate.of(2026, 1, 1), 90, 1000, Map.of(), Bills.UTC));
    assertThat(part.totalUsd()).isEqualByComparingTo("21600");
    assertThat(part.warnings())
        .contains("Minimum of 2026 is not settled: the load does not cover all of it");
  }

  /** 3 MW above a firm 2 are credited 4 USD/kW; an event of two hours at 5 less its 3 and 4 MW. */
  @Test
  void creditsForLoadThatMayBeInterruptedAndThatWas() {
    var credit =
        new CurtailmentCredit(
            "Interruptible",
            "Rider IS §2",
            4.0,
            2000.0,
            300.0,
            5000.0,
            List.of(
                new CurtailmentCredit.Event(
                    LocalDateTime.parse("2026-03-10T01:00"),
                    LocalDateTime.parse("2026-03-10T03:00"))));
    LoadSeries load =
        LoadSeries.of(
            Instant.parse("2026-03-10T00:00:00Z"), 60, new double[] {5000, 3000, 4000, 4500});
    RateSchedule rate = rate(energy(50), credit);
    Bill bill = bill(rate, load);
    assertThat(quantities(bill, YearMonth.of(2026, 3), "Interruptible"))
        .containsExactly(3000.0, 3.0);
    assertThat(usd(bill, "Interruptible")).isEqualByComparingTo("-12900"); // −3,000 · 4 − 3 · 300
    assertThat(Biller.of(rate, Bills.UTC).avoidablePrices(load, false).usdPerMwh())
        .containsExactly(50 - 4000, 350, 350, 50);
  }

  @Test
  void theDaysOfAClockChangeHave23And25Hours() {
    for (var hours :
        Map.of(LocalDate.of(2026, 3, 8), 23, LocalDate.of(2026, 11, 1), 25).entrySet()) {
      LocalDate day = hours.getKey();
      Bill bill =
          Biller.of(new FixedPrice(100), CHICAGO)
              .bill(LoadSeries.flat(1000, day, day.plusDays(1), CHICAGO, 15), false);
      assertThat(bill.totalUsd().intValueExact()).isEqualTo(hours.getValue() * 100);
      assertThat(bill.energyMwh()).isCloseTo(hours.getValue(), within(1e-9));
    }
    // Between one and two there are two hours in autumn, and between two and three none in spring.
    var night =
        new RiderCharge(
            "Night",
            null,
            List.of(
                new EnergyPeriod("1 to 2", List.of(new When(null, null, 1, 2)), 10.0, null),
                new EnergyPeriod("2 to 3", List.of(new When(null, null, 2, 3)), 1.0, null)));
    Biller biller = Biller.of(rate(night), CHICAGO);
    LocalDate autumn = LocalDate.of(2026, 11, 1);
    assertThat(
            biller
                .bill(LoadSeries.flat(1000, autumn, autumn.plusDays(1), CHICAGO, 60), false)
                .totalUsd())
        .isEqualByComparingTo("21");
    LocalDate spring = LocalDate.of(2026, 3, 8);
    assertThat(
            biller
                .bill(LoadSeries.flat(1000, spring, spring.plusDays(1), CHICAGO, 60), false)
                .totalUsd())
        .isEqualByComparingTo("10");
  }

  @Test
  void aHolidayIsNoWeekday() {
    RateSchedule rate =
        withHolidays(
            energy(
                new EnergyPeriod(
                    "weekday", List.of(new When(null, Days.WEEKDAY, null, null)), 100.0, null),
                new EnergyPeriod(
                    "other", List.of(new When(null, Days.WEEKEND, null, null)), 10.0, null),
                new EnergyPeriod(
                    "holiday", List.of(new When(null, Days.HOLIDAY, null, null)), 1.0, null)),
            new Holidays(true, List.of(LocalDate.of(2026, 7, 2))));
    // 2 July is listed, 3 July is a Friday, 4 July a Saturday and NERC's.
    Bill bill = bill(rate, hourly(LocalDate.of(2026, 7, 2), 4, 1000, Map.of(), Bills.UTC));
    assertThat(quantities(bill, YearMonth.of(2026, 7), "Energy")).containsExactly(24.0, 24.0, 48.0);
  }

  private static RateSchedule withHolidays(EnergyCharge energy, Holidays holidays) {
    return new RateSchedule(
        "A rate", null, null, null, null, null, null, holidays, List.of(energy));
  }

  @Test
  void aPeakThatTheMeterHasShownIsNoLongerToBeAvoided() {
    var demand = demand(60, null, Map.of(YearMonth.of(2026, 3), 800.0), period("all", null, 10));
    LoadSeries load =
        LoadSeries.of(Instant.parse("2026-03-10T00:00:00Z"), 60, new double[] {700, 600});
    AvoidablePrices prices = Biller.of(rate(demand), Bills.UTC).avoidablePrices(load, false);
    assertThat(prices.usdPerMwh()).containsExactly(0, 0);
    assertThat(prices.peaks().get(0).setBy()).isEqualTo(SetBy.EARLIER_THIS_MONTH);
    assertThat(prices.peaks().get(0).kw()).isEqualTo(800);
    assertThat(prices.peaks().get(0).loadKw()).isEqualTo(700);
    AvoidablePrices fresh =
        Biller.of(rate(demand("Demand", 60, period("all", null, 10))), Bills.UTC)
            .avoidablePrices(load, false);
    assertThat(fresh.usdPerMwh()).containsExactly(10_000, 0);
  }

  @Test
  void theRichestTariffIsBilledAsByTheSlowTwin() {
    RichBill rich = RichBill.ofYear(60);
    assertThat(rich.bill().totalUsd().doubleValue()).isCloseTo(rich.slowUsd(), within(3.0));
    assertThat(rich.avoidablePrices().usdPerMwh()).hasSize(8760);
  }
}
