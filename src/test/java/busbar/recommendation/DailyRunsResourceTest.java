package busbar.recommendation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DailyRunsResourceTest {

  @Test
  void aNewRunIsCreatedAndTheSameRunIsTheSame() {
    Response first = post("{\"date\": \"2022-06-01\"}");
    assertThat(first.statusCode()).isIn(201, 202);
    String id = first.path("id");
    first.then().header("Location", endsWith("/api/v1/daily-runs/" + id));
    awaitDone(id);

    post("{\"date\": \"2022-06-01\"}")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("status", equalTo("DONE"))
        .body("$", not(hasKey("problem")))
        .body("sitesDone", equalTo(first.path("sitesTotal")))
        .body("leftOut", hasSize(0));
  }

  @Test
  void twoRequestsAtOnceMakeOneRun() {
    List<CompletableFuture<Response>> both =
        Stream.of(1, 2)
            .map(i -> CompletableFuture.supplyAsync(() -> post("{\"date\": \"2022-06-02\"}")))
            .toList();
    List<Response> answers = both.stream().map(CompletableFuture::join).toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isBetween(200, 202));
    String id = answers.get(0).path("id");
    assertThat(answers.get(1).<String>path("id")).isEqualTo(id);
    awaitDone(id);
    when().get("/api/v1/daily-runs?date=2022-06-02").then().body("total", equalTo(1));
  }

  @Test
  void withoutADateTheRunIsMadeForTheLastDayOfTheMarket() {
    given()
        .contentType(ContentType.JSON)
        .post("/api/v1/daily-runs")
        .then()
        .statusCode(greaterThanOrEqualTo(200))
        .body("date", equalTo("2026-02-12"));
    post("{}").then().body("date", equalTo("2026-02-12"));
  }

  @Test
  void aDayWithoutAMarketIsRefusedWithTheDaysThatThereAre() {
    for (String date : List.of("1800-01-01", "2014-12-31", "2026-02-13", "9999-12-31")) {
      post("{\"date\": \"" + date + "\"}")
          .then()
          .statusCode(422)
          .contentType("application/problem+json")
          .body("errors[0].field", equalTo("date"))
          .body("errors[0].remedy", containsString("2015-01-01 to 2026-02-12"));
      when()
          .get("/api/v1/daily-runs?date=" + date)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("date"));
    }
  }

  @Test
  void aBodyThatIsNotUnderstoodIsRefused() {
    post("{\"date\": \"tomorrow\"}")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("date"));
    post("{\"day\": \"2022-06-01\"}")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("day"));
    post("{").then().statusCode(400);
    post("[]").then().statusCode(400);
    post("{\"date\": 7e9}").then().statusCode(400);
  }

  @Test
  void aRunThatDoesNotExistIsNotFound() {
    when()
        .get("/api/v1/daily-runs/d-2022-06-01-ffffffffffff")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    when().get("/api/v1/daily-runs/" + "x".repeat(3_000)).then().statusCode(404);
    given().urlEncodingEnabled(false).get("/api/v1/daily-runs/%00").then().statusCode(404);
  }

  private static Response post(String body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/daily-runs");
  }

  private static void awaitDone(String id) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> when().get("/api/v1/daily-runs/" + id).path("status").equals("DONE"));
  }
}
