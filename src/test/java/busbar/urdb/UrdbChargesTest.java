package busbar.urdb;

import static busbar.urdb.UrdbImportTest.read;
import static busbar.urdb.UrdbImportTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.billing.Bill;
import busbar.billing.Biller;
import busbar.billing.LoadSeries;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.RiderCharge;
import busbar.tariff.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of charge, as the database writes it. */
class UrdbChargesTest {
  private static final String TWELVE_ZEROS = "[0,0,0,0,0,0,0,0,0,0,0,0]";

  @Test
  void rateAndAdjAddUpAsDecimals() {
    assertThat(
            energy("'energyratestructure': [[{'rate': 0.01973, 'adj': '0.01882'}]]")
                .periods()
                .get(0)
                .usdPerMwh())
        .isEqualTo(38.55);
  }

  @Test
  void tiersCountInKwhOrKwhADay() {
    assertThat(
            tiers(
                "'energyratestructure': [[{'max': 500, 'unit': 'kWh', 'rate': 0.1},"
                    + "{'max': 1e38, 'unit': 'kWh', 'rate': 0.2}]]"))
        .containsExactly(tier(500.0, null, null, 100), tier(null, null, null, 200));
    assertThat(
            tiers(
                "'energyratestructure': [[{'max': 20, 'unit': 'kWh daily', 'rate': 0.1},"
                    + "{'unit': 'kWh daily', 'rate': 0.2}]]"))
        .containsExactly(tier(null, 20.0, null, 100), tier(null, null, null, 200));
  }

  /**
   * Georgia Power's hours of use: NREL/ssc, test/shared_test/cmod_utilityrate5_test.cpp,
   * Test_Commercial_kWh_per_kW_charges, expects 16,774.68 for this July.
   */
  @Test
  void stepsInsideABlockOfHoursOfUseAreBilledAsNrelDoes() {
    String rate =
        "'fixedmonthlycharge': 21, 'energyratestructure': [["
            + "{'max': 200, 'unit': 'kWh/kW', 'rate': 0.031718},"
            + "{'max': 3000, 'unit': 'kWh', 'rate': 0.132655},"
            + "{'max': 10000, 'unit': 'kWh', 'rate': 0.120303},"
            + "{'max': 200000, 'unit': 'kWh', 'rate': 0.102607},"
            + "{'max': 1e38, 'unit': 'kWh', 'rate': 0.079109},"
            + "{'max': 400, 'unit': 'kWh/kW', 'rate': 0.013627},"
            + "{'max': 600, 'unit': 'kWh/kW', 'rate': 0.010275},"
            + "{'max': 1e38, 'unit': 'kWh/kW', 'rate': 0.00771}]]";
    double[] kw = new double[744];
    Arrays.fill(kw, (384_169.62 - 658.01565) / 743);
    kw[400] = 658.01565;

    Bill bill =
        Biller.of(read(UrdbFiles.small(rate)).tariff(), ZoneOffset.UTC)
            .bill(LoadSeries.of(Instant.parse("2018-07-01T00:00:00Z"), 60, kw), false);

    assertThat(bill.totalUsd().doubleValue()).isEqualTo(16_774.68, within(0.02));
    assertThat(text(read(UrdbFiles.small(rate)).notes(), "energyratestructure[0][0]"))
        .contains("its own was not used");
    assertThat(tiers(rate))
        .startsWith(tier(3000.0, null, 200.0, 132.655))
        .contains(tier(null, null, 400.0, 13.627));
  }

  @Test
  void aTierWithoutAUnitHasThatOfItsFellows() {
    assertThat(
            tiers(
                "'energyratestructure': [[{'max': 200, 'unit': 'kWh/kW', 'rate': 0.1},"
                    + "{'rate': 0.2}]]"))
        .containsExactly(tier(null, null, 200.0, 100), tier(null, null, null, 200));
  }

  @Test
  void hoursOfUseAreMeasuredByTheFlatDemand() {
    EnergyCharge energy =
        energy(
            "'flatdemandstructure': [[{'rate': 5}]], 'flatdemandmonths': "
                + TWELVE_ZEROS
                + ", 'energyratestructure': [[{'max': 200, 'unit': 'kWh/kW', 'rate': 0.1},"
                + "{'unit': 'kWh/kW', 'rate': 0.2}]]");

    assertThat(energy.billingDemandOf()).isEqualTo("Flat demand");
  }

  @Test
  void periodsOfDifferentLimitsMakeChargesOfTheirOwn() {
    String structure =
        "'energyratestructure': [[{'max': 500, 'rate': 0.1}, {'rate': 0.2}], [{'rate': 0.3}]], ";
    var seasons =
        read(
            UrdbFiles.small(
                structure
                    + "'energyweekdayschedule': "
                    + halfYears()
                    + ", 'energyweekendschedule': "
                    + halfYears()));
    var sharing =
        read(UrdbFiles.small(structure + "'energyweekendschedule': " + UrdbFiles.table(1)));

    assertThat(seasons.tariff().charges(EnergyCharge.class))
        .extracting(EnergyCharge::name)
        .containsExactly("Energy 1", "Energy 2");
    assertThat(seasons.notes()).noneMatch(note -> note.text().contains("different tier limits"));
    assertThat(sharing.notes()).anyMatch(note -> note.text().contains("different tier limits"));
  }

  @Test
  void fuelAdjustmentsAreARiderByMonth() {
    RiderCharge rider =
        one("'fueladjustmentsmonthly': [0.01,0.01,0,0,0,-0.002,0,0,0,0,0,0.01]", RiderCharge.class);

    assertThat(rider.periods())
        .containsExactly(
            new EnergyPeriod(
                "Dec–Feb", List.of(new When(List.of(1, 2, 12), null, null, null)), 10.0, null),
            new EnergyPeriod("Jun", List.of(new When(List.of(6), null, null, null)), -2.0, null));
  }

  @Test
  void flatDemandHasTiersAndSeasons() {
    DemandCharge demand =
        one(
            "'demandwindow': 30, 'flatdemandstructure': [[{'max': 100, 'rate': 0}, {'rate': 9}],"
                + "[{'rate': 4, 'adj': 1.5}]], 'flatdemandmonths': [0,0,0,0,0,1,1,1,1,0,0,0]",
            DemandCharge.class);

    assertThat(demand.windowMinutes()).isEqualTo(30);
    assertThat(demand.periods())
        .containsExactly(
            new DemandPeriod(
                "Oct–May",
                List.of(new When(List.of(1, 2, 3, 4, 5, 10, 11, 12), null, null, null)),
                null,
                List.of(new DemandPeriod.Tier(100.0, 0), new DemandPeriod.Tier(null, 9))),
            new DemandPeriod(
                "Jun–Sep", List.of(new When(List.of(6, 7, 8, 9), null, null, null)), 5.5, null));
  }

  @Test
  void horsepowerBecomesKilowattsInPriceAndLimit() {
    DemandCharge demand =
        one(
            "'flatdemandunit': 'hp', 'flatdemandstructure': [[{'max': 100, 'rate': 7.457},"
                + "{'rate': 0}]], 'flatdemandmonths': "
                + TWELVE_ZEROS,
            DemandCharge.class);

    assertThat(demand.periods().get(0).tiers())
        .containsExactly(new DemandPeriod.Tier(74.57, 10), new DemandPeriod.Tier(null, 0));
  }

  @Test
  void kilovoltAmperesAreTakenAsKilowattsWithANote() {
    var imported = read(UrdbFiles.small(flat("'flatdemandunit': 'kVA', 'demandwindow': 15")));

    assertThat(text(imported.notes(), "flatdemandunit")).contains("1 kVA was taken as 1 kW");
  }

  @Test
  void aLookbackRangeIsARatchetOverSoManyMonths() {
    assertThat(ratchet("'lookbackpercent': 0.35, 'lookbackrange': 11"))
        .isEqualTo(new DemandCharge.Ratchet(35, 11, null));
    assertThat(ratchet("'lookbackPercent': 80, 'lookbackRange': 6"))
        .isEqualTo(new DemandCharge.Ratchet(80, 6, null));
  }

  @Test
  void lookbackMonthsAreThoseWhosePeaksCount() {
    assertThat(
            ratchet(
                "'lookbackpercent': 0.6, 'lookbackrange': 0,"
                    + "'lookbackmonths': [0,0,0,0,0,1,1,1,1,0,0,0]"))
        .isEqualTo(new DemandCharge.Ratchet(60, 11, List.of(6, 7, 8, 9)));
    assertThat(ratchet("'lookbackpercent': 0.6, 'lookbackmonths': " + TWELVE_ZEROS)).isNull();
  }

  @Test
  void anOldRatchetOfEqualMonthsLooksBackElevenMonths() {
    assertThat(ratchet("'demandratchetpercentage': " + TWELVE_ZEROS.replace("0", "0.35")))
        .isEqualTo(new DemandCharge.Ratchet(35, 11, null));
  }

  @Test
  void anOldRatchetThatDiffersByMonthIsNotedAndNotCarriedOver() {
    var imported =
        read(UrdbFiles.small(flat("'demandratchetpercentage': [0.5,0,0,0,0,0,0,0,0,0,0,0]")));

    assertThat(text(imported.notes(), "demandratchetpercentage")).contains("not carried over");
    assertThat(imported.tariff().charges(DemandCharge.class).findFirst().orElseThrow().ratchet())
        .isNull();
  }

  @Test
  void aRatchetOverDemandsByTimeOfUseGivesEachAChargeOfItsOwn() {
    var imported =
        read(
            UrdbFiles.small(
                "'lookbackpercent': 0.5, 'lookbackrange': 11,"
                    + "'demandratestructure': [[{'rate': 3}], [{'rate': 8}]],"
                    + "'demandweekdayschedule': "
                    + UrdbFiles.table(1)
                    + ", 'demandweekendschedule': "
                    + UrdbFiles.table(0)));

    assertThat(imported.tariff().charges(DemandCharge.class))
        .extracting(DemandCharge::name)
        .containsExactly("Time-of-use demand 1", "Time-of-use demand 2");
    assertThat(text(imported.notes(), "lookbackpercent")).contains("time of use");
  }

  @Test
  void aRatchetStandsUnderThePricedDemandAndNotUnderAFreeOne() {
    var imported =
        read(
            UrdbFiles.small(
                "'lookbackpercent': 0.5, 'lookbackrange': 11,"
                    + "'flatdemandstructure': [[{'rate': 0}]], 'flatdemandmonths': "
                    + TWELVE_ZEROS
                    + ", 'demandratestructure': [[{'rate': 3}]]"));

    assertThat(imported.tariff().charges(DemandCharge.class))
        .singleElement()
        .satisfies(
            demand -> {
              assertThat(demand.name()).isEqualTo("Time-of-use demand");
              assertThat(demand.ratchet()).isEqualTo(new DemandCharge.Ratchet(50, 11, null));
            });
    assertThat(text(imported.notes(), "flatdemandstructure[0]")).contains("costs nothing");
  }

  @Test
  void fixedChargesAreByTheMonthTheDayOrTheYear() {
    assertThat(one("'fixedmonthlycharge': 12", FixedCharge.class).usdPerMonth()).isEqualTo(12);
    assertThat(
            one("'fixedchargefirstmeter': 3, 'fixedchargeunits': '$/day'", FixedCharge.class)
                .usdPerDay())
        .isEqualTo(3);
    assertThat(
            one("'fixedChargeFirstMeter': 24, 'fixedChargeUnits': '$/year'", FixedCharge.class)
                .usdPerMonth())
        .isEqualTo(2);
  }

  @Test
  void minimumsAreByTheMonthOrTheYear() {
    assertThat(one("'minmonthlycharge': 50", MinimumCharge.class).usdPerMonth()).isEqualTo(50);
    assertThat(one("'annualmincharge': 600", MinimumCharge.class).usdPerYear()).isEqualTo(600);
    assertThat(one("'mincharge': 12, 'minchargeunits': '$/day'", MinimumCharge.class).usdPerMonth())
        .isEqualTo(365);
  }

  @Test
  void aPriceAtTheSystemsPeakIsAskedForInTheMonthsOfItsHours() {
    var imported =
        read(
            UrdbFiles.small(
                "'coincidentratestructure': [[{'rate': 0}], [{'rate': 4}]], 'coincidentSched': "
                    + halfYears()));
    CoincidentPeakCharge peak =
        imported.tariff().charges(CoincidentPeakCharge.class).findFirst().orElseThrow();

    assertThat(peak.months()).containsExactly(7, 8, 9, 10, 11, 12);
    assertThat(peak.peaks()).isEqualTo(6);
    assertThat(text(imported.notes(), "coincidentratestructure[0]")).contains("costs nothing");
  }

  @Test
  void aPeriodWithoutHoursIsNoted() {
    assertThat(
            text(
                read(UrdbFiles.small("'energyratestructure': [[{'rate': 0.1}], [{'rate': 9}]]"))
                    .notes(),
                "energyratestructure[1]"))
        .contains("holds in no hour");
  }

  private static String flat(String more) {
    return more + ", 'flatdemandstructure': [[{'rate': 5}]], 'flatdemandmonths': " + TWELVE_ZEROS;
  }

  /** Period 0 in the first half of the year and 1 in the second. */
  private static String halfYears() {
    String row = "," + UrdbFiles.table(0).get(0);
    return "[" + (row.repeat(6) + row.replace('0', '1').repeat(6)).substring(1) + "]";
  }

  private static DemandCharge.Ratchet ratchet(String more) {
    return one(flat(more), DemandCharge.class).ratchet();
  }

  private static EnergyCharge energy(String more) {
    return one(more, EnergyCharge.class);
  }

  private static List<EnergyTier> tiers(String more) {
    return energy(more).periods().get(0).tiers();
  }

  private static EnergyTier tier(Double kwh, Double kwhPerDay, Double kwhPerKw, double usdPerMwh) {
    return new EnergyTier(kwh, kwhPerDay, kwhPerKw, null, usdPerMwh);
  }

  private static <T extends busbar.tariff.Charge> T one(String more, Class<T> kind) {
    return read(UrdbFiles.small(more)).tariff().charges(kind).findFirst().orElseThrow();
  }
}
