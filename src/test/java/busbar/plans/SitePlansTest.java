package busbar.plans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

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

/** The plan of several groups over HTTP. */
@QuarkusTest
class SitePlansTest {
  private static Response post(String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/plans");
  }

  /**
   * Two groups of 1 MW that earn 60 and 40 an hour, and pay the price of 30, 30, 100 and 30 for a
   * MWh: under a cap of 1.5 MW the better one runs at full power and the other has room for its low
   * profile of 0.5 MW, which earns 24 of its 40; in the dear hour both are off.
   */
  private static String site(String more) {
    return """
        {"intervalMinutes": 60, "groups": [
           {"name": "new", "initiallyOn": true, "profiles": [
              {"name": "full", "kw": 1000, "revenueUsdPerInterval": [60, 60, 60, 60],
               "costUsdPerInterval": [30, 30, 100, 30]}]},
           {"name": "old", "initiallyOn": true, "profiles": [
              {"name": "full", "kw": 1000, "revenueUsdPerInterval": [40, 40, 40, 40],
               "costUsdPerInterval": [30, 30, 100, 30]},
              {"name": "low", "kw": 500, "revenueUsdPerInterval": [24, 24, 24, 24],
               "costUsdPerInterval": [15, 15, 50, 15]}]}]%s}"""
        .formatted(more);
  }

  @Test
  void groupsShareWhatTheSiteMayDraw() {
    post(site(", \"siteCapKw\": 1500"))
        .then()
        .statusCode(200)
        .body("valueUsd", closeTo(3 * (30 + 9), 1e-6))
        .body("boundUsd", closeTo(117, 1e-6))
        .body("gap", equalTo(0.0))
        .body("revenueUsd", closeTo(3 * (60 + 24), 1e-6))
        .body("groups[0].profiles", contains("full", "full", "off", "full"))
        .body("groups[1].profiles", contains("low", "low", "off", "low"))
        .body("groups[1].decidedBy", contains("site cap", "site cap", "price", "site cap"))
        .body("siteKw", contains(1500.0, 1500.0, 0.0, 1500.0))
        .body("thresholdSwitchUsd", closeTo(117, 1e-6))
        .body("alwaysOffUsd", equalTo(0.0))
        .body("contradictions", empty());
  }

  /**
   * Both at full power would earn 3 · 40; a kW of peak beyond 1,500 costs 8 cents, so 500 cost 40.
   */
  @Test
  void aPeakIsPaidForOnlyWhereItEarnsMore() {
    String peak =
        ", \"demandCharges\": [{\"name\": \"peak\", \"usdPerKw\": %s, \"peakSoFarKw\": 1500}]";
    post(site(peak.formatted("0.08")))
        .then()
        .body("valueUsd", closeTo(117, 1e-6)) // 3 USD more do not pay for 500 kW · 0.08.
        .body("groups[1].profiles", contains("low", "low", "off", "low"));
    post(site(peak.formatted("0.002")))
        .then()
        .body("valueUsd", closeTo(120 - 1, 1e-6)) // 500 kW · 0.002
        .body("groups[1].profiles", contains("full", "full", "off", "full"));
  }

  @Test
  void reservesBlocksAndTakeOrPayCount() {
    // 1,500 kW must be there in the dear hour: one loses 40, the other at its low profile 26.
    post(site(
            ", \"reserves\": [{\"name\": \"award\", \"kw\": 1500, \"fromInterval\": 2, \"toInterval\": 3}]"))
        .then()
        .body("valueUsd", closeTo(120 - 40 - 26, 1e-6))
        .body("groups[0].decidedBy[2]", equalTo("award"));
    // To be 2 MWh short of 8 would cost 200, to run in the dear hour costs 40 and 60.
    post(site(", \"takeOrPay\": [{\"name\": \"contract\", \"mwh\": 8, \"usdPerMwhShort\": 100}]"))
        .then()
        .body("valueUsd", closeTo(120 - 40 - 60, 1e-6));
    // Beyond a block of 1 MW a MWh costs 20 more.
    post(site(
            ", \"blocks\": [{\"name\": \"block\", \"kw\": 1000, \"usdPerMwhBelow\": 0,"
                + " \"usdPerMwhAbove\": 20}]"))
        .then()
        .body("valueUsd", closeTo(3 * 30, 1e-6))
        .body("groups[1].profiles", contains("off", "off", "off", "off"))
        .body("groups[1].decidedBy[0]", equalTo("block"));
  }

  @Test
  void contradictingRulesAreNamedAndTheSafeOneIsTaken() {
    String body =
        """
        {"intervalMinutes": 15, "groups": [
          {"name": "hydro", "initiallyOn": true, "initialIntervals": 9,
           "profiles": [{"name": "full", "kw": 500, "revenueUsdPerInterval": [5, 5, 5, 5]}],
           "constraints": [
             {"name": "frost", "kind": "MUST_RUN"},
             {"name": "grid emergency", "kind": "MUST_CURTAIL", "fromInterval": 1,
              "toInterval": 3}]}]}""";
    post(body)
        .then()
        .statusCode(200)
        .body("groups[0].profiles", contains("full", "off", "off", "full"))
        .body("contradictions", hasSize(1))
        .body("contradictions[0].group", equalTo("hydro"))
        .body("contradictions[0].fromInterval", equalTo(1))
        .body("contradictions[0].toInterval", equalTo(3))
        .body("contradictions[0].rules", contains("frost", "grid emergency"))
        .body("contradictions[0].taken", equalTo("off"))
        .body("groups[0].decidedBy[1]", equalTo("grid emergency"))
        .body("gap", equalTo(0.0));
  }

  @Test
  void rulesThatDoNotFitUnderTheCapGiveWayToIt() {
    String group =
        """
        {"name": "%s", "initiallyOn": true, "initialIntervals": 9,
         "profiles": [{"name": "full", "kw": 500, "revenueUsdPerInterval": [%d, %d]}],
         "constraints": [{"name": "%s", "kind": "MUST_RUN"}]}""";
    post("{\"intervalMinutes\": 60, \"siteCapKw\": 600, \"groups\": ["
            + group.formatted("immersion", 5, 5, "frost")
            + ","
            + group.formatted("hosted", 9, 9, "lease")
            + "]}")
        .then()
        .statusCode(200)
        .body("siteKw", contains(500.0, 500.0))
        .body("groups[0].profiles", contains("off", "off"))
        .body("groups[0].decidedBy", contains("site cap", "site cap"))
        .body("groups[1].profiles", contains("full", "full"))
        .body("valueUsd", closeTo(18, 1e-6))
        .body("$", not(hasKey("gap")))
        .body("contradictions", hasSize(2))
        .body("contradictions[0].group", nullValue())
        .body("contradictions[0].rules", contains("site cap", "lease", "frost"))
        .body("contradictions[0].taken", equalTo("the cap is kept: immersion off"))
        .body("contradictions[1].group", equalTo("immersion"))
        .body("contradictions[1].rules", contains("frost", "site cap"));
  }

  /** Midnight in Chicago is 05:00 UTC in summer, between the first start and the second. */
  @Test
  void startsAreCountedByTheZonesDay() {
    String body =
        """
        {"intervalMinutes": 60, "startsAt": "2026-07-01T03:00:00Z", "zone": "%s", "groups": [
          {"name": "a", "initiallyOn": false, "maxStartsPerDay": 1,
           "profiles": [{"name": "full", "kw": 1, "revenueUsdPerInterval": [9, -9, 9, -9, 9]}]}]}""";
    post(body.formatted("America/Chicago")).then().body("valueUsd", closeTo(18, 1e-6));
    post(body.formatted("UTC")).then().body("valueUsd", closeTo(9, 1e-6));
  }

  @Test
  void theLinesOfASitesPlanCanBeAskedForAsCsv() {
    String csv =
        given()
            .contentType(ContentType.JSON)
            .accept("text/csv")
            .body(site(", \"siteCapKw\": 1500"))
            .post("/api/v1/plans")
            .asString();
    assertThat(csv.lines().limit(3))
        .containsExactly(
            "interval,group,profile,kw,decidedBy",
            "0,new,full,1000.0,price",
            "0,old,low,500.0,site cap");
    assertThat(csv.lines()).hasSize(9);
  }

  private static void refused(String body, String field) {
    Response answer = post(body);
    assertThat(answer.statusCode()).describedAs(answer.asString()).isBetween(400, 422);
    answer.then().body("errors[0].field", equalTo(field));
    assertThat(answer.jsonPath().getString("errors[0].remedy")).isNotBlank();
  }

  private static String group(String more) {
    return """
        {"intervalMinutes": 60, "groups": [
          {"name": "a", "initiallyOn": true, "profiles": [
            {"name": "full", "kw": 10, "revenueUsdPerInterval": [1, 2]}]},
          {"name": "b", "initiallyOn": true, %s}]}"""
        .formatted(more);
  }

  private static String profile(String more) {
    return group("\"profiles\": [{\"name\": \"full\", %s}]".formatted(more));
  }

  @Test
  void whatCannotBePlannedIsNamed() {
    String fine = "\"kw\": 10, \"revenueUsdPerInterval\": [1, 2]";
    post(profile(fine)).then().statusCode(200);
    refused(profile("\"kw\": 0, \"revenueUsdPerInterval\": [1, 2]"), "groups[1].profiles[0].kw");
    refused(profile("\"revenueUsdPerInterval\": [1, 2]"), "groups[1].profiles[0].kw");
    refused(profile("\"kw\": \"x\""), "groups[1].profiles[0].kw");
    refused(
        profile("\"kw\": 10, \"revenueUsdPerInterval\": [1]"),
        "groups[1].profiles[0].revenueUsdPerInterval");
    refused(
        profile("\"kw\": 10, \"revenueUsdPerInterval\": [1, null]"),
        "groups[1].profiles[0].revenueUsdPerInterval[1]");
    refused(
        profile(fine + ", \"costUsdPerInterval\": [1, 2, 3]"),
        "groups[1].profiles[0].costUsdPerInterval");
    refused(group("\"profiles\": []"), "groups[1].profiles");
    refused(group("\"profiles\": [null]"), "groups[1].profiles[0]");
    String profiles = "\"profiles\": [{\"name\": \"full\", %s}]".formatted(fine);
    refused(group(profiles + ", \"minOnIntervals\": -1"), "groups[1].minOnIntervals");
    refused(group(profiles + ", \"warmUpMinutes\": 1e9"), "groups[1].warmUpMinutes");
    refused(group(profiles + ", \"rampKwPerMinute\": 0"), "groups[1].rampKwPerMinute");
    refused(group(profiles + ", \"initialProfile\": \"low\""), "groups[1].initialProfile");
    refused(group(profiles + ", \"maxStartsPerDay\": 1"), "startsAt");
    refused(group(profiles + ", \"speed\": 1"), "groups[1].speed");
    String rule = profiles + ", \"constraints\": [{\"name\": \"r\", %s}]";
    refused(group(rule.formatted("\"kw\": 3")), "groups[1].constraints[0].kind");
    refused(group(rule.formatted("\"kind\": \"STOP\"")), "groups[1].constraints[0].kind");
    refused(group(rule.formatted("\"kind\": \"CAP\"")), "groups[1].constraints[0].kw");
    refused(group(rule.formatted("\"kind\": \"HOLD\"")), "groups[1].constraints[0].profile");
    refused(
        group(rule.formatted("\"kind\": \"MUST_RUN\", \"kw\": 3")), "groups[1].constraints[0].kw");
    refused(
        group(rule.formatted("\"kind\": \"MUST_RUN\", \"toInterval\": 3")),
        "groups[1].constraints[0].toInterval");
    refused("{\"groups\": null}", "groups");
    refused("{\"groups\": []}", "groups");
    refused("{\"groups\": [null]}", "groups[0]");
    refused("{\"groups\": [{}]}", "groups[0].profiles");
    refused(site(", \"siteCapKw\": -1"), "siteCapKw");
    refused(site(", \"reserves\": [{\"name\": \"a\"}]"), "reserves[0].kw");
    refused(
        site(", \"reserves\": [{\"name\": \"a\", \"kw\": 1, \"groups\": [\"x\"]}]"),
        "reserves[0].groups[0]");
    refused(site(", \"demandCharges\": [{\"usdPerKw\": 1}]"), "demandCharges[0].name");
    refused(
        site(
            ", \"blocks\": [{\"name\": \"b\", \"kw\": 1, \"usdPerMwhBelow\": 5,"
                + " \"usdPerMwhAbove\": 4}]"),
        "blocks[0].usdPerMwhAbove");
    refused(site(", \"zone\": \"Mars/Olympus\""), "zone");
    refused(site(", \"zone\": \"UTC\""), "startsAt");
    refused(site(", \"zone\": \"UTC\", \"startsAt\": \"+999999999-01-01T00:00:00Z\""), "startsAt");
    refused(site("").replace("\"old\"", "\"new\""), "groups[1].name");
    refused(site("").replace("60, \"groups\"", "7, \"groups\""), "intervalMinutes");
    refused(site("").replace("\"low\"", "\"off\""), "groups[1].profiles[1].name");
  }

  /** A ramp of minutes in intervals of one, with minimum times of a day: refused, not awaited. */
  @Test
  void whatWouldTakeTooLongIsRefused() {
    StringBuilder revenue = new StringBuilder("1");
    revenue.append(", 1".repeat(1439));
    String body =
        """
        {"intervalMinutes": 1, "groups": [{"name": "a", "initiallyOn": true,
           "minOnIntervals": 1440, "rampKwPerMinute": 1,
           "profiles": [{"name": "full", "kw": 100, "revenueUsdPerInterval": [%s]}]}]}"""
            .formatted(revenue);
    post(body)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("groups[0]"))
        .body("errors[0].remedy", containsString("rampKwPerMinute"));
  }

  @Test
  void theContractNamesBothForms() {
    String api = given().accept("application/json").get("/api/v1/openapi").asString();
    assertThat(api).contains("PlanRequest", "SitePlanRequest", "SitePlan", "PlanConstraint");
    given()
        .accept("application/json")
        .get("/api/v1/openapi")
        .then()
        .body(
            "paths.'/api/v1/plans'.post.requestBody.content.'application/json'.schema.oneOf.'$ref'",
            hasItem("#/components/schemas/SitePlanRequest"))
        .body(
            "paths.'/api/v1/plans'.post.responses.'200'.content.'application/json'.schema.oneOf.'$ref'",
            hasItem("#/components/schemas/SitePlan"));
  }

  /** The whole way over HTTP against every pair of on-and-off patterns there is. */
  @Test
  void noOtherPairOfPatternsEarnsMore() {
    Random random = new Random(20261125);
    for (int n = 0; n < 40; n++) {
      int length = 1 + random.nextInt(5);
      int[] kw = {100 + random.nextInt(900), 100 + random.nextInt(900)};
      int[] minOn = {random.nextInt(3), random.nextInt(3)};
      int restart = random.nextInt(30);
      int cap = 300 + random.nextInt(1500);
      double usdPerKw = random.nextInt(10) / 100.0;
      int soFar = random.nextInt(800);
      List<List<Integer>> margins = new ArrayList<>();
      for (int g = 0; g < 2; g++) {
        margins.add(new ArrayList<>());
        for (int t = 0; t < length; t++) {
          margins.get(g).add(random.nextInt(121) - 60);
        }
      }
      String groups = "";
      for (int g = 0; g < 2; g++) {
        groups +=
            """
            %s{"name": "%d", "initiallyOn": false, "minOnIntervals": %d, "restartCostUsd": %d,
              "profiles": [{"name": "full", "kw": %d, "revenueUsdPerInterval": %s}]}"""
                .formatted(g == 0 ? "" : ",", g, minOn[g], restart, kw[g], margins.get(g));
      }
      String body =
          """
          {"intervalMinutes": 60, "siteCapKw": %d, "groups": [%s], "demandCharges": [
            {"name": "peak", "usdPerKw": %s, "peakSoFarKw": %d}]}"""
              .formatted(cap, groups, usdPerKw, soFar);
      double best = Double.NEGATIVE_INFINITY;
      for (int one = 0; one < 1 << length; one++) {
        for (int other = 0; other < 1 << length; other++) {
          double usd =
              value(margins.get(0), one, minOn[0], restart)
                  + value(margins.get(1), other, minOn[1], restart);
          double peak = soFar;
          for (int t = 0; t < length; t++) {
            double load = (one >> t & 1) * kw[0] + (other >> t & 1) * kw[1];
            usd = load > cap ? Double.NEGATIVE_INFINITY : usd;
            peak = Math.max(peak, load);
          }
          best = Math.max(best, usd - usdPerKw * (peak - soFar));
        }
      }
      Response answer = post(body);
      assertThat(answer.jsonPath().getDouble("valueUsd"))
          .describedAs(body)
          .isCloseTo(best, within(1e-6));
      assertThat(answer.jsonPath().getDouble("boundUsd")).isGreaterThanOrEqualTo(best - 1e-6);
    }
  }

  /** What a pattern earns; minus infinity where it cuts a minimum time short. */
  private static double value(List<Integer> margins, int pattern, int minOn, int restart) {
    boolean on = false;
    int spent = 99;
    double usd = 0;
    for (int t = 0; t < margins.size(); t++) {
      boolean next = (pattern >> t & 1) == 1;
      if (next != on) {
        if (on && spent < minOn) {
          return Double.NEGATIVE_INFINITY;
        }
        usd -= next ? restart : 0;
        on = next;
        spent = 0;
      }
      spent++;
      usd += on ? margins.get(t) : 0;
    }
    return usd;
  }
}
