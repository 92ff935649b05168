package busbar.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import busbar.advice.Assessor;
import busbar.assessment.Action;
import busbar.assessment.Fact;
import busbar.assessment.Firing;
import busbar.assessment.Outlook;
import busbar.assessment.Parameters;
import busbar.assessment.PowerFacts;
import busbar.assessment.Reason;
import busbar.units.OutOfRange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped rules, fired. */
class RulebookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 12);
  private static Rulebook rulebook;
  private static Parameters parameters;

  @BeforeAll
  static void load() {
    rulebook = Rulebook.load(Path.of("rules"), Assessor.PARAMETERS);
    parameters = rulebook.parameters(DAY, Map.of());
  }

  @AfterAll
  static void dispose() {
    rulebook.dispose();
  }

  @Test
  void agreesWithTheSameRulesInPlainJava() {
    PlainJavaRules plain = new PlainJavaRules(parameters.asMap());
    RandomFacts random = new RandomFacts(20261123, parameters);
    for (int i = 0; i < 20_000; i++) {
      List<Fact> facts = Stream.generate(random::any).limit(1 + i % 5).toList();

      assertThat(rulebook.fire(facts, false)).isEqualTo(plain.fire(facts, false));
    }
  }

  @Test
  void everyRuleFiresOnSomeRandomFact() {
    RandomFacts random = new RandomFacts(7, parameters);
    List<Fact> facts = Stream.generate(random::any).limit(20_000).toList();

    assertThat(rulebook.fire(facts, false).stream().map(Firing::rule).distinct())
        .containsExactlyInAnyOrderElementsOf(
            rulebook.listRules().stream().map(RuleCard::id).toList());
  }

  @Test
  void everyOutlookIsToldToRunOrToCurtail() {
    RandomFacts random = new RandomFacts(42, parameters);
    for (int i = 0; i < 10_000; i++) {
      Outlook outlook = random.outlook();
      List<Action> proposals =
          rulebook.fire(List.of(outlook), false).stream()
              .flatMap(firing -> firing.proposals().stream())
              .toList();

      if (outlook.plan().offHours() > 0) {
        assertThat(proposals).as("%s", outlook).contains(Action.CURTAIL);
        assertThat(proposals).as("%s", outlook).doesNotContain(Action.RUN);
      } else {
        assertThat(proposals).as("%s", outlook).contains(Action.RUN);
        assertThat(proposals).as("%s", outlook).doesNotContain(Action.CURTAIL);
      }
    }
  }

  @Test
  void theTraceNeverChangesWhatFires() {
    RandomFacts random = new RandomFacts(5, parameters);
    for (int i = 0; i < 2_000; i++) {
      List<Fact> facts = Stream.generate(random::any).limit(5).toList();
      List<Firing> untraced = rulebook.fire(facts, false);
      List<Firing> traced = rulebook.fire(facts, true);

      assertThat(traced).hasSameSizeAs(untraced);
      assertThat(traced).allSatisfy(firing -> assertThat(firing.reason()).isPresent());
      assertThat(untraced).allSatisfy(firing -> assertThat(firing.reason()).isEmpty());
      assertThat(traced.stream().map(Firing::rule).toList())
          .isEqualTo(untraced.stream().map(Firing::rule).toList());
    }
  }

  @Test
  void firesInTheOrderOfTheFactsAndOfTheRulesIds() {
    RandomFacts random = new RandomFacts(3, parameters);
    List<Fact> facts = Stream.generate(random::any).limit(300).toList();
    List<Firing> oneByOne = new ArrayList<>();
    for (Fact fact : facts) {
      List<Firing> firings = rulebook.fire(List.of(fact), true);
      assertThat(firings.stream().map(Firing::rule).toList()).isSorted();
      oneByOne.addAll(firings);
    }

    assertThat(rulebook.fire(facts, true)).isEqualTo(oneByOne);
  }

  @Test
  void aReasonHasItsSentenceAndTheFactsThatTheRuleRead() {
    Fact fact = example("curtailment/power-above-breakeven.drl", "Nine dear hours");

    Reason reason = rulebook.fire(List.of(fact), true).get(0).reason().orElseThrow();

    assertThat(reason.rule()).isEqualTo("CURTAIL-01");
    assertThat(reason.title()).isEqualTo("Power costs more than the rig earns");
    assertThat(reason.sentence())
        .isEqualTo(
            "Power averages $63.40/MWh in 9 h of the day, above the $57.22/MWh that these rigs"
                + " earn; they are off 07:00–16:00.");
    assertThat(reason.facts())
        .isEqualTo(
            Map.of(
                "block.breakevenUsdPerMwh",
                57.22,
                "plan.off",
                "07:00–16:00",
                "plan.offByPriceHours",
                9,
                "plan.offHours",
                9,
                "plan.offUsdPerMwh",
                63.40));
  }

  @Test
  void aReasonNamesTheParametersThatTheRuleRead() {
    Fact fact = example("guardrails/market-age.drl", "A market seen 50 hours ago");

    Reason reason = rulebook.fire(List.of(fact), true).get(0).reason().orElseThrow();

    assertThat(reason.facts())
        .isEqualTo(Map.of("market.ageHours", 50.0, "market-max-age-hours", 36.0));
  }

  private static Fact example(String drl, String name) {
    RuleSources sources = RuleSources.of(rulebook.sources());
    List<CheckedRule> rules =
        new DrlFile(drl, sources.texts().get(drl), parameters.asMap().keySet(), new Problems())
            .read();
    return Example.read(sources, rules, parameters, new Problems()).stream()
        .filter(example -> example.name().startsWith(name))
        .findFirst()
        .orElseThrow()
        .fact();
  }

  @Test
  void aSiteMayOverrideAParameterWithinItsRange() {
    Parameters own = rulebook.parameters(DAY, Map.of("retire-loss-days", 30.0));

    assertThat(own.get("retire-loss-days")).isEqualTo(30);
    assertThat(own.get("market-max-age-hours")).isEqualTo(36);
    assertThatThrownBy(() -> rulebook.parameters(DAY, Map.of("retire-loss-days", 3.0)))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("parameters.retire-loss-days is 3.0")
        .hasMessageContaining("from 7.0 to 120.0");
    assertThatThrownBy(() -> rulebook.parameters(DAY, Map.of("retire-loss-days", Double.NaN)))
        .isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> rulebook.parameters(DAY, Map.of("loss-days", 3.0)))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("retire-loss-days");
  }

  @Test
  void aParameterHoldsFromItsDateOnAndTheFirstAlsoBefore() {
    Rulebook small = new SmallRules().load();
    try {
      assertThat(mostHours(small, "2020-01-01")).isEqualTo(5);
      assertThat(mostHours(small, "2026-01-01")).isEqualTo(5);
      assertThat(mostHours(small, "2026-02-28")).isEqualTo(5);
      assertThat(mostHours(small, "2026-03-01")).isEqualTo(8);
      assertThat(mostHours(small, "2030-01-01")).isEqualTo(8);
    } finally {
      small.dispose();
    }
  }

  private static double mostHours(Rulebook rules, String date) {
    return rules.parameters(LocalDate.parse(date), Map.of()).get("most-hours");
  }

  @Test
  void theHashFollowsEveryFileButNotTheLineEnds() {
    String hash = new SmallRules().sources().hash();
    SmallRules windows = new SmallRules();
    Map.copyOf(windows.texts())
        .forEach((file, text) -> windows.with(file, text.replace("\n", "\r\n")));

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(windows.sources().hash()).isEqualTo(hash);
    for (String file : new SmallRules().texts().keySet()) {
      SmallRules changed = new SmallRules();
      changed.with(file, changed.texts().get(file) + "\n");
      assertThat(changed.sources().hash()).as(file).isNotEqualTo(hash);
    }
  }

  @Test
  void aKeptRulebookCanBeLoadedFromItsSources() {
    Rulebook again = Rulebook.of(rulebook.sources(), Assessor.PARAMETERS);
    try {
      assertThat(again.hash()).isEqualTo(rulebook.hash());
      assertThat(again.listRules()).isEqualTo(rulebook.listRules());
    } finally {
      again.dispose();
    }
  }

  @Test
  void cardsTellWhatARuleReadsAndWhereItStands() {
    RuleCard card =
        rulebook.listRules().stream()
            .filter(rule -> rule.id().equals("CONVERT-05"))
            .findFirst()
            .orElseThrow();

    assertThat(card.title()).isEqualTo("The offer is too small");
    assertThat(card.folder()).isEqualTo("conversion");
    assertThat(card.file()).isEqualTo("conversion/offer-gates.drl");
    assertThat(card.fact()).isEqualTo("Situation");
    assertThat(card.condition())
        .isEqualTo("offer != null, offer.grossMw < parameter(\"conversion-min-gross-mw\")");
    assertThat(card.consequence()).isEqualTo("$s.constrain(Constraint.ruleOut(Action.CONVERT));");
    assertThat(card.parameters()).containsExactly("conversion-min-gross-mw");
    assertThat(card.owner()).isEqualTo("Board office");
  }

  @Test
  void aRuleThatFailsIsNamedAndTheNextEvaluationIsRightAgain() {
    SmallRules rules =
        new SmallRules().replace("plan.offHours <", "24 / power.hours >= 0, plan.offHours <");
    Rulebook small = rules.load();
    try {
      Parameters own = small.parameters(DAY, Map.of());
      Outlook good = firing(own);
      Outlook bad = withHours(good, 0);

      for (int i = 0; i < 20; i++) {
        RulebookException failed =
            catchThrowableOfType(
                RulebookException.class, () -> small.fire(List.of(good, bad, good), true));
        assertThat(failed.rule()).isEqualTo("RUN-01");
        assertThat(failed.file()).isEqualTo(SmallRules.DRL);
        assertThat(failed).hasMessageContaining("/ by zero");
        assertThat(small.fire(List.of(firing(own)), false))
            .extracting(Firing::rule)
            .containsExactly("RUN-01");
      }
    } finally {
      small.dispose();
    }
  }

  private static Outlook firing(Parameters parameters) {
    RandomFacts random = new RandomFacts(1, parameters);
    return Stream.generate(random::outlook)
        .filter(outlook -> outlook.plan().offHours() == 0 && !outlook.plan().otherProfile())
        .findFirst()
        .orElseThrow();
  }

  private static Outlook withHours(Outlook outlook, int hours) {
    PowerFacts power = outlook.power();
    return new Outlook(
        outlook.block(),
        outlook.market(),
        new PowerFacts(
            power.averageUsdPerMwh(),
            power.lowestUsdPerMwh(),
            power.highestUsdPerMwh(),
            power.unknown(),
            power.unknownHours(),
            power.prepaidPercent(),
            power.prepaidRef(),
            power.resaleUsdPerMwh(),
            power.billedUsdPerMwh(),
            power.clientPays(),
            hours),
        outlook.plan(),
        outlook.keep(),
        outlook.offer(),
        outlook.parameters(),
        outlook.findings());
  }
}
