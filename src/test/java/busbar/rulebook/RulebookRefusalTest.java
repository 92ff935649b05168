package busbar.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rulebook is refused for, and what the refusal says. */
class RulebookRefusalTest {
  private final SmallRules rules = new SmallRules();

  private List<RulebookProblem> problems() {
    RulebookRefused refused = catchThrowableOfType(RulebookRefused.class, rules::load);
    assertThat(refused).as("refusal").isNotNull();
    return refused.problems();
  }

  private RulebookProblem onlyProblem() {
    assertThat(problems()).hasSize(1);
    return problems().get(0);
  }

  @Test
  void theSmallRulebookItselfIsInOrder() {
    rules.load().dispose();
  }

  @Test
  void aConditionThatDoesNotCompileIsNamedWithFileLineAndRule() {
    rules.replace("plan.offHours <", "plan.offHours == Nonsense.OF, plan.offHours <");

    assertThat(problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo(SmallRules.DRL);
              assertThat(problem.line()).isEqualTo(6);
              assertThat(problem.rule()).isEqualTo("RUN-01");
              assertThat(problem.message()).contains("does not compile", "Nonsense");
            });
  }

  @Test
  void aComparisonThatDroolsChokesOnIsNamedToo() {
    rules.replace("plan.offHours <", "plan.offHours == \"x\", plan.offHours <");

    assertThat(onlyProblem().rule()).isEqualTo("RUN-01");
    assertThat(onlyProblem().message()).contains("does not compile");
  }

  @Test
  void oneOfTwoRulesInAFileIsTheCulprit() {
    rules.with(
        SmallRules.DRL,
        rules.texts().get(SmallRules.DRL)
            + """

            rule "RUN-02 Another"
            @reason("Off for {plan.offHours}.")
            @owner("Power desk")
            when
              $o : Outlook( plan.offHours == Nonsense.OF )
            then
              $o.propose(Action.RUN);
            end
            """);
    rules.with(
        SmallRules.EXAMPLES,
        rules.texts().get(SmallRules.EXAMPLES).replace("[RUN-01]", "[RUN-01, RUN-02]"));

    assertThat(onlyProblem().rule()).isEqualTo("RUN-02");
    assertThat(onlyProblem().line()).isEqualTo(15);
  }

  @Test
  void aTextThatIsNoRuleIsNamedWithItsLine() {
    rules.replace("plan.offHours <", "plan.offHours = =");

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.DRL);
    assertThat(onlyProblem().line()).isEqualTo(10);
    assertThat(onlyProblem().rule()).isEqualTo("RUN-01");
  }

  @Test
  void aFieldThatDoesNotExistIsNamedWithThoseThatDo() {
    rules.replace("plan.offHours <", "plan.offHrs <");

    assertThat(onlyProblem().line()).isEqualTo(10);
    assertThat(onlyProblem().message()).contains("plan has no 'offHrs'", "offHours");
  }

  @Test
  void aParameterThatDoesNotExistIsRefused() {
    rules.replace("parameter(\"most-hours\")", "parameter(\"moist-hours\")");

    assertThat(problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(10);
              assertThat(problem.message()).contains("'moist-hours'");
              assertThat(problem.remedy()).contains("most-hours");
            });
  }

  @Test
  void aParameterKeyThatIsNotWrittenOutIsRefused() {
    rules.replace("parameter(\"most-hours\")", "parameter(plan.off)");

    assertThat(problems())
        .anySatisfy(problem -> assertThat(problem.remedy()).contains("key in quotes"));
  }

  @Test
  void aParameterThatNothingReadsIsRefused() {
    rules.replace("parameter(\"most-hours\")", "5").replace("{most-hours}", "five");

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.PARAMETERS);
    assertThat(onlyProblem().line()).isEqualTo(1);
    assertThat(onlyProblem().message()).contains("nothing reads");
  }

  @Test
  void aParameterThatTheEngineNeedsMustBeThereAndMarked() {
    RulebookRefused missing =
        catchThrowableOfType(
            RulebookRefused.class, () -> Rulebook.of(rules.texts(), Set.of("cost-of-capital")));
    assertThat(missing.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("engine needs"));

    RulebookRefused unmarked =
        catchThrowableOfType(
            RulebookRefused.class, () -> Rulebook.of(rules.texts(), Set.of("most-hours")));
    assertThat(unmarked.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).contains("usedBy: engine"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min: 1 | min: 30 | not a range",
        "value: 5 | value: 50 | outside its own range",
        "value: 8 | value: eight | value",
        "2026-03-01 | 2025-03-01 | order of dates",
        "2026-03-01 | March | from",
        "key: most-hours | key: Most Hours | lower-case",
        "reason: A first value | reason: '' | no reason",
        "owner: Power desk | owner: '' | owner is missing",
        "unit: h | units: h | 'units' is no field",
        "max: 25 | max: lots | max",
        "owner: Power desk | usedBy: site | owner",
      })
  void aParameterThatIsWrittenWronglyIsRefused(String old, String with, String message) {
    rules.replaceIn(SmallRules.PARAMETERS, old, with);

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.PARAMETERS);
    assertThat(onlyProblem().line()).isEqualTo(1);
    assertThat(onlyProblem().message()).contains(message);
  }

  @Test
  void yamlThatIsNotYamlIsNamedWithItsLine() {
    rules.replaceIn(SmallRules.PARAMETERS, "  unit: h", "  unit: [h");

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.PARAMETERS);
    assertThat(onlyProblem().line()).isGreaterThan(1);
    assertThat(onlyProblem().message()).contains("not YAML");
  }

  @Test
  void aKeyWrittenTwiceIsRefused() {
    rules.replaceIn(SmallRules.EXAMPLES, "plan: {offHours: 9}", "plan: {offHours: 9, offHours: 8}");

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.EXAMPLES);
    assertThat(onlyProblem().line()).isEqualTo(8);
  }

  @Test
  void aRuleWithoutExamplesIsRefused() {
    rules.without(SmallRules.EXAMPLES);

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.EXAMPLES);
    assertThat(onlyProblem().rule()).isEqualTo("RUN-01");
    assertThat(onlyProblem().message()).isEqualTo("is missing");
  }

  @Test
  void aRuleNeedsACaseOfEitherKind() {
    rules.with(
        SmallRules.EXAMPLES,
        """
        - name: Off for two hours
          Outlook:
            plan: {offHours: 2}
          fires: [RUN-01]
        """);
    assertThat(onlyProblem().message()).isEqualTo("no case in which the rule is silent");

    rules.with(
        SmallRules.EXAMPLES,
        """
        - name: Off for nine hours
          Outlook:
            plan: {offHours: 9}
          silent: true
        - name: No fact of the kind that the rule matches
          Situation: {}
          silent: true
        """);
    assertThat(onlyProblem().message()).isEqualTo("no case in which the rule fires");
  }

  @Test
  void anExampleThatFailsIsNamedWithItsLine() {
    rules.replaceIn(SmallRules.EXAMPLES, "offHours: 9", "offHours: 3");

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.EXAMPLES);
    assertThat(onlyProblem().line()).isEqualTo(6);
    assertThat(onlyProblem().rule()).isEqualTo("RUN-01");
    assertThat(onlyProblem().message()).contains("Off for nine hours", "expects nothing");
  }

  @Test
  void aSentenceThatReadsOtherwiseIsRefused() {
    rules.replaceIn(
        SmallRules.EXAMPLES,
        "fires: [RUN-01]",
        "fires: [RUN-01]\n  says: Off for 2 h, at most 9 h.");

    assertThat(onlyProblem().message()).contains("Off for 2 h, at most 8 h.");
  }

  @Test
  void aReasonWithoutAValueForAGapIsRefused() {
    rules.replace("{plan.offHours}", "{plan.offUsdPerMwh}");

    assertThat(onlyProblem().message()).contains("no value for plan.offUsdPerMwh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan: {offHours: 9} | plan: {ofHours: 9} | 'ofHours' is no field",
        "plan: {offHours: 9} | plan: {offHours: many} | offHours",
        "plan: {offHours: 9} | plans: {offHours: 9} | Outlook has no 'plans'",
        "plan: {offHours: 9} | plan: 9 | plan",
        "silent: true | fires: [RUN-09] | 'RUN-09' is no rule of its file",
        "silent: true | quiet: true | several",
        "name: Off for nine hours | name: '' | no name",
      })
  void aCaseThatIsWrittenWronglyIsRefused(String old, String with, String message) {
    rules.replaceIn(SmallRules.EXAMPLES, old, with);

    assertThat(onlyProblem().file()).isEqualTo(SmallRules.EXAMPLES);
    assertThat(onlyProblem().line()).isBetween(6, 9);
    assertThat(onlyProblem().message()).contains(message);
  }

  @Test
  void examplesWithoutARuleAreRefused() {
    rules.with("running/stray.examples.yaml", rules.texts().get(SmallRules.EXAMPLES));

    assertThat(onlyProblem().file()).isEqualTo("running/stray.examples.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'@owner(\"Power desk\")' | '' | no @owner",
        "'@reason(\"Off for {plan.offHours}, at most {most-hours}.\")' | '' | no @reason",
        "RUN-01 A small rule | A small rule | not an id and a sentence",
        "RUN-01 A small rule | RUN-01 | not an id and a sentence",
        "{plan.offHours} | {plan.offHrs} | cannot be filled in",
        "{plan.offHours} | {plam.offHours} | cannot be filled in",
        "{plan.offHours} | {plan} | not a single value",
        "{plan.offHours} | {plan.offHours | brace",
        "package rules.running; | package rules.run; | package",
        "import busbar.assessment.Outlook; | import busbar.assessment.Outlook; import java.util.List; | imports java.util.List",
        "rule \" | global java.lang.String city; rule \" | a global",
        "when | salience 10 when | attribute salience",
        "when | agenda-group \"a\" when | attribute agenda-group",
        "when | no-loop when | attribute no-loop",
        "'@owner(\"Power desk\")' | '@owner(\"Power desk\") @author(\"me\")' | @author",
        "plan.offHours < | new java.util.Random().longs().sum() > 0, plan.offHours < | calls",
        "plan.offHours < | Runtime.getRuntime().exec(\"ls\") != null, plan.offHours < | calls",
        "$o : Outlook( | $o : Outlook() $p : Outlook( | does not match one fact",
        "$o : Outlook( | eval(true) $o : Outlook( | does not match one fact",
        "$o : Outlook( | not Outlook( | does not match one fact",
        "$o : Outlook( | $o : Forecast( | matches Forecast",
        "$o : Outlook( | Outlook( | does not name its fact",
        "$o.propose(Action.RUN); | update($o); | does more than collect: update($o);",
        "$o.propose(Action.RUN); | insert($o.block()); | does more than collect",
        "$o.propose(Action.RUN); | $o.propose(Action.RUN); delete($o); | does more than collect: delete($o);",
        "$o.propose(Action.RUN); | modify($o) {} | does more than collect",
        "$o.propose(Action.RUN); | while (true) {} | does more than collect: while (true) {}",
        "$o.propose(Action.RUN); | System.exit(0); | does more than collect",
        "$o.propose(Action.RUN); | $o.propose(Action.SLEEP); | cannot propose Action.SLEEP",
        "$o.propose(Action.RUN); | $o.constrain(Constraint.ruleOut(Action.RUN)); | of the Outlook",
        "$o.propose(Action.RUN); | '' | says nothing",
        "$o.propose(Action.RUN); | $o.remark(); | says $o.remark of the Outlook",
      })
  void aRuleMayOnlyDoWhatRulesDo(String old, String with, String message) {
    rules.replace(old, with);

    assertThat(problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo(SmallRules.DRL);
              assertThat(problem.line()).isPositive();
              assertThat(problem.message()).contains(message);
              assertThat(problem.remedy()).isNotBlank();
            });
  }

  private void withObligation(String consequence) {
    rules.with(
        "obligations/small.drl",
        """
        package rules.obligations;

        import busbar.assessment.LienDuty;

        rule "OBLIG-01 A small remark"
        @reason("Pledged to {party}.")
        @owner("Treasury")
        when
          $d : LienDuty( block.rigs > 5 )
        then
          %s
        end
        """
            .formatted(consequence));
    rules.with(
        "obligations/small.examples.yaml",
        """
        - name: Many rigs
          LienDuty: {party: A bank}
          fires: [OBLIG-01]
          says: Pledged to A bank.

        - name: No rigs
          LienDuty:
            block: {rigs: 0}
          silent: true
        """);
  }

  @Test
  void aRuleOfAnObligationMayRemarkAndAskForNothing() {
    withObligation("$d.remark();");

    rules.load().dispose();
  }

  @Test
  void aRemarkSaysNothingBesidesTheReason() {
    withObligation("$d.remark(\"aloud\");");

    assertThat(problems())
        .anySatisfy(problem -> assertThat(problem.message()).contains("cannot remark \"aloud\""));
  }

  @Test
  void anIdUsedTwiceIsRefused() {
    rules.with("running/twin.drl", rules.texts().get(SmallRules.DRL));
    rules.with("running/twin.examples.yaml", rules.texts().get(SmallRules.EXAMPLES));

    assertThat(onlyProblem().file()).isEqualTo("running/twin.drl");
    assertThat(onlyProblem().message()).contains("also used in running/small.drl:6");
  }

  @Test
  void aRuleOutsideTheFoldersIsRefused() {
    rules.with("small.drl", rules.texts().get(SmallRules.DRL));

    assertThat(problems())
        .anySatisfy(problem -> assertThat(problem.message()).contains("no folder of rules"));
  }

  @Test
  void aRuleThatFailsOnAnExampleIsNamed() {
    rules.replace("plan.offHours <", "plan.offHours / plan.offByDutyHours > 0, plan.offHours <");

    assertThat(problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.rule()).isEqualTo("RUN-01");
              assertThat(problem.message()).contains("failed", SmallRules.DRL);
            });
  }

  @Test
  void aRuleThatNeverReturnsIsStoppedAndNamed() {
    rules
        .replace("Action;", "Constraint;")
        .replace("Outlook;", "Situation;")
        .replace("$o : Outlook( plan.offHours", "$o : Situation( market.ageHours")
        .replace("{plan.offHours}", "{market.ageHours}")
        .replace(
            "$o.propose(Action.RUN);",
            "$o.constrain(Constraint.atMostHoursOff(new"
                + " java.util.concurrent.Exchanger<String>().exchange(\"\").length()));");
    rules.with(
        SmallRules.EXAMPLES,
        """
        - name: Fresh
          Situation:
            market: {ageHours: 1}
          fires: [RUN-01]
        - name: Old
          Situation:
            market: {ageHours: 100}
          silent: true
        """);

    RulebookRefused refused =
        catchThrowableOfType(
            RulebookRefused.class,
            () -> Rulebook.of(rules.sources(), Set.of(), Duration.ofMillis(500)));

    assertThat(refused.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.rule()).isEqualTo("RUN-01");
              assertThat(problem.line()).isEqualTo(1);
              assertThat(problem.message()).contains("'Fresh' has not ended after 500 ms");
            });
  }

  @Test
  void aRuleThatFiresForEverReachesTheLimit() {
    rules.replace("$o.propose(Action.RUN);", "$o.propose(Action.RUN); update($o);");
    List<CheckedRule> unchecked =
        new DrlFile(
                SmallRules.DRL,
                rules.texts().get(SmallRules.DRL),
                Set.of("most-hours"),
                new Problems())
            .read();
    CompiledRules compiled = CompiledRules.compile(rules.sources(), "1", unchecked, new Problems());
    try {
      RandomFacts facts =
          new RandomFacts(1, new busbar.assessment.Parameters(Map.of("most-hours", 100.0)));
      RulebookException failed =
          catchThrowableOfType(
              RulebookException.class, () -> compiled.fire(List.of(facts.outlook()), false));

      assertThat(failed.rule()).isEqualTo("RUN-01");
      assertThat(failed.file()).isEqualTo(SmallRules.DRL);
      assertThat(failed).hasMessageContaining("fires for ever");
    } finally {
      compiled.dispose();
    }
  }

  @Test
  void aFolderThatIsNotThereIsRefused(@TempDir Path folder) {
    RulebookRefused refused =
        catchThrowableOfType(
            RulebookRefused.class, () -> Rulebook.load(folder.resolve("none"), Set.of()));

    assertThat(refused.problems()).isNotEmpty();
  }

  @Test
  void aFileWithAMisspeltEndingIsRefusedAndAnEditorsBackupIsNot(@TempDir Path folder)
      throws Exception {
    rules.writeTo(folder);
    Files.writeString(folder.resolve("running/.small.drl.swp"), "x");
    Files.writeString(folder.resolve("running/small.drl~"), "x");
    Files.writeString(folder.resolve("README.md"), "x");
    Rulebook.load(folder, Set.of()).dispose();

    Files.writeString(folder.resolve("running/other.dlr"), "x");
    RulebookRefused refused =
        catchThrowableOfType(RulebookRefused.class, () -> Rulebook.load(folder, Set.of()));

    assertThat(refused.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.file()).isEqualTo("running/other.dlr"));
  }
}
