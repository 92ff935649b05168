package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.assessment.Action;
import busbar.contract.AiHostingOffer;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.HostingFee;
import busbar.rulebook.Rulebook;
import busbar.site.RigGroup;
import busbar.site.Switching;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.When;
import busbar.testing.Clauses;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Laws that hold for any site, checked by changing the inputs themselves. */
class FlipPropertyTest {
  private static final List<String> MODELS = List.of("S21 Pro", "S19 XP", "S19j Pro", "S19");

  private static Rulebook rulebook;

  @BeforeContainer
  static void loadRulebook() {
    rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
  }

  @AfterContainer
  static void disposeRulebook() {
    rulebook.dispose();
  }

  static Given anySite(long seed) {
    Random random = new Random(seed);
    double[] prices = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      prices[hour] = -5 + random.nextDouble() * 80;
    }
    Given given = Given.site().at(Given.daily(prices)).connection(10 + random.nextInt(20));
    int groups = 1 + random.nextInt(4);
    for (int i = 0; i < groups; i++) {
      if (random.nextInt(5) == 0) {
        given.luxosRigs("g" + i, random.nextInt(2000));
      } else {
        given.rigs(
            "g" + i,
            MODELS.get(random.nextInt(MODELS.size())),
            random.nextInt(3000),
            random.nextBoolean() ? (Double) (random.nextDouble() * 600) : null);
      }
    }
    if (random.nextInt(3) == 0) {
      given.offered(20, AiHostingOffer.Status.EFFECTIVE).breakFee(random.nextDouble() * 3e7);
    }
    if (random.nextInt(4) == 0) {
      given.peaks(random.nextDouble() * 12, random.nextDouble() * 6_000, random.nextDouble() * 3);
    }
    if (random.nextInt(4) == 0) {
      given.prepaid(3, 45, random.nextDouble() * 40, LocalDate.of(2027, 1, 31));
    }
    if (random.nextInt(4) == 0) {
      given.under(
          Clauses.hosting(
              "g0",
              random.nextBoolean()
                  ? HostingFee.revenueShare(60)
                  : HostingFee.perMwh(random.nextInt(60)),
              random.nextBoolean(),
              random.nextBoolean() ? (Double) (random.nextDouble() * 90) : null));
    }
    if (random.nextInt(3) == 0) {
      given.switched(
          new Switching(
              random.nextInt(5) * 60,
              random.nextInt(4) * 60,
              random.nextDouble() * 80,
              random.nextInt(3) * 20.0,
              null));
    }
    return given;
  }

  private static Recommendation assess(Given given) {
    return new Assessor(rulebook, "test").assess(given.day());
  }

  @Property(tries = 150)
  void megawattsAreAlwaysPartitionedByAction(@ForAll long seed) {
    Given given = anySite(seed);

    Recommendation recommendation = assess(given);

    double rigsMw =
        given.groups.stream()
            .mapToDouble(
                g ->
                    g.count()
                        * Given.CATALOGUE.listProfiles(g.model(), g.firmware()).get(0).powerW()
                        * given.operation.facilityOverhead()
                        / 1e6)
            .sum();
    assertThat(recommendation.megawatts().values().stream().mapToDouble(mw -> mw).sum())
        .isEqualTo(rigsMw, within(1e-9 * (1 + rigsMw)));
    for (RigGroup group : given.groups) {
      assertThat(
              recommendation.blocks().stream()
                  .filter(b -> b.group().equals(group.id()))
                  .mapToInt(BlockAdvice::rigs)
                  .sum())
          .isEqualTo(group.count());
    }
    // A client that pays for the power and wants its rigs off takes its fee with it; and a peak is
    // weighed without the hours that rigs are off longer to keep a minimum time.
    boolean longOff =
        given.operation.switching() != null
            && given.tariff.asRateSchedule().charges(CoincidentPeakCharge.class).count() > 0;
    if (given.clauses.stream().noneMatch(FlipPropertyTest::mayWantRigsOff) && !longOff) {
      assertThat(recommendation.gainUsdPerDay()).isGreaterThanOrEqualTo(-1e-6);
    }
    assertThat(recommendation.gainUsdPerDay())
        .isEqualTo(
            recommendation.usdPerDay() - recommendation.runEverythingUsdPerDay(), within(1e-6));
  }

  private static boolean mayWantRigsOff(Clause clause) {
    return clause instanceof ClientHosting hosting
        && hosting.powerPassThrough()
        && hosting.strikeUsdPerMwh() != null;
  }

  /** On each side of every flip point the inputs themselves are changed and the site assessed. */
  @Property(tries = 40)
  void everyFlipPointIsWhereTheActionReallyChanges(@ForAll long seed) {
    Given given = anySite(seed);
    for (BlockAdvice block : assess(given).blocks()) {
      for (FlipPoint flip : block.flips()) {
        double step =
            (flip.at() - flip.now()) * 1e-3
                + Math.signum(flip.at() - flip.now())
                    * 1e-4
                    * Math.max(1, Math.abs(flip.now()) * 1e-3);
        Action before = actionAt(seed, flip, flip.at() - step, block);
        Action after = actionAt(seed, flip, flip.at() + step, block);
        assertThat(before).as("%s before %s", block.id(), flip).isEqualTo(block.action());
        assertThat(after).as("%s after %s", block.id(), flip).isEqualTo(flip.becomes());
        for (double part : new double[] {0.25, 0.5, 0.75, 0.95}) {
          double between = flip.now() + part * (flip.at() - flip.now());
          assertThat(actionAt(seed, flip, between, block))
              .as("%s at %s, short of %s", block.id(), between, flip)
              .isEqualTo(block.action());
        }
      }
    }
  }

  /** Such a site with a demand of some hours, an event and an award on top. */
  private static Given dutiful(long seed) {
    Given given = anySite(seed);
    Random random = new Random(~seed);
    if (random.nextBoolean()) {
      List<Charge> charges = new ArrayList<>(given.tariff.asRateSchedule().charges());
      charges.add(
          new DemandCharge(
              "On-peak demand",
              null,
              15,
              List.of(
                  new DemandPeriod(
                      "On-peak",
                      List.of(new When(null, null, 12, 20)),
                      1 + random.nextDouble() * 10,
                      null)),
              null,
              null,
              Map.of(YearMonth.of(2026, 2), random.nextDouble() * 8_000)));
      given.at(given.tariff.asRateSchedule().withCharges(charges));
    }
    if (random.nextInt(3) == 0) {
      double penalty = random.nextBoolean() ? 400 : random.nextInt(30);
      given.under(Clauses.event("ERS §2", "Grid operator", Given.DAY, 17, 20, 2, 60, penalty));
    }
    if (random.nextInt(3) == 0) {
      given.under(Clauses.award(Given.DAY, 16, 19, 2, 14, random.nextBoolean() ? 120 : 6));
    }
    given.parameters = Map.of("breach-allowed", (double) random.nextInt(2));
    return given;
  }

  /**
   * No value nearer than the flip point, or none at all where there is none, changes the action.
   */
  @Property(tries = 25)
  void shortOfAFlipPointNothingChanges(@ForAll long seed) {
    Recommendation now = assess(dutiful(seed));
    double btc = dutiful(seed).market.btcPriceUsd().value();
    for (double scale : new double[] {0.3, 0.6, 0.8, 0.9, 0.97, 1.03, 1.1, 1.25, 1.7, 3}) {
      Given changed = dutiful(seed);
      changed.on(changed.market.withBtcPriceUsd(btc * scale));
      assertSameShortOf(now, Driver.BTC_PRICE, btc * (scale - 1), assess(changed));
    }
    for (double shift : new double[] {-50, -25, -12, -6, -2, 2, 6, 12, 25, 50}) {
      Given changed = dutiful(seed);
      changed.at(changed.tariff.plus(shift));
      assertSameShortOf(now, Driver.POWER_PRICE, shift, assess(changed));
    }
  }

  static void assertSameShortOf(
      Recommendation now, Driver driver, double change, Recommendation then) {
    for (BlockAdvice block : now.blocks()) {
      double reach =
          block.flips().stream()
              .filter(flip -> flip.driver() == driver)
              .mapToDouble(flip -> Math.abs(flip.at() - flip.now()))
              .findFirst()
              .orElse(Double.POSITIVE_INFINITY);
      // Where the driver cuts the groups otherwise, there is no such block to compare.
      then.blocks().stream()
          .filter(other -> other.id().equals(block.id()) && other.rigs() == block.rigs())
          .filter(other -> Math.abs(change) < reach)
          .forEach(
              other ->
                  assertThat(other.action())
                      .as("%s with %s changed by %s", block.id(), driver, change)
                      .isEqualTo(block.action()));
    }
  }

  private static Action actionAt(long seed, FlipPoint flip, double value, BlockAdvice block) {
    Given changed = anySite(seed);
    switch (flip.driver()) {
      case POWER_PRICE -> changed.at(changed.tariff.plus(value - flip.now()));
      case BTC_PRICE -> changed.on(changed.market.withBtcPriceUsd(value));
      case DIFFICULTY -> changed.on(changed.market.withDifficulty(value));
      case AI_RENT ->
          changed.clauses.replaceAll(
              clause ->
                  clause instanceof AiHostingOffer offer
                      ? offer.withFirstRentUsdPerKwMonth(value)
                      : clause);
      case RESALE_PRICE ->
          changed.groups.replaceAll(
              g ->
                  g.id().equals(block.group())
                      ? new RigGroup(g.id(), g.model(), g.count(), g.firmware(), value, null)
                      : g);
    }
    return assess(changed).blocks().stream()
        .filter(b -> b.id().equals(block.id()))
        .findFirst()
        .orElseThrow()
        .action();
  }

  @Property(tries = 40)
  void theOrderOfGroupsChangesNoAction(@ForAll long seed) {
    Given given = anySite(seed);
    List<String> before = actions(assess(given));
    List<RigGroup> reversed = new ArrayList<>(given.groups);
    java.util.Collections.reverse(reversed);
    // Two groups of one model are equals; which of them is cut first is decided by their order.
    if (reversed.stream().map(RigGroup::model).distinct().count() < reversed.size()) {
      return;
    }
    given.groups.clear();
    given.groups.addAll(reversed);

    assertThat(actions(assess(given))).isEqualTo(before);
  }

  private static List<String> actions(Recommendation recommendation) {
    return recommendation.blocks().stream()
        .map(b -> b.id() + " " + b.rigs() + " " + b.action())
        .sorted()
        .toList();
  }
}
