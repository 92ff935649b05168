package busbar.recommendation;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RulebookResourceTest {

  @Test
  void theRulesAndNumbersInForceAreReadable() {
    when()
        .get("/api/v1/rulebook")
        .then()
        .statusCode(200)
        .body("hash", matchesPattern("[0-9a-f]{64}"))
        .body("rules.id", hasItem("CURTAIL-01"))
        .body("rules.title", everyItem(matchesPattern(".+")))
        .body("rules.reason", everyItem(matchesPattern(".+")))
        .body("rules.owner", everyItem(matchesPattern(".+")))
        .body("parameters.key", hasItem("market-max-age-hours"))
        .body("$", not(hasKey("lastRefusal")));
  }

  @Test
  void thePublishedDocumentSaysThatRefusalsAreProblemDetails() {
    String schema = "content.'application/problem+json'.schema.$ref";
    when()
        .get("/api/v1/openapi?format=json")
        .then()
        .statusCode(200)
        .body(
            "paths.'/api/v1/recommendations/{id}'.get.responses.'404'." + schema,
            endsWith("/Problem"))
        .body("paths.'/api/v1/assessments'.post.responses.default." + schema, endsWith("/Problem"))
        .body("components.schemas.StatedMarket.required", hasItem("btcPriceUsd"));
  }

  @Test
  void readinessNamesTheRulebook() {
    when()
        .get("/health/ready")
        .then()
        .body("checks.find { it.name == 'rulebook' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'rulebook' }.data.hash", matchesPattern("[0-9a-f]{64}"));
  }
}
