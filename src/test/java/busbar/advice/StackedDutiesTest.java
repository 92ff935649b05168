package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Notice;
import busbar.contract.Clause;
import busbar.contract.HostingFee;
import busbar.duties.BindingClause;
import busbar.rulebook.Rulebook;
import busbar.tariff.Charge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.FixedPrice;
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

/** Several duties in the same hours: whose megawatts they are, and what is missed of them. */
class StackedDutiesTest {
  private static final LocalDate DAY = Given.DAY;

  /** What a rig of the model draws at the meter: 3,010 W with 4 % of overhead, MW. */
  private static final double RIG_MW = 0.0031304;

  private static Rulebook rulebook;

  @BeforeAll
  static void loadRulebook() {
    rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
  }

  @AfterAll
  static void disposeRulebook() {
    rulebook.dispose();
  }

  private static Recommendation assess(Given given) {
    return new Assessor(rulebook, "test").assess(given.day());
  }

  private static Given rigs(int count) {
    return Given.site().rigs("a", "S19 XP", count, null).at(new FixedPrice(30));
  }

  private static Clause grid(int fromHour, int toHour) {
    return Clauses.event("ERS §2", "Grid operator", DAY, fromHour, toHour, 2, 60, 400);
  }

  private static Clause utility(int fromHour, int toHour) {
    return Clauses.event("Rebate §1", "Utility", DAY, fromHour, toHour, 2, 80, 150);
  }

  /** MW of the blocks of which a rule says that they are part of an event's answer. */
  private static double answeringMw(Recommendation recommendation, String ref) {
    return blocksOf(recommendation, ref).stream().mapToDouble(BlockAdvice::mw).sum();
  }

  private static List<BlockAdvice> blocksOf(Recommendation recommendation, String ref) {
    return recommendation.blocks().stream()
        .filter(
            block ->
                block.rules().stream()
                    .anyMatch(
                        fired ->
                            fired.reason().rule().equals("OBLIG-02")
                                && ref.equals(fired.reason().facts().get("ref"))))
        .toList();
  }

  private static double earned(Recommendation recommendation) {
    return recommendation.blocks().stream().mapToDouble(BlockAdvice::usdPerDay).sum();
  }

  private static List<String> warnings(Recommendation recommendation) {
    return recommendation.notices().stream()
        .filter(notice -> notice.kind() == Notice.Kind.WARNING)
        .map(Notice::text)
        .toList();
  }

  @Test
  void eventsOfTwoProgrammesInTheSameHoursRestOnDifferentMegawatts() {
    Recommendation recommendation = assess(rigs(2000).under(grid(17, 20)).under(utility(17, 20)));

    // 639 rigs are 2 MW, rounded up to a whole one.
    assertThat(answeringMw(recommendation, "ERS §2")).isEqualTo(639 * RIG_MW, within(1e-9));
    assertThat(answeringMw(recommendation, "Rebate §1")).isEqualTo(639 * RIG_MW, within(1e-9));
    assertThat(blocksOf(recommendation, "ERS §2"))
        .doesNotContainAnyElementsOf(blocksOf(recommendation, "Rebate §1"));
    double margin = recommendation.blocks().get(0).breakevenUsdPerMwh() - 30;
    assertThat(recommendation.usdPerDay())
        .isEqualTo(
            RIG_MW * (722 * 24 * margin + 639 * (2 * 21 * margin + 3 * 60 + 3 * 80)), within(1e-6));
    assertThat(warnings(recommendation)).isEmpty();
    assertThat(blocksOf(recommendation, "ERS §2").get(0).rules())
        .filteredOn(fired -> fired.reason().rule().equals("OBLIG-37"))
        .singleElement()
        .satisfies(
            fired ->
                assertThat(fired.reason().sentence())
                    .startsWith(
                        "In some of the hours of ERS §2 load is called off under Rebate §1 too."));
  }

  @Test
  void eventsOfDifferentHoursRestOnTheSameMegawatts() {
    Recommendation recommendation = assess(rigs(2000).under(grid(6, 9)).under(utility(17, 20)));

    assertThat(blocksOf(recommendation, "ERS §2"))
        .isEqualTo(blocksOf(recommendation, "Rebate §1"))
        .hasSize(1);
  }

  @Test
  void anEventTakesWhatIsFreeInItsHoursBelowAnothersRigs() {
    Recommendation recommendation =
        assess(
            rigs(1300)
                .under(grid(15, 18))
                .under(utility(17, 20))
                .under(Clauses.event("Test §3", "Aggregator", DAY, 18, 21, 2, 70, 90)));

    // The third begins when the first is over, and takes the same 639 rigs.
    assertThat(answeringMw(recommendation, "Test §3")).isEqualTo(639 * RIG_MW, within(1e-9));
    assertThat(warnings(recommendation)).isEmpty();
  }

  @Test
  void whatAnswersAnotherEventIsMissedAndCostsThePenalty() {
    Recommendation recommendation = assess(rigs(1000).under(grid(17, 20)).under(utility(17, 20)));

    double left = 361 * RIG_MW;
    assertThat(answeringMw(recommendation, "Rebate §1")).isEqualTo(left, within(1e-9));
    double missedUsd = (2 - left) * 3 * 150;
    assertThat(recommendation.usdPerDay())
        .isEqualTo(earned(recommendation) - missedUsd, within(1e-6));
    // It is owed whatever the plans do.
    assertThat(recommendation.gainUsdPerDay())
        .isEqualTo(
            recommendation.blocks().stream().mapToDouble(BlockAdvice::gainUsdPerDay).sum(),
            within(1e-6));
    assertThat(warnings(recommendation))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .startsWith("Rebate §1 wants 2.0 MW off, the rigs that answer no other event")
                    .contains("draw only 1.1 MW")
                    .contains("$391 in penalties"));
  }

  @Test
  void whatAnAwardNeedsBeyondTheSitesRigsCostsThePenalty() {
    Recommendation recommendation =
        assess(rigs(1000).under(Clauses.award(DAY, 17, 20, 5, 14, 120)));

    double missedUsd = (5 - 1000 * RIG_MW) * 3 * 120;
    assertThat(recommendation.usdPerDay())
        .isEqualTo(earned(recommendation) - missedUsd, within(1e-6));
    assertThat(recommendation.runEverythingUsdPerDay())
        .isEqualTo(recommendation.usdPerDay() - recommendation.gainUsdPerDay(), within(1e-6));
    assertThat(recommendation.siteRules().get(0).reason().sentence())
        .contains("1.9 MW too few")
        .contains("penalty for what is missing, $673 a day,");
  }

  // ---- What a duty costs in peaks

  /** A demand of the hours from 12:00 to 20:00, at 10 USD a kW, of which none is set. */
  private static Given unset(Given given) {
    List<Charge> charges = new ArrayList<>(given.tariff.asRateSchedule().charges());
    charges.add(
        new DemandCharge(
            "On-peak demand",
            null,
            15,
            List.of(new DemandPeriod("On-peak", List.of(new When(null, null, 12, 20)), 10.0, null)),
            null,
            null,
            Map.of(YearMonth.of(2026, 2), 0.0)));
    return given.at(given.tariff.asRateSchedule().withCharges(charges));
  }

  private static BindingClause only(Recommendation recommendation, String kind) {
    return recommendation.obligations().stream()
        .filter(entry -> entry.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void honouringAnAwardAlsoCostsThePeakThatItRaises() {
    Recommendation recommendation =
        assess(
            unset(rigs(1000).at(new FixedPrice(45)))
                .under(Clauses.award(DAY, 17, 20, 3.1304, 14, 20)));

    BlockAdvice block = recommendation.blocks().get(0);
    double margin = block.breakevenUsdPerMwh() - 45;
    // Without it the eight hours are off; with it they run and raise the demand of 17 days.
    BindingClause award = only(recommendation, "ancillary-award");
    assertThat(award.honourUsdPerDay())
        .isEqualTo(block.mw() * (10_000.0 / 17 - 8 * margin), within(1e-6));
    assertThat(award.breachUsdPerDay()).isEqualTo(3 * block.mw() * 34, within(1e-6));
    assertThat(award.verdict()).isEqualTo(BindingClause.Verdict.HONOURED_AT_A_LOSS);
  }

  @Test
  void whereTheSiteAllowsItThatAwardIsFailedAndThePeakIsSpared() {
    Given given =
        unset(rigs(1000).at(new FixedPrice(45))).under(Clauses.award(DAY, 17, 20, 3.1304, 14, 20));
    given.parameters = Map.of("breach-allowed", 1.0);

    Recommendation recommendation = assess(given);

    BlockAdvice block = recommendation.blocks().get(0);
    double margin = block.breakevenUsdPerMwh() - 45;
    assertThat(only(recommendation, "ancillary-award").verdict())
        .isEqualTo(BindingClause.Verdict.BREACHED);
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * (16 * margin - 3 * 20), within(1e-6));
    assertThat(block.rules())
        .extracting(fired -> fired.reason().rule())
        .contains("OBLIG-15", "OBLIG-28");
  }

  /** Each of the two was weighed with the other kept, which raises the peak in any case. */
  @Test
  void twoAwardsOnTheSameRigsDoNotGiveAPeakUpTogether() {
    Given given =
        unset(rigs(1000).at(new FixedPrice(45)))
            .under(Clauses.award(DAY, 13, 15, 3.1304, 0, 5))
            .under(Clauses.award(DAY, 17, 20, 3.1304, 0, 900));
    Recommendation kept = assess(given);
    given.parameters = Map.of("breach-allowed", 1.0);
    Recommendation free = assess(given);

    assertThat(free.usdPerDay()).isGreaterThanOrEqualTo(kept.usdPerDay() - 1e-6);
    assertThat(only(free, "ancillary-award").honourUsdPerDay()).isZero();
  }

  /** A floor keeps the rigs on through a peak whether it is breached or not: nothing is spared. */
  @Test
  void aFloorIsWeighedWithoutThePeakThatItRaises() {
    Recommendation recommendation =
        assess(
            unset(rigs(1000).at(new FixedPrice(45)))
                .under(
                    Clauses.with(
                        Clauses.hosting("a", HostingFee.perMwh(60), false, null),
                        Clauses.monthly(100, 0, 50),
                        null)));

    BindingClause floor = only(recommendation, "client-hosting");
    assertThat(floor.honourUsdPerDay()).isZero();
    assertThat(floor.breachUsdPerDay()).isZero();
  }
}
