package busbar.plans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlansResourceTest {
  private static Response post(String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/plans");
  }

  private static void refused(String body, String field) {
    Response answer = post(body);
    assertThat(answer.statusCode()).describedAs(answer.asString()).isBetween(400, 422);
    answer.then().body("errors[0].field", equalTo(field));
    assertThat(answer.jsonPath().getString("errors[0].remedy")).isNotBlank();
  }

  /** Off for the two dear intervals saves 95 and pays 30 to start again. */
  @Test
  void rigsAreOffWhereThatSavesMoreThanTheRestartCosts() {
    post("""
            {"marginsUsdPerInterval": [100, -40, -55, 90], "minOnIntervals": 1,
             "minOffIntervals": 2, "restartCostUsd": 30, "initiallyOn": true,
             "initialIntervals": 5}""")
        .then()
        .statusCode(200)
        .body("valueUsd", equalTo(160.0)) // 100 + 90 − 30
        .body("on", equalTo(List.of(true, false, false, true)))
        .body("boundUsd", equalTo(160.0))
        .body("alwaysOnUsd", equalTo(95.0)) // 100 − 40 − 55 + 90
        .body("starts", equalTo(1));
    post("""
            {"marginsUsdPerInterval": [100, -40, -55, 200], "restartCostUsd": 96,
             "initiallyOn": true}""")
        .then()
        .body("valueUsd", equalTo(205.0)) // off in between: 300 − 96
        .body("on", equalTo(List.of(true, true, true, true)))
        .body("decidedBy[1]", equalTo("cost of switching"));
  }

  /** Three of four intervals on are already spent: one more, whatever it costs. */
  @Test
  void minimumTimesCountTheTimeAlreadySpentAndEndWithTheHorizon() {
    post("""
            {"marginsUsdPerInterval": [-10, -10, -10], "minOnIntervals": 4, "minOffIntervals": 9,
             "restartCostUsd": 0, "initiallyOn": true, "initialIntervals": 3}""")
        .then()
        .statusCode(200)
        .body("valueUsd", equalTo(-10.0))
        .body("on", equalTo(List.of(true, false, false)))
        .body("decidedBy[0]", equalTo("minimum on time"));
    // Off for one of three: two more; then a start whose four intervals the horizon cuts short.
    post("""
            {"marginsUsdPerInterval": [50, 50, 50], "minOnIntervals": 4, "minOffIntervals": 3,
             "restartCostUsd": 20, "initiallyOn": false, "initialIntervals": 1}""")
        .then()
        .body("valueUsd", equalTo(30.0))
        .body("on", equalTo(List.of(false, false, true)))
        .body("decidedBy[0]", equalTo("minimum off time"));
  }

  @Test
  void anEmptyHorizonEarnsNothing() {
    post("{\"marginsUsdPerInterval\": [], \"initiallyOn\": true}")
        .then()
        .statusCode(200)
        .body("valueUsd", equalTo(0.0))
        .body("on", equalTo(List.of()));
  }

  @Test
  void theLinesOfAPlanCanBeAskedForAsCsv() {
    String csv =
        given()
            .contentType(ContentType.JSON)
            .accept("text/csv")
            .body("{\"marginsUsdPerInterval\": [5, -5], \"initiallyOn\": true}")
            .post("/api/v1/plans")
            .asString();
    assertThat(csv.lines())
        .containsExactly("interval,on,decidedBy", "0,true,price", "1,false,price");
  }

  @Test
  void whatCannotBePlannedIsNamed() {
    refused("", null);
    refused("{\"initiallyOn\": true}", "marginsUsdPerInterval");
    refused("{\"marginsUsdPerInterval\": [1]}", "initiallyOn");
    refused(of("[1, null]", ""), "marginsUsdPerInterval[1]");
    refused(of("[1, 1e10]", ""), "marginsUsdPerInterval[1]");
    refused(of("[1]", "\"minOnIntervals\": -1"), "minOnIntervals");
    refused(of("[1]", "\"minOffIntervals\": 1.5"), "minOffIntervals");
    refused(of("[1]", "\"restartCostUsd\": -1"), "restartCostUsd");
    refused(of("[1]", "\"initialIntervals\": -1"), "initialIntervals");
    refused(of("[1]", "\"minimumOn\": 4"), "minimumOn");
    assertThat(post(of("[NaN]", "")).statusCode()).isEqualTo(400);
    post(of("[1e999]", "")).then().statusCode(422).body("detail", containsString("marginsUsd"));
  }

  private static String of(String margins, String more) {
    return "{\"marginsUsdPerInterval\": %s, \"initiallyOn\": true%s}"
        .formatted(margins, more.isEmpty() ? "" : ", " + more);
  }

  /** The whole way over HTTP against every on-and-off pattern there is. */
  @Test
  void noOtherPatternEarnsMore() {
    Random random = new Random(20261125);
    for (int n = 0; n < 40; n++) {
      int length = 1 + random.nextInt(10);
      List<Integer> margins = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        margins.add(random.nextInt(201) - 100);
      }
      int minOn = random.nextInt(5);
      int minOff = random.nextInt(5);
      int restart = random.nextInt(150);
      boolean on = random.nextBoolean();
      int already = random.nextInt(6);
      String body =
          """
          {"marginsUsdPerInterval": %s, "minOnIntervals": %d, "minOffIntervals": %d,
           "restartCostUsd": %d, "initiallyOn": %s, "initialIntervals": %d}"""
              .formatted(margins, minOn, minOff, restart, on, already);
      double best = Double.NEGATIVE_INFINITY;
      for (int pattern = 0; pattern < 1 << length; pattern++) {
        best = Math.max(best, value(margins, pattern, minOn, minOff, restart, on, already));
      }
      double value = post(body).jsonPath().getDouble("valueUsd");
      assertThat(value).describedAs(body).isEqualTo(best);
    }
  }

  /** What a pattern earns; minus infinity where it cuts a minimum time short. */
  private static double value(
      List<Integer> margins,
      int pattern,
      int minOn,
      int minOff,
      int restart,
      boolean initiallyOn,
      int already) {
    boolean on = initiallyOn;
    int spent = already;
    double usd = 0;
    for (int i = 0; i < margins.size(); i++) {
      boolean next = (pattern >> i & 1) == 1;
      if (next != on) {
        if (spent < (on ? minOn : minOff)) {
          return Double.NEGATIVE_INFINITY;
        }
        usd -= next ? restart : 0;
        on = next;
        spent = 0;
      }
      spent++;
      usd += on ? margins.get(i) : 0;
    }
    return usd;
  }
}
