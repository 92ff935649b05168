package busbar.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.CanonicalJson;
import busbar.contract.AncillaryAward;
import busbar.contract.ClientHosting;
import busbar.contract.DemandResponseEvent;
import busbar.contract.HostingFee;
import busbar.contract.UptimeFloor;
import busbar.replay.ReplayResult.Figures;
import busbar.replay.ReplayResult.Span;
import busbar.site.Switching;
import busbar.tariff.FixedPrice;
import busbar.units.OutOfRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ReplayEngineTest {
  private static final double MW = 3;

  /** 30 USD/MWh, but for 170 from 17:00 to 21:00. */
  private static double evening(int interval) {
    int hour = interval % 24;
    return hour >= 17 && hour < 21 ? 170 : 30;
  }

  private static Span total(ReplayGiven given) {
    return given.result().total();
  }

  /**
   * By hand, for each MW: running earns 70 − 30 = 40 an hour, and 70 − 170 = −100 in four. Always
   * on 20 · 40 − 4 · 100 = 400. The switch sees two dear hours and is off from 19:00 on: 17 · 40 −
   * 2 · 100 = 480, and on only after four cheap ones. The best is off for the four and starts for
   * 60: 20 · 40 − 60 = 740, which Busbar finds where the day-ahead prices say so.
   */
  @Test
  void aDayByHand() {
    ReplayGiven given = new ReplayGiven();
    given.realTime = ReplayEngineTest::evening;
    Span day = total(given.knownAhead());
    assertThat(day.alwaysOn().earnedUsd()).isCloseTo(400 * MW, within(1e-6));
    assertThat(day.thresholdSwitch().earnedUsd()).isCloseTo(480 * MW, within(1e-6));
    assertThat(day.perfectForesight().earnedUsd()).isCloseTo(740 * MW, within(1e-6));
    assertThat(day.busbar().earnedUsd()).isCloseTo(740 * MW, within(1e-6));
    assertThat(day.capture()).isCloseTo(1, within(1e-9));
    assertThat(day.busbar().starts()).isEqualTo(1);
    assertThat(day.busbar().hoursCurtailed()).isCloseTo(4, within(1e-9));
    assertThat(day.busbar().mwh()).isCloseTo(20 * MW, within(1e-9));
    assertThat(day.thresholdSwitch().hoursCurtailed()).isCloseTo(5, within(1e-9));
  }

  /** The switch is on again from the hour after four cheap ones: 01:00 on the second day. */
  @Test
  void theThresholdSwitchComesBackAfterFourCheapHours() {
    ReplayGiven given = new ReplayGiven().days(2);
    given.realTime = interval -> interval < 24 ? evening(interval) : 30;
    Span days = total(given);
    assertThat(days.thresholdSwitch().hoursCurtailed()).isCloseTo(6, within(1e-9));
    assertThat(days.thresholdSwitch().earnedUsd())
        .isCloseTo((480 + 23 * 40 - 60) * MW, within(1e-6));
  }

  /** Rigs draw power for an hour and a half and earn nothing: −30 · 1.5 in place of 40 · 1.5. */
  @Test
  void aWarmUpIsPaidForWithThePowerItTakes() {
    ReplayGiven given = new ReplayGiven();
    given.switching = new Switching(240, 120, null, 90.0, null);
    given.realTime = ReplayEngineTest::evening;
    Span day = total(given.knownAhead());
    double onlyOnAgain = 20 * 40 - 1.5 * 70;
    assertThat(day.perfectForesight().earnedUsd()).isCloseTo(onlyOnAgain * MW, within(1e-6));
    assertThat(day.busbar().earnedUsd()).isCloseTo(onlyOnAgain * MW, within(1e-6));
  }

  @Test
  void whatIsNotKnownYetChangesNoDecision() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      int days = 5;
      int change = 24 + random.nextInt(60);
      double[] real = random.doubles(24 * days, -40, 220).toArray();
      double[] ahead = random.doubles(24 * days, -40, 220).toArray();
      double[] otherReal = real.clone();
      double[] otherAhead = ahead.clone();
      int lastKnownDay = change / 24 + (change % 24 >= 14 ? 1 : 0);
      for (int i = 0; i < real.length; i++) {
        otherReal[i] = i > change ? random.nextDouble() * 3000 - 500 : real[i];
        otherAhead[i] = i / 24 > lastKnownDay ? random.nextDouble() * 3000 - 500 : ahead[i];
      }
      ReplayGiven given = new ReplayGiven().days(days).prices(real);
      given.dayAhead = interval -> ahead[interval];
      ReplayGiven other = new ReplayGiven().days(days).prices(otherReal);
      other.dayAhead = interval -> otherAhead[interval];
      assertThat(upTo(given, change)).isEqualTo(upTo(other, change));
    }
  }

  private static int[] upTo(ReplayGiven given, int interval) {
    ReplayHistory history = given.history();
    return Arrays.copyOf(history.decided(history.stretches.get(0)), interval + 1);
  }

  @Test
  void aReplayThatIsResumedGoesOnAsIfNothingHadHappened() {
    Random random = new Random(1);
    double[] real = random.doubles(24 * 8, -40, 220).toArray();
    ReplayGiven given = new ReplayGiven().days(8).prices(real);
    given.switching = new Switching(240, 120, 60.0, null, 1);
    given.clauses.add(hosting(new UptimeFloor(90, UptimeFloor.Period.MONTH, 0, 500, null, null)));
    ReplayInputs inputs = given.inputs();
    List<ReplayDay> whole = ReplayGiven.days(inputs, List.of());
    for (int done = 1; done < 8; done++) {
      List<ReplayDay> kept =
          whole.subList(0, done).stream()
              .map(day -> CanonicalJson.read(CanonicalJson.write(day), ReplayDay.class))
              .toList();
      ReplayInputs read = CanonicalJson.read(CanonicalJson.write(inputs), ReplayInputs.class);
      assertThat(CanonicalJson.write(ReplayGiven.days(read, kept)))
          .isEqualTo(CanonicalJson.write(whole));
    }
  }

  @Test
  void daysOfAClockChangeHaveTheirOwnHours() {
    ReplayGiven spring = new ReplayGiven();
    spring.from = LocalDate.of(2026, 3, 7);
    spring.days(3).knownAhead();
    assertThat(total(spring).alwaysOn().mwh()).isCloseTo((24 + 23 + 24) * MW, within(1e-9));
    ReplayGiven autumn = new ReplayGiven();
    autumn.from = LocalDate.of(2025, 10, 31);
    autumn.days(3);
    autumn.minutes = 15;
    assertThat(total(autumn).alwaysOn().mwh()).isCloseTo((24 + 24 + 25) * MW, within(1e-9));
  }

  @Test
  void anIntervalWithoutAPriceEarnsNothingAndStopsNothing() {
    ReplayGiven given = new ReplayGiven().days(2);
    given.realTime = interval -> interval >= 10 && interval < 30 ? Double.NaN : 30;
    ReplayResult result = given.result();
    assertThat(result.intervalsWithoutPrice()).isEqualTo(20);
    assertThat(result.total().busbar().earnedUsd()).isCloseTo(28 * 40 * MW, within(1e-6));
    assertThat(result.total().busbar().mwh()).isCloseTo(48 * MW, within(1e-9));
    assertThat(result.total().capture()).isNull();
  }

  @Test
  void aSpanOfWhichNoPriceIsKnownLeavesTheRigsAsTheyAre() {
    ReplayGiven given = new ReplayGiven();
    given.realTime = interval -> Double.NaN;
    Span day = total(given);
    assertThat(day.busbar()).isEqualTo(new Figures(0, 24 * MW, 0, 0, 0, 0));
    assertThat(day.shareOfPerfect()).isNull();
  }

  @Test
  void pricesOfNineThousandAndOfMinusAThousandAreOrdinary() {
    ReplayGiven given = new ReplayGiven().days(2);
    given.realTime = interval -> interval < 24 ? 30 : interval < 30 ? 9_000 : -1_000;
    Span days = total(given.knownAhead());
    // Off for the six hours of 9,000; 18 hours are paid 1,000 and earn 70 a MWh.
    assertThat(days.busbar().earnedUsd()).isCloseTo((24 * 40 + 18 * 1_070 - 60) * MW, within(1e-6));
    assertThat(days.busbar().hoursCurtailed()).isCloseTo(6, within(1e-9));
  }

  /** 5-minute prices: within the hour, minimum times in minutes. */
  @Test
  void fiveMinutePricesAreDecidedEveryFiveMinutes() {
    ReplayGiven given = new ReplayGiven();
    given.minutes = 5;
    given.switching = new Switching(30, 15, 0.0, null, null);
    given.realTime = interval -> interval >= 100 && interval < 112 ? 400 : 30;
    Span day = total(given.knownAhead());
    assertThat(day.busbar().hoursCurtailed()).isCloseTo(1, within(1e-9));
    assertThat(day.perfectForesight().earnedUsd()).isCloseTo(23 * 40 * MW, within(1e-6));
    assertThat(day.capture()).isCloseTo(1, within(1e-9));
  }

  private static DemandResponseEvent event(int fromHour, int toHour) {
    return new DemandResponseEvent(
        "Programme event 1",
        "Grid",
        null,
        LocalDate.of(2026, 1, 13),
        fromHour,
        toHour,
        2,
        100.0,
        500.0,
        null);
  }

  /**
   * 2 MW are off from 8 to 11 and paid 100 a MWh, the other works on: 21 hours of three MW and
   * three of one at 40, 6 MWh at 100, and a start of 2 MW at 60. Always on pays 500 a MWh instead.
   */
  @Test
  void anEventIsMetAndWhoeverIsBlindToItPays() {
    ReplayGiven given = new ReplayGiven().knownAhead();
    given.clauses.add(event(8, 11));
    ReplayHistory history = given.history();
    Span day = ReplayReckoning.result(history).total();
    double offMw = history.stretches.get(0).rigs() / 1000.0 * MW;
    assertThat(offMw).isBetween(2.0, 2.01);
    assertThat(day.busbar().obligationsMet()).isEqualTo(1);
    assertThat(day.busbar().obligationsMissed()).isZero();
    assertThat(day.busbar().earnedUsd())
        .isCloseTo(24 * 40 * MW + offMw * (3 * (100 - 40) - 60), within(0.01));
    assertThat(day.alwaysOn().obligationsMissed()).isEqualTo(1);
    assertThat(day.alwaysOn().earnedUsd()).isCloseTo(24 * 40 * MW - offMw * 3 * 500, within(0.01));
    assertThat(history.decidedBy(history.stretches.get(0), 8)).startsWith("OBLIG-");
  }

  @Test
  void anAwardKeepsRigsRunningThroughADearHour() {
    ReplayGiven given = new ReplayGiven();
    given.realTime = ReplayEngineTest::evening;
    given.clauses.add(
        new AncillaryAward(
            "Award 7",
            "Grid",
            "responsive reserve",
            LocalDate.of(2026, 1, 13),
            17,
            21,
            3,
            20,
            10,
            800,
            null));
    Span day = total(given.knownAhead());
    assertThat(day.busbar().obligationsMet()).isEqualTo(1);
    assertThat(day.busbar().hoursCurtailed()).isZero();
    // Four hours at 170 lose 100 a MWh and are paid 20.
    assertThat(day.busbar().earnedUsd()).isCloseTo((400 + 4 * 20) * MW, within(0.01));
    assertThat(day.thresholdSwitch().obligationsMissed()).isEqualTo(1);
  }

  private static ClientHosting hosting(UptimeFloor floor) {
    return new ClientHosting(
        "Hosting §5",
        "Client",
        List.of("one"),
        new HostingFee(75.0, null, null),
        false,
        null,
        floor,
        null,
        null);
  }

  /**
   * A floor of 99 % of January's 744 hours lets the rigs be off for 7.44. Dear evenings of four
   * hours come every day; of 31 no more than one can be off by whole hours within the month, and
   * none that follows.
   */
  @Test
  void anUptimeFloorIsCountedOverTheMonthNotDayByDay() {
    ReplayGiven given = new ReplayGiven();
    given.from = LocalDate.of(2026, 1, 1);
    given.days(31);
    given.switching = Switching.FREE;
    given.realTime = ReplayEngineTest::evening;
    given.clauses.add(hosting(new UptimeFloor(99, UptimeFloor.Period.MONTH, 0, 5_000, null, null)));
    Span month = total(given.knownAhead());
    assertThat(month.busbar().hoursCurtailed()).isBetween(7.0, 7.44);
    assertThat(month.busbar().obligationsMet()).isEqualTo(1);
    assertThat(month.perfectForesight().obligationsMet()).isEqualTo(1);
    assertThat(month.alwaysOn().obligationsMet()).isEqualTo(1);
    assertThat(month.thresholdSwitch().obligationsMissed()).isEqualTo(1);
    // The switch is off for two dear and four cheap hours of each evening but the last.
    double off = month.thresholdSwitch().hoursCurtailed();
    assertThat(off).isEqualTo(30 * 6 + 5);
    double cheap = (31 * 20 - (30 * 4 + 3)) * 45;
    double dear = (31 * 4 - 31 * 2) * (75 - 170);
    assertThat(month.thresholdSwitch().earnedUsd())
        .isCloseTo((cheap + dear - (off - 7.44) * 5_000) * MW, within(0.01));
  }

  @Test
  void startsADayAreLimited() {
    ReplayGiven given = new ReplayGiven();
    given.switching = new Switching(60, 60, 0.0, null, 1);
    given.realTime = interval -> interval % 4 < 2 ? 30 : 170;
    ReplayHistory history = given.knownAhead().history();
    int[] points = history.decided(history.stretches.get(0));
    int starts = 0;
    for (int i = 1; i < points.length; i++) {
      starts += points[i] >= 0 && points[i - 1] < 0 ? 1 : 0;
    }
    assertThat(starts).isLessThanOrEqualTo(1);
  }

  /** An overclock to 4 MW earns more below 70 USD/MWh, and the connection carries 3.5. */
  @Test
  void theConnectionIsNeverExceeded() {
    ReplayGiven given = new ReplayGiven().profile("default", 100, 3000).profile("fast", 130, 4000);
    given.connectionMw = 3.5;
    ReplayIntervals intervals = ReplayIntervals.of(given.history(), null, null);
    assertThat(intervals.intervals()).allMatch(row -> row.kw() <= 3500 * (1 + 1e-9));
    given.connectionMw = 4;
    intervals = ReplayIntervals.of(given.history(), null, null);
    assertThat(intervals.intervals()).allMatch(row -> Math.abs(row.kw() - 4000) < 1e-6);
  }

  @Test
  void aTariffWithoutAnIndexIsKnownBeforehand() {
    ReplayGiven given = new ReplayGiven().days(3);
    given.tariff = new FixedPrice(90);
    Span days = total(given);
    assertThat(days.busbar().hoursCurtailed()).isCloseTo(72, within(1e-9));
    assertThat(days.alwaysOn().earnedUsd()).isCloseTo(-72 * 20 * MW, within(1e-6));
    assertThat(days.capture()).isCloseTo(1, within(1e-9));
  }

  /** Whatever prices come, nobody beats perfect foresight, and minimum times are kept. */
  @Test
  void nobodyBeatsPerfectForesightAndMinimumTimesAreKept() {
    for (int seed = 100; seed < 130; seed++) {
      Random random = new Random(seed);
      double level = random.nextDouble() * 120;
      IntToDoubleFunction noise =
          i -> random.nextInt(20) == 0 ? 3_000 : level + 60 * random.nextGaussian();
      int days = 1 + random.nextInt(6);
      double[] real = new double[24 * days];
      Arrays.setAll(real, noise);
      ReplayGiven given = new ReplayGiven().days(days).prices(real);
      if (random.nextBoolean()) {
        given.knownAhead();
      }
      int minOn = random.nextInt(6);
      int minOff = random.nextInt(6);
      given.switching =
          new Switching(minOn * 60, minOff * 60, random.nextDouble() * 100, null, null);
      ReplayHistory history = given.history();
      Span total = ReplayReckoning.result(history).total();
      double best = total.perfectForesight().earnedUsd() + 1e-6;
      assertThat(total.busbar().earnedUsd()).isLessThanOrEqualTo(best);
      assertThat(total.alwaysOn().earnedUsd()).isLessThanOrEqualTo(best);
      assertThat(total.thresholdSwitch().earnedUsd()).isLessThanOrEqualTo(best);
      int[] points = history.decided(history.stretches.get(0));
      assertMinimumTimes(points, Math.max(1, minOn), Math.max(1, minOff));
    }
  }

  private static void assertMinimumTimes(int[] points, int minOn, int minOff) {
    int since = -1_000;
    for (int i = 1; i < points.length; i++) {
      boolean on = points[i] >= 0;
      if (on != points[i - 1] >= 0) {
        assertThat(i - since).isGreaterThanOrEqualTo(on ? minOff : minOn);
        since = i;
      }
    }
  }

  @Test
  void whatCannotBeReplayedIsRefusedByTheFieldAtFault() {
    ReplayGiven given = new ReplayGiven();
    ReplayInputs inputs = given.inputs();
    refused("until", () -> copy(inputs, inputs.from(), inputs.from()));
    refused("until", () -> copy(inputs, inputs.from(), inputs.from().plusDays(2)));
    refused("from", () -> copy(inputs, inputs.from().minusDays(1), inputs.until()));
    refused("until", () -> copy(inputs, inputs.from(), inputs.from().plusDays(1_200)));
    given.tariff = new FixedPrice(50);
    assertThatThrownBy(
            () ->
                new ReplayInputs(
                    given.site(),
                    inputs.rigs(),
                    List.of(),
                    "test",
                    false,
                    inputs.market(),
                    inputs.prices(),
                    inputs.from(),
                    inputs.until(),
                    inputs.learning()))
        .isInstanceOfSatisfying(OutOfRange.class, e -> assertThat(e.field()).isEqualTo("prices"));
  }

  private static ReplayInputs copy(ReplayInputs of, LocalDate from, LocalDate until) {
    return new ReplayInputs(
        of.site(),
        of.rigs(),
        of.profiles(),
        of.marketSource(),
        of.sample(),
        of.market(),
        of.prices(),
        from,
        until,
        of.learning());
  }

  private static void refused(String field, Runnable made) {
    assertThatThrownBy(made::run)
        .isInstanceOfSatisfying(OutOfRange.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  /**
   * Sixteen hours at 71 lose 1 each, less than the restart at 100: off would cost money, however
   * long the spell.
   */
  @Test
  void aLongSpellThatDoesNotPayForItsRestartIsRunThrough() {
    ReplayGiven given = new ReplayGiven().days(5);
    given.switching = new Switching(null, null, 100.0, null, null);
    given.realTime = interval -> interval % 24 >= 6 && interval % 24 < 22 ? 71 : 31.5;
    Span days = total(given.knownAhead());
    assertThat(days.busbar().starts()).isZero();
    assertThat(days.busbar().earnedUsd()).isCloseTo(days.alwaysOn().earnedUsd(), within(1e-6));
    given.clauses.add(hosting(new UptimeFloor(50, UptimeFloor.Period.MONTH, 0, 10, null, null)));
    given.realTime = interval -> interval % 24 >= 6 && interval % 24 < 22 ? 76 : 31.5;
    assertThat(total(given.knownAhead()).busbar().starts()).isZero();
  }

  /** From the 12th on, 7.44 hours of January may be off: not those of the days before the span. */
  @Test
  void aFloorOfAMonthBegunBeforeTheSpanIsJudgedByItsOwnDays() {
    ReplayGiven given = new ReplayGiven();
    given.from = LocalDate.of(2026, 1, 12);
    given.days(5);
    given.switching = Switching.FREE;
    given.realTime = ReplayEngineTest::evening;
    given.clauses.add(hosting(new UptimeFloor(99, UptimeFloor.Period.MONTH, 0, 5_000, null, null)));
    Span days = total(given.knownAhead());
    assertThat(days.busbar().hoursCurtailed()).isBetween(7.0, 7.44);
    assertThat(days.busbar().obligationsMet()).isEqualTo(1);
    assertThat(days.busbar().earnedUsd()).isGreaterThan(days.alwaysOn().earnedUsd());
    assertThat(days.perfectForesight().earnedUsd())
        .isGreaterThanOrEqualTo(days.busbar().earnedUsd() - 1e-6);
  }

  /** Two groups of 3 MW, one of which could do 4: on 6.5 MW there is room for a half step only. */
  @Test
  void roomOnTheConnectionGoesToWhateverEarnsMost() {
    ReplayGiven given =
        new ReplayGiven()
            .profile("default", 100, 3000)
            .profile("some", 115, 3500)
            .profile("fast", 130, 4000);
    given.groups.add(new busbar.site.RigGroup("two", "rig", 1000, null, null, null));
    given.connectionMw = 6.5;
    ReplayHistory history = given.history();
    ReplayIntervals intervals = ReplayIntervals.of(history, null, null);
    assertThat(intervals.intervals()).allMatch(row -> Math.abs(row.kw() - 6500) < 1e-6);
    Span day = ReplayReckoning.result(history).total();
    assertThat(day.perfectForesight().mwh()).isCloseTo(24 * 6.5, within(1e-6));
    assertThat(day.busbar().earnedUsd())
        .isCloseTo(day.perfectForesight().earnedUsd(), within(1e-6));
  }
}
