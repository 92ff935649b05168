package busbar.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplaysResourceTest {
  private static final String PATH = "/api/v1/replays";
  private static final LocalDate FROM = LocalDate.of(2026, 1, 13);

  @Inject ReplayStore store;

  /** Hours from a day on, real-time price and the day-ahead price that it comes true of. */
  private static String csv(LocalDate from, int days, IntToDoubleFunction price) {
    StringBuilder csv =
        new StringBuilder("hour_beginning,real_time_usd_per_mwh,day_ahead_usd_per_mwh\n");
    for (int hour = 0; hour < 24 * days; hour++) {
      LocalDateTime at = from.atStartOfDay().plusHours(hour);
      double usd = price.applyAsDouble(hour);
      csv.append(at).append(',').append(usd).append(',').append(usd).append('\n');
    }
    return csv.toString();
  }

  /** Dear evenings. */
  private static double evening(int hour) {
    return hour % 24 >= 17 && hour % 24 < 21 ? 170 : 30;
  }

  /** A replay of Pecos over some days. */
  private static Map<String, Object> body(int days, IntToDoubleFunction price) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("siteId", "pecos-texas");
    body.put("from", FROM.toString());
    body.put("until", FROM.plusDays(days).toString());
    body.put("prices", Map.of("csv", csv(FROM, days, price)));
    body.put("switching", Map.of("minOnMinutes", 240, "minOffMinutes", 120, "restartUsdPerMw", 60));
    return body;
  }

  private static RequestSpecification asked() {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)));
  }

  private static Response post(Map<String, Object> body) {
    return asked().contentType(ContentType.JSON).body(body).post(PATH);
  }

  private static String done(Map<String, Object> body) {
    Response asked = post(body);
    assertThat(asked.statusCode()).describedAs(asked.asString()).isIn(200, 202);
    String id = asked.path("id");
    assertThat(asked.header("Location")).endsWith(PATH + "/" + id);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked().get(PATH + "/" + id).path("status").equals("DONE"));
    return id;
  }

  private static void refused(Map<String, Object> body, String field) {
    Response answer = post(body);
    assertThat(answer.statusCode()).describedAs(answer.asString()).isBetween(400, 422);
    answer.then().body("errors[0].field", equalTo(field));
    assertThat(answer.jsonPath().getString("errors[0].remedy")).isNotBlank();
  }

  @Test
  void aReplayIsMadeInTheBackgroundAndReadInEveryForm() {
    String id = done(body(3, ReplaysResourceTest::evening));

    Response replay = asked().get(PATH + "/" + id);
    replay
        .then()
        .body("daysDone", equalTo(3))
        .body("daysTotal", equalTo(3))
        .body("result.intervals", equalTo(72))
        .body("result.months.size()", equalTo(1))
        .body("result.months[0].month", equalTo("2026-01"));
    double busbar = replay.jsonPath().getDouble("result.total.busbar.earnedUsd");
    double always = replay.jsonPath().getDouble("result.total.alwaysOn.earnedUsd");
    double perfect = replay.jsonPath().getDouble("result.total.perfectForesight.earnedUsd");
    assertThat(busbar).isGreaterThan(always);
    assertThat(replay.jsonPath().getDouble("result.total.capture"))
        .isCloseTo((busbar - always) / (perfect - always), within(1e-9));

    String months = asked().accept("text/csv").get(PATH + "/" + id + "/months").asString();
    assertThat(months.lines().findFirst().orElseThrow())
        .startsWith("month,busbar.earnedUsd,busbar.mwh,busbar.hoursCurtailed");
    assertThat(months.lines().count()).isEqualTo(3);
    String intervals = asked().accept("text/csv").get(PATH + "/" + id + "/intervals").asString();
    assertThat(intervals.lines().count()).isEqualTo(73);
    assertThat(intervals.lines().skip(18).findFirst().orElseThrow())
        .startsWith("2026-01-13T23:00:00Z,"); // 17:00 in Texas
    asked()
        .get(PATH + "/" + id + "/intervals?from=2026-01-14&until=2026-01-15")
        .then()
        .body("intervals.size()", equalTo(24));
    asked()
        .get(PATH + "/" + id + "/decisions")
        .then()
        .body("decisions.findAll { it.action == 'CURTAIL' }.size() > 0", equalTo(true));
    asked().get(PATH).then().body("items.id", org.hamcrest.Matchers.hasItem(id));
  }

  @Test
  void theSameInputsAreTheSameReplay() {
    Map<String, Object> body = body(2, hour -> 25);
    String id = done(body);
    Response again = post(body);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.<String>path("id")).isEqualTo(id);
    body.put("switching", Map.of("restartUsdPerMw", 61));
    assertThat(post(body).<String>path("id")).isNotEqualTo(id);
  }

  @Test
  void twoReplaysAreComparedDecisionByDecision() {
    Map<String, Object> body = body(2, ReplaysResourceTest::evening);
    String one = done(body);
    body.put("switching", Map.of("restartUsdPerMw", 2_000));
    String other = done(body);

    Response comparison = asked().get(PATH + "/" + one + "/comparison?with=" + other);
    comparison.then().statusCode(200).body("one.id", equalTo(one)).body("other.id", equalTo(other));
    double more = comparison.jsonPath().getDouble("moreUsd");
    double here =
        asked().get(PATH + "/" + one).jsonPath().getDouble("result.total.busbar.earnedUsd");
    double there =
        asked().get(PATH + "/" + other).jsonPath().getDouble("result.total.busbar.earnedUsd");
    assertThat(more).isCloseTo(there - here, within(1e-6)).isNegative();
    assertThat(comparison.jsonPath().getList("differences")).isNotEmpty();
    asked()
        .get(PATH + "/" + one + "/comparison?with=" + one)
        .then()
        .body("differences.size()", equalTo(0))
        .body("moreUsd", equalTo(0.0));
    String dearer = done(body(2, hour -> 31));
    asked()
        .get(PATH + "/" + one + "/comparison?with=" + dearer)
        .then()
        .statusCode(422)
        .body("detail", containsString("other prices"));
    String longer = done(body(3, ReplaysResourceTest::evening));
    asked()
        .get(PATH + "/" + one + "/comparison?with=" + longer)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("with"));
  }

  /** Three years of 5-minute prices take minutes. */
  @Test
  void aReplayThatIsCancelledGoesOnWhereItStoodWhenAskedForAgain() {
    Map<String, Object> body = body(3, hour -> 40 + hour % 7);
    body.put("from", "2023-06-01");
    body.put("until", "2024-06-01");
    body.put("prices", Map.of("csv", quarters(LocalDate.of(2023, 6, 1), 366)));
    String id = post(body).path("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked().get(PATH + "/" + id).<Integer>path("daysDone") > 0);
    asked().post(PATH + "/" + id + "/cancel").then().body("status", equalTo("CANCELLED"));
    asked().post(PATH + "/" + id + "/cancel").then().statusCode(409);
    asked().get(PATH + "/" + id + "/months").then().statusCode(409);
    int stood = asked().get(PATH + "/" + id).path("daysDone");
    assertThat(stood).isBetween(1, 365);
    assertThat(store.listDays(id)).hasSize(stood);

    assertThat(post(body).statusCode()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked().get(PATH + "/" + id).<Integer>path("daysDone") > stood);
    List<ReplayDay> days = store.listDays(id);
    assertThat(days.get(stood).date()).isEqualTo(LocalDate.of(2023, 6, 1).plusDays(stood));
    asked().post(PATH + "/" + id + "/cancel").then().statusCode(200);
  }

  private static String quarters(LocalDate from, int days) {
    StringBuilder csv = new StringBuilder("interval_beginning,usd_per_mwh\n");
    for (int quarter = 0; quarter < 96 * days; quarter++) {
      LocalDateTime at = from.atStartOfDay().plusMinutes(15L * quarter);
      if (at.getMonthValue() != 3 || at.getHour() != 2) { // the clock skips it on one day
        csv.append(at).append(',').append(30 + quarter * 37 % 101).append('\n');
      }
    }
    return csv.toString();
  }

  @Test
  void aPriceFileOfTheSitesFolderIsRead() {
    Map<String, Object> body = body(2, hour -> 0);
    body.put("from", "2021-02-08");
    body.put("until", "2021-02-18");
    body.put("prices", Map.of("file", "prices/ercot-uri-2021-02.csv"));
    String id = done(body);
    // Winter Storm Uri: running on lost millions in days.
    Response replay = asked().get(PATH + "/" + id);
    assertThat(replay.jsonPath().getDouble("result.total.alwaysOn.earnedUsd"))
        .isLessThan(-1_000_000);
    assertThat(replay.jsonPath().getDouble("result.total.busbar.earnedUsd")).isPositive();
  }

  @Test
  void whatIsWrongIsNamedByFieldLineAndRemedy() {
    Map<String, Object> good = body(2, hour -> 25);
    refused(with(good, "siteId", "nowhere"), "siteId");
    refused(without(good, "siteId"), "site");
    refused(without(good, "from"), "from");
    refused(with(good, "until", FROM.toString()), "until");
    refused(with(good, "until", FROM.plusDays(5).toString()), "until");
    refused(with(good, "from", FROM.minusDays(1).toString()), "from");
    refused(without(good, "prices"), "prices");
    refused(with(good, "prices", Map.of()), "prices");
    refused(with(good, "prices", Map.of("file", "../secret.csv")), "prices.file");
    refused(with(good, "prices", Map.of("csv", "a,b\n1,2\n")), "prices.csv.hour_beginning");
    refused(with(good, "switching", Map.of("minOnMinutes", -1)), "switching.minOnMinutes");
    refused(with(good, "prices", Map.of("csv", csv(FROM, 2, h -> 1e9))), "prices.csv.usd_per_mwh");
    String broken =
        csv(FROM, 2, hour -> 25).replace("2026-01-13T05:00,25.0", "2026-01-13T05:00,dear");
    post(with(good, "prices", Map.of("csv", broken)))
        .then()
        .statusCode(422)
        .body("errors[0].line", equalTo(7))
        .body("errors[0].message", containsString("dear"));
    refused(
        with(good, "prices", Map.of("csv", "hour_beginning,a_usd_per_mwh,b_usd_per_mwh\n")),
        "prices.csv.b_usd_per_mwh");
    for (int minutes : new int[] {-5, 0, 7, 10}) {
      refused(
          with(good, "prices", Map.of("csv", csv(FROM, 2, h -> 25), "intervalMinutes", minutes)),
          "prices.intervalMinutes");
    }
    refused(with(good, "market", List.of()), "market");
    asked().contentType(ContentType.JSON).post(PATH).then().statusCode(400);
    asked().get(PATH + "/none").then().statusCode(404);
    asked().get(PATH + "/none/comparison").then().statusCode(400);
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.put(field, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> body, String field) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.remove(field);
    return changed;
  }
}
