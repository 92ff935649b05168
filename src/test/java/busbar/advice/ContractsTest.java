package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.advice.Recommendation.LedgerEntry;
import busbar.advice.Recommendation.Notice;
import busbar.assessment.Action;
import busbar.contract.AiHostingOffer;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.HostingFee;
import busbar.contract.Loan;
import busbar.contract.PowerSupply;
import busbar.contract.Term;
import busbar.contract.Use;
import busbar.duties.BindingClause;
import busbar.duties.BindingClause.Budget;
import busbar.rulebook.Rulebook;
import busbar.site.Switching;
import busbar.tariff.FixedPrice;
import busbar.testing.Clauses;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clauses do to a site's advice, by the rulebook that ships. */
class ContractsTest {
  private static final LocalDate DAY = Given.DAY;

  private static Rulebook rulebook;

  @BeforeAll
  @BeforeContainer
  static void loadRulebook() {
    if (rulebook == null) {
      rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    }
  }

  @AfterAll
  @AfterContainer
  static void disposeRulebook() {
    if (rulebook != null) {
      rulebook.dispose();
      rulebook = null;
    }
  }

  private static Recommendation assess(Given given) {
    return new Assessor(rulebook, "test").assess(given.day());
  }

  private static BlockAdvice only(Recommendation recommendation) {
    assertThat(recommendation.blocks()).hasSize(1);
    return recommendation.blocks().get(0);
  }

  private static BlockAdvice block(Recommendation recommendation, String id) {
    return recommendation.blocks().stream()
        .filter(block -> block.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static BindingClause clause(Recommendation recommendation, String kind) {
    return recommendation.obligations().stream()
        .filter(entry -> entry.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<Integer> hoursOff(BlockAdvice block) {
    return IntStream.range(0, block.plan().size())
        .filter(hour -> block.plan().get(hour).profile() == null)
        .boxed()
        .toList();
  }

  private static List<String> rules(BlockAdvice block) {
    return block.rules().stream().map(fired -> fired.reason().rule()).toList();
  }

  private static List<String> siteRules(Recommendation recommendation) {
    return recommendation.siteRules().stream().map(fired -> fired.reason().rule()).toList();
  }

  private static LedgerEntry entry(BlockAdvice block, Action action) {
    return block.ledger().get(action.ordinal());
  }

  /** 30 USD/MWh, but for the hours from 17:00 to 20:00. */
  private static Given evening(double usdPerMwh) {
    double[] prices = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      prices[hour] = hour >= 17 && hour < 20 ? usdPerMwh : 30;
    }
    return Given.site().at(Given.daily(prices));
  }

  // ---- Fees

  @Test
  void aFeeByTheKilowattAndMonthIsNotLostByAnHourOff() {
    Given given =
        Given.site()
            .rigs("client", "S19 XP", 1000, null)
            .at(new FixedPrice(45))
            .under(Clauses.hosting("client", HostingFee.perKwMonth(28), false, null));

    BlockAdvice block = only(assess(given));

    // Power at 45 buys nothing, and February has 28 days: one dollar a kW and day.
    assertThat(hoursOff(block)).hasSize(24);
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * 1000, within(1e-6));
    assertThat(block.gainUsdPerDay()).isEqualTo(block.mw() * 45 * 24, within(1e-6));
    assertThat(block.breakevenUsdPerMwh()).isZero();
  }

  @Test
  void aClientThatPaysForThePowerRunsAtAnyPrice() {
    Given given =
        Given.site()
            .rigs("client", "S19 XP", 1000, null)
            .at(new FixedPrice(500))
            .under(Clauses.hosting("client", HostingFee.perMwh(12), true, null));

    BlockAdvice block = only(assess(given));

    assertThat(hoursOff(block)).isEmpty();
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * 12 * 24, within(1e-6));
    assertThat(block.reason().rule()).isEqualTo("RUN-07");
    assertThat(block.clearsPercent()).isEqualTo(100, within(1e-9));
    assertThat(block.flips()).extracting(FlipPoint::driver).doesNotContain(Driver.POWER_PRICE);
  }

  @Test
  void aShareOfRevenueFollowsHashprice() {
    Given own = Given.site().rigs("a", "S19 XP", 1000, null).at(new FixedPrice(10));
    Given shared =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(10))
            .under(Clauses.hosting("a", HostingFee.revenueShare(25), false, null));

    BlockAdvice block = only(assess(shared));

    double breakeven = only(assess(own)).breakevenUsdPerMwh();
    assertThat(block.breakevenUsdPerMwh()).isEqualTo(breakeven / 4, within(1e-9));
    // It earns nothing once hashprice has fallen to 10 over a quarter of 60.98.
    assertThat(block.flips())
        .filteredOn(flip -> flip.driver() == Driver.BTC_PRICE)
        .singleElement()
        .satisfies(
            flip -> assertThat(flip.at() / flip.now()).isEqualTo(40 / breakeven, within(1e-3)));
  }

  @Test
  void outOfItsDatesAHostingClausePaysNothingAndTheRigsStayTheClients() {
    ClientHosting ended =
        new ClientHosting(
            "Hosting §5",
            "Northern Hash",
            List.of("client"),
            HostingFee.perMwh(70),
            false,
            null,
            Clauses.monthly(100, 0, 500),
            null,
            new Term(null, DAY.minusDays(1), null, null));
    Given given =
        Given.site().rigs("client", "S19", 1000, 80.0).at(new FixedPrice(110)).under(ended);

    Recommendation recommendation = assess(given);

    BlockAdvice block = only(recommendation);
    assertThat(hoursOff(block)).hasSize(24);
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(LedgerEntry.Verdict.RULED_OUT);
    assertThat(recommendation.obligations()).isEmpty();
    assertThat(recommendation.notices())
        .filteredOn(notice -> notice.kind() == Notice.Kind.WARNING)
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("Hosting §5 is not in force today"));
  }

  // ---- Strike price, floor and right to curtail

  @Test
  void aboveItsStrikePriceAClientThatPaysForThePowerIsOff() {
    Given given =
        evening(90)
            .rigs("client", "S19 XP", 1000, null)
            .under(Clauses.hosting("client", HostingFee.perMwh(12), true, 75.0));

    Recommendation recommendation = assess(given);

    BlockAdvice block = only(recommendation);
    assertThat(hoursOff(block)).containsExactly(17, 18, 19);
    assertThat(block.reason().rule()).isEqualTo("CURTAIL-06");
    assertThat(block.reason().sentence()).startsWith("Under Hosting §5 ");
    assertThat(block.plan().get(17).binds()).isEqualTo("OBLIG-17");
    assertThat(clause(recommendation, "client-hosting").verdict())
        .isEqualTo(BindingClause.Verdict.BINDS);
    // With power 15 cheaper no hour costs more than 75.
    assertThat(block.flips())
        .filteredOn(flip -> flip.driver() == Driver.POWER_PRICE)
        .singleElement()
        .satisfies(
            flip -> {
              assertThat(flip.at() - flip.now()).isEqualTo(-15, within(1e-6));
              assertThat(flip.becomes()).isEqualTo(Action.RUN);
            });
  }

  @Test
  void aboveTheStrikePriceHoursOffDoNotCountAgainstTheFloor() {
    ClientHosting hosting =
        Clauses.with(
            Clauses.hosting("client", HostingFee.perMwh(25), false, 75.0),
            Clauses.monthly(100, 0, 500),
            null);
    Given given = evening(90).rigs("client", "S19 XP", 1000, null).under(hosting);

    BlockAdvice block = only(assess(given));

    // Power at 30 costs more than the fee all day, but only the hours at 90 are excused.
    assertThat(hoursOff(block)).containsExactly(17, 18, 19);
    assertThat(rules(block)).contains("OBLIG-18", "OBLIG-01");
  }

  /** At 65 USD the award keeps the rigs on; it is the hour at 61 that is off above 60. */
  @Test
  void theStrikePriceFlipsAtTheDearestHourThatNoAwardHolds() {
    double[] prices = new double[24];
    java.util.Arrays.fill(prices, 30);
    prices[0] = 61;
    prices[17] = 65;
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(Given.daily(prices))
            .under(
                Clauses.with(
                    Clauses.hosting("a", HostingFee.perMwh(50), false, 60.0),
                    Clauses.monthly(97, 20.16, 90),
                    null))
            .under(Clauses.award(DAY, 16, 19, 10, 14, 120));

    BlockAdvice block = only(assess(given));

    assertThat(hoursOff(block)).containsExactly(0);
    assertThat(block.flips())
        .filteredOn(flip -> flip.driver() == Recommendation.Driver.POWER_PRICE)
        .singleElement()
        .satisfies(
            flip -> {
              assertThat(flip.becomes()).isEqualTo(Action.RUN);
              assertThat(flip.at() - flip.now()).isEqualTo(-1, within(1e-6));
            });
  }

  @Test
  void theRightToCurtailComesOnTopOfTheFloorAndAYearsFloorIsMeasuredOverTheYear() {
    // 0.1 % of 2026's 8,760 hours is 8.76, of which 7 are used; 1 of 40 hours of the right is left.
    ClientHosting hosting =
        Clauses.with(
            Clauses.hosting("client", HostingFee.perMwh(70), false, null),
            Clauses.yearly(99.9, 7, 500),
            new CurtailmentRight(40, 39));
    Given given = evening(90).rigs("client", "S19 XP", 1000, null).under(hosting);

    Recommendation recommendation = assess(given);

    assertThat(hoursOff(only(recommendation))).hasSize(2);
    assertThat(rules(only(recommendation))).contains("OBLIG-05");
    assertThat(clause(recommendation, "client-hosting").budgets())
        .satisfiesExactly(
            budget -> {
              assertThat(budget.left()).isEqualTo(1.76, within(1e-9));
              assertThat(budget.of()).isEqualTo(8.76, within(1e-9));
              assertThat(budget.until()).isEqualTo("2026-12-31");
            },
            budget ->
                assertThat(budget)
                    .isEqualTo(
                        new Budget(
                            "hours of curtailment", 1, 40, "h", LocalDate.of(2026, 12, 31))));
  }

  // ---- Honour or breach

  private static Given dearFloor(double breachAllowed) {
    Given given =
        evening(500)
            .rigs("client", "S19 XP", 1000, null)
            .under(
                Clauses.with(
                    Clauses.hosting("client", HostingFee.perMwh(70), false, null),
                    Clauses.monthly(100, 0, 50),
                    null));
    given.parameters = Map.of("breach-allowed", breachAllowed);
    return given;
  }

  @Test
  void aFloorThatCostsMoreToKeepThanToMissIsKeptAndBothSumsAreSaid() {
    Recommendation recommendation = assess(dearFloor(0));

    BlockAdvice block = only(recommendation);
    assertThat(hoursOff(block)).isEmpty();
    assertThat(rules(block)).contains("OBLIG-06").doesNotContain("OBLIG-01");
    assertThat(block.reason().sentence()).startsWith("Hosting §5 holds these rigs on in 3 h");
    BindingClause floor = clause(recommendation, "client-hosting");
    // Three hours at 500 against a fee of 70, or three hours missed at 50 a MWh.
    assertThat(floor.honourUsdPerDay()).isEqualTo(3 * block.mw() * 430, within(1e-6));
    assertThat(floor.breachUsdPerDay()).isEqualTo(3 * block.mw() * 50, within(1e-6));
    assertThat(floor.verdict()).isEqualTo(BindingClause.Verdict.HONOURED_AT_A_LOSS);
  }

  @Test
  void whereTheSiteAllowsItThatFloorIsMissedAndThePenaltyIsReckoned() {
    Recommendation recommendation = assess(dearFloor(1));

    BlockAdvice block = only(recommendation);
    assertThat(hoursOff(block)).containsExactly(17, 18, 19);
    assertThat(rules(block)).contains("OBLIG-07");
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * (21 * (70 - 30) - 3 * 50), within(1e-6));
    assertThat(block.gainUsdPerDay()).isEqualTo(3 * block.mw() * (430 - 50), within(1e-6));
    assertThat(entry(block, Action.RUN).gapUsd())
        .isEqualTo(3 * block.mw() * (430 - 50), within(1e-6));
    assertThat(clause(recommendation, "client-hosting").verdict())
        .isEqualTo(BindingClause.Verdict.BREACHED);
  }

  private static Given meagreEvent(double breachAllowed) {
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(30))
            .under(Clauses.event("ERS §2", "Grid operator", DAY, 17, 20, 50, 5, 4));
    given.parameters = Map.of("breach-allowed", breachAllowed);
    return given;
  }

  @Test
  void anEventThatPaysTooLittleIsAnsweredAtALoss() {
    Recommendation recommendation = assess(meagreEvent(0));

    BlockAdvice block = only(recommendation);
    double margin = block.breakevenUsdPerMwh() - 30;
    assertThat(hoursOff(block)).containsExactly(17, 18, 19);
    assertThat(rules(block)).contains("OBLIG-08");
    BindingClause event = clause(recommendation, "demand-response-event");
    assertThat(event.honourUsdPerDay()).isEqualTo(3 * block.mw() * margin, within(1e-6));
    assertThat(event.breachUsdPerDay()).isEqualTo(3 * block.mw() * (5 + 4), within(1e-6));
    assertThat(event.verdict()).isEqualTo(BindingClause.Verdict.HONOURED_AT_A_LOSS);
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * (21 * margin + 3 * 5), within(1e-6));
    // Against running through it, which would owe the penalty.
    assertThat(block.gainUsdPerDay()).isEqualTo(3 * block.mw() * (5 + 4 - margin), within(1e-6));
  }

  @Test
  void whereTheSiteAllowsItThatEventIsIgnoredAndThePenaltyIsReckoned() {
    Recommendation recommendation = assess(meagreEvent(1));

    BlockAdvice block = only(recommendation);
    double margin = block.breakevenUsdPerMwh() - 30;
    assertThat(hoursOff(block)).isEmpty();
    assertThat(rules(block)).contains("OBLIG-09");
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * (24 * margin - 3 * 4), within(1e-6));
    assertThat(block.gainUsdPerDay()).isEqualTo(0, within(1e-6));
    assertThat(clause(recommendation, "demand-response-event").verdict())
        .isEqualTo(BindingClause.Verdict.BREACHED);
  }

  // ---- Programme and budget

  @Test
  void anEventOfAProgrammeIsPaidAndFinedAsTheProgrammeSays() {
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(30))
            .under(Clauses.programme(2, 5, null))
            .under(Clauses.eventOfProgramme("Event 3", DAY, 17, 20, 50));

    Recommendation recommendation = assess(given);

    BlockAdvice block = only(recommendation);
    double margin = block.breakevenUsdPerMwh() - 30;
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * (21 * margin + 3 * 60), within(1e-6));
    assertThat(clause(recommendation, "demand-response-event").breachUsdPerDay())
        .isEqualTo(3 * block.mw() * 460, within(1e-6));
    LocalDate yearEnd = LocalDate.of(2026, 12, 31);
    assertThat(clause(recommendation, "demand-response").budgets())
        .containsExactly(
            new Budget("events", 6, 8, "events", yearEnd),
            new Budget("hours of events", 19, 24, "h", yearEnd));
  }

  @Test
  void anEventLastsNoLongerThanItsProgrammeAllows() {
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(30))
            .under(Clauses.programme(2, 5, null))
            .under(Clauses.eventOfProgramme("Event 3", DAY, 14, 20, 50));

    BlockAdvice block = only(assess(given));

    assertThat(hoursOff(block)).containsExactly(14, 15, 16, 17);
    assertThat(rules(block)).contains("OBLIG-02", "OBLIG-10");
    // The two hours beyond are neither paid nor fined.
    double margin = block.breakevenUsdPerMwh() - 30;
    assertThat(block.usdPerDay()).isEqualTo(block.mw() * (20 * margin + 4 * 60), within(1e-6));
  }

  @Test
  void theSecondEventOfTheDayCountsOnTheFirst() {
    // One event is left of the year's eight.
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(30))
            .under(Clauses.programme(7, 5, null))
            .under(Clauses.eventOfProgramme("Event 9", DAY, 18, 20, 50))
            .under(Clauses.eventOfProgramme("Event 8", DAY, 6, 8, 50));

    Recommendation recommendation = assess(given);

    assertThat(hoursOff(only(recommendation))).containsExactly(6, 7);
    assertThat(recommendation.obligations())
        .filteredOn(entry -> entry.ref().equals("Event 9"))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.verdict()).isEqualTo(BindingClause.Verdict.NOT_TODAY);
              assertThat(refused.rules()).containsExactly("OBLIG-10");
            });
  }

  @Test
  void aProgrammeWhoseTermIsOverCallsNothing() {
    Given given = Given.site().rigs("a", "S19 XP", 1000, null).at(new FixedPrice(30));
    DemandResponseProgramme programme = Clauses.programme(0, 0, DAY.plusDays(3));
    given.under(Clauses.eventOfProgramme("Event 1", DAY, 17, 20, 50));
    given.under(
        new DemandResponseProgramme(
            programme.ref(),
            programme.party(),
            programme.windows(),
            30,
            10,
            50,
            8,
            24,
            4,
            0,
            0,
            6,
            60,
            400,
            programme.testBy(),
            new Term(null, DAY.minusDays(1), null, null)));

    Recommendation recommendation = assess(given);

    assertThat(hoursOff(only(recommendation))).isEmpty();
    assertThat(recommendation.siteRules()).isEmpty();
  }

  // ---- Ancillary awards

  @Test
  void anAwardKeepsTheBestRigsRunningThoughPowerIsDear() {
    Given given =
        evening(70)
            .rigs("a", "S19 XP", 1000, null)
            .rigs("poor", "S19", 1000, null)
            .under(Clauses.award(DAY, 17, 20, 2, 14, 120));

    Recommendation recommendation = assess(given);

    // 2 MW of rigs that draw 3.1304 kW each at the meter: 639 rigs, rounded up.
    BlockAdvice pledged = block(recommendation, "a.2");
    assertThat(pledged.rigs()).isEqualTo(639);
    assertThat(hoursOff(pledged)).isEmpty();
    assertThat(hoursOff(block(recommendation, "a.1"))).containsExactly(17, 18, 19);
    assertThat(pledged.plan().get(17).binds()).isNull();
    assertThat(rules(pledged)).contains("OBLIG-12");
    double earns = pledged.breakevenUsdPerMwh();
    assertThat(pledged.usdPerDay())
        .isEqualTo(pledged.mw() * (21 * (earns - 30) + 3 * (earns - 70) + 3 * 14), within(1e-6));
    assertThat(pledged.gainUsdPerDay()).isEqualTo(0, within(1e-6));
    BindingClause award = clause(recommendation, "ancillary-award");
    assertThat(award.honourUsdPerDay()).isEqualTo(3 * pledged.mw() * (70 - earns), within(1e-6));
    assertThat(award.breachUsdPerDay()).isEqualTo(3 * pledged.mw() * 134, within(1e-6));
    assertThat(award.verdict()).isEqualTo(BindingClause.Verdict.BINDS);
  }

  @Test
  void anAwardThatPaysTooLittleIsFailedOnlyWhereTheSiteAllowsIt() {
    Given given =
        evening(300).rigs("a", "S19 XP", 1000, null).under(Clauses.award(DAY, 17, 20, 50, 14, 20));
    Recommendation kept = assess(given);
    given.parameters = Map.of("breach-allowed", 1.0);
    Recommendation failed = assess(given);

    assertThat(hoursOff(only(kept))).isEmpty();
    assertThat(rules(only(kept))).contains("OBLIG-14");
    BlockAdvice block = only(failed);
    assertThat(hoursOff(block)).containsExactly(17, 18, 19);
    // Off: neither paid nor running, and the penalty owed.
    assertThat(block.usdPerDay())
        .isEqualTo(block.mw() * (21 * (block.breakevenUsdPerMwh() - 30) - 3 * 20), within(1e-6));
    assertThat(clause(failed, "ancillary-award").verdict())
        .isEqualTo(BindingClause.Verdict.BREACHED);
  }

  @Test
  void anAwardPaysForTheMegawattsAwardedAndNotForOverclocking() {
    Given given =
        Given.site()
            .luxosRigs("a", 1000)
            .at(new FixedPrice(30))
            .under(Clauses.award(DAY, 17, 20, 50, 1000, 1000));

    BlockAdvice block = only(assess(given));

    assertThat(block.plan().get(17).profile()).isEqualTo("default");
    assertThat(block.plan().get(16).profile()).isNotEqualTo("default");
  }

  @Test
  void anEventComesBeforeAnAwardAndWhatIsMissingIsSaid() {
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 1000, null)
            .at(new FixedPrice(30))
            .under(Clauses.event("ERS §2", "Grid operator", DAY, 18, 20, 2.5, 60, 400))
            .under(Clauses.award(DAY, 17, 20, 2, 14, 120));

    Recommendation recommendation = assess(given);

    // 799 of the 1,000 rigs answer the event; 201 of 3.1304 kW are left for the award.
    assertThat(block(recommendation, "a.1").rigs()).isEqualTo(799);
    assertThat(hoursOff(block(recommendation, "a.1"))).containsExactly(18, 19);
    assertThat(rules(block(recommendation, "a.1"))).doesNotContain("OBLIG-11");
    assertThat(rules(block(recommendation, "a.2"))).contains("OBLIG-11");
    assertThat(siteRules(recommendation)).containsExactly("OBLIG-16");
    assertThat(recommendation.siteRules().get(0).reason().sentence())
        .contains("needs 2.0 MW running in 17:00–20:00")
        .contains("0.6 MW are left, 1.4 MW too few");
  }

  @Test
  void aMegawattIsPledgedToOneAwardAtATime() {
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 2000, null)
            .at(new FixedPrice(30))
            .under(Clauses.award(DAY, 17, 20, 2, 14, 120))
            .under(Clauses.award(DAY, 18, 22, 3, 14, 120))
            .under(Clauses.award(DAY, 2, 4, 1, 14, 120));

    Recommendation recommendation = assess(given);

    Map<String, Double> mwByWindow = new TreeMap<>();
    for (BlockAdvice block : recommendation.blocks()) {
      List<String> windows =
          block.rules().stream()
              .filter(fired -> fired.reason().rule().equals("OBLIG-11"))
              .map(fired -> (String) fired.reason().facts().get("window"))
              .toList();
      windows.forEach(window -> mwByWindow.merge(window, block.mw(), Double::sum));
      assertThat(windows).isNotEqualTo(List.of("17:00–20:00", "18:00–22:00"));
    }
    // Each is covered, to the whole rig of 3.1304 kW; the one of the night rests on the same rigs.
    assertThat(mwByWindow.get("17:00–20:00")).isBetween(2.0, 2.0032);
    assertThat(mwByWindow.get("18:00–22:00")).isBetween(3.0, 3.0032);
    assertThat(mwByWindow.get("02:00–04:00")).isBetween(1.0, 1.0032);
    assertThat(block(recommendation, "a.1").mw()).isEqualTo(2000 * 0.0031304 - 5, within(0.0063));
    assertThat(siteRules(recommendation)).isEmpty();
  }

  @Test
  void anAwardRestsOnAClientsRigsOnlyWhereTheSitesOwnAreTooFew() {
    Given given =
        evening(90)
            .rigs("own", "S19 XP", 500, null)
            .rigs("client", "S19 XP", 1000, null)
            .under(
                Clauses.with(
                    Clauses.hosting("client", HostingFee.perMwh(70), false, null),
                    Clauses.monthly(90, 0, 50),
                    null))
            .under(Clauses.award(DAY, 17, 20, 2, 14, 120));

    Recommendation recommendation = assess(given);

    assertThat(rules(block(recommendation, "own"))).contains("OBLIG-12");
    // 1.5652 MW are the site's own; 0.4348 MW are 139 rigs of the client's.
    BlockAdvice pledged = block(recommendation, "client.2");
    assertThat(pledged.rigs()).isEqualTo(139);
    assertThat(rules(pledged)).contains("OBLIG-13");
    assertThat(hoursOff(pledged)).isEmpty();
    assertThat(hoursOff(block(recommendation, "client.1"))).containsExactly(17, 18, 19);
  }

  // ---- The site as a whole

  private static Given convertible() {
    return Given.site()
        .rigs("a", "S19 XP", 20_000, 400.0)
        .at(new FixedPrice(48))
        .offered(60, AiHostingOffer.Status.EFFECTIVE)
        .connection(63);
  }

  private static void assertBarred(Given given, String rule) {
    Recommendation recommendation = assess(given);
    assertThat(recommendation.megawatts().get(Action.CONVERT)).isZero();
    assertThat(siteRules(recommendation)).containsExactly(rule);
    for (BlockAdvice block : recommendation.blocks()) {
      assertThat(entry(block, Action.CONVERT).words()).startsWith("ruled out: " + rule);
      assertThat(rules(block)).doesNotContain(rule);
    }
    assertThat(block(recommendation, "a.1").ifNot())
        .extracting(Recommendation.IfNot::rule, Recommendation.IfNot::action)
        .contains(tuple(rule, Action.CONVERT));
  }

  @Test
  void powerThatMayNotBeUsedForAiHostingBarsAConversion() {
    assertBarred(
        convertible().under(Clauses.supply(List.of(Use.MINING), false, 0.0)), "CONVERT-08");
  }

  @Test
  void landThatMayNotBeUsedForAiHostingBarsAConversion() {
    assertBarred(
        convertible().breakFee(0).under(Clauses.lease(List.of(Use.MINING), DAY.plusYears(40))),
        "CONVERT-09");
  }

  @Test
  void aLeaseThatEndsBeforeTheOfferDoesBarsAConversion() {
    assertBarred(
        convertible().breakFee(0).under(Clauses.lease(Clauses.ANY_USE, DAY.plusYears(14))),
        "CONVERT-10");
    assertThat(
            assess(
                    convertible()
                        .breakFee(0)
                        .under(Clauses.lease(Clauses.ANY_USE, DAY.plusYears(16))))
                .megawatts()
                .get(Action.CONVERT))
        .isPositive();
  }

  @Test
  void theSuppliersConsentIsARemarkAndNoBar() {
    Recommendation recommendation =
        assess(convertible().under(Clauses.supply(Clauses.ANY_USE, true, 0.0)));

    assertThat(siteRules(recommendation)).containsExactly("CONVERT-11");
    assertThat(recommendation.megawatts().get(Action.CONVERT)).isPositive();
    assertThat(recommendation.siteRules().get(0).effects()).containsExactly("asks for nothing");
  }

  @Test
  void aPowerContractWithoutAKnownBreakFeeConvertsNothing() {
    BlockAdvice block =
        block(assess(convertible().under(Clauses.supply(Clauses.ANY_USE, false, null))), "a.1");

    assertThat(entry(block, Action.CONVERT).words()).contains("CONVERT-04");
  }

  private static Loan loan(double cashUsd, double dscr, LocalDate asOf) {
    return new Loan("Loan §7", "Bank", null, 5e6, cashUsd, 1.2, dscr, asOf, null);
  }

  @Test
  void aCovenantCloseToItsMinimumBarsAConversion() {
    assertBarred(convertible().breakFee(0).under(loan(9e6, 1.25, DAY)), "OBLIG-24");
  }

  @Test
  void figuresThatAreHalfAYearOldBarAConversion() {
    Given given = convertible().breakFee(0).under(loan(9e6, 1.9, DAY.minusDays(180)));

    Recommendation recommendation = assess(given);

    // One for cash, one for cover.
    assertThat(siteRules(recommendation)).containsExactly("OBLIG-25", "OBLIG-25");
    assertThat(recommendation.megawatts().get(Action.CONVERT)).isZero();
  }

  @Test
  void belowItsMinimumACovenantBarsSalesToo() {
    Given given =
        Given.site().rigs("a", "S19", 1000, 80.0).at(new FixedPrice(110)).under(loan(4e6, 2, DAY));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(entry(block, Action.RETIRE).words()).startsWith("ruled out: OBLIG-23");
    // Close to it, a sale is open: it brings cash.
    given.clauses.clear();
    assertThat(only(assess(given.under(loan(5.2e6, 2, DAY)))).action()).isEqualTo(Action.RETIRE);
  }

  @Test
  void anElectionIsToldInTimeAndOnceForTheWholeSite() {
    PowerSupply supply =
        new PowerSupply(
            "PPA §6",
            "Supplier",
            Clauses.ANY_USE,
            false,
            0.0,
            List.of(
                new PowerSupply.Election("the block of 2027", DAY.plusDays(60), 30),
                new PowerSupply.Election("the block of 2028", DAY.plusDays(425), 30)),
            null);
    Given given =
        Given.site().rigs("a", "S19 XP", 100, null).rigs("b", "S21 Pro", 100, null).under(supply);

    Recommendation recommendation = assess(given);

    assertThat(siteRules(recommendation)).containsExactly("OBLIG-21");
    assertThat(recommendation.siteRules().get(0).reason().sentence())
        .isEqualTo(
            "Under PPA §6 the block of 2027 for 2026-04-13 must be elected by 2026-03-14, 30 days"
                + " from today.");
    assertThat(recommendation.blocks())
        .allSatisfy(block -> assertThat(rules(block)).doesNotContain("OBLIG-21"));
  }

  // ---- Bad input

  @Test
  void anEventThatNamesNoProgrammeOfTheSiteIsRefused() {
    Given unknown =
        Given.site()
            .rigs("a", "S19", 10, null)
            .under(Clauses.eventOfProgramme("Event 1", DAY, 1, 2, 1));
    Given tooMuch =
        Given.site()
            .rigs("a", "S19", 10, null)
            .under(Clauses.programme(0, 0, null))
            .under(Clauses.eventOfProgramme("Event 1", DAY, 1, 2, 51));

    assertThatThrownBy(unknown::toSite).hasMessageContaining("contracts[0].programme");
    assertThatThrownBy(tooMuch::toSite).hasMessageContaining("contracts[1].reduceMw");
  }

  @Test
  void anEventThatIsListedTwiceIsRefusedSinceItWouldBePaidTwice() {
    Given again = calledFrom17To20().under(Clauses.eventOfProgramme("Event 1", DAY, 17, 20, 50));
    Given renamed = calledFrom17To20().under(Clauses.eventOfProgramme("Event 2", DAY, 19, 21, 50));
    Given after = calledFrom17To20().under(Clauses.eventOfProgramme("Event 2", DAY, 20, 21, 50));
    Given others =
        calledFrom17To20().under(Clauses.event("Event 1a", "Utility", DAY, 17, 20, 50, 5, 4));

    assertThatThrownBy(again::toSite)
        .hasMessageContaining("contracts[2].fromHour is 17, within 'Event 1' from 17 to 20");
    assertThatThrownBy(renamed::toSite).hasMessageContaining("contracts[2].fromHour");
    assertThat(after.toSite().contracts()).hasSize(3);
    assertThat(others.toSite().contracts()).hasSize(3);
  }

  private static Given calledFrom17To20() {
    return Given.site()
        .rigs("a", "S19", 10, null)
        .under(Clauses.programme(0, 0, null))
        .under(Clauses.eventOfProgramme("Event 1", DAY, 17, 20, 50));
  }

  @Test
  void aGroupMayBeHostedForOneClientAfterAnother() {
    ClientHosting first = Clauses.hosting("a", HostingFee.perMwh(60), false, null);
    Given given =
        Given.site()
            .rigs("a", "S19", 10, null)
            .under(until(first, DAY.minusDays(1)))
            .under(from(first, DAY));

    assertThat(only(assess(given)).breakevenUsdPerMwh()).isEqualTo(60, within(1e-9));
    given.under(from(first, DAY.plusDays(1)));
    assertThatThrownBy(given::toSite).hasMessageContaining("contracts[2].groups");
  }

  private static ClientHosting until(ClientHosting hosting, LocalDate until) {
    return withTerm(hosting, new Term(null, until, null, null));
  }

  private static ClientHosting from(ClientHosting hosting, LocalDate from) {
    return withTerm(hosting, new Term(from, null, null, null));
  }

  private static ClientHosting withTerm(ClientHosting hosting, Term term) {
    return new ClientHosting(
        hosting.ref(),
        hosting.client(),
        hosting.groups(),
        hosting.fee(),
        false,
        null,
        null,
        null,
        term);
  }

  // ---- Laws

  static Given anySite(long seed) {
    Random random = new Random(seed);
    double[] prices = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      prices[hour] = -5 + random.nextDouble() * 120;
    }
    Given given = Given.site().at(Given.daily(prices)).connection(200);
    given.rigs("poor", "S19j Pro", 200 + random.nextInt(2000), 100.0);
    given.luxosRigs("tuned", random.nextInt(2000));
    given.rigs("good", "S21 Pro", random.nextInt(2000), null);
    given.rigs("client", "S19 XP", 200 + random.nextInt(2000), null);
    given.parameters = Map.of("breach-allowed", (double) random.nextInt(2));
    return given;
  }

  static List<Clause> anyClauses(long seed) {
    Random random = new Random(~seed);
    int from = random.nextInt(20);
    ClientHosting hosting =
        Clauses.with(
            Clauses.hosting(
                "client",
                random.nextInt(3) == 0
                    ? HostingFee.perKwMonth(20)
                    : HostingFee.perMwh(20 + random.nextInt(60)),
                random.nextInt(3) == 0,
                random.nextBoolean() ? (Double) (double) random.nextInt(120) : null),
            Clauses.monthly(98, random.nextInt(15), random.nextInt(80)),
            random.nextBoolean() ? new CurtailmentRight(10, random.nextInt(12)) : null);
    return List.of(
        hosting,
        Clauses.programme(random.nextInt(10), random.nextInt(30), null),
        Clauses.eventOfProgramme("Event 1", DAY, from, from + 2, 1 + random.nextInt(10)),
        Clauses.event(
            "Event 2",
            "Grid operator",
            DAY,
            from,
            from + 4,
            1 + random.nextInt(10),
            random.nextInt(60),
            random.nextInt(60)),
        Clauses.award(
            DAY, from, from + 3, 1 + random.nextInt(10), random.nextInt(30), random.nextInt(60)),
        Clauses.lien("Loan §9", "Bank", List.of("good")));
  }

  @Property(tries = 60)
  void theOrderOfClausesChangesNothing(@ForAll long seed) {
    List<Clause> clauses = anyClauses(seed);
    List<Clause> shuffled = new ArrayList<>(clauses);
    Collections.shuffle(shuffled, new Random(seed));
    Given one = anySite(seed);
    Given other = anySite(seed);
    clauses.forEach(one::under);
    shuffled.forEach(other::under);

    Recommendation first = assess(one);
    Recommendation second = assess(other);

    assertThat(CanonicalJson.write(second.blocks().stream().map(ContractsTest::figures).toList()))
        .isEqualTo(
            CanonicalJson.write(first.blocks().stream().map(ContractsTest::figures).toList()));
    assertThat(second.obligations()).containsExactlyInAnyOrderElementsOf(first.obligations());
  }

  private static List<Object> figures(BlockAdvice block) {
    return List.of(
        block.id(),
        block.rigs(),
        block.action(),
        block.usdPerDay(),
        block.gainUsdPerDay(),
        block.plan(),
        rules(block).stream().sorted().toList());
  }

  /** Each duty alone, against the same site assessed without it. */
  @Property(tries = 60)
  void honouringCostsWhatThePlanWithoutTheDutyEarnsMore(@ForAll long seed) {
    List<Clause> clauses = anyClauses(seed);
    ClientHosting hosting = (ClientHosting) clauses.get(0);
    ClientHosting noFloor = Clauses.with(hosting, null, null);
    Clause event = clauses.get(3);
    AncillaryAward award = (AncillaryAward) clauses.get(4);

    Recommendation withFloor = assess(honouring(seed).under(hosting));
    Recommendation withEvent = assess(honouring(seed).under(noFloor).under(event));
    Recommendation withAward = assess(honouring(seed).under(noFloor).under(award));
    double without = earned(assess(honouring(seed).under(noFloor)));

    assertThat(clause(withFloor, "client-hosting").honourUsdPerDay())
        .isEqualTo(without - earned(withFloor), within(1e-5));
    double paid =
        ((DemandResponseEvent) event).paymentUsdPerMwh()
            * 4
            * mwOf(withEvent, "OBLIG-02", "OBLIG-08");
    assertThat(clause(withEvent, "demand-response-event").honourUsdPerDay())
        .isEqualTo(without - (earned(withEvent) - paid), within(1e-5));
    double standingBy =
        award.capacityUsdPerMwHour()
            * 3
            * mwOf(withAward, "OBLIG-11", "OBLIG-12", "OBLIG-13", "OBLIG-14");
    if (standingBy > 0) {
      assertThat(clause(withAward, "ancillary-award").honourUsdPerDay())
          .isEqualTo(without - (earned(withAward) - standingBy), within(1e-5));
    }
  }

  /** What the blocks earn: the site's sum but for penalties for MW that it does not have. */
  private static double earned(Recommendation recommendation) {
    return recommendation.blocks().stream().mapToDouble(BlockAdvice::usdPerDay).sum();
  }

  private static Given honouring(long seed) {
    Given given = anySite(seed);
    given.parameters = Map.of();
    return given;
  }

  private static double mwOf(Recommendation recommendation, String... rules) {
    return recommendation.blocks().stream()
        .filter(block -> rules(block).stream().anyMatch(List.of(rules)::contains))
        .mapToDouble(BlockAdvice::mw)
        .sum();
  }

  /** Of this site one block earns more by an event's hours off, which spare its uptime floor. */
  @Test
  void aClauseIsWeighedOverAllItsBlocksTogether() {
    whatIsHonouredAtALossIsBreachedWhereThatIsAllowedAndNeverEarnsLess(4264);
  }

  @Property(tries = 60)
  void whatIsHonouredAtALossIsBreachedWhereThatIsAllowedAndNeverEarnsLess(@ForAll long seed) {
    Given strict = anySite(seed);
    Given free = anySite(seed);
    // Each clause is weighed with all others kept: of two that share a restart that is not enough.
    strict.switched(Switching.FREE);
    free.switched(Switching.FREE);
    anyClauses(seed).forEach(strict::under);
    anyClauses(seed).forEach(free::under);
    Random random = new Random(seed);
    if (random.nextBoolean()) {
      double usdPerKw = random.nextDouble() * 15;
      double setKw = random.nextDouble() * 10_000;
      double percent = random.nextInt(100);
      List.of(strict, free).forEach(given -> given.peaks(usdPerKw, setKw, percent));
      Clause other = Clauses.award(DAY, 12, 22, 2, random.nextInt(20), random.nextInt(60));
      strict.under(other);
      free.under(other);
    }
    strict.parameters = Map.of("breach-allowed", 0.0);
    free.parameters = Map.of("breach-allowed", 1.0);

    Recommendation kept = assess(strict);
    Recommendation breached = assess(free);

    for (int i = 0; i < kept.obligations().size(); i++) {
      BindingClause one = kept.obligations().get(i);
      BindingClause other = breached.obligations().get(i);
      assertThat(other.honourUsdPerDay()).isEqualTo(one.honourUsdPerDay());
      assertThat(other.breachUsdPerDay()).isEqualTo(one.breachUsdPerDay());
      assertThat(other.verdict())
          .isEqualTo(
              one.verdict() == BindingClause.Verdict.HONOURED_AT_A_LOSS
                  ? BindingClause.Verdict.BREACHED
                  : one.verdict());
      one.budgets().forEach(budget -> assertThat(budget.left()).isBetween(0.0, budget.of()));
    }
    assertThat(breached.usdPerDay()).isGreaterThanOrEqualTo(kept.usdPerDay() - 1e-6);
  }
}
