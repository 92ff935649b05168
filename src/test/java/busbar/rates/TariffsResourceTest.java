package busbar.rates;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TariffsResourceTest {
  /** 20 USD a MWh, 10 USD a kW of the month's highest hour, 100 USD a month, 5 % on all of it. */
  private static final String RATE =
      """
      {"kind": "rate-schedule", "name": "Rate A", "charges": [
        {"kind": "energy", "name": "Energy", "ref": "Sheet 1",
         "periods": [{"name": "All hours", "usdPerMwh": 20}]},
        {"kind": "demand", "name": "Demand", "ref": "Sheet 2", "windowMinutes": 60,
         "periods": [{"name": "All hours", "usdPerKw": 10}]},
        {"kind": "fixed-charge", "name": "Customer charge", "usdPerMonth": 100},
        {"kind": "tax", "name": "Tax", "percent": 5}]}""";

  private static final String ENTERGY = "entergy_arkansas_lps_tou_industrial_ge1000kw.json";

  private static Response post(String path, String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/tariffs/" + path);
  }

  private static String request(String tariff, String load) {
    return "{\"tariff\": %s, \"timeZone\": \"America/Chicago\", \"load\": %s}"
        .formatted(tariff, load);
  }

  @Test
  void anAnswerThatIsAskedForAsAPictureIsRefused() {
    String body =
        request(RATE, "{\"flatKw\": 1, \"from\": \"2026-01-01\", \"until\": \"2026-01-02\"}");
    for (String path : List.of("bill", "avoidable-price", "import")) {
      given()
          .contentType(ContentType.JSON)
          .accept("image/png")
          .body(body)
          .post("/api/v1/tariffs/" + path)
          .then()
          .statusCode(406);
    }
    given()
        .contentType(ContentType.JSON)
        .accept("image/png, text/csv;q=0.5")
        .body(body)
        .post("/api/v1/tariffs/bill")
        .then()
        .statusCode(200)
        .contentType("text/csv");
  }

  @Test
  void aFlatMegawattOverJanuaryIsBilledLineByLine() {
    // 744 h: 744 MWh · 20 = 14,880; 1,000 kW · 10 = 10,000; 100; 5 % of 24,980 = 1,249.
    Response answer =
        post(
            "bill",
            request(
                RATE, "{\"flatKw\": 1000, \"from\": \"2026-01-01\", \"until\": \"2026-02-01\"}"));
    answer
        .then()
        .statusCode(200)
        .body("tariff", equalTo("Rate A"))
        .body("months", hasSize(1))
        .body("months[0].month", equalTo("2026-01"))
        .body(
            "months[0].lines.charge",
            equalTo(List.of("Energy", "Demand", "Customer charge", "Tax")))
        .body("months[0].lines[0].ref", equalTo("Sheet 1"))
        .body("months[0].lines[0].unit", equalTo("MWh"))
        .body("months[0].lines[1].unit", equalTo("kW"))
        .body("warnings", hasSize(0));
    assertThat(numbers(answer, "months[0].lines.amountUsd"))
        .containsExactly("14880.00", "10000.00", "100.00", "1249.00");
    assertThat(answer.jsonPath().<BigDecimal>get("totalUsd")).isEqualByComparingTo("26229.00");
    assertThat(answer.jsonPath().<BigDecimal>get("energyMwh")).isEqualByComparingTo("744");
  }

  private static List<String> numbers(Response answer, String path) {
    return answer.jsonPath().<BigDecimal>getList(path).stream()
        .map(number -> number.setScale(2).toPlainString())
        .toList();
  }

  @Test
  void theLinesOfABillAreATableToo() {
    String csv =
        given()
            .contentType(ContentType.JSON)
            .accept("text/csv")
            .body(
                request(
                    RATE,
                    "{\"flatKw\": 1000, \"from\": \"2026-01-01\", \"until\": \"2026-02-01\"}"))
            .post("/api/v1/tariffs/bill")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(csv.lines())
        .startsWith("month,charge,period,ref,quantity,unit,unitPriceUsd,amountUsd")
        .contains("2026-01,Demand,All hours,Sheet 2,1000,kW,10.0,10000.00");
  }

  @Test
  void oneHourAloneAtThePeakSavesItsDemandWithItsEnergy() {
    // A day of 1 MW but for 2 MW in its hour 9. There a MWh less saves 20 + 1000 kW · 10, taxed;
    // elsewhere 20, taxed.
    StringBuilder kw = new StringBuilder();
    for (int hour = 0; hour < 24; hour++) {
      kw.append(hour == 0 ? "" : ",").append(hour == 9 ? 2000 : 1000);
    }
    Response answer =
        post(
            "avoidable-price",
            request(RATE, "{\"start\": \"2026-01-05T00:00\", \"kw\": [" + kw + "]}"));
    answer.then().statusCode(200).body("usdPerMwh", hasSize(24));
    List<BigDecimal> prices = answer.jsonPath().getList("usdPerMwh");
    assertThat(prices.get(8)).isEqualByComparingTo("21");
    assertThat(prices.get(9)).isEqualByComparingTo("10521");
    answer
        .then()
        .body("peaks[0].setBy", equalTo("LOAD"))
        .body("peaks[0].windows.toInteger()", equalTo(1))
        .body("warnings", hasItem(containsString("2026-01 is not covered whole")));
  }

  @Test
  void whatIsPastSetsThePeakAndIsNotAnswered() {
    StringBuilder kw = new StringBuilder("3000");
    for (int hour = 1; hour < 24; hour++) {
      kw.append(hour == 9 ? ",2000" : ",1000");
    }
    String request =
        "{\"tariff\": %s, \"timeZone\": \"America/Chicago\", \"from\": \"2026-01-05T09:00\", \"load\": {\"start\": \"2026-01-05T00:00\", \"kw\": [%s]}}"
            .formatted(RATE, kw);
    Response answer = post("avoidable-price", request);
    answer
        .then()
        .statusCode(200)
        .body("usdPerMwh", hasSize(15))
        .body("start", equalTo("2026-01-05T15:00:00Z"));
    assertThat(answer.jsonPath().<BigDecimal>getList("usdPerMwh").get(0))
        .isEqualByComparingTo("21");
    post("avoidable-price", request.replace("2026-01-05T09:00", "2026-01-06T00:00"))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("from"));
  }

  @Test
  void aSitesTariffPricesALoadSentAsCsv() {
    // Wenatchee's light load hours cost 33, its heavy ones 71; 2026-02-12 is a Thursday.
    String csv = "hour_ending,mw\n2026-02-12 06:00,10\n2026-02-12 07:00,10\n";
    given()
        .contentType("text/csv")
        .accept("text/csv")
        .body(csv)
        .post("/api/v1/tariffs/avoidable-price?siteId=wenatchee-washington")
        .then()
        .statusCode(200)
        .body(containsString("2026-02-12T05:00-08:00,33"))
        .body(containsString("2026-02-12T06:00-08:00,71"));
  }

  @Test
  void everySampleSitesTariffBillsALoad() {
    for (String id :
        List.of(
            "pecos-texas",
            "sacramento-california",
            "st-francisville-louisiana",
            "wenatchee-washington",
            "west-memphis-arkansas")) {
      post(
              "bill",
              "{\"siteId\": \"%s\", \"asIfCurrent\": true, \"load\": {\"flatKw\": 2000, \"from\": \"2026-02-01\", \"until\": \"2026-03-01\"}}"
                  .formatted(id))
          .then()
          .statusCode(200)
          .body("months", hasSize(1));
    }
  }

  @Test
  void whatCannotBeBilledIsRefusedByFieldAndRemedy() {
    String load = "{\"flatKw\": 1000, \"from\": \"2026-01-01\", \"until\": \"2026-02-01\"}";
    refused("{}", 400, "tariff", "give a siteId or a tariff");
    refused("{\"siteId\": \"nowhere\", \"load\": " + load + "}", 404, "siteId", "pecos-texas");
    refused(request(RATE, "{}"), 422, "load.kw", "give one load");
    refused(
        request(RATE, "{\"start\": \"2026-01-01T00:00\", \"kw\": [1, -2]}"),
        422,
        "load.kw[1]",
        "no load");
    refused(
        request(RATE, "{\"start\": \"2026-01-01T00:00\", \"kw\": [1, null]}"),
        422,
        "load.kw[1]",
        null);
    refused(
        request(RATE, "{\"start\": \"+999999999-12-31T23:59\", \"kw\": [1]}"),
        422,
        "load.start",
        "1990 to 2199");
    refused(
        request(RATE, "{\"flatKw\": 5, \"from\": \"1800-01-01\", \"until\": \"1800-02-01\"}"),
        422,
        "load.from",
        "1990 to 2199");
    refused(
        request(
            RATE,
            "{\"csv\": \"hour_beginning,kw\\n2026-01-01 00:00,1\\n2026-01-01 01:00,1\\n\", \"intervalMinutes\": -60}"),
        422,
        "intervalMinutes",
        "1, 5, 10");
    refused(
        request(
            RATE, "{\"csv\": \"hour_beginning,kw\\n1800-01-01 00:00,1\\n1800-01-01 01:00,1\\n\"}"),
        422,
        "hour_beginning",
        "1990 to 2199");
    refused(
        request(RATE, "{\"csv\": \"hour_beginning,kw,mw\\n2026-01-01 00:00,5,1\\n\"}"),
        422,
        "mw",
        "one column");
    refused(
        request(RATE, "{\"start\": \"2026-03-08T02:30\", \"kw\": [1]}"),
        422,
        "load.start",
        "a time that it shows");
    refused(
        request(
            "{\"kind\": \"hourly-series\", \"repeats\": \"never\", \"adderUsdPerMwh\": 0, \"hours\": [{\"beginning\": \"2026-01-01T00:00:00\", \"usdPerMwh\": 1}, {\"beginning\": \"2199-01-01T00:00:00\", \"usdPerMwh\": 1}]}",
            load),
        422,
        "tariff.hours",
        "intervals");
    refused(
        request(RATE, "{\"start\": \"then\", \"kw\": [1]}"), 422, "load.start", "2026-01-01T00:00");
    refused(
        request(
            RATE,
            "{\"csv\": \"hour_beginning,kw\\n2026-01-01 00:00,1\\n2026-01-01 02:00,1\\n2026-01-01 03:00,1\\n\"}"),
        422,
        "hour_beginning",
        "apart");
    refused(
        request("{\"kind\": \"rate-schedule\", \"name\": \"x\", \"charges\": []}", load),
        422,
        "tariff.charges",
        "at least one");
    refused(
        request(
            "{\"kind\": \"rate-schedule\", \"name\": \"x\", \"charges\": [{\"kind\": \"demnd\", \"name\": \"d\"}]}",
            load),
        422,
        "tariff.charges[0].kind",
        "did you mean demand");
    refused(
        request(RATE.replace("\"windowMinutes\": 60,", "\"windowMinutes\": 7,"), load),
        422,
        "tariff.charges[1].windowMinutes",
        "5, 15, 30 or 60");
  }

  private static void refused(String body, int status, String field, String remedy) {
    Response answer = post("bill", body);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    answer.then().contentType("application/problem+json");
    if (field != null) {
      answer.then().body("errors[0].field", equalTo(field));
    }
    if (remedy != null) {
      answer.then().body("errors[0].remedy", containsString(remedy));
    }
  }

  @Test
  void aPublishedRateIsReadAndBillsALoad() throws IOException {
    String document = Files.readString(Path.of("src/test/resources/urdb", ENTERGY));
    Response answer = post("import", document);
    answer
        .then()
        .statusCode(200)
        .body("tariff.name", equalTo("Large Power Service - Time-Of-Use (PST)"))
        .body("notes.field", hasItem("energycomments"));
    String tariff = new ObjectMapper().readTree(answer.asString()).get("tariff").toString();
    String load = "{\"flatKw\": 1000, \"from\": \"2018-07-01\", \"until\": \"2018-08-01\"}";
    // July 2018 has 22 weekdays: 154 h on peak at 38.55 and 590 h off at 32.90 USD/MWh, 1,000 kW at
    // 18.18 + 0.707 and at 5.33 + 0.707 USD/kW, and 468.60: 5,936.70 + 19,411.00 + 18,887.00 +
    // 6,037.00 + 468.60.
    post("bill", request(tariff, load))
        .then()
        .statusCode(200)
        .body("totalUsd.toString()", equalTo("50740.30"));
    refused(request(tariff, load.replace("2018", "2026")), 422, "tariff.validUntil", "asIfCurrent");
    refused(request(tariff, load.replace("1000", "10")), 422, "tariff.minKw", "asIfCurrent");
  }

  @Test
  void anImportedRateIsWrittenAsItStandsInASiteFile() throws IOException {
    String yaml =
        given()
            .contentType(ContentType.JSON)
            .accept("application/yaml")
            .body(Files.readString(Path.of("src/test/resources/urdb", ENTERGY)))
            .post("/api/v1/tariffs/import")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(yaml)
        .startsWith("# From OpenEI's Utility Rate Database, https://openei.org/")
        .contains("- months: [6, 7, 8, 9]");
    String site =
        """
        id: imported
        name: Imported
        timeZone: America/Chicago
        grid: {mw: 5, firm: true}
        operation: {facilityOverhead: 1.0, poolFeePercent: 0, uptimePercent: 100}
        groups: []
        """
            + yaml;
    given()
        .contentType("text/plain")
        .body(site.getBytes(UTF_8))
        .post("/api/v1/sites/check")
        .then()
        .statusCode(200)
        .body("problems", hasSize(0))
        .body("valid", equalTo(true));
  }

  @Test
  void whatIsNoRateIsRefused() {
    for (String body :
        List.of("{}", "[]", "{\"items\": []}", "5", "{\"energyratestructure\": 3}")) {
      post("import", body).then().statusCode(422).contentType("application/problem+json");
    }
    post("import", "").then().statusCode(400);
  }

  @Test
  void aTariffNeedsAZone() {
    post("bill", "{\"tariff\": " + RATE + ", \"load\": {\"flatKw\": 1}}")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("timeZone"));
  }

  @Test
  void aBillOfNothingHasNoAverage() {
    post(
            "bill",
            request(RATE, "{\"flatKw\": 0, \"from\": \"2026-01-01\", \"until\": \"2026-02-01\"}"))
        .then()
        .statusCode(200)
        .body("averageUsdPerMwh", nullValue());
  }
}
