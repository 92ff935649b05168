package busbar.recommendation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On copies of the sample sites and of the rules, which the tests change while Busbar runs. */
@QuarkusTest
@TestProfile(KeepUpTest.OwnFolders.class)
class KeepUpTest {
  private static final Duration SECONDS = Duration.ofSeconds(60);

  @Inject RulebookInForce rulebook;
  @Inject Recommendations recommendations;
  @Inject DailyRuns runs;
  @Inject Greeting greeting;
  @Inject KeptRulebooks rulebooks;

  @ConfigProperty(name = "busbar.sites-folder")
  Path sites;

  @ConfigProperty(name = "busbar.rules-folder")
  Path rules;

  public static final class OwnFolders implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "keep-up-");
        FileUtils.copyDirectory(Path.of("sites").toFile(), folder.resolve("sites").toFile());
        FileUtils.copyDirectory(Path.of("rules").toFile(), folder.resolve("rules").toFile());
        return Map.of(
            "busbar.sites-folder", folder.resolve("sites").toString(),
            "busbar.rules-folder", folder.resolve("rules").toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void theDaysRunIsMadeAtTheStartAndPrinted() {
    await().atMost(SECONDS).until(() -> sitesInForce().size() >= 5);
    var bytes = new ByteArrayOutputStream();
    greeting.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "http://127.0.0.1:8080/");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("Sample data: the market of 2026-02-12")
        .contains("Pecos, Texas")
        .contains("http://127.0.0.1:8080/");
  }

  @Test
  void aNewSiteFileIsAdvisedWithinSecondsAndABadOneTakesNobodyDown() throws IOException {
    await().atMost(SECONDS).until(() -> sitesInForce().contains("pecos-texas"));
    String sample = Files.readString(sites.resolve("pecos-texas.yaml"));
    Files.writeString(
        sites.resolve("second.yaml"),
        sample.replace("id: pecos-texas", "id: second-site").replace("prices/", "prices/"));
    Files.writeString(sites.resolve("bad.yaml"), "id: [");

    await().atMost(SECONDS).until(() -> sitesInForce().contains("second-site"));
    await()
        .atMost(SECONDS)
        .until(
            () ->
                runs.findInForce(null).orElseThrow().leftOut().stream()
                    .anyMatch(site -> site.site().equals("bad.yaml")));
    assertThat(sitesInForce()).contains("pecos-texas", "second-site");

    Files.delete(sites.resolve("second.yaml"));
    Files.delete(sites.resolve("bad.yaml"));
    await().atMost(SECONDS).until(() -> !sitesInForce().contains("second-site"));
  }

  /** A year of quarter hours is longer than the text of a site may be. */
  @Test
  void contractsAreOverriddenAtASiteWithAYearOfQuarterHourPrices() throws IOException {
    LocalDateTime year = LocalDateTime.of(2026, 1, 1, 0, 0);
    StringBuilder prices = new StringBuilder("interval_beginning,usd_per_mwh\n");
    for (int i = 0; i < 365 * 96; i++) {
      prices.append(year.plusMinutes(15L * i)).append("Z,").append(30 + i % 7).append('\n');
    }
    Path file = sites.resolve("prices/quarter-hours.csv");
    Files.writeString(file, prices);
    Files.writeString(
        sites.resolve("quarter-hours.yaml"),
        """
        id: quarter-hours
        name: Quarter hours
        timeZone: UTC
        grid: {mw: 10, firm: true}
        operation: {facilityOverhead: 1.0, poolFeePercent: 0, uptimePercent: 100}
        groups: [{id: g, model: Antminer S21 Pro, count: 1000}]
        tariff:
          kind: rate-schedule
          name: Index
          charges:
            - {kind: index, name: Spot, settlementPoint: HB_NORTH, market: real-time, adderUsdPerMwh: 1, prices: {file: prices/quarter-hours.csv, intervalMinutes: 15, repeats: never}}
        """);
    await().atMost(SECONDS).until(() -> sitesInForce().contains("quarter-hours"));
    double average =
        given()
            .contentType(ContentType.JSON)
            .body("{\"siteId\": \"quarter-hours\", \"overrides\": {\"contracts\": []}}")
            .when()
            .post("/api/v1/assessments")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getDouble("power.averageUsdPerMwh");
    assertThat(average).isCloseTo(34, within(0.1)); // 30 to 36 in turn, and 1

    Files.delete(sites.resolve("quarter-hours.yaml"));
    Files.delete(file);
    await().atMost(SECONDS).until(() -> !sitesInForce().contains("quarter-hours"));
  }

  @Test
  void aGoodRulebookIsTakenAndABadOneIsRefusedWhileTheLastGoodOneStays() throws IOException {
    String first = rulebook.hash();
    Path file = rules.resolve("guardrails/market-age.drl");
    String text = Files.readString(file);
    Files.writeString(file, text + "\n// reviewed\n");
    await().atMost(SECONDS).until(() -> !rulebook.hash().equals(first));
    String second = rulebook.hash();
    await()
        .atMost(SECONDS)
        .until(() -> runs.findInForce(null).orElseThrow().rulebookHash().equals(second));

    Files.writeString(file, text + "\nrule \"nonsense");
    await().atMost(SECONDS).until(() -> rulebook.lastRefusal().isPresent());
    assertThat(rulebook.hash()).isEqualTo(second);
    when()
        .get("/api/v1/rulebook")
        .then()
        .body("hash", equalTo(second))
        .body("lastRefusal.at", notNullValue())
        .body("lastRefusal.problems[0].file", equalTo("guardrails/market-age.drl"));
    when()
        .get("/health/ready")
        .then()
        .body("checks.find { it.name == 'rulebook' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'rulebook' }.data.degraded", containsString("was refused"));

    Files.writeString(file, text);
    await().atMost(SECONDS).until(() -> rulebook.hash().equals(first));
    assertThat(rulebook.lastRefusal()).isEmpty();
    await()
        .atMost(SECONDS)
        .until(() -> runs.findInForce(null).orElseThrow().rulebookHash().equals(first));
  }

  @Test
  void aRulesFolderThatIsRefusedAtTheStartLeavesTheLastRulebookUsedInForce(@TempDir Path broken)
      throws IOException {
    await().atMost(SECONDS).until(() -> sitesInForce().size() >= 5);
    String used = runs.findInForce(null).orElseThrow().rulebookHash();
    Files.writeString(broken.resolve("nonsense.drl"), "rule \"nonsense");

    RulebookInForce started = new RulebookInForce(broken, rulebooks, Clock.systemUTC());
    try {
      assertThat(started.hash()).isEqualTo(used);
      assertThat(started.lastRefusal()).isPresent();
    } finally {
      started.close();
    }
  }

  private Set<String> sitesInForce() {
    return recommendations.list(null, null, null, 0, 100).stream()
        .map(kept -> kept.recommendation().siteId())
        .collect(Collectors.toSet());
  }
}
