package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.assessment.Action;
import busbar.duties.BindingClause;
import busbar.rulebook.Rulebook;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.FixedPrice;
import busbar.tariff.RateSchedule;
import busbar.tariff.TakeOrPayCharge;
import busbar.tariff.TakeOrPayCharge.Per;
import busbar.tariff.When;
import busbar.testing.Clauses;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the tariff makes of 12 February 2026, a Thursday with 17 days of its month left. 1,000 S21
 * Pro draw 3.6504 MW with the facility's overhead of 1.04; power costs 45 USD a MWh at all hours.
 */
class TariffDutiesTest {
  private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
  private static final double MW = 1000 * 3510 * 1.04 / 1e6;
  private static final int HOURS_LEFT = 17 * 24;

  private static Rulebook rulebook;

  @BeforeAll
  static void load() {
    rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
  }

  @AfterAll
  static void dispose() {
    rulebook.dispose();
  }

  private static Given site(Charge... charges) {
    RateSchedule energy = new FixedPrice(45).asRateSchedule();
    List<Charge> all = new ArrayList<>(energy.charges());
    all.addAll(List.of(charges));
    return Given.site().rigs("a", "S21 Pro", 1000, null).at(energy.withCharges(all));
  }

  private static Recommendation assess(Given given) {
    return new Assessor(rulebook, "test").assess(given.day());
  }

  private static BlockAdvice only(Recommendation recommendation) {
    assertThat(recommendation.blocks()).hasSize(1);
    return recommendation.blocks().get(0);
  }

  private static List<String> rules(BlockAdvice block) {
    return block.rules().stream().map(fired -> fired.reason().rule()).toList();
  }

  private static DemandCharge demand(double usdPerKw, List<When> when, Double setKw) {
    return new DemandCharge(
        "Demand",
        "Schedule D",
        15,
        List.of(new DemandPeriod("All", when, usdPerKw, null)),
        null,
        null,
        setKw == null ? null : Map.of(FEBRUARY, setKw));
  }

  /** What a MW earns above its power in the hours that are left of the month, as dollars a kW. */
  private static double breakEvenUsdPerKw() {
    double earns = only(assess(site())).breakevenUsdPerMwh();
    return (earns - 45) * HOURS_LEFT / 1000;
  }

  @Test
  void aPeakNotYetSetIsLeftAloneWhereTheRestOfTheMonthEarnsLess() {
    double fair = breakEvenUsdPerKw();

    BlockAdvice dear = only(assess(site(demand(fair + 0.01, null, 0.0))));
    BlockAdvice cheap = only(assess(site(demand(fair - 0.01, null, 0.0))));

    assertThat(dear.action()).isEqualTo(Action.CURTAIL);
    assertThat(dear.offHours()).isEqualTo(24);
    assertThat(dear.reason().rule()).isEqualTo("CURTAIL-07");
    assertThat(dear.reason().sentence()).contains("Schedule D");
    assertThat(rules(dear)).contains("OBLIG-28");
    assertThat(cheap.action()).isEqualTo(Action.RUN);
    assertThat(rules(cheap)).contains("OBLIG-29").doesNotContain("OBLIG-28");
  }

  @Test
  void aDaysGainCountsTheDaysShareOfThePeakThatIsNotSet() {
    // Running would earn 24 h · (b − 45) · MW and cost a 17th of MW · 1,000 kW · 40 USD.
    double earns = only(assess(site())).breakevenUsdPerMwh();

    BlockAdvice block = only(assess(site(demand(40, null, 0.0))));

    assertThat(block.gainUsdPerDay())
        .isEqualTo(MW * 1000 * 40 / 17 - MW * 24 * (earns - 45), within(1e-6));
    assertThat(block.usdPerDay()).isZero();
  }

  /**
   * What it would earn does not pay for the peak; were it to, 15:00 at 120 USD is still too dear.
   */
  @Test
  void aBlockThatIsOffForAPeakFlipsWhereItEarnsThroughThePeaksDearestHour() {
    double[] prices = new double[24];
    java.util.Arrays.fill(prices, 30);
    prices[15] = 120;
    List<Charge> charges = new ArrayList<>(Given.daily(prices).asRateSchedule().charges());
    charges.add(demand(10, List.of(new When(null, null, 12, 20)), 0.0));
    Given given =
        Given.site()
            .rigs("a", "S21 Pro", 1000, null)
            .at(new FixedPrice(0).asRateSchedule().withCharges(charges));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(rules(block)).contains("OBLIG-28");
    assertThat(block.flips())
        .filteredOn(flip -> flip.driver() == Recommendation.Driver.BTC_PRICE)
        .singleElement()
        .satisfies(
            flip -> {
              assertThat(flip.becomes()).isEqualTo(Action.RUN);
              assertThat(flip.at() / flip.now())
                  .isEqualTo(120 / block.breakevenUsdPerMwh(), within(1e-9));
            });
  }

  @Test
  void twoChargesOnTheSameHoursMustBeEarnedTogether() {
    double fair = breakEvenUsdPerKw();
    DemandCharge one = demand(0.6 * fair, null, 0.0);
    DemandCharge two =
        new DemandCharge("Second", "Schedule E", 15, one.periods(), null, null, one.peaksKw());

    assertThat(only(assess(site(one))).action()).isEqualTo(Action.RUN);
    assertThat(only(assess(site(one, two))).action()).isEqualTo(Action.CURTAIL);
  }

  @Test
  void aRaiseIsPricedTierByTier() {
    // 500 kW are free, the other 3,150.4 cost 1,000 USD each.
    DemandCharge tiered =
        new DemandCharge(
            "Demand",
            "Schedule D",
            15,
            List.of(
                new DemandPeriod(
                    "All",
                    null,
                    null,
                    List.of(new DemandPeriod.Tier(500.0, 0), new DemandPeriod.Tier(null, 1_000)))),
            null,
            null,
            Map.of(FEBRUARY, 0.0));

    BlockAdvice block = only(assess(site(tiered)));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(block.rules())
        .filteredOn(fired -> fired.reason().rule().equals("OBLIG-28"))
        .singleElement()
        .satisfies(fired -> assertThat(fired.reason().sentence()).contains("$3.15M"));
  }

  @Test
  void aGuardrailKeepsTheRigsAsTheyAreWhateverAPeakCosts() {
    Given stale = site(demand(1_000, null, 0.0));
    stale.assessedAt = Given.NOON.plusSeconds(200 * 3600);

    BlockAdvice block = only(assess(stale));

    assertThat(block.offHours()).isZero();
    assertThat(rules(block)).contains("GUARD-01", "OBLIG-31").doesNotContain("OBLIG-28");
  }

  @Test
  void anUptimeFloorIsNotBrokenForAPeak() {
    // 98 % of February's 672 hours leave 13.44 h off; the peak's hours are 24.
    Given given =
        site(demand(1_000, null, 0.0))
            .under(Clauses.hosting("Hosting §5", "Client", List.of("a"), 90, 98, 0, 50));

    BlockAdvice block = only(assess(given));

    assertThat(block.offHours()).isLessThanOrEqualTo(13);
    assertThat(rules(block)).contains("OBLIG-31").doesNotContain("OBLIG-28");
  }

  @Test
  void overclockingMayNotRaiseAPeakThatNoRuleHasWeighed() {
    // All rigs at their default are what is set; a profile that draws more would pass it.
    double defaultKw = 1_000 * 2_794 * 1.04 / 1_000;
    RateSchedule energy = new FixedPrice(-20).asRateSchedule();
    List<Charge> all = new ArrayList<>(energy.charges());
    Given free = Given.site().luxosRigs("a", 1_000).at(energy.withCharges(all));
    all.add(demand(1_000, null, defaultKw));
    Given bound = Given.site().luxosRigs("a", 1_000).at(energy.withCharges(all));

    assertThat(drawnKw(assess(free))).isGreaterThan(defaultKw + 1);
    assertThat(drawnKw(assess(bound))).isLessThanOrEqualTo(defaultKw * (1 + 1e-6));
  }

  @Test
  void overclockingIsFreeInTheHoursThatAPeakDoesNotCount() {
    // The demand counts from 13:00 to 20:00; the rigs at their default are what is set.
    double defaultKw = 1_000 * 2_794 * 1.04 / 1_000;
    List<When> afternoon = List.of(new When(null, Days.ALL, 13, 20));
    RateSchedule energy = new FixedPrice(-20).asRateSchedule();
    List<Charge> all = new ArrayList<>(energy.charges());
    Given free = Given.site().luxosRigs("a", 1_000).at(energy.withCharges(all));
    all.add(demand(1_000, afternoon, defaultKw));
    Given bound = Given.site().luxosRigs("a", 1_000).at(energy.withCharges(all));

    double most = drawnKw(assess(free));
    double[] drawn = only(assess(bound)).plan().stream().mapToDouble(hour -> hour.kw()).toArray();

    for (int hour = 0; hour < 24; hour++) {
      double expected = hour >= 13 && hour < 20 ? defaultKw : most;
      assertThat(drawn[hour]).as("at " + hour).isEqualTo(expected, within(1e-6));
    }
  }

  private static double drawnKw(Recommendation recommendation) {
    return recommendation.blocks().stream()
        .mapToDouble(b -> b.plan().stream().mapToDouble(hour -> hour.kw()).max().orElse(0))
        .sum();
  }

  @Test
  void aPeakThatIsSetIsSunk() {
    BlockAdvice block = only(assess(site(demand(1000, null, MW * 1000))));

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(rules(block)).noneMatch(rule -> rule.startsWith("OBLIG"));
  }

  @Test
  void onlyTheRigsBelowTheSetPeakRaiseIt() {
    // 365.04 kW are set: 100 rigs of 3,650.4 W run, the other 900 would raise it.
    Recommendation recommendation = assess(site(demand(1000, null, 365.04)));

    assertThat(recommendation.megawatts().get(Action.RUN)).isEqualTo(0.36504, within(1e-9));
    assertThat(recommendation.megawatts().get(Action.CURTAIL)).isEqualTo(3.28536, within(1e-9));
  }

  @Test
  void aDemandThatCountsOnPeakAloneKeepsTheRigsOffThenAlone() {
    List<When> onPeak = List.of(new When(null, Days.WEEKDAY, 7, 18));

    BlockAdvice block = only(assess(site(demand(100, onPeak, 0.0))));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(block.offHours()).isEqualTo(11);
    assertThat(block.reason().sentence()).contains("07:00–18:00");
  }

  @Test
  void aRatchetAboutToBeRaisedIsSaid() {
    DemandCharge charge =
        new DemandCharge(
            "Demand",
            "Schedule D",
            15,
            List.of(new DemandPeriod("All", null, 1.0, null)),
            new DemandCharge.Ratchet(80, 11, null),
            null,
            Map.of(FEBRUARY, 0.0));

    BlockAdvice block = only(assess(site(charge)));

    assertThat(block.action()).isEqualTo(Action.RUN);
    // 80 % of 3,650.4 kW at 1 USD over eleven months: 32,123.52.
    assertThat(block.rules())
        .filteredOn(fired -> fired.reason().rule().equals("OBLIG-30"))
        .singleElement()
        .satisfies(fired -> assertThat(fired.reason().sentence()).contains("80.0 %", "$32.1k"));
  }

  @Test
  void aRatchetIsPricedTierByTierInTheMonthsToCome() {
    DemandPeriod tiered =
        new DemandPeriod(
            "All",
            null,
            null,
            List.of(new DemandPeriod.Tier(1000.0, 1.0), new DemandPeriod.Tier(null, 2.0)));
    DemandCharge charge =
        new DemandCharge(
            "Demand",
            "Schedule D",
            15,
            List.of(tiered),
            new DemandCharge.Ratchet(80, 11, null),
            null,
            Map.of(FEBRUARY, 0.0));

    BlockAdvice block = only(assess(site(charge)));

    // 80 % of 3,650.4 kW is 2,920.32: 1,000 at 1 USD and 1,920.32 at 2 USD, in eleven months.
    assertThat(block.rules())
        .filteredOn(fired -> fired.reason().rule().equals("OBLIG-30"))
        .singleElement()
        .satisfies(
            fired ->
                assertThat((Double) fired.reason().facts().get("ratchetUsd"))
                    .isEqualTo(11 * (1_000 + 1_920.32 * 2), within(1e-6)));
  }

  @Test
  void aPeakThatNobodyHasToldIsTakenAsSetAndSaid() {
    Recommendation recommendation = assess(site(demand(1000, null, null)));

    assertThat(only(recommendation).action()).isEqualTo(Action.RUN);
    assertThat(recommendation.notices())
        .extracting(Recommendation.Notice::text)
        .anyMatch(text -> text.contains("metered peak under Demand"));
  }

  private static CoincidentPeakCharge fourCp(double probabilityPercent) {
    return new CoincidentPeakCharge(
        "4CP",
        "TDSP §6.1",
        List.of(2),
        4,
        15,
        5,
        CoincidentPeakCharge.Billed.NEXT_YEAR,
        List.of(),
        List.of(new CoincidentPeakCharge.Alert(Given.DAY, 16, 18, probabilityPercent)));
  }

  @Test
  void aLikelyCoincidentPeakKeepsTheRigsOffThroughIt() {
    // 5 USD a kW and month, twelve months, four peaks: 15 USD a kW. At 40 % that is 6,000 USD a MW
    // against two hours of earnings.
    double earns = only(assess(site())).breakevenUsdPerMwh();

    BlockAdvice block = only(assess(site(fourCp(40))));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(block.offHours()).isEqualTo(2);
    assertThat(rules(block)).contains("OBLIG-32");
    assertThat(block.gainUsdPerDay()).isEqualTo(MW * (6_000 - 2 * (earns - 45)), within(1e-6));
    // It is worth running through where the chance is small enough.
    double fair = 100 * 2 * (earns - 45) / 15_000;
    assertThat(only(assess(site(fourCp(fair - 0.001)))).action()).isEqualTo(Action.RUN);
    assertThat(only(assess(site(fourCp(fair + 0.001)))).action()).isEqualTo(Action.CURTAIL);
  }

  @Test
  void anAwardKeepsItsRigsOnThroughALikelyPeak() {
    Given given = site(fourCp(40)).under(Clauses.award(Given.DAY, 16, 18, MW, 30, 500));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(rules(block)).contains("OBLIG-34").doesNotContain("OBLIG-32");
  }

  private static TakeOrPayCharge least(double minimumMwh) {
    return new TakeOrPayCharge(
        "Least", "PPA §7", Per.MONTH, minimumMwh, 30, null, Map.of(FEBRUARY, 1_000.0));
  }

  private static Given dear(Charge charge) {
    RateSchedule energy = new FixedPrice(110).asRateSchedule();
    List<Charge> all = new ArrayList<>(energy.charges());
    all.add(charge);
    return Given.site().rigs("a", "S21 Pro", 1000, null).at(energy.withCharges(all));
  }

  @Test
  void powerThatFallsShortInAnyCaseCountsAsCheaper() {
    // At 110 the rigs are off. Beside the 1,000 MWh taken, 408 h of all rigs could still take as
    // many
    // as that; where even those fall short, a MWh used saves 30 and costs 80.
    double reach = 1_000 + HOURS_LEFT * MW;

    Recommendation falls = assess(dear(least(reach + 1)));
    Recommendation reaches = assess(dear(least(reach - 1)));

    assertThat(only(falls).action()).isEqualTo(Action.RUN);
    assertThat(falls.siteRules()).extracting(f -> f.reason().rule()).contains("OBLIG-35");
    assertThat(only(reaches).action()).isEqualTo(Action.CURTAIL);
    assertThat(reaches.siteRules()).extracting(f -> f.reason().rule()).doesNotContain("OBLIG-35");
  }

  @Test
  void whatTheTariffBindsIsListedWithItsClauseAndWhatIsLeft() {
    Given given =
        site(demand(10, null, 0.0), fourCp(40), least(2_000))
            .prepaid(2, 41, 20, LocalDate.of(2027, 10, 31));

    List<BindingClause> obligations = assess(given).obligations();

    assertThat(obligations)
        .extracting(BindingClause::ref)
        .containsExactly("Schedule D", "TDSP §6.1", "PPA §7", "PPA §4.2");
    assertThat(obligations.get(2).budgets())
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.left()).isEqualTo(1_000);
              assertThat(budget.of()).isEqualTo(2_000);
              assertThat(budget.until()).isEqualTo(LocalDate.of(2026, 2, 28));
            });
    assertThat(obligations.get(3).sentence())
        .isEqualTo(
            "2.0 MW are paid for at $41.00/MWh whether used or not until 31 October 2027; what is"
                + " not used brings $20.00/MWh.");
    assertThat(obligations.get(3).verdict()).isEqualTo(BindingClause.Verdict.BINDS);
  }

  @Test
  void aDemandThatIsBilledInAnyCaseDoesNotCountAgainstKeepingRigs() {
    DemandCharge contracted =
        new DemandCharge(
            "Demand",
            "Schedule D",
            15,
            List.of(new DemandPeriod("All", null, 100.0, null)),
            null,
            MW * 1000,
            Map.of(FEBRUARY, 0.0));
    Given given = site(contracted);
    Given without = site();
    for (Given each : List.of(given, without)) {
      each.groups.replaceAll(
          g -> new busbar.site.RigGroup(g.id(), g.model(), g.count(), g.firmware(), 1_000.0, null));
    }

    assertThat(only(assess(given)).ledger().get(2).usd())
        .isEqualTo(only(assess(without)).ledger().get(2).usd(), within(1e-6));
  }

  @Test
  void aYearsDemandChargesCountAgainstKeepingRigs() {
    // 100 USD/kW a month is more than a month of margin, so keeping earns nothing and selling gains
    // what a year takes off the resale price.
    Given given = site(demand(100, null, MW * 1000));
    given.groups.replaceAll(
        g -> new busbar.site.RigGroup(g.id(), g.model(), g.count(), g.firmware(), 1_000.0, null));

    BlockAdvice block = only(assess(given));

    double declined = rulebook.parameters(Given.DAY, Map.of()).get(Assessor.RESALE_DECLINE) / 100;
    assertThat(block.ledger().get(2).usd()).isEqualTo(1_000_000 * declined, within(1e-6));
  }
}
