package busbar.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.advice.Assessor;
import busbar.advice.CanonicalJson;
import busbar.advice.MarketInputs;
import busbar.advice.Recommendation;
import busbar.advice.SiteDay;
import busbar.assessment.Fact;
import busbar.assessment.Firing;
import busbar.assessment.Parameters;
import busbar.assessment.Rules;
import busbar.hardware.HardwareCatalogue;
import busbar.market.MarketHistory;
import busbar.recommendation.DailyRunView.LeftOut;
import busbar.rulebook.Rulebook;
import busbar.site.RigGroup;
import busbar.site.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class DailyRunStoreTest {
  private static final int LIST_ALL = 1_000;

  @Inject DailyRunStore store;
  @Inject DailyRuns runs;
  @Inject Recommendations recommendations;
  @Inject KeptRulebooks rulebooks;
  @Inject RulebookInForce rulebook;
  @Inject HardwareCatalogue catalogue;
  @Inject MarketHistory history;

  @Test
  void aRunKeepsARecommendationForEverySite() {
    LocalDate date = LocalDate.of(2023, 1, 10);
    RunInputs inputs = inputs(date, GeneratedSites.of(150, 1, catalogue));
    make(inputs, rulebook.current());

    assertThat(recommendations.count(date, null, null)).isEqualTo(150);
    assertThat(run(inputs).status()).isEqualTo(RunStatus.DONE);
    assertThat(run(inputs).sitesDone()).isEqualTo(150);
    assertThat(run(inputs).leftOut()).isEmpty();
  }

  @Test
  void aKeptDocumentParsesBackAndWritesTheSameBytes() {
    LocalDate date = LocalDate.of(2023, 1, 11);
    make(inputs(date, GeneratedSites.of(20, 2, catalogue)), rulebook.current());

    assertThat(keptRows(date))
        .hasSize(20)
        .allSatisfy(
            row -> {
              Recommendation read = CanonicalJson.read(row.document, Recommendation.class);
              assertThat(CanonicalJson.write(read)).isEqualTo(row.document);
              assertThat(row.documentHash).isEqualTo(CanonicalJson.sha256(row.document));
            });
  }

  @Test
  void keptInputsAndRuleSourcesGiveTheSameBytesAgain(@TempDir Path folder) throws IOException {
    LocalDate date = LocalDate.of(2023, 1, 12);
    make(inputs(date, GeneratedSites.of(20, 3, catalogue)), rulebook.current());

    List<KeptRecommendation> rows = keptRows(date);
    for (var source : rulebooks.findSources(rows.get(0).rulebookHash).orElseThrow().entrySet()) {
      Path file = folder.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
    Rulebook again = Rulebook.load(folder, Assessor.PARAMETERS);
    try {
      for (KeptRecommendation row : rows) {
        String inputs = recommendations.findInputs(row.id).orElseThrow();
        assertThat(CanonicalJson.sha256(inputs)).isEqualTo(row.inputHash);
        SiteDay day = CanonicalJson.read(inputs, SiteDay.class);
        String derived = CanonicalJson.write(new Assessor(again, row.engineVersion).assess(day));
        assertThat(derived).isEqualTo(row.document);
      }
    } finally {
      again.dispose();
    }
  }

  @Test
  void theSameInputsInAnyOrderAreTheSameRun() {
    LocalDate date = LocalDate.of(2023, 1, 13);
    List<Site> sites = new ArrayList<>(GeneratedSites.of(30, 4, catalogue));
    RunInputs inOrder = inputs(date, sites);
    Collections.shuffle(sites, new Random(4));

    assertThat(inputs(date, sites).runId()).isEqualTo(inOrder.runId());
    assertThat(inputs(date.plusDays(1), sites).runId()).isNotEqualTo(inOrder.runId());
  }

  @Test
  void aRunAfterOneSiteChangedSharesTheOtherRecommendations() {
    LocalDate date = LocalDate.of(2023, 1, 14);
    List<Site> sites = new ArrayList<>(GeneratedSites.of(10, 5, catalogue));
    RunInputs first = inputs(date, sites);
    make(first, rulebook.current());
    Map<String, String> before = idsBySite(date);

    sites.set(3, oneRigMore(sites.get(3)));
    RunInputs second = inputs(date, sites);
    make(second, rulebook.current());
    Map<String, String> after = idsBySite(date);

    assertThat(second.runId()).isNotEqualTo(first.runId());
    assertThat(after.get("site-00003")).isNotEqualTo(before.get("site-00003"));
    before.remove("site-00003");
    assertThat(after).containsAllEntriesOf(before).hasSize(10);
  }

  @Test
  void aRunTakenUpAgainIsInForceAgain() {
    LocalDate date = LocalDate.of(2023, 1, 15);
    RunInputs first = inputs(date, GeneratedSites.of(3, 6, catalogue));
    RunInputs second = inputs(date, GeneratedSites.of(4, 6, catalogue));
    make(first, rulebook.current());
    make(second, rulebook.current());
    assertThat(recommendations.count(date, null, null)).isEqualTo(4);

    assertThat(store.takeUp(first.runId())).isTrue();

    assertThat(recommendations.count(date, null, null)).isEqualTo(3);
  }

  @Test
  void aSiteThatFailsIsNamedAndTheOthersAreKept() {
    LocalDate date = LocalDate.of(2023, 1, 16);
    List<Site> sites = new ArrayList<>(GeneratedSites.of(70, 7, catalogue));
    sites.set(40, withParameter(sites.get(40), "broken"));
    RunInputs inputs = inputs(date, sites);
    make(
        inputs,
        failingOn(
            "broken",
            () -> {
              throw new IllegalStateException("nobody foresaw this");
            }));

    assertThat(run(inputs).status()).isEqualTo(RunStatus.DONE);
    assertThat(run(inputs).leftOut())
        .containsExactly(
            new LeftOut("site-00040", List.of("could not be assessed: nobody foresaw this")));
    assertThat(recommendations.count(date, null, null)).isEqualTo(69);
  }

  @Test
  void aRunThatBreaksOffKeepsNothingAndIsMadeWhenAskedForAgain() {
    LocalDate date = LocalDate.of(2023, 1, 17);
    List<Site> sites = new ArrayList<>(GeneratedSites.of(200, 8, catalogue));
    sites.set(190, withParameter(sites.get(190), "fatal"));
    RunInputs inputs = inputs(date, sites);
    Rules fatal =
        failingOn(
            "fatal",
            () -> {
              throw new OutOfMemoryError("made up by a test");
            });

    assertThatThrownBy(() -> make(inputs, fatal)).hasStackTraceContaining("made up by a test");
    assertThat(run(inputs).status()).isEqualTo(RunStatus.FAILED);
    assertThat(recommendations.count(date, null, null)).isZero();
    assertThat(recommendations.latestDate())
        .hasValueSatisfying(d -> assertThat(d).isNotEqualTo(date));
    assertThat(inputs.sites())
        .noneMatch(s -> recommendations.find(s.recommendationId()).isPresent());

    make(inputs, failingOn("fatal", () -> rulebook.current().parameters(date, Map.of())));
    assertThat(run(inputs).status()).isEqualTo(RunStatus.DONE);
    assertThat(recommendations.count(date, null, null)).isEqualTo(200);
  }

  @Test
  void runsThatAKilledBusbarLeftUnderWayAreSaidToHaveFailed() {
    RunInputs inputs = inputs(LocalDate.of(2023, 1, 18), GeneratedSites.of(2, 9, catalogue));
    store.begin(inputs, rulebook.current().sources());
    assertThat(run(inputs).status()).isEqualTo(RunStatus.RUNNING);

    store.sweep();

    assertThat(run(inputs).status()).isEqualTo(RunStatus.FAILED);
    make(inputs, rulebook.current());
    assertThat(run(inputs).status()).isEqualTo(RunStatus.DONE);
  }

  private RunInputs inputs(LocalDate date, List<Site> sites) {
    return RunInputs.gather(
        date,
        MarketInputs.of(history.getSnapshot(date), history),
        catalogue,
        sites,
        new TreeMap<>(),
        rulebook.hash(),
        "test");
  }

  private void make(RunInputs inputs, Rules rules) {
    store.begin(inputs, rulebook.current().sources());
    store.make(inputs, rules);
  }

  private DailyRunView run(RunInputs inputs) {
    return runs.find(inputs.runId()).orElseThrow();
  }

  private List<KeptRecommendation> keptRows(LocalDate date) {
    return recommendations.list(date, null, null, 0, LIST_ALL).stream()
        .map(kept -> recommendations.findRow(kept.id()).orElseThrow())
        .toList();
  }

  private Map<String, String> idsBySite(LocalDate date) {
    Map<String, String> ids = new TreeMap<>();
    recommendations
        .list(date, null, null, 0, LIST_ALL)
        .forEach(kept -> ids.put(kept.recommendation().siteId(), kept.id()));
    return ids;
  }

  private static Site oneRigMore(Site site) {
    List<RigGroup> groups = new ArrayList<>(site.groups());
    RigGroup first = groups.get(0);
    groups.set(
        0,
        new RigGroup(
            first.id(),
            first.model(),
            first.count() + 1,
            first.firmware(),
            first.resaleUsdPerRig(),
            null));
    return copy(site, groups, site.parameters());
  }

  private static Site withParameter(Site site, String key) {
    return copy(site, site.groups(), Map.of(key, 1.0));
  }

  private static Site copy(Site site, List<RigGroup> groups, Map<String, Double> parameters) {
    return new Site(
        site.id(),
        site.name(),
        site.timeZone(),
        site.notices(),
        site.grid(),
        site.operation(),
        site.rigs(),
        site.profiles(),
        groups,
        site.tariff(),
        site.contracts(),
        parameters);
  }

  /** The rules in force, but for sites that override a parameter of that name. */
  private Rules failingOn(String parameter, Supplier<Parameters> failure) {
    Rules rules = rulebook.current();
    return new Rules() {
      @Override
      public String hash() {
        return rules.hash();
      }

      @Override
      public Parameters parameters(LocalDate date, Map<String, Double> overrides) {
        return overrides.containsKey(parameter) ? failure.get() : rules.parameters(date, overrides);
      }

      @Override
      public List<Firing> fire(List<? extends Fact> facts, boolean traced) {
        return rules.fire(facts, traced);
      }
    };
  }
}
