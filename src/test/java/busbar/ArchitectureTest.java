package busbar;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.Stream;

/** The house as DESIGN draws it: three floors, and arrows that only point down. */
@AnalyzeClasses(packages = "busbar", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] GROUND = {
    "busbar.units..",
    "busbar.hardware..",
    "busbar.market..",
    "busbar.tariff..",
    "busbar.billing..",
    "busbar.urdb..",
    "busbar.contract..",
    "busbar.site..",
    "busbar.economics..",
    "busbar.forecast..",
    "busbar.planning..",
    "busbar.conversion..",
    "busbar.assessment.."
  };
  private static final String[] MIDDLE = {
    "busbar.advice..", "busbar.duties..", "busbar.rulebook.."
  };
  private static final String[] GROUND_AND_MIDDLE =
      Stream.of(GROUND, MIDDLE).flatMap(Stream::of).toArray(String[]::new);

  /** What plain Java means here: the platform and libraries that start nothing. */
  private static final String[] PLAIN_JAVA = {
    "java..",
    "com.fasterxml.jackson..",
    "de.siegmar.fastcsv..",
    "org.hipparchus..",
    "org.apache.commons.rng..",
    "org.jspecify.."
  };

  private static ArchRule only(String from, String... to) {
    String[] allowed =
        Stream.of(new String[] {from}, to, PLAIN_JAVA).flatMap(Stream::of).toArray(String[]::new);
    return classes()
        .that(are(resideInAPackage(from)))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .allowEmptyShould(true);
  }

  @ArchTest static final ArchRule unitsStandOnNothing = only("busbar.units..");

  @ArchTest
  static final ArchRule hardwareStandsOnUnits = only("busbar.hardware..", "busbar.units..");

  @ArchTest
  static final ArchRule theMarketStandsOnUnits = only("busbar.market..", "busbar.units..");

  @ArchTest static final ArchRule tariffsStandOnUnits = only("busbar.tariff..", "busbar.units..");

  @ArchTest
  static final ArchRule billsStandOnTariffs =
      only("busbar.billing..", "busbar.tariff..", "busbar.units..");

  @ArchTest
  static final ArchRule publishedRatesAreReadAsTariffs =
      only("busbar.urdb..", "busbar.tariff..", "busbar.units..");

  @ArchTest
  static final ArchRule contractsStandOnTariffs =
      only("busbar.contract..", "busbar.tariff..", "busbar.units..");

  @ArchTest
  static final ArchRule aSiteIsItsHardwareTariffAndContracts =
      only(
          "busbar.site..",
          "busbar.contract..",
          "busbar.tariff..",
          "busbar.hardware..",
          "busbar.units..");

  @ArchTest
  static final ArchRule economicsStandOnTheSiteAndItsMarket =
      only(
          "busbar.economics..",
          "busbar.site..",
          "busbar.contract..",
          "busbar.tariff..",
          "busbar.market..",
          "busbar.hardware..",
          "busbar.units..");

  @ArchTest
  static final ArchRule forecastsStandOnUnits = only("busbar.forecast..", "busbar.units..");

  @ArchTest
  static final ArchRule planningStandsOnEconomics =
      only(
          "busbar.planning..",
          "busbar.economics..",
          "busbar.site..",
          "busbar.contract..",
          "busbar.tariff..",
          "busbar.market..",
          "busbar.hardware..",
          "busbar.units..");

  @ArchTest
  static final ArchRule conversionStandsOnContracts =
      only("busbar.conversion..", "busbar.contract..", "busbar.site..", "busbar.units..");

  @ArchTest
  static final ArchRule rulesSeeNothingButFactsAndTheirWords =
      only("busbar.assessment..", "busbar.contract..", "busbar.units..");

  @ArchTest
  static final ArchRule dutiesAreReckonedBelowAdviceAndSeeRulesOnlyAsFacts =
      only(
          "busbar.duties..",
          "busbar.assessment..",
          "busbar.planning..",
          "busbar.economics..",
          "busbar.site..",
          "busbar.contract..",
          "busbar.tariff..",
          "busbar.hardware..",
          "busbar.units..");

  @ArchTest
  static final ArchRule adviceStandsOnDutiesAndSeesRulesOnlyAsFacts =
      only(
          "busbar.advice..",
          Stream.of(GROUND, new String[] {"busbar.duties.."})
              .flatMap(Stream::of)
              .toArray(String[]::new));

  @ArchTest
  static final ArchRule theRulebookKnowsFactsAndDrools =
      only(
          "busbar.rulebook..",
          "busbar.assessment..",
          "busbar.contract..",
          "busbar.units..",
          "org.drools..",
          "org.kie..",
          "org.slf4j..");

  @ArchTest
  static final ArchRule droolsLivesInTheRulebookAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("busbar.rulebook..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.drools..", "org.kie..");

  @ArchTest
  static final ArchRule belowTheTopNobodyAsksTheClockOfTheMachine =
      noClasses()
          .that()
          .resideInAnyPackage(GROUND_AND_MIDDLE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now", ZoneId.class)
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now", ZoneId.class)
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now", ZoneId.class)
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(Clock.class, "system", ZoneId.class)
          .orShould()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule belowTheTopNothingIsLeftToChance =
      noClasses()
          .that()
          .resideInAnyPackage(GROUND_AND_MIDDLE)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)|java\\.security\\.SecureRandom")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule accessStandsBelowEveryOtherRoomOfTheTop =
      noClasses()
          .that()
          .resideInAPackage("busbar.access..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busbar.web..",
              "busbar.sitefiles..",
              "busbar.recommendation..",
              "busbar.dispatch..",
              "busbar.casework..",
              "busbar.replay..",
              "busbar.feeds..");

  @ArchTest
  static final ArchRule siteFilesAndFeedsStandOnAccessAlone =
      noClasses()
          .that()
          .resideInAnyPackage("busbar.sitefiles..", "busbar.feeds..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busbar.web..",
              "busbar.recommendation..",
              "busbar.dispatch..",
              "busbar.casework..",
              "busbar.replay..");

  @ArchTest
  static final ArchRule ratesStandOnSiteFilesAndKnowNoRecommendation =
      noClasses()
          .that()
          .resideInAPackage("busbar.rates..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busbar.web..",
              "busbar.recommendation..",
              "busbar.dispatch..",
              "busbar.casework..",
              "busbar.replay..",
              "busbar.feeds..");

  @ArchTest
  static final ArchRule plansOnRequestStandOnThePlannerAlone =
      classes()
          .that()
          .resideInAPackage("busbar.plans..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "busbar.plans..",
              "busbar.planning..",
              "busbar.access..",
              "busbar.units..",
              "com.fasterxml.jackson..",
              "java..",
              "jakarta..",
              "io.smallrye..",
              "org.eclipse.microprofile..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule recommendationsKnowNothingOfWhatIsMadeOfThem =
      noClasses()
          .that()
          .resideInAPackage("busbar.recommendation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "busbar.web..", "busbar.dispatch..", "busbar.casework..", "busbar.replay..");

  @ArchTest
  static final ArchRule nobodyDependsOnThePages =
      noClasses()
          .that()
          .resideOutsideOfPackage("busbar.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("busbar.web..");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("busbar.(*)..").should().beFreeOfCycles();
}
