package busbar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import busbar.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged Busbar as a person would, and stops it in every way there is. */
@Timeout(240)
class StartUpIT {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration READY = Duration.ofSeconds(90);

  @TempDir Path parent;
  private Path folder;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void nameAFolder() {
    folder = parent.resolve("data");
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    for (Process process : started) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void aStopSignalStopsBusbarThenItsDatabase() throws Exception {
    Process busbar = start(Map.of());
    awaitReady(busbar);

    busbar.destroy();

    assertThat(busbar.waitFor()).isEqualTo(143);
    assertThat(said(busbar)).contains("busbar stopped").doesNotContain("ERROR", "Exception");
    assertThat(cluster().resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aKilledBusbarDoesNotBlockTheNextAndTheSecondIsToldOfTheFirst() throws Exception {
    Process killed = start(Map.of());
    awaitReady(killed);
    killed.destroyForcibly().waitFor();
    assertThat(PostmasterFile.of(cluster()).isServing()).isTrue();

    Process next = start(Map.of());
    awaitReady(next);
    Process second = start(Map.of());

    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(said(second))
        .contains("Another Busbar (process " + next.pid() + ") holds the data folder")
        .doesNotContain("\tat ");
    assertThat(next.isAlive()).isTrue();
  }

  @Test
  void aTakenPortIsNamedWithTheSettingThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      Process busbar = start(Map.of("QUARKUS_HTTP_PORT", port));

      assertThat(busbar.waitFor()).isEqualTo(1);
      assertThat(said(busbar))
          .contains("Port " + port + " of 127.0.0.1")
          .contains("QUARKUS_HTTP_PORT")
          .doesNotContain("\tat ");
      assertThat(cluster()).doesNotExist();
    }
  }

  @Test
  void withAConfiguredServerNothingEmbeddedStarts() throws Exception {
    try (DataFolder held = DataFolder.hold(parent.resolve("elsewhere"));
        EmbeddedDatabase server = EmbeddedDatabase.start(held, TestDatabase.PROGRAMS)) {
      Process busbar =
          start(
              Map.of(
                  "QUARKUS_DATASOURCE_JDBC_URL", server.jdbcUrl(),
                  "QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER,
                  "QUARKUS_DATASOURCE_PASSWORD", server.password()));
      awaitReady(busbar);

      assertThat(folder).doesNotExist();
      busbar.destroy();
      busbar.waitFor();
    }
  }

  @Test
  void aReplayOfAKilledBusbarGoesOnWhereItStood() throws Exception {
    Process killed = start(Map.of());
    awaitReady(killed);
    HttpResponse<String> asked = send(killed, "POST", "/api/v1/replays", aYearOfQuarters());
    assertThat(asked.statusCode()).describedAs(asked.body()).isEqualTo(202);
    String path = "/api/v1/replays/" + JsonPath.from(asked.body()).getString("id");
    await().atMost(READY).until(() -> daysDone(killed, path) > 5);
    killed.destroyForcibly().waitFor();

    Process next = start(Map.of());
    awaitReady(next);
    int stood = daysDone(next, path);
    assertThat(stood).isBetween(1, 366);
    await().atMost(READY).until(() -> daysDone(next, path) > stood);
    send(next, "POST", path + "/cancel", "");
    next.destroy();
    next.waitFor();
    assertThat(said(next)).doesNotContain("ERROR");
  }

  private int daysDone(Process busbar, String path) throws Exception {
    return JsonPath.from(send(busbar, "GET", path, "").body()).getInt("daysDone");
  }

  private HttpResponse<String> send(Process busbar, String method, String path, String body)
      throws Exception {
    Matcher address = Pattern.compile("Listening on: (http://\\S+)").matcher(said(busbar));
    assertThat(address.find()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.group(1) + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A replay that takes a minute or so: a year of 15-minute prices at long minimum times. */
  private static String aYearOfQuarters() {
    StringBuilder csv = new StringBuilder("interval_beginning,usd_per_mwh");
    for (int quarter = 0; quarter < 96 * 366; quarter++) {
      Instant at = Instant.parse("2023-06-01T05:00:00Z").plusSeconds(900L * quarter);
      csv.append("\\n").append(at).append(',').append(30 + quarter * 37 % 101);
    }
    return "{\"siteId\":\"pecos-texas\",\"from\":\"2023-06-01\",\"until\":\"2024-06-01\","
        + "\"switching\":{\"minOnMinutes\":480,\"minOffMinutes\":240},"
        + "\"prices\":{\"csv\":\""
        + csv
        + "\"}}";
  }

  private Process start(Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"), "-jar", JAR.toString());
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    builder.environment().put("BUSBAR_DATA_FOLDER", folder.toString());
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(outputOf(started.size()).toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private void awaitReady(Process busbar) {
    await()
        .atMost(READY)
        .failFast("it ended", () -> !busbar.isAlive())
        .until(() -> said(busbar).contains("Listening on: http://127.0.0.1:"));
  }

  private String said(Process busbar) throws IOException {
    return Files.readString(outputOf(started.indexOf(busbar)), UTF_8);
  }

  private Path outputOf(int index) {
    return parent.resolve("output-" + index + ".txt");
  }

  private Path cluster() {
    return folder.resolve("postgres");
  }
}
