package busbar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import busbar.testing.DatabaseHolder;
import busbar.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedDatabaseTest {

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void nameAFolderWithSpaces() {
    folder = parent.resolve("the site's data");
  }

  @Test
  void whatWasAcknowledgedSurvivesTheKillOfItsProcess() throws Exception {
    Process holder = hold();
    BufferedReader said = holder.inputReader(UTF_8);
    String url = said.readLine();
    try (Connection connection = connect(url, said.readLine());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (megawatts int)");
      statement.execute("insert into kept values (84)");
    }

    holder.destroyForcibly().waitFor();
    assertThat(PostmasterFile.of(cluster()).isServing()).as("the server lives on").isTrue();

    try (DataFolder held = DataFolder.hold(folder);
        EmbeddedDatabase database = start(held)) {
      assertThat(ask(database, "select megawatts from kept")).isEqualTo("84");
      assertThat(database.jdbcUrl()).as("another server").isNotEqualTo(url);
    }
    assertThat(cluster().resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void whatWasAcknowledgedSurvivesTheKillOfProcessAndServer() throws Exception {
    Process holder = hold();
    BufferedReader said = holder.inputReader(UTF_8);
    try (Connection connection = connect(said.readLine(), said.readLine());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (megawatts int)");
      statement.execute("insert into kept values (21)");
    }
    long server = serverPid();

    holder.destroyForcibly().waitFor();
    ProcessHandle.of(server).orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());

    try (DataFolder held = DataFolder.hold(folder);
        EmbeddedDatabase database = start(held)) {
      assertThat(ask(database, "select megawatts from kept")).isEqualTo("21");
    }
  }

  @Test
  void aProcessThatHasTakenTheServersIdDoesNotBlockTheStart() throws Exception {
    makeACluster();
    Files.write(
        cluster().resolve("postmaster.pid"),
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            cluster().toString(),
            Long.toString(System.currentTimeMillis() / 1000),
            "5432",
            "",
            "127.0.0.1",
            "0 0",
            "ready"));

    try (DataFolder held = DataFolder.hold(folder);
        EmbeddedDatabase database = start(held)) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void aFolderCopiedFromUnderARunningServerIsNotThatServers() throws Exception {
    Path copy = Files.createDirectories(parent.resolve("copy"));
    try (DataFolder held = DataFolder.hold(folder);
        EmbeddedDatabase database = start(held)) {
      Files.copy(cluster().resolve("postmaster.pid"), copy.resolve("postmaster.pid"));

      assertThat(PostmasterFile.of(cluster()).isServing()).isTrue();
      assertThat(PostmasterFile.of(copy).isServing()).isFalse();
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void theSecondOnOneFolderIsToldWhichProcessHoldsIt() throws Exception {
    Process holder = hold();
    holder.inputReader(UTF_8).readLine();

    assertThatThrownBy(() -> DataFolder.hold(folder))
        .isInstanceOf(StartUpException.class)
        .hasMessageContaining("process " + holder.pid())
        .hasMessageContaining(folder.toRealPath().toString())
        .hasMessageContaining("BUSBAR_DATA_FOLDER");

    holder.getOutputStream().close();
    assertThat(holder.waitFor()).isZero();
    DataFolder.hold(folder).close();
  }

  @Test
  void aHalfMadeClusterIsMadeAgain() throws Exception {
    Path halfMade = Files.createDirectories(folder.resolve("postgres.making-1"));
    Files.writeString(halfMade.resolve("PG_VERSION"), "17\n");
    Files.createDirectories(cluster());

    try (DataFolder held = DataFolder.hold(folder);
        EmbeddedDatabase database = start(held)) {
      assertThat(ask(database, "select current_user")).isEqualTo("busbar");
      assertThat(halfMade).doesNotExist();
      assertThat(Files.readString(cluster().resolve("PG_VERSION")).strip())
          .isEqualTo(PostgresBinaries.MAJOR_VERSION);
    }
  }

  @Test
  void aClusterOfAnotherMajorVersionIsRefusedAndLeftAlone() throws Exception {
    Files.createDirectories(cluster());
    Files.writeString(cluster().resolve("PG_VERSION"), "16\n");

    assertRefused("made by PostgreSQL 16; this Busbar brings PostgreSQL 17");
    assertThat(cluster().resolve("PG_VERSION")).hasContent("16");
  }

  @Test
  void foreignFilesAreRefusedAndLeftAlone() throws Exception {
    Files.createDirectories(cluster());
    Files.writeString(cluster().resolve("holiday.txt"), "sea");

    assertRefused("holds files but no PostgreSQL cluster. Nothing was changed.");
    assertThat(cluster().resolve("holiday.txt")).hasContent("sea");
  }

  @Test
  void aClusterWithPartsMissingIsRefusedAndLeftAlone() throws Exception {
    Files.createDirectories(cluster().resolve("base"));
    Files.writeString(cluster().resolve("PG_VERSION"), "17\n");

    assertRefused("with parts missing. Nothing was changed.");
    assertThat(cluster().resolve("base")).exists();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.hold(file.resolve("data")))
        .isInstanceOf(StartUpException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("BUSBAR_DATA_FOLDER");
  }

  @Test
  void aCommitIsOnTheDiskBeforeItIsConfirmedAndOnlyThisMachineMayAsk() throws Exception {
    try (DataFolder held = DataFolder.hold(folder);
        EmbeddedDatabase database = start(held)) {
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(database, "select usesuper from pg_user where usename = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(() -> connect(database.jdbcUrl(), "guessed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      if (!PostgresBinaries.isWindows()) {
        assertThat(Files.getPosixFilePermissions(cluster().resolve("busbar-password")))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private void assertRefused(String reason) {
    try (DataFolder held = DataFolder.hold(folder)) {
      assertThatThrownBy(() -> start(held).close())
          .isInstanceOf(StartUpException.class)
          .hasMessageContaining(reason);
    }
  }

  private void makeACluster() {
    try (DataFolder held = DataFolder.hold(folder)) {
      start(held).close();
    }
  }

  private Path cluster() {
    return folder.resolve("postgres");
  }

  private long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(cluster().resolve("postmaster.pid")).get(0));
  }

  private Process hold() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-classpath",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            DatabaseHolder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static EmbeddedDatabase start(DataFolder held) {
    return EmbeddedDatabase.start(held, TestDatabase.PROGRAMS);
  }

  private static Connection connect(String url, String password) throws SQLException {
    return DriverManager.getConnection(url, EmbeddedDatabase.USER, password);
  }

  private static String ask(EmbeddedDatabase database, String query) throws SQLException {
    try (Connection connection = connect(database.jdbcUrl(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
