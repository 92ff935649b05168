package busbar.recommendation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import busbar.advice.CanonicalJson;
import busbar.sitefiles.SiteFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AssessmentsResourceTest {
  private static final String WHOLE_SITE =
      """
      {"id": "my-site", "name": "Mine", "timeZone": "America/Chicago",
       "grid": {"mw": 10, "firm": true},
       "operation": {"facilityOverhead": 1.0, "poolFeePercent": 0, "uptimePercent": 100},
       "groups": [{"id": "g", "model": "Antminer S21 Pro", "count": 1000}],
       "tariff": {"kind": "fixed", "usdPerMwh": 60}}""";

  @Inject DailyRuns runs;
  @Inject Recommendations recommendations;
  @Inject SiteFolder sites;

  @Test
  void aSiteInForceOnAKnownDayIsAssessedAsTheDailyRunDoes() {
    LocalDate date = LocalDate.of(2022, 8, 1);
    runs.request(date, Duration.ofMinutes(2));
    String kept =
        recommendations
            .findRow(recommendations.list(date, "pecos-texas", null, 0, 1).get(0).id())
            .orElseThrow()
            .document;

    String answer = post("{\"siteId\": \"pecos-texas\", \"date\": \"2022-08-01\"}").asString();

    assertThat(answer).isEqualTo(kept);
  }

  @Test
  void aWholeSiteIsAssessedAndNothingIsKept() {
    post("{\"site\": " + WHOLE_SITE + "}")
        .then()
        .statusCode(200)
        .body("siteId", equalTo("my-site"))
        .body("date", equalTo("2026-02-12"))
        .body("notices[0].kind", equalTo("SAMPLE"));
    when().get("/api/v1/recommendations?siteId=my-site").then().statusCode(404);
  }

  @Test
  void everySampleSiteCanBeSentBackWhole() {
    sites
        .listSites()
        .forEach(
            site ->
                post("{\"site\": " + CanonicalJson.write(site) + "}")
                    .then()
                    .statusCode(200)
                    .body("siteId", equalTo(site.id())));
  }

  @Test
  void aWholeMarketTakesThePlaceOfTheKnownOne() {
    post("""
            {"siteId": "pecos-texas", "market": {"date": "2026-02-02", "btcPriceUsd": 75000,
             "difficulty": {"value": 141.67e12, "source": "a test", "asOf": "2026-02-02T06:00:00Z"},
             "feesBtcPerBlock": 0}}""")
        .then()
        .statusCode(200)
        .body("date", equalTo("2026-02-02"))
        .body("market.sample", equalTo(false))
        .body("market.hashpriceUsdPerPhDay", closeTo(33.28, 0.005))
        .body("inputs[0].source", equalTo("stated in the request"))
        .body("inputs[1].source", equalTo("a test"))
        .body("inputs[1].ageHours", equalTo(6.0));
  }

  @Test
  void overridesChangeTheKnownMarketAndTheSite() {
    double average =
        post("{\"siteId\": \"pecos-texas\"}").jsonPath().getDouble("power.averageUsdPerMwh");
    post("""
            {"siteId": "pecos-texas", "overrides": {"btcPriceUsd": 120000, "difficulty": 1e14,
             "feesBtcPerBlock": 0.05, "powerPriceShiftUsdPerMwh": -10,
             "retarget": {"at": "2026-02-15T00:00:00Z", "changePercent": -9}}}""")
        .then()
        .statusCode(200)
        .body("market.btcPriceUsd", equalTo(120000.0))
        .body("market.difficulty", equalTo(1e14))
        .body("market.feesBtcPerBlock", equalTo(0.05))
        .body("power.averageUsdPerMwh", closeTo(average - 10, 1e-9));
    post("""
            {"siteId": "pecos-texas", "overrides": {"contracts": [],
             "tariff": {"kind": "fixed", "usdPerMwh": 41}}}""")
        .then()
        .statusCode(200)
        .body("power.averageUsdPerMwh", equalTo(41.0));
    post("""
            {"siteId": "wenatchee-washington", "date": "2021-02-15", "overrides": {"tariff":
             {"kind": "hourly-series", "file": "prices/ercot-uri-2021-02.csv", "repeats": "never",
              "adderUsdPerMwh": 0}}}""")
        .then()
        .statusCode(200);
  }

  @Test
  void eitherASiteOrItsIdIsGiven() {
    post("{\"siteId\": \"pecos-texas\", \"site\": " + WHOLE_SITE + "}")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("siteId"));
    post("{}").then().statusCode(400).body("errors[0].field", equalTo("site"));
    post("").then().statusCode(400);
    post("null").then().statusCode(400);
  }

  @Test
  void anUnknownSiteIsNotFound() {
    post("{\"siteId\": \"atlantis\"}")
        .then()
        .statusCode(404)
        .body("detail", containsString("atlantis"))
        .body("errors[0].field", equalTo("siteId"))
        .body("errors[0].remedy", containsString("pecos-texas"));
  }

  @Test
  void aDayWithoutAMarketIsRefusedWithTheDaysThatThereAre() {
    for (String date : new String[] {"1800-01-01", "2026-02-13", "+999999999-12-31"}) {
      post("{\"siteId\": \"pecos-texas\", \"date\": \"" + date + "\"}")
          .then()
          .statusCode(422)
          .body("errors[0].field", equalTo("date"))
          .body("errors[0].remedy", containsString("2015-01-01 to 2026-02-12"));
    }
  }

  @Test
  void aMarketThatCannotBeIsRefusedByField() {
    refused(422, "market.difficulty", market("\"btcPriceUsd\": 75000, \"difficulty\": 0"));
    refused(422, "market.btcPriceUsd", market("\"btcPriceUsd\": 0, \"difficulty\": 1e14"));
    refused(422, "market.btcPriceUsd.value", market("\"btcPriceUsd\": -1, \"difficulty\": 1e14"));
    refused(422, "market.difficulty", market("\"btcPriceUsd\": 75000"));
    refused(
        400, "market.hashprice", market("\"btcPriceUsd\": 1, \"difficulty\": 1, \"hashprice\": 3"));
    refused(422, "overrides.difficulty", overrides("\"difficulty\": 0"));
    refused(422, "overrides.btcPriceUsd", overrides("\"btcPriceUsd\": -5"));
    refused(422, "overrides.btcPriceUsd", overrides("\"btcPriceUsd\": 1e300"));
    refused(422, "overrides.feesBtcPerBlock", overrides("\"feesBtcPerBlock\": -5"));
    refused(
        422,
        "overrides.retarget.changePercent",
        overrides("\"retarget\": {\"at\": \"2026-02-15T00:00:00Z\", \"changePercent\": 900}"));
    refused(
        422, "overrides.powerPriceShiftUsdPerMwh", overrides("\"powerPriceShiftUsdPerMwh\": 1e6"));
    refused(400, "overrides.gasPrice", overrides("\"gasPrice\": 3"));
    refused(400, "overrides.btcPriceUsd", overrides("\"btcPriceUsd\": \"dear\""));
    post(overrides("\"btcPriceUsd\": NaN")).then().statusCode(400);
    post(overrides("\"btcPriceUsd\": 1e999")).then().statusCode(422);
  }

  @Test
  void aSiteThatCannotBeIsRefusedByField() {
    refused(
        422,
        "site.groups[0].model",
        "{\"site\": " + WHOLE_SITE.replace("Antminer S21 Pro", "Abacus 1") + "}");
    refused(
        422,
        "site.groups[0].count",
        "{\"site\": " + WHOLE_SITE.replace("\"count\": 1000", "\"count\": -1") + "}");
    refused(
        422, "site.grid.mw", "{\"site\": " + WHOLE_SITE.replace("\"mw\": 10", "\"mw\": -10") + "}");
    refused(
        422,
        "site.timeZone",
        "{\"site\": " + WHOLE_SITE.replace("America/Chicago", "Mars/Base") + "}");
    refused(
        422,
        "site.colour",
        "{\"site\": " + WHOLE_SITE.replace("\"name\"", "\"colour\": 1, \"name\"") + "}");
    refused(
        422,
        "overrides.tariff.usdPerMwh",
        overrides("\"tariff\": {\"kind\": \"fixed\", \"usdPerMwh\": 1e9}"));
    refused(
        422,
        "overrides.tariff.file",
        overrides(
            "\"tariff\": {\"kind\": \"hourly-series\", \"file\": \"../../etc/passwd\", \"repeats\": \"daily\", \"adderUsdPerMwh\": 0}"));
    post("{\"site\": 7}").then().statusCode(422);
    post("{\"site\": []}").then().statusCode(422);
    post(overrides("\"contracts\": {}")).then().statusCode(422);
    post(overrides("\"tariff\": []")).then().statusCode(422);
  }

  @Test
  void whatIsNotJsonOrTooLargeIsRefused() {
    post("{").then().statusCode(400).contentType("application/problem+json");
    post("[1, 2]").then().statusCode(400);
    post("\"site\"").then().statusCode(400);
    given().contentType("text/csv").body("a,b").post("/api/v1/assessments").then().statusCode(415);
    post("{\"siteId\": \"" + "x".repeat(7 << 20) + "\"}").then().statusCode(413);
  }

  @Test
  void aStatedMarketOfADayThatCannotBeIsRefused() {
    for (String date : new String[] {"1800-01-01", "+999999999-12-31", "2030-01-01"}) {
      refused(
          422,
          "market.date",
          "{\"siteId\": \"pecos-texas\", \"market\": {\"date\": \""
              + date
              + "\", \"btcPriceUsd\": 75000, \"difficulty\": 1e14}}");
    }
  }

  @Test
  void valuesAtTheirLimitsAreAnsweredOrRefusedButNeverFail() {
    for (String fields :
        new String[] {
          "\"btcPriceUsd\": 1e308",
          "\"btcPriceUsd\": 1e-308",
          "\"difficulty\": 1e-300",
          "\"difficulty\": 1e308",
          "\"feesBtcPerBlock\": 1e308",
          "\"powerPriceShiftUsdPerMwh\": -9000",
          "\"powerPriceShiftUsdPerMwh\": 9000",
          "\"btcPriceUsd\": 1e308, \"difficulty\": 1e-300, \"feesBtcPerBlock\": 1e308",
          "\"tariff\": {\"kind\": \"fixed\", \"usdPerMwh\": 0}"
        }) {
      for (String site : new String[] {"pecos-texas", "st-francisville-louisiana"}) {
        Response answer = post("{\"siteId\": \"" + site + "\", \"overrides\": {" + fields + "}}");
        assertThat(answer.statusCode()).as(fields).isIn(200, 422);
        assertThat(answer.asString()).as(fields).doesNotContain("NaN", "Infinity");
      }
    }
  }

  private static String market(String fields) {
    return "{\"siteId\": \"pecos-texas\", \"market\": {\"date\": \"2026-02-02\", " + fields + "}}";
  }

  private static String overrides(String fields) {
    return "{\"siteId\": \"pecos-texas\", \"overrides\": {" + fields + "}}";
  }

  private static void refused(int status, String field, String body) {
    post(body)
        .then()
        .statusCode(status)
        .contentType(startsWith("application/problem+json"))
        .body("errors[0].field", equalTo(field));
  }

  private static Response post(String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/assessments");
  }
}
