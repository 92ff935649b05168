package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.advice.Recommendation.LedgerEntry;
import busbar.advice.Recommendation.LedgerEntry.Verdict;
import busbar.advice.Recommendation.PlannedHour;
import busbar.assessment.Action;
import busbar.contract.AiHostingOffer;
import busbar.contract.ClientHosting;
import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import busbar.market.Retarget;
import busbar.rulebook.Rulebook;
import busbar.site.Operation;
import busbar.tariff.Days;
import busbar.tariff.FixedPrice;
import busbar.tariff.HourlySeries;
import busbar.tariff.PriceSeries;
import busbar.tariff.TimeOfUse;
import busbar.testing.Clauses;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rulebook that ships, on sites made up for each case. */
class AssessorTest {
  private static Rulebook rulebook;
  private static Assessor assessor;

  @BeforeAll
  static void loadRulebook() {
    rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    assessor = new Assessor(rulebook, "test");
  }

  @AfterAll
  static void disposeRulebook() {
    rulebook.dispose();
  }

  private static Recommendation assess(Given given) {
    return assessor.assess(given.day());
  }

  private static BlockAdvice only(Recommendation recommendation) {
    assertThat(recommendation.blocks()).hasSize(1);
    return recommendation.blocks().get(0);
  }

  private static BlockAdvice block(Recommendation recommendation, String id) {
    return recommendation.blocks().stream()
        .filter(b -> b.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    id
                        + " is not among "
                        + recommendation.blocks().stream().map(BlockAdvice::id).toList()));
  }

  private static LedgerEntry entry(BlockAdvice block, Action action) {
    return block.ledger().get(action.ordinal());
  }

  private static List<Integer> hoursOff(BlockAdvice block) {
    return java.util.stream.IntStream.range(0, block.plan().size())
        .filter(h -> block.plan().get(h).profile() == null)
        .boxed()
        .toList();
  }

  private static FlipPoint flip(BlockAdvice block, Driver driver) {
    return block.flips().stream()
        .filter(f -> f.driver() == driver)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no flip of " + driver + " in " + block.flips()));
  }

  @Test
  void rigsThatEarnInEveryHourRun() {
    BlockAdvice block = only(assess(Given.site().rigs("a", "S21 Pro", 1000, 2000.0)));

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(block.reason().rule()).isEqualTo("RUN-01");
    assertThat(block.mw()).isEqualTo(1000 * 3.510 * 1.04 / 1000, within(1e-9));
    assertThat(block.gainUsdPerDay()).isEqualTo(0, within(1e-9));
    assertThat(hoursOff(block)).isEmpty();
  }

  @Test
  void rigsArePausedInTheHoursInWhichPowerCostsMoreThanTheyEarn() {
    // Breakeven of the S19 XP: 33.49 x 0.9702 / (0.024 x 21.348 x 1.04) = 60.98 USD/MWh.
    HourlySeries prices =
        Given.daily(
            30, 30, 30, 30, 30, 30, 30, 70, 30, 30, 30, 30, 30, 30, 30, 30, 55, 80, 90, 30, 30, 30,
            30, 30);
    BlockAdvice block = only(assess(Given.site().rigs("a", "S19 XP", 1000, 400.0).at(prices)));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(hoursOff(block)).containsExactly(7, 17, 18);
    double mwh = block.mw();
    double breakeven = block.breakevenUsdPerMwh();
    assertThat(breakeven).isEqualTo(60.98, within(0.05));
    // By hand: each hour off saves price less breakeven.
    assertThat(block.gainUsdPerDay()).isEqualTo(mwh * (70 + 80 + 90 - 3 * breakeven), within(1e-6));
    assertThat(block.reason().sentence()).contains("$80.00/MWh").contains("07:00–08:00");
  }

  /** LuxOS estimates for the S19k Pro at 33.28 USD/PH/day and 60 USD/MWh. */
  @Test
  void theBestPowerProfileIsFoundAtTheMargin() {
    Given given = Given.site().luxosRigs("a", 1000).at(new FixedPrice(60));
    given.operation = Operation.BARE;
    given.on(Given.market(75_000, 141.67e12, null));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(block.plan()).extracting(PlannedHour::profile).containsOnly("340MHz");
    assertThat(block.runUsdPerDay() / 1000).isEqualTo(0.03, within(0.005));
    assertThat(block.usdPerDay() / 1000).isEqualTo(0.30, within(0.005));
    assertThat(block.reason().rule()).isEqualTo("RUN-02");
  }

  @Test
  void negativePricesAreTakenAtTheHungriestProfile() {
    BlockAdvice block = only(assess(Given.site().luxosRigs("a", 1000).at(new FixedPrice(-20))));

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(block.plan()).extracting(PlannedHour::profile).containsOnly("790MHz");
  }

  @Test
  void overclockingStopsAtTheGridConnection() {
    Given given =
        Given.site()
            .luxosRigs("a", 1000)
            .luxosRigs("b", 1000)
            .at(new FixedPrice(-20))
            .connection(7);

    Recommendation recommendation = assess(given);

    for (int hour = 0; hour < 24; hour++) {
      int at = hour;
      double kw = recommendation.blocks().stream().mapToDouble(b -> b.plan().get(at).kw()).sum();
      assertThat(kw).isLessThanOrEqualTo(7000 * (1 + 1e-9)).isGreaterThan(5800);
    }
  }

  @ParameterizedTest(name = "{0} has {1} hours")
  @CsvSource({"2026-03-08, 23", "2026-11-01, 25", "2026-02-12, 24"})
  void aPlanCoversTheLocalDay(LocalDate date, int hours) {
    Given given = Given.site().rigs("a", "S21 Pro", 10, null);
    given.date = date;

    assertThat(only(assess(given)).plan()).hasSize(hours);
  }

  @Test
  void onAStaleMarketNothingChanges() {
    Given given =
        Given.site()
            .rigs("a", "S19", 1000, 500.0)
            .at(new FixedPrice(300))
            .offered(50, AiHostingOffer.Status.EFFECTIVE)
            .breakFee(0);
    given.assessedAt = Instant.parse("2026-02-16T12:00:00Z");

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(hoursOff(block)).isEmpty();
    assertThat(entry(block, Action.CURTAIL).verdict()).isEqualTo(Verdict.RULED_OUT);
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(Verdict.RULED_OUT);
    assertThat(entry(block, Action.CONVERT).verdict()).isEqualTo(Verdict.RULED_OUT);
    assertThat(block.ifNot()).extracting(Recommendation.IfNot::rule).contains("GUARD-01");
  }

  @Test
  void anHourWithoutAPriceIsHeldAndNeverReadAsZero() {
    HourlySeries onlyMorning =
        new HourlySeries(
            null,
            PriceSeries.Repeats.NEVER,
            0,
            List.of(
                new PriceSeries.Price(LocalDateTime.of(2026, 2, 12, 0, 0), 300),
                new PriceSeries.Price(LocalDateTime.of(2026, 2, 12, 1, 0), 20)));
    Recommendation recommendation =
        assess(Given.site().rigs("a", "S19", 1000, 5.0).at(onlyMorning));
    BlockAdvice block = only(recommendation);

    assertThat(hoursOff(block)).containsExactly(0);
    assertThat(block.plan().get(2).usdPerMwh()).isNull();
    assertThat(block.plan().get(2).marginUsd()).isNull();
    assertThat(block.plan().get(2).binds()).isEqualTo("GUARD-02");
    assertThat(recommendation.notices())
        .extracting(Recommendation.Notice::text)
        .anyMatch(text -> text.contains("22 of 24 hours"));
  }

  @Test
  void withoutAnyPriceNothingIsJudged() {
    HourlySeries longAgo =
        new HourlySeries(
            null,
            PriceSeries.Repeats.NEVER,
            0,
            List.of(new PriceSeries.Price(LocalDateTime.of(2021, 2, 15, 0, 0), 9000)));
    Recommendation recommendation = assess(Given.site().rigs("a", "S19", 1000, 500.0).at(longAgo));
    BlockAdvice block = only(recommendation);

    assertThat(block.action()).isEqualTo(Action.RUN);
    assertThat(recommendation.power().averageUsdPerMwh()).isNull();
    assertThat(block.usdPerDay()).isZero();
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(Verdict.RULED_OUT);
  }

  @Test
  void aDemandResponseEventTakesTheLeastValuableRigsOffInItsHours() {
    Given given =
        Given.site()
            .rigs("good", "S21 Pro", 1000, null)
            .rigs("poor", "S19 XP", 1000, null)
            .at(new FixedPrice(30))
            .under(Clauses.event("ERS §2", "Grid operator", Given.DAY, 17, 20, 2.0, 60, 400));

    Recommendation recommendation = assess(given);

    BlockAdvice called = block(recommendation, "poor.1");
    // 2 MW of rigs that draw 3.1304 kW each at the meter: 639 rigs, rounded up.
    assertThat(called.rigs()).isEqualTo(639);
    assertThat(called.action()).isEqualTo(Action.CURTAIL);
    assertThat(hoursOff(called)).containsExactly(17, 18, 19);
    assertThat(called.plan().get(17).binds()).isEqualTo("OBLIG-02");
    // Off: the payment. Running: margin less penalty.
    double margin = called.breakevenUsdPerMwh() - 30;
    assertThat(called.gainUsdPerDay())
        .isEqualTo(3 * called.mw() * (60 + 400 - margin), within(1e-6));
    assertThat(called.usdPerDay()).isEqualTo(called.mw() * (21 * margin + 3 * 60), within(1e-6));
    assertThat(block(recommendation, "poor.2").action()).isEqualTo(Action.RUN);
    assertThat(block(recommendation, "good").action()).isEqualTo(Action.RUN);
    assertThat(entry(called, Action.RUN).verdict()).isEqualTo(Verdict.RULED_OUT);
  }

  @Test
  void aClientsUptimeFloorLeavesOnlyTheDearestHoursOff() {
    HourlySeries prices = Given.daily(40, 40, 40, 40, 40, 40, 90, 100, 95, 40, 40, 40);
    Given given =
        Given.site()
            .rigs("client", "S19 XP", 1000, 400.0)
            .at(prices)
            .under(
                Clauses.hosting(
                    "Hosting §5.1", "Northern Hash", List.of("client"), 70, 95, 31.5, 50));

    BlockAdvice block = only(assess(given));

    // 5 % of February's 672 hours is 33.6, of which 31.5 are used: 2.1 left, so 2 today.
    assertThat(hoursOff(block)).containsExactly(7, 19);
    assertThat(block.client()).isEqualTo("Northern Hash");
    assertThat(block.plan().get(6).binds()).isEqualTo("OBLIG-01");
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(Verdict.RULED_OUT);
    assertThat(block.ifNot())
        .filteredOn(i -> i.rule().equals("OBLIG-01"))
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.offHours()).isEqualTo(6);
              // Four more hours off: two at 90 and two at 95 against a fee of 70.
              assertThat(i.gainUsdPerDay())
                  .isEqualTo(block.mw() * (20 + 20 + 25 + 25), within(1e-6));
            });
  }

  @Test
  void powerThatIsPaidForInAnyCaseIsUsedUnlessItCanBeResoldForMore() {
    LocalDate until = LocalDate.of(2027, 10, 31);
    Given given =
        Given.site()
            .rigs("a", "S19j Pro", 1000, null)
            .at(new FixedPrice(55))
            .prepaid(2, 55, 20, until);

    Recommendation recommendation = assess(given);

    BlockAdvice prepaid = block(recommendation, "a.2");
    assertThat(prepaid.action()).isEqualTo(Action.RUN);
    assertThat(prepaid.reason().rule()).isEqualTo("RUN-03");
    assertThat(prepaid.reason().sentence()).contains("PPA §4.2");
    assertThat(block(recommendation, "a.1").action()).isEqualTo(Action.CURTAIL);
    // The resale price is what counts: dearer than the rigs earn, the block is resold.
    given.at(new FixedPrice(55)).prepaid(2, 55, 50, until);
    assertThat(block(assess(given), "a.2").action()).isEqualTo(Action.CURTAIL);
  }

  @Test
  void whatTheConnectionCannotCarryStaysOff() {
    Given given =
        Given.site()
            .rigs("good", "S21 Pro", 1000, null)
            .rigs("poor", "S19 XP", 1000, null)
            .connection(5);

    Recommendation recommendation = assess(given);

    BlockAdvice beyond = block(recommendation, "poor.1");
    assertThat(beyond.action()).isEqualTo(Action.CURTAIL);
    assertThat(beyond.reason().rule()).isEqualTo("CURTAIL-03");
    assertThat(hoursOff(beyond)).hasSize(24);
    assertThat(beyond.gainUsdPerDay()).isEqualTo(0, within(1e-9));
    double running =
        recommendation.megawatts().get(Action.RUN) + recommendation.megawatts().get(Action.CURTAIL);
    assertThat(recommendation.megawatts().get(Action.RUN)).isLessThanOrEqualTo(5);
    assertThat(running).isEqualTo(1000 * (3.510 + 3.010) * 1.04 / 1000, within(1e-9));
    assertThat(recommendation.notices())
        .extracting(Recommendation.Notice::kind)
        .contains(Recommendation.Notice.Kind.WARNING);
  }

  @Test
  void rigsThatHaveLongEarnedLessThanTheirResaleLosesAreRetired() {
    Given given = Given.site().rigs("a", "S19", 1000, 80.0).at(new FixedPrice(110));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.RETIRE);
    assertThat(block.reason().rule()).isEqualTo("RETIRE-01");
    // They earn in no hour of the coming year, so selling saves what a year takes off the resale.
    double decline =
        rulebook.parameters(Given.DAY, Map.of()).get("resale-decline-percent-per-year");
    assertThat(entry(block, Action.RETIRE).usd())
        .isEqualTo(1000 * 80 * decline / 100, within(1e-6));
    assertThat(block.clearsPercent()).isZero();
    // Until they are sold they stay off.
    assertThat(hoursOff(block)).hasSize(24);
  }

  @Test
  void aLossOfAFewDaysIsNoReasonToRetire() {
    Given given = Given.site().rigs("a", "S19", 1000, 80.0).at(new FixedPrice(110));
    given.past = new java.util.ArrayList<>(Collections.nCopies(20, 33.0));
    given.past.addAll(Collections.nCopies(100, 120.0));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(Verdict.LOST);
    assertThat(entry(block, Action.RETIRE).words()).contains("only 21 days");
  }

  @Test
  void pledgedRigsAreNotSold() {
    Given given =
        Given.site()
            .rigs("a", "S19", 1000, 80.0)
            .at(new FixedPrice(110))
            .under(Clauses.lien("Loan §9", "Bank", List.of("a")));

    BlockAdvice block = only(assess(given));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(Verdict.RULED_OUT);
    assertThat(block.ifNot())
        .filteredOn(i -> i.rule().equals("OBLIG-03"))
        .extracting(Recommendation.IfNot::action)
        .containsExactly(Action.RETIRE);
  }

  @Test
  void rigsWithoutAResalePriceAreNeverRetired() {
    BlockAdvice block =
        only(assess(Given.site().rigs("a", "S19", 1000, null).at(new FixedPrice(110))));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    assertThat(entry(block, Action.RETIRE).verdict()).isEqualTo(Verdict.NOT_EVALUATED);
    assertThat(entry(block, Action.RETIRE).usd()).isNull();
  }

  @Test
  void aRetargetInSightPutsOffASale() {
    MarketSnapshot plain = Given.market(75_000, 141.67e12, 0.02);
    MarketSnapshot easing =
        new MarketSnapshot(
            plain.date(),
            plain.btcPriceUsd(),
            plain.difficulty(),
            plain.subsidyBtcPerBlock(),
            plain.feesBtcPerBlock(),
            new Retarget(Instant.parse("2026-02-20T00:00:00Z"), -12),
            false);
    Given given = Given.site().rigs("a", "S19", 1000, 80.0).at(new FixedPrice(110));

    assertThat(only(assess(given)).action()).isEqualTo(Action.RETIRE);
    BlockAdvice waiting = only(assess(given.on(easing)));
    assertThat(waiting.action()).isEqualTo(Action.CURTAIL);
    assertThat(entry(waiting, Action.RETIRE).words()).contains("RETIRE-02");
  }

  @Test
  void capacityConvertsWhenASignedOfferEarnsMoreThanMining() {
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 20_000, 400.0)
            .at(new FixedPrice(48))
            .offered(60, AiHostingOffer.Status.EFFECTIVE)
            .breakFee(2e6)
            .connection(63);

    Recommendation recommendation = assess(given);

    BlockAdvice converted = block(recommendation, "a.1");
    assertThat(converted.action()).isEqualTo(Action.CONVERT);
    assertThat(converted.mw()).isEqualTo(60 - recommendation.idleMw(), within(0.004));
    assertThat(block(recommendation, "a.2").action()).isNotEqualTo(Action.CONVERT);
    assertThat(recommendation.convertGainUsdPerYear())
        .isEqualTo(entry(converted, Action.CONVERT).usd(), within(1e-6))
        .isPositive();
    // A standing decision leaves the operating plan in force.
    assertThat(hoursOff(converted)).isEmpty();
    assertThat(converted.hostingUsdPerMwh()).isGreaterThan(converted.earnsUsdPerMwh());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "unsigned, CONVERT-02",
    "not firm, CONVERT-03",
    "no break fee, CONVERT-04",
    "too small, CONVERT-05",
    "too large, CONVERT-06"
  })
  void eachGateOfAConversionHolds(String gate, String rule) {
    double grossMw = gate.equals("too small") ? 10 : gate.equals("too large") ? 200 : 60;
    Given given =
        Given.site()
            .rigs("a", "S19 XP", 20_000, 400.0)
            .at(new FixedPrice(58))
            .offered(
                grossMw,
                gate.equals("unsigned")
                    ? AiHostingOffer.Status.ANNOUNCED
                    : AiHostingOffer.Status.EFFECTIVE)
            .connection(63);
    given.firm = !gate.equals("not firm");
    if (!gate.equals("no break fee")) {
      given.breakFee(0);
    }

    Recommendation recommendation = assess(given);

    assertThat(recommendation.megawatts().get(Action.CONVERT)).isZero();
    BlockAdvice first =
        recommendation.blocks().stream()
            .filter(b -> entry(b, Action.CONVERT).verdict() == Verdict.RULED_OUT)
            .findFirst()
            .orElseThrow();
    assertThat(entry(first, Action.CONVERT).words()).contains(rule);
  }

  @Test
  void idleMegawattsCountInAnOfferThatTakesThem() {
    // 70.8 of 100 MW stand idle. The offer is worth its whole 100 MW, less what 29.2 MW earn now.
    Given given =
        Given.site()
            .rigs("a", "S21 Pro", 8000, null)
            .offered(100, AiHostingOffer.Status.EFFECTIVE)
            .breakFee(0);

    Recommendation recommendation = assess(given);

    BlockAdvice block = only(recommendation);
    assertThat(block.action()).isEqualTo(Action.CONVERT);
    double perMw = (block.hostingUsdPerMwh() - 45) * 8760;
    double earnings = 29.2032 * (block.breakevenUsdPerMwh() - 45) * 8760;
    // Mining falls with hashprice over the year, so it earns less than today's margin times 8,760
    // h.
    assertThat(recommendation.convertGainUsdPerYear())
        .isGreaterThan(100 * perMw - earnings)
        .isLessThan(100 * perMw);
  }

  @Test
  void anOfferThatAClientsRigsStandInTheWayOfConvertsNothing() {
    Given given =
        Given.site()
            .rigs("own", "S19 XP", 6400, 400.0)
            .rigs("theirs", "S19 XP", 12_700, null)
            .at(new FixedPrice(58))
            .under(Clauses.hosting("Hosting §5", "Client", List.of("theirs"), 70, 95, 0, 0))
            .offered(60, AiHostingOffer.Status.EFFECTIVE)
            .breakFee(0)
            .connection(60);

    Recommendation recommendation = assess(given);

    assertThat(recommendation.megawatts().get(Action.CONVERT)).isZero();
    assertThat(entry(block(recommendation, "own"), Action.CONVERT).words()).contains("CONVERT-07");
  }

  @Test
  void aLienOnPartOfAnOffersRigsHoldsTheWholeOffer() {
    Given given =
        Given.site()
            .rigs("pledged", "S19 XP", 6400, 400.0)
            .rigs("free", "S19j Pro", 12_000, 100.0)
            .at(new FixedPrice(58))
            .under(Clauses.lien("Loan §9", "Bank", List.of("pledged")))
            .offered(58, AiHostingOffer.Status.EFFECTIVE)
            .breakFee(0)
            .connection(60);

    Recommendation recommendation = assess(given);

    assertThat(recommendation.megawatts().get(Action.CONVERT)).isZero();
    for (BlockAdvice block : recommendation.blocks()) {
      assertThat(entry(block, Action.CONVERT).verdict())
          .as(block.id())
          .isIn(Verdict.RULED_OUT, Verdict.NOT_EVALUATED);
    }
  }

  @Test
  void aHugeOfferIsAssessedLikeAnyOther() {
    Given given = Given.site().rigs("a", "S19 XP", 20_000, 400.0).breakFee(0).connection(2000);
    given.under(
        Clauses.offer(
            "Lease", "Tenant", AiHostingOffer.Status.EFFECTIVE, 700, 500, 20, 19e9, 3, 98, 10e6));

    assertThat(assess(given).usdPerDay()).isFinite();
  }

  @Test
  void aGroupWhoseNameLooksLikeAPartOfAnotherKeepsItsOwnRules() {
    Given given =
        Given.site()
            .rigs("hall", "S19 XP", 1000, null)
            .rigs("hall-a", "S21 Pro", 500, null)
            .at(new FixedPrice(30))
            .connection(3);

    Recommendation recommendation = assess(given);

    assertThat(block(recommendation, "hall-a").action()).isEqualTo(Action.RUN);
    assertThat(recommendation.blocks()).extracting(BlockAdvice::id).doesNotHaveDuplicates();
  }

  @Test
  void aPastDayIsJudgedByItsOwnPowerPrices() {
    // The weekend's power is cheap, so no row of loss days is longer than a working week.
    TimeOfUse prices =
        new TimeOfUse(
            List.of(
                new TimeOfUse.Period("week", null, Days.WEEKDAY, 0, 24, 90),
                new TimeOfUse.Period("weekend", null, Days.WEEKEND, 0, 24, 20)));
    BlockAdvice block = only(assess(Given.site().rigs("a", "S19", 1000, 1500.0).at(prices)));

    assertThat(block.action()).isEqualTo(Action.CURTAIL);
    // Thursday 12 February back to Monday the 9th.
    assertThat(entry(block, Action.RETIRE).words()).contains("only 4 days");
  }

  @Test
  void aRetargetThatHasBeenBarsNothing() {
    MarketSnapshot plain = Given.market(75_000, 141.67e12, 0.02);
    Given given =
        Given.site()
            .rigs("a", "S19", 1000, 80.0)
            .at(new FixedPrice(110))
            .on(
                new MarketSnapshot(
                    plain.date(),
                    plain.btcPriceUsd(),
                    plain.difficulty(),
                    plain.subsidyBtcPerBlock(),
                    plain.feesBtcPerBlock(),
                    new Retarget(Instant.parse("2026-02-01T00:00:00Z"), -12),
                    false));

    assertThat(only(assess(given)).action()).isEqualTo(Action.RETIRE);
  }

  @Test
  void moreLoadCalledOffThanThereIsIsSaid() {
    Given given =
        Given.site()
            .rigs("a", "S21 Pro", 100, null)
            .under(Clauses.event("ERS §2", "Grid operator", Given.DAY, 17, 20, 50, 60, 400));

    assertThat(assess(given).notices())
        .extracting(Recommendation.Notice::text)
        .anyMatch(text -> text.contains("ERS §2 wants 50.0 MW off"));
  }

  @Test
  void whatOnlyOneClauseCanSayIsNotSaidTwice() {
    ClientHosting floor = Clauses.hosting("Hosting §5", "Client", List.of("a"), 70, 95, 0, 0);
    Given twoClients = Given.site().rigs("a", "S19", 10, null).under(floor).under(floor);

    assertThatThrownBy(twoClients::toSite).hasMessageContaining("a client-hosting clause already");
  }

  @Test
  void anEmptySiteIsAllIdle() {
    Recommendation recommendation = assess(Given.site());

    assertThat(recommendation.blocks()).isEmpty();
    assertThat(recommendation.idleMw()).isEqualTo(100);
    assertThat(recommendation.gainUsdPerDay()).isZero();
    assertThat(recommendation.megawatts().values()).containsOnly(0.0);
  }

  @Test
  void aGroupWithoutRigsIsABlockOfNoMegawatts() {
    BlockAdvice block = only(assess(Given.site().rigs("a", "S19", 0, 50.0)));

    assertThat(block.mw()).isZero();
    assertThat(block.usdPerDay()).isZero();
    assertThat(block.ledger()).hasSize(4);
  }

  @Test
  void theSameInputsGiveTheSameBytes() {
    Given given =
        Given.site()
            .rigs("a", "S21 Pro", 5000, 2000.0)
            .luxosRigs("b", 3000)
            .rigs("c", "S19", 2000, 60.0)
            .at(Given.daily(30, 45, 60, 90))
            .offered(30, AiHostingOffer.Status.EFFECTIVE)
            .breakFee(1e6);
    String first = CanonicalJson.write(assess(given));

    assertThat(CanonicalJson.write(assess(given))).isEqualTo(first);
    assertThat(CanonicalJson.write(CanonicalJson.read(first, Recommendation.class)))
        .isEqualTo(first);
    SiteDay read = CanonicalJson.read(CanonicalJson.write(given.day()), SiteDay.class);
    assertThat(CanonicalJson.write(assessor.assess(read))).isEqualTo(first);
  }

  @Test
  void theFourActionsAlwaysHaveAVerdictOfTheirOwn() {
    Given given =
        Given.site()
            .rigs("a", "S21 Pro", 100, 2000.0)
            .rigs("b", "S19", 100, 60.0)
            .at(Given.daily(30, 200));

    for (BlockAdvice block : assess(given).blocks()) {
      assertThat(block.ledger()).extracting(LedgerEntry::action).containsExactly(Action.values());
      assertThat(block.ledger())
          .filteredOn(e -> e.verdict() == Verdict.CHOSEN)
          .extracting(LedgerEntry::action)
          .containsExactly(block.action());
      assertThat(block.ledger().stream().map(LedgerEntry::words).collect(Collectors.toSet()))
          .hasSize(4);
    }
  }

  @Test
  void theFlipOfAPausedBlockIsWhereItsDearestHourMeetsItsBreakeven() {
    Given given = Given.site().rigs("a", "S19 XP", 1000, null).at(Given.daily(30, 30, 30, 80));

    BlockAdvice block = only(assess(given));

    double breakeven = block.breakevenUsdPerMwh();
    FlipPoint power = flip(block, Driver.POWER_PRICE);
    assertThat(power.at() - power.now()).isEqualTo(breakeven - 80, within(1e-6));
    assertThat(power.becomes()).isEqualTo(Action.RUN);
    assertThat(flip(block, Driver.BTC_PRICE).at()).isEqualTo(75_000 * 80 / breakeven, within(1e-3));
    assertThat(flip(block, Driver.DIFFICULTY).at())
        .isEqualTo(141.67e12 * breakeven / 80, within(1e6));
  }

  @Test
  void aBtcPriceWithinOneUsualDayOfTheFlipIsACloseCall() {
    Given given = Given.site().rigs("a", "S19 XP", 1000, null).at(new FixedPrice(60.5));
    FlipPoint close = flip(only(assess(given)), Driver.BTC_PRICE);
    FlipPoint far = flip(only(assess(given.at(new FixedPrice(40)))), Driver.BTC_PRICE);

    assertThat(close.typicalDailyMove()).isEqualTo(1500);
    assertThat(close.closeCall()).isTrue();
    assertThat(far.closeCall()).isFalse();
  }

  @Test
  void aSiteMayOverrideAParameter() {
    Given given = Given.site().rigs("a", "S19", 1000, 80.0).at(new FixedPrice(110));
    given.past = new java.util.ArrayList<>(Collections.nCopies(20, 33.0));
    given.past.addAll(Collections.nCopies(100, 120.0));
    given.parameters = Map.of("retire-loss-days", 14.0);

    assertThat(only(assess(given)).action()).isEqualTo(Action.RETIRE);
  }

  @Test
  void hugeFiguresStayFinite() {
    Given given = Given.site().rigs("a", "S21 Pro", 10_000_000, 1e6).connection(100_000);
    given.on(
        new MarketSnapshot(
            Given.DAY,
            new Quote(1e9, "test", Given.NOON),
            new Quote(1e9, "test", Given.NOON),
            new Quote(50, "test", Given.NOON),
            new Quote(0, "test", Given.NOON),
            null,
            false));

    Recommendation recommendation = assess(given);

    assertThat(recommendation.usdPerDay()).isFinite().isPositive();
    assertThat(CanonicalJson.write(recommendation))
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }
}
