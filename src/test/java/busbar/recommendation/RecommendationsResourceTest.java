package busbar.recommendation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import busbar.advice.CanonicalJson;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecommendationsResourceTest {
  private static final String DAY = "2022-07-01";

  @Inject DailyRuns runs;

  @BeforeEach
  void makeTheRun() {
    runs.request(LocalDate.parse(DAY), Duration.ofMinutes(2));
  }

  @Test
  void aDayHasARowForEachSite() {
    when()
        .get("/api/v1/recommendations?date=" + DAY)
        .then()
        .statusCode(200)
        .body("total", equalTo(5))
        .body("items.siteId", hasItem("pecos-texas"))
        .body("items.date", everyItem(equalTo(DAY)))
        .body("items.reason", everyItem(matchesPattern(".+")))
        .body("items.rulebookHash", everyItem(matchesPattern("[0-9a-f]{64}")));
  }

  @Test
  void withoutADateItIsTheLatestDay() {
    runs.request(null, Duration.ofMinutes(2));
    when()
        .get("/api/v1/recommendations")
        .then()
        .statusCode(200)
        .body("items.date", everyItem(equalTo("2026-02-12")));
  }

  @Test
  void onTheLastGoodDayTheSampleSitesShowAllFourActions() {
    runs.request(null, Duration.ofMinutes(2));
    for (String action : List.of("RUN", "CURTAIL", "RETIRE", "CONVERT")) {
      when()
          .get("/api/v1/recommendations?date=2026-02-12&action=" + action)
          .then()
          .body("total", greaterThan(0))
          .body(
              "items." + action.toLowerCase(java.util.Locale.ROOT) + "Mw",
              everyItem(greaterThan(0f)));
    }
  }

  @Test
  void oneSitesAloneCanBeAskedFor() {
    when()
        .get("/api/v1/recommendations?date=" + DAY + "&siteId=pecos-texas")
        .then()
        .body("total", equalTo(1))
        .body("items[0].siteId", equalTo("pecos-texas"));
  }

  @Test
  void rowsArePaged() {
    when()
        .get("/api/v1/recommendations?size=2&page=1&date=" + DAY)
        .then()
        .body("items", hasSize(2))
        .body("page", equalTo(1))
        .body("total", equalTo(5));
  }

  @Test
  void rowsAreGivenAsCsv() {
    given()
        .accept("text/csv")
        .get("/api/v1/recommendations?date=" + DAY)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/csv"))
        .body(startsWith("id,runId,siteId,siteName,date,keptAt,runMw,curtailMw"))
        .body(containsString("pecos-texas"));
  }

  @Test
  void aRecommendationIsServedByteForByteUnderItsHash() {
    String id = firstId();
    var answer = when().get("/api/v1/recommendations/" + id);
    answer
        .then()
        .statusCode(200)
        .body("date", equalTo(DAY))
        .body("blocks[0].ledger", hasSize(4))
        .body("blocks[0].rules[0].reason.facts", org.hamcrest.Matchers.notNullValue());
    String tag = answer.header("ETag");
    assertThat(tag).isEqualTo('"' + CanonicalJson.sha256(answer.asString()) + '"');

    given()
        .header("If-None-Match", tag)
        .get("/api/v1/recommendations/" + id)
        .then()
        .statusCode(304);
  }

  @Test
  void whatItWasDerivedFromHashesToItsInputHash() {
    String id = firstId();
    String hash = when().get("/api/v1/recommendations/" + id).path("inputHash");
    String inputs = when().get("/api/v1/recommendations/" + id + "/inputs").asString();
    assertThat(CanonicalJson.sha256(inputs)).isEqualTo(hash);
  }

  @Test
  void badParametersAreRefusedByName() {
    refused("date=1800-01-01", "date");
    refused("date=2031-01-01", "date");
    refused("date=2014-06-01", "date");
    refused("date=12.02.2026", "date");
    refused("action=PANIC", "action");
    refused("page=-1", "page");
    refused("size=0", "size");
    refused("size=1e3", "size");
  }

  @Test
  void anUnknownSiteOrRecommendationIsNotFound() {
    when()
        .get("/api/v1/recommendations?siteId=atlantis")
        .then()
        .statusCode(404)
        .body("detail", containsString("atlantis"))
        .body("errors[0].field", equalTo("siteId"))
        .body("errors[0].remedy", containsString("pecos-texas"));
    when().get("/api/v1/recommendations/r-00000000000000000000").then().statusCode(404);
    for (String path : List.of("/%00", "/%00/inputs", "?siteId=%00")) {
      given()
          .urlEncodingEnabled(false)
          .get("/api/v1/recommendations" + path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
  }

  private static void refused(String query, String field) {
    when()
        .get("/api/v1/recommendations?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field));
  }

  private static String firstId() {
    return when().get("/api/v1/recommendations?date=" + DAY).path("items[0].id");
  }
}
