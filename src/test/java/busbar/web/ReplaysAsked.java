package busbar.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Replays of a sample site over a made-up winter, as the pages' tests ask for them. */
final class ReplaysAsked {
  static final LocalDate FROM = LocalDate.of(2026, 1, 30);

  /** The day after the last; the site has an event and an award on 12 February. */
  static final LocalDate UNTIL = LocalDate.of(2026, 2, 13);

  /** A day with a spike, a negative price and an hour without a price. */
  static final LocalDate STRANGE = LocalDate.of(2026, 2, 3);

  private ReplaysAsked() {}

  /** Cheap hours and dear evenings, and one strange day. */
  static String prices() {
    return csv(
        FROM,
        UNTIL,
        60,
        interval -> {
          int hour = interval % 24;
          if (FROM.plusDays(interval / 24).equals(STRANGE)) {
            return switch (hour) {
              case 3 -> "-31.50";
              case 12 -> "";
              case 18 -> "4980";
              default -> "35";
            };
          }
          return hour >= 17 && hour < 21 ? "170" : "30";
        });
  }

  static String csv(LocalDate from, LocalDate until, int minutes, IntFunction<String> price) {
    StringBuilder csv = new StringBuilder("interval_beginning,real_time_usd_per_mwh\n");
    LocalDateTime at = from.atStartOfDay();
    for (int i = 0; at.isBefore(until.atStartOfDay()); i++) {
      csv.append(at).append(',').append(price.apply(i)).append('\n');
      at = at.plusMinutes(minutes);
    }
    return csv.toString();
  }

  static Map<String, Object> pecos(int minOnMinutes, int minOffMinutes, double restartUsdPerMw) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("siteId", "pecos-texas");
    body.put("from", FROM.toString());
    body.put("until", UNTIL.toString());
    body.put("prices", Map.of("csv", prices()));
    body.put(
        "switching",
        Map.of(
            "minOnMinutes", minOnMinutes,
            "minOffMinutes", minOffMinutes,
            "restartUsdPerMw", restartUsdPerMw));
    return body;
  }

  /** A hundred days of 5 minutes, which no machine replays in a moment. */
  static Map<String, Object> severalMonths(double restartUsdPerMw) {
    LocalDate from = UNTIL.minusDays(100);
    Map<String, Object> body = pecos(0, 0, restartUsdPerMw);
    body.put("from", from.toString());
    body.put(
        "prices",
        Map.of("csv", csv(from, UNTIL, 5, interval -> interval % 288 < 204 ? "30" : "170")));
    return body;
  }

  static String ask(Map<String, Object> body) {
    Response asked = given().contentType(ContentType.JSON).body(body).post("/api/v1/replays");
    assertThat(asked.statusCode()).as(asked.asString()).isIn(200, 202);
    return asked.path("id");
  }

  static String done(Map<String, Object> body) {
    String id = ask(body);
    await().atMost(Duration.ofMinutes(2)).until(() -> status(id).equals("DONE"));
    return id;
  }

  static String status(String id) {
    return given().get("/api/v1/replays/" + id).path("status");
  }
}
