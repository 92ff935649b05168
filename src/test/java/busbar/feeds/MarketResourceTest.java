package busbar.feeds;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MarketResourceTest {
  private static final JsonPathConfig DOUBLES =
      new JsonPathConfig(JsonPathConfig.NumberReturnType.DOUBLE);

  private static final String HISTORY = "/api/v1/market/history";

  @Test
  void theMarketIsTheLastGoodDayAndSaysThatItIsASample() {
    JsonPath market =
        given().get("/api/v1/market").then().statusCode(200).extract().jsonPath(DOUBLES);
    assertThat(market.getString("date")).isEqualTo("2026-02-12");
    assertThat(market.getBoolean("sample")).isTrue();
    // The row of the file: 2026-02-12,66221.84,…,125864590119494,2.54254112.
    assertThat(market.getDouble("btcPriceUsd")).isEqualTo(66_221.84);
    assertThat(market.getDouble("difficulty")).isEqualTo(125_864_590_119_494.0);
    assertThat(market.getDouble("subsidyBtcPerBlock")).isEqualTo(3.125);
    assertThat(market.getDouble("feesBtcPerBlock")).isCloseTo(2.54254112 / 144, within(1e-12));
    // 900.98 EH/s is D * 2^32 / 600, worked out with bc; the day's blocks alone say 1,107 EH/s.
    assertThat(market.getDouble("networkHashrateEhs")).isCloseTo(900.98, within(0.01));
    assertThat(market.getDouble("hashpriceUsdPerPhDay")).isCloseTo(33.26, within(0.01));
  }

  @Test
  void everyValueSaysWhereItComesFromAndItsAgeAtNoonOfThatDay() {
    JsonPath market = given().get("/api/v1/market").then().extract().jsonPath(DOUBLES);
    assertThat(market.getString("assessedAt")).isEqualTo("2026-02-12T12:00:00Z");
    assertThat(market.getList("origins.field"))
        .containsExactly("btcPriceUsd", "difficulty", "subsidyBtcPerBlock", "feesBtcPerBlock");
    assertThat(market.getList("origins.ageHours", Double.class)).containsOnly(12.0);
    assertThat(market.getList("origins.asOf")).containsOnly("2026-02-12T00:00:00Z");
    assertThat(market.getString("origins[0].source")).contains("gamlss-btc-VaR");
    assertThat(market.getString("origins[2].source")).isEqualTo("halving dates");
  }

  @Test
  void historyComesInPagesTheEarliestFirst() {
    given()
        .get(HISTORY)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(100))
        .body("items[0].date", equalTo("2015-01-01"))
        .body("items[0].subsidyBtcPerBlock", equalTo(25f))
        .body("items[0].feesBtcPerBlock", nullValue())
        .body("total", equalTo(4_061));
    given()
        .get(HISTORY + "?from=2026-02-10&to=2199-01-01&size=2&page=1")
        .then()
        .statusCode(200)
        .body("items.date", equalTo(java.util.List.of("2026-02-12")))
        .body("total", equalTo(3));
    given()
        .get(HISTORY + "?from=2009-01-03&to=2014-12-31")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  @Test
  void theWholeHistoryIsOneCsv() {
    String csv =
        given()
            .accept("text/csv")
            .get(HISTORY + "?size=10000")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(csv.lines().count()).isEqualTo(4_062);
    assertThat(csv)
        .startsWith(
            "date,hashpriceUsdPerPhDay,btcPriceUsd,difficulty,networkHashrateEhs,"
                + "subsidyBtcPerBlock,feesBtcPerBlock\r\n2015-01-01,");
    assertThat(csv).doesNotContain("2026-02-13");
  }

  @Test
  void aDateThatCannotBeIsRefusedByName() {
    for (String bad : new String[] {"abc", "1800-01-01", "2026-13-01", "12.02.2026"}) {
      given()
          .queryParam("to", bad)
          .get(HISTORY)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].field", equalTo("to"))
          .body("errors[0].remedy", containsString("date"));
    }
    given()
        .get(HISTORY + "?from=2026-02-12&to=2026-02-11")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("from"));
  }

  @Test
  void readinessNamesTheDayAndTheSampleAndDoesNotMind() {
    given()
        .get("/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItems("market"))
        .body("checks.find { it.name == 'market' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'market' }.data", hasEntry("date", "2026-02-12"))
        .body("checks.find { it.name == 'market' }.data", hasEntry("sample", true));
  }
}
