package busbar.sitefiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sites and their files over HTTP; the sample sites are in force. */
@QuarkusTest
class SitesResourceTest {

  @Test
  void theSitesAreListedByPage() {
    given()
        .when()
        .get("/api/v1/sites?page=1&size=2")
        .then()
        .statusCode(200)
        .body("total", equalTo(5))
        .body("items", hasSize(2))
        .body("items[0].id", equalTo("st-francisville-louisiana"))
        .body("items[0].file", equalTo("st-francisville-louisiana.yaml"))
        .body("items[0].upToDate", equalTo(true))
        .body("items.problems", everyItem(empty()));
  }

  @Test
  void aPageThatCannotBeIsRefused() {
    given()
        .when()
        .get("/api/v1/sites?size=0")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("size"));
  }

  @Test
  void aSiteIsReadByItsId() {
    given()
        .when()
        .get("/api/v1/sites/pecos-texas")
        .then()
        .statusCode(200)
        .body("site.name", equalTo("Pecos, Texas"))
        .body("site.timeZone", equalTo("America/Chicago"))
        .body("site.tariff.kind", equalTo("rate-schedule"))
        .body("site.tariff.charges[0].prices.prices", hasSize(24))
        .body("site.contracts[1].date", equalTo("2026-02-12"));
  }

  @Test
  void aSiteThatDoesNotExistIsNotFound() {
    given()
        .when()
        .get("/api/v1/sites/atlantis")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("atlantis"))
        .body("errors[0].field", equalTo("id"))
        .body("errors[0].message", containsString("atlantis"))
        .body("errors[0].remedy", containsString("pecos-texas"));
  }

  @Test
  void theSchemaIsServed() {
    String served =
        given().when().get("/api/v1/sites/schema").then().statusCode(200).extract().asString();
    assertThat(served.replaceAll("\\s", "")).isEqualTo(SiteSchema.asText().replaceAll("\\s", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
  void aGoodFileIsFoundGood(String type) throws IOException {
    sending(type, Files.readString(Path.of("sites", "pecos-texas.yaml")))
        .post("/api/v1/sites/check")
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("problems", empty());
  }

  @Test
  void aSiteAsTheApiGivesItIsFoundGood() {
    String site =
        given().get("/api/v1/sites/wenatchee-washington").then().extract().response().asString();
    String inner = JsonPath.from(site).prettify();
    int from = inner.indexOf("\"site\": ") + "\"site\": ".length();
    int to = inner.indexOf("\"problems\"");
    String json = inner.substring(from, inner.lastIndexOf(',', to));

    sending("application/json", json)
        .post("/api/v1/sites/check")
        .then()
        .statusCode(200)
        .body("problems", empty())
        .body("valid", equalTo(true));
  }

  @Test
  void aBadFileIsFoundBadWithLineAndField() throws IOException {
    String bad = Files.readString(Path.of("sites", "pecos-texas.yaml")).replace("S21 Pro", "S99");

    sending("application/yaml", bad)
        .post("/api/v1/sites/check")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("problems[0].field", equalTo("groups[0].model"))
        .body("problems[0].line", equalTo(37))
        .body("problems[0].remedy", not(empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "{", "[1", "a: *b", "NaN", "\t"})
  void whateverIsSentIsAnswered(String text) {
    sending("application/yaml", text)
        .post("/api/v1/sites/check")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false));
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, 3 << 20})
  void aBodyOverTheLimitIsRefused(int bytes) {
    sending("application/yaml", " ".repeat(bytes))
        .post("/api/v1/sites/check")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  private static RequestSpecification sending(String type, String text) {
    RestAssuredConfig plain =
        RestAssuredConfig.config()
            .encoderConfig(
                EncoderConfig.encoderConfig()
                    .defaultContentCharset("UTF-8")
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs(type, ContentType.TEXT));
    return given()
        .spec(new RequestSpecBuilder().setConfig(plain).build())
        .contentType(type)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
