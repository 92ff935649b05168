package busbar.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithSampleRecommendations.class)
class PagesTest {
  private static final List<String> SITES =
      List.of(
          "pecos-1", "bayou-hydro", "new-site", "dark-prices", "patchwork", "campus", "hostile");

  @Test
  void everySiteStandsOnTheFirstPageWithItsMegawattsDollarsAndReasons() {
    assertThat(html("/"))
        .contains("Thu 12 Feb 2026 · 27 sites", "Pecos-1", "Page 1 of 2")
        .contains("RUN 52.0 MW", "CONVERT 10.0 MW", "CURTAIL 18.0 MW", "RETIRE 4.0 MW")
        .contains("</span>84.0 MW", "+$3.31M a year", "+$182k a year", "resale today")
        .contains("6.0 MW of it are idle", "These rigs earn in every hour of the day.")
        .contains("Sample data: the market of 2026-02-12.", "one made-up, plausible winter day");
  }

  @Test
  void sitesArePagedAndAPageBeyondTheLastIsNotFound() {
    assertThat(html("/?page=2")).contains("Extra 20", "Page 2 of 2").doesNotContain("Pecos-1");
    given().get("/?page=3").then().statusCode(404);
    given().get("/?page=0").then().statusCode(404);
    given().get("/?page=abc").then().statusCode(404);
  }

  @Test
  void todayShowsEachBlockWithWhyAndFlipOnOneRow() {
    String page = html("/s/pecos-1/today");
    String row = page.substring(page.indexOf("id=\"block-s19j-pro\""));
    row = row.substring(0, row.indexOf("</tr>"));

    assertThat(row)
        .contains("Antminer S19j Pro", "18.0", "CURTAIL", "Power averages $92.14/MWh", "+$6,220")
        .contains("$57.22/MWh", "−9.7 %", "Close call");
    assertThat(page).contains("Assessed 06:00 CST", "5 of 5 inputs fresh", ">sample</text>");
  }

  @Test
  void aDecisionListsFourActionsWithVerdictsRulesFactsAndHashes() {
    assertThat(html("/d/r-pecos-1"))
        .contains("CURTAIL 18.0 MW, 06:00–11:00, 17:00–23:00:")
        .contains("chosen", "lost by $1,310 a day", "ruled out: lien", "not evaluated: no offer")
        .contains(
            "CURTAIL-01", "block.breakevenUsdPerMwh", "$57.22/MWh", "Without <code>OBLIGATION-02")
        .contains("0.7 typical days", "4f2b6f0c9f6a51f2c8", "9a1c3e5f7b9d1f3a5c")
        .contains("/api/v1/recommendations/r-pecos-1");
  }

  @Test
  void eachClauseIsCitedWithItsDatesBudgetAndWhatKeepingItCosts() {
    for (String path : List.of("/s/pecos-1/today", "/d/r-pecos-1")) {
      assertThat(html(path))
          .as(path)
          .contains("ERS §2 <span class=\"more\">Grid operator</span>")
          .contains("Grid operator has called 5.0 MW off on 12 February 2026")
          .contains("$2,100 a day", "$800 a day", "honoured at a loss", "<code>OBLIG-08</code>")
          .contains("12 Feb 2025 to 12 Feb 2027, 90 days of notice")
          .contains("hours off: 0.2 h of 20.2 h left until 28 Feb 2026")
          .contains("Host shall maintain &lt;97%&gt; uptime.", "Hosting &lt;client&gt;")
          .contains("does not bind today");
    }
    assertThat(html("/s/new-site/today")).doesNotContain("id=\"contracts\"");
  }

  @Test
  void whatIsMissingIsADashWithItsReasonAndNeverAZero() {
    assertThat(html("/s/dark-prices/today"))
        .contains("<strong>—</strong>", "No power price of the day is known.")
        .contains("3 of 5 inputs fresh; Power price missing", "stale, 3 days old")
        .contains("Decided without: the power price of 24 of 24 hours.");
  }

  @Test
  void aSiteWithoutRigsSaysWhatToDo() {
    assertThat(html("/s/new-site/today")).contains("No rigs stand here", "Add a group");
    assertThat(html("/d/r-new-site")).contains("No rigs stood here");
  }

  @Test
  void noPageShowsTheInsideOfTheMachine() {
    for (String site : SITES) {
      for (String path : List.of("/s/" + site + "/today", "/d/r-" + site)) {
        assertThat(html(path))
            .as(path)
            .doesNotContain("NaN", "−$0<", "−0.0<", ">-0", " -0", ">null", "Optional[");
      }
    }
  }

  @Test
  void whatASiteFileSaysIsShownAsTextAndNeverRun() {
    for (String path : List.of("/", "/s/hostile/today", "/d/r-hostile")) {
      assertThat(html(path))
          .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;")
          .doesNotContain("<script>alert", "<img src=x", "<b>S21");
    }
  }

  @Test
  void unknownAddressesGetAPageThatSaysSo() {
    for (String path : List.of("/s/nowhere/today", "/d/nothing", "/nothing", "/s/pecos-1")) {
      given()
          .get(path)
          .then()
          .statusCode(404)
          .contentType(startsWith("text/html"))
          .body(containsString("Not found"));
    }
    given()
        .urlEncodingEnabled(false)
        .get("/%3Cscript%3E")
        .then()
        .statusCode(404)
        .body(containsString("&lt;script&gt;"));
  }

  @Test
  void theApiKeepsItsOwnAnswersToWhatIsNotThere() {
    given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
  }

  @Test
  void apiLeadsToItsDocumentation() {
    String place =
        given()
            .redirects()
            .follow(false)
            .get("/api")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");

    given().get(place).then().statusCode(200);
  }

  @Test
  void pagesRunNothingButTheirOwnScript() {
    Response page = given().get("/s/pecos-1/today");
    page.then()
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header("Content-Security-Policy", containsString("script-src 'self'"));

    assertThat(page.asString()).doesNotContain(" style=", "<style", "onclick=");
  }

  @Test
  void styleScriptAndIconAreServedFromBusbarItself() {
    String page = html("/help");
    for (String asset : List.of("/assets/busbar.css?v=", "/assets/busbar.js?v=", "/favicon.svg")) {
      int at = page.indexOf(asset);
      assertThat(at).as(asset).isPositive();
      given().get(page.substring(at, page.indexOf('"', at))).then().statusCode(200);
    }
    assertThat(page).doesNotContain("http://", "https://");
  }

  private static String html(String path) {
    return given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .extract()
        .asString();
  }
}
