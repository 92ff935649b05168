package busbar.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import busbar.units.Notation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplayPagesTest {
  @Test
  void theListShowsSpanTermsEarningsCaptureHoursOffAndStarts() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(300, 120, 60));
    JsonPath total = given().get("/api/v1/replays/" + id).jsonPath();

    String page = html("/replays");
    String line = page.substring(page.indexOf("/replays/" + id));
    line = line.substring(0, line.indexOf("</tr>"));

    double earned = total.getDouble("result.total.busbar.earnedUsd");
    assertThat(line)
        .contains("Pecos, Texas", "30 Jan 2026 – 12 Feb 2026", "Done")
        .contains("on ≥ 5 h, off ≥ 2 h, $60/MW a start", id.substring(0, 8))
        .contains(Notation.usd(earned))
        .contains(
            Notation.usdDifference(earned - total.getDouble("result.total.alwaysOn.earnedUsd")))
        .contains(Notation.number(total.getDouble("result.total.capture") * 100, "0.0") + " %")
        .contains(">" + total.getInt("result.total.busbar.starts") + "<");
    assertThat(page)
        .contains("<option value=\"pecos-texas\">Pecos, Texas</option>", "(needs no prices)")
        .contains("name=\"prices.csv\"", "name=\"prices.file\"", "name=\"switching.minOnMinutes\"");
  }

  @Test
  void aReplayShowsFourPoliciesByMonthAndInTotalAndWhatItsFiguresLeaveOut() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    JsonPath replay = given().get("/api/v1/replays/" + id).jsonPath();

    String page = html("/replays/" + id);

    for (String policy : List.of("busbar", "alwaysOn", "thresholdSwitch", "perfectForesight")) {
      assertThat(page)
          .as(policy)
          .contains(Notation.usd(replay.getDouble("result.total." + policy + ".earnedUsd")))
          .contains(Notation.usd(replay.getDouble("result.months[0]." + policy + ".earnedUsd")))
          .contains(Notation.number(replay.getDouble("result.total." + policy + ".mwh"), "#,##0"));
    }
    assertThat(page)
        .contains("Jan 2026", "Feb 2026", "Threshold switch", "Perfect foresight")
        .contains("1 of 336 intervals have no price; nothing is earned in them.")
        .contains("RETIRE and CONVERT are left open", "bundled sample data")
        .contains("Sample site: its rigs, contracts and resale prices are made up.")
        .contains(replay.getString("rulebookHash"), replay.getString("inputHash"));
    assertThat(replay.getInt("result.total.busbar.obligationsMet")).isPositive();
    assertThat(page)
        .contains(
            replay.getInt("result.total.busbar.obligationsMet")
                + " / "
                + replay.getInt("result.total.busbar.obligationsMissed"));
  }

  @Test
  void withoutADayThatOfTheDearestPowerIsShown() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));

    assertThat(html("/replays/" + id)).contains("Decisions of Tue 3 Feb 2026");
  }

  @Test
  void aDayListsItsDecisionsWithPricesAndReasonsAndAnUnknownPriceIsADash() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));

    String page = html("/replays/" + id + "?day=" + ReplaysAsked.STRANGE);
    String day = page.substring(page.indexOf("id=\"day\""), page.indexOf("id=\"months\""));

    // The site's adder of $9 comes on top; its collar caps the index at 2,000 and not below −25.
    assertThat(day)
        .contains("Power −$16.00 to $2,009.00/MWh", "CURTAIL", "11,000 rigs")
        .contains("<dt>price</dt>", "against what a MWh earns")
        .containsPattern(row("12:00–13:00", "—"))
        .containsPattern(row("18:00–19:00", "$2,009.00"))
        .contains("23:00–24:00", "?day=2026-02-02#day", "?day=2026-02-04#day");
    String first = html("/replays/" + id + "?day=" + ReplaysAsked.FROM);
    assertThat(first).doesNotContain("?day=2026-01-29#day").contains("?day=2026-01-31#day");
  }

  private static Pattern row(String when, String power) {
    return Pattern.compile(
        "<th scope=\"row\">" + when + "</th><td class=\"n\">" + Pattern.quote(power) + "</td>");
  }

  @Test
  void rulesThatDecidedAreNamedWithTheirTitles() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));

    String page = html("/replays/" + id + "?day=2026-02-12");

    assertThat(page)
        .containsPattern("<dt><code>OBLIG-\\d\\d</code></dt><dd>[A-Z][^<]{10,}\\.</dd>");
  }

  @Test
  void daysOutsideTheSpanAndWordsThatAreNoDaysAreRefused() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    for (String day : List.of("2026-01-29", "2026-02-13", "tomorrow")) {
      given()
          .get("/replays/" + id + "?day=" + day)
          .then()
          .statusCode(400)
          .contentType(startsWith("text/html"))
          .body(containsString("write a"));
    }
  }

  @Test
  void aSiteWithoutAnIndexIsReplayedWithoutPrices() {
    String id =
        ReplaysAsked.done(
            Map.of("siteId", "sacramento-california", "from", "2026-02-01", "until", "2026-02-03"));

    assertThat(html("/replays/" + id))
        .contains("Sacramento, California", "2 days in intervals of 60 min", "switching is free")
        .doesNotContain("have no price");
  }

  @Test
  void twoReplaysAreComparedByMonthAndDecisionTheLargestFirst() {
    String one = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    String other = ReplaysAsked.done(ReplaysAsked.pecos(60, 60, 0));
    JsonPath comparison =
        given().get("/api/v1/replays/" + one + "/comparison?with=" + other).jsonPath();
    List<Float> more = comparison.getList("differences.moreUsd", Float.class);
    assertThat(more).isNotEmpty();

    String page = html("/replays/" + one + "/compare/" + other);

    String largest =
        Notation.usdDifference(
            more.stream()
                .mapToDouble(Float::doubleValue)
                .boxed()
                .max((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .orElseThrow());
    String rows = page.substring(page.indexOf("class=\"differing\""));
    assertThat(rows.substring(0, rows.indexOf("</tbody>"))).contains(largest);
    assertThat(rows.indexOf(largest)).isLessThan(rows.indexOf("</tr>", rows.indexOf("<tbody>")));
    assertThat(page)
        .contains(Notation.usdDifference(comparison.getDouble("moreUsd")))
        .contains("Jan 2026", "Feb 2026", more.size() + " decisions differ")
        .contains("on ≥ 4 h, off ≥ 2 h", "on ≥ 1 h, off ≥ 1 h");
    given()
        .redirects()
        .follow(false)
        .get("/replays/compare?with=" + other + "&with=" + one)
        .then()
        .statusCode(303)
        .header("Location", containsString("/replays/" + one + "/compare/" + other));
  }

  @Test
  void aReplayAgainstItselfDiffersInNothing() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));

    assertThat(html("/replays/" + id + "/compare/" + id)).contains("The two decided alike");
  }

  @Test
  void replaysOfOtherSpansAreRefusedOnAPageThatSaysWhatToDo() {
    String one = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    String other =
        ReplaysAsked.done(
            Map.of("siteId", "sacramento-california", "from", "2026-02-01", "until", "2026-02-03"));

    given()
        .get("/replays/" + one + "/compare/" + other)
        .then()
        .statusCode(422)
        .contentType(startsWith("text/html"))
        .body(containsString("Not comparable"))
        .body(containsString("with the same site, span and prices"));
    given().get("/replays/compare?with=" + one).then().statusCode(400);
  }

  @Test
  void everyTableIsAlsoAFile() {
    String one = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    String other = ReplaysAsked.done(ReplaysAsked.pecos(60, 60, 0));
    for (String path :
        List.of(
            one + "/months.csv",
            one + "/intervals.csv",
            one + "/intervals.csv?from=2026-02-01&until=2026-02-02",
            one + "/decisions.csv",
            one + "/compare/" + other + "/differences.csv")) {
      String csv =
          given()
              .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
              .get("/replays/" + path)
              .then()
              .statusCode(200)
              .contentType(startsWith("text/csv"))
              .header("Content-Disposition", startsWith("attachment; filename=\"replay"))
              .extract()
              .asString();
      assertThat(csv.lines().count()).as(path).isGreaterThan(1);
    }
    assertThat(given().get("/replays/" + one + "/intervals.csv").asString().lines().count())
        .isEqualTo(1 + 14 * 24);
  }

  @Test
  void whatIsNotThereGetsAPageThatSaysSo() {
    for (String path :
        List.of("/replays/none", "/replays/none/compare/none", "/replays/none/at/all")) {
      given()
          .get(path)
          .then()
          .statusCode(404)
          .contentType(startsWith("text/html"))
          .body(containsString("Not found"));
    }
    given().get("/replays?page=0").then().statusCode(404);
    given().get("/replays?page=x").then().statusCode(404);
  }

  @Test
  void aReplayThatIsUnderWayShowsItsProgressAndOneThatIsStoppedHowFarItCame() {
    String id = ReplaysAsked.ask(ReplaysAsked.severalMonths(61));

    assertThat(html("/replays/" + id))
        .contains("<progress max=\"100\"", "of 100 days", "data-cancel=\"" + id + "\"")
        .doesNotContain("id=\"chart\"");
    given().get("/replays/" + id + "/months.csv").then().statusCode(409);
    given().post("/api/v1/replays/" + id + "/cancel").then().statusCode(200);

    assertThat(html("/replays/" + id)).contains("Cancelled after", "it goes on where it stood");
    assertThat(html("/replays")).contains(">Cancelled</span>");
  }

  @Test
  void chartsComeFromBusbarItselfAndTheirScriptIsOnTheirPageAlone() {
    String id = ReplaysAsked.done(ReplaysAsked.pecos(240, 120, 60));
    String page = html("/replays/" + id);

    for (String asset :
        List.of("/webjars/echarts/", "/assets/replay-chart.js", "/assets/replays.js")) {
      int at = page.indexOf(asset);
      assertThat(at).as(asset).isPositive();
      given().get(page.substring(at, page.indexOf('"', at))).then().statusCode(200);
    }
    assertThat(page).doesNotContain("http://", "https://", " style=", "<style", "onclick=");
    assertThat(html("/help")).doesNotContain("echarts");
    given()
        .get("/replays/" + id)
        .then()
        .header("Content-Security-Policy", containsString("connect-src 'self'"))
        .header("X-Frame-Options", equalTo("DENY"));
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
