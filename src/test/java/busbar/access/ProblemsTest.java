package busbar.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemsTest {
  @TestHTTPResource("/problem-cases/body")
  URI body;

  private static ValidatableResponse problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType(Problem.MEDIA_TYPE)
        .body("status", equalTo(status))
        .body("title", not(nullValue()))
        .body("type", not(nullValue()))
        .body("detail", not(nullValue()));
  }

  private static ValidatableResponse get(String path, int status) {
    return problem(given().get("/problem-cases" + path).then(), status);
  }

  private static ValidatableResponse post(String json, int status) {
    return problem(
        given().contentType("application/json").body(json).post("/problem-cases/body").then(),
        status);
  }

  @Test
  void aRefusalNamesFieldLineAndRemedy() {
    get("/refused", 409)
        .body("type", equalTo("urn:busbar:problem:site-file-refused"))
        .body("title", equalTo("Site file refused"))
        .body("errors[0].field", equalTo("groups[0].count"))
        .body("errors[0].line", equalTo(12))
        .body("errors[0].remedy", equalTo("write zero or more"));
  }

  @Test
  void whatIsNotJsonIsToldToItsWriterAndNotToTheProgrammer() {
    for (String bad : new String[] {"{", "{\"name\": NaN}", "{\"name\": \"x\",}"}) {
      post(bad, 400)
          .body("errors[0].remedy", containsString("mend it there"))
          .body(not(containsString("REDACTED")))
          .body(not(containsString("enable `")));
    }
  }

  @Test
  void anUnforeseenErrorGivesAnIdAndNothingOfTheInside() {
    get("/unforeseen", 500)
        .body("id", matchesPattern("[0-9a-f-]{36}"))
        .body(not(containsString("secret")));
  }

  @Test
  void aNumberThatIsNoneIsRefusedByName() {
    for (String bad : new String[] {"abc", "NaN", "Infinity", "-Infinity", "1e999", "1,5"}) {
      problem(given().queryParam("priceUsd", bad).get("/problem-cases/number").then(), 400)
          .body("errors[0].field", equalTo("priceUsd"))
          .body("errors[0].remedy", containsString("number"));
    }
    given().queryParam("priceUsd", "1.5e3").get("/problem-cases/number").then().statusCode(200);
  }

  @Test
  void aDateThatIsNoneOrBeforeBitcoinIsRefusedByName() {
    for (String bad : new String[] {"abc", "1800-01-01", "2026-02-30", "99999-01-01", "-5-01-01"}) {
      problem(given().queryParam("from", bad).get("/problem-cases/date").then(), 400)
          .body("errors[0].field", equalTo("from"))
          .body("errors[0].remedy", containsString("date"));
    }
  }

  @Test
  void aTypedParameterThatDoesNotParseIsNamedToo() {
    get("/typed-date?from=abc", 400).body("errors[0].field", equalTo("from"));
    get("/typed-number?count=abc", 400).body("errors[0].field", equalTo("count"));
  }

  @Test
  void malformedEscapesAreTheCallersFault() throws Exception {
    assertThat(
            raw(
                "GET /problem-cases/date?from=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  /** What the server answers until it closes the connection. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", body.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsNotThereIsA404InTheSameForm() {
    problem(given().get("/api/v1/nothing").then(), 404)
        .body("detail", containsString("/api/v1/nothing"));
    get("/nothing", 404);
  }

  @Test
  void aWrongMethodIsNamed() {
    problem(given().delete("/problem-cases/body").then(), 405)
        .body("detail", containsString("DELETE"));
  }

  @Test
  void aWrongMediaTypeIsSaidSo() {
    problem(given().contentType("text/plain").body("x").post("/problem-cases/body").then(), 415);
    problem(given().accept("image/png").get("/problem-cases/number").then(), 406);
  }

  @Test
  void brokenJsonIsRefusedWithLineAndColumn() {
    post("{\n \"name\": \"x\",,\n}", 400)
        .body("title", equalTo("Not JSON"))
        .body("errors[0].line", equalTo(2))
        .body("errors[0].column", equalTo(14));
    post("name: x", 400);
    post("\u0000", 400);
    post("{\"name\": NaN}", 400);
  }

  @Test
  void anEmptyBodyIsNoServerError() {
    int status =
        given()
            .contentType("application/json")
            .post("/problem-cases/body")
            .then()
            .extract()
            .statusCode();
    assertThat(status).isLessThan(500);
  }

  @Test
  void aFieldOfTheWrongKindIsNamedByItsPath() {
    post("{\"tariffs\": [{\"kind\": \"fixed\", \"usdPerMwh\": \"dear\"}]}", 400)
        .body("errors[0].field", equalTo("tariffs[0].usdPerMwh"))
        .body("errors[0].message", equalTo("is not a number"))
        .body("errors[0].remedy", equalTo("write a number"));
    post("{\"tariffs\": [{\"kind\": \"magic\"}]}", 400)
        .body("errors[0].field", equalTo("tariffs[0]"))
        .body("errors[0].message", containsString("magic"));
    post("{\"tariffs\": 5}", 400).body("errors[0].field", equalTo("tariffs"));
    post("{\"date\": \"soon\"}", 400).body("errors[0].field", equalTo("date"));
    post("[]", 400);
  }

  @Test
  void whatIsUnknownTwiceOrMissingIsNotGuessedAt() {
    post("{\"nmae\": \"x\"}", 400)
        .body("errors[0].field", equalTo("nmae"))
        .body("errors[0].remedy", containsString("name"));
    post("{\"name\": \"x\", \"name\": \"y\"}", 400);
    post("{\"name\": \"x\"} trailing", 400);
    post("{\"tariffs\": [{\"kind\": \"fixed\"}]}", 400)
        .body("errors[0].field", equalTo("tariffs[0].usdPerMwh"))
        .body("errors[0].message", equalTo("is missing"));
    post("{\"tariffs\": [{\"kind\": \"fixed\", \"usdPerMwh\": \"60\"}]}", 400)
        .body("errors[0].field", equalTo("tariffs[0].usdPerMwh"));
  }

  @Test
  void aValueThatTheDomainRefusesKeepsItsPathAndRemedy() {
    post("{\"tariffs\": [\n{\"kind\": \"fixed\", \"usdPerMwh\": 1e9}]}", 422)
        .body("title", equalTo("Out of range"))
        .body("errors[0].field", equalTo("tariffs[0].usdPerMwh"))
        .body("errors[0].line", equalTo(2))
        .body("errors[0].remedy", allOf(containsString("-10000"), containsString("100000")));
  }

  @Test
  void aBodyOfFiftyMegabytesIsRefusedCleanly() throws Exception {
    HttpRequest large =
        HttpRequest.newBuilder(body)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[50_000_000]))
            .build();
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(large, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("content-type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains("\"status\":413").contains("6291456 bytes");
    get("/refused", 409);
  }

  @Test
  void aClientThatAsksBeforeItSendsIsRefusedAtOnce() throws Exception {
    String answer =
        raw(
            "POST /problem-cases/body HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/json\r\nContent-Length: 50000000\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413").contains(Problem.MEDIA_TYPE);
  }

  @Test
  void aBodyOfUndeclaredLengthIsCutOffAtTheSameLimit() throws Exception {
    HttpRequest chunked =
        HttpRequest.newBuilder(body)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofInputStream(ProblemsTest::endless))
            .build();
    int status;
    try {
      status =
          HttpClient.newHttpClient()
              .send(chunked, HttpResponse.BodyHandlers.discarding())
              .statusCode();
    } catch (IOException cutOff) {
      // The server may close the connection while the client still writes.
      status = 413;
    }
    assertThat(status).isEqualTo(413);
    get("/refused", 409);
  }

  private static InputStream endless() {
    return new InputStream() {
      private int left = 50_000_000;

      @Override
      public int read() {
        return left-- > 0 ? ' ' : -1;
      }
    };
  }

  @Test
  void aTableIsPagedAndSorted() {
    given()
        .get("/problem-cases/table?size=2&sort=powerW&order=desc")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("items.size()", equalTo(2))
        .body("items[0].powerW", equalTo(1.2586459011949425e14f))
        .body("items[1].model", equalTo("C"))
        .body("page", equalTo(0))
        .body("size", equalTo(2))
        .body("total", equalTo(3));
    given()
        .get("/problem-cases/table?size=2&page=7")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
    get("/table?sort=colour", 400).body("errors[0].remedy", containsString("powerW"));
    get("/table?sort=powerW&order=up", 400).body("errors.field", hasItem("order"));
    for (String bad :
        new String[] {"page=-1", "size=0", "size=10001", "page=x", "page=99999999999"}) {
      get("/table?" + bad, 400)
          .body("errors[0].field", equalTo(bad.substring(0, bad.indexOf('='))));
    }
  }

  @Test
  void valuesThatAreNotKnownComeLastInBothOrders() {
    for (String order : new String[] {"asc", "desc"}) {
      given()
          .get("/problem-cases/table?sort=feesBtc&order=" + order)
          .then()
          .statusCode(200)
          .body("items[2].model", equalTo("B"));
    }
  }

  @Test
  void aTableAnswersCsvWithUnitsInItsHeaderAndFullPrecision() {
    String csv =
        given()
            .accept("text/csv")
            .get("/problem-cases/table")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString();
    assertThat(csv)
        .isEqualTo(
            "model,powerW,feesBtc\r\n"
                + "\"A, the \"\"first\"\"\",125864590119494.25,0.1\r\n"
                + "B,-3500.5,\r\n"
                + "C,17.0,0.02\r\n");
    given()
        .accept("text/csv")
        .get("/problem-cases/empty-table")
        .then()
        .statusCode(200)
        .body(equalTo("model,powerW,feesBtc\r\n"));
    given().accept("*/*").get("/problem-cases/table").then().contentType("application/json");
  }
}
