package busbar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL server of Busbar's own, whose files outlive it.
 *
 * <p>A cluster is made aside and put in place by one rename: what stands at {@code postgres} in the
 * data folder was completed once and is never removed. The server answers this machine alone, to a
 * password that only the owner of the folder can read, and confirms a commit when it is on the
 * disk.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  /** The database's owner, as which Busbar connects. */
  public static final String USER = "busbar";

  private static final String NAME = "busbar";
  private static final String SUPERUSER = "postgres";
  private static final String PASSWORD_FILE = "busbar-password";
  private static final String MAKING = "postgres.making-";
  private static final long LARGEST_LOG_BYTES = 10_000_000;

  /** A start recovers what a killed server had not yet written back, which can take a while. */
  private static final int START_SECONDS = 300;

  private static final int STOP_SECONDS = 60;
  private static final int START_ATTEMPTS = 5;

  private final Path cluster;
  private final Path log;
  private final PostgresBinaries binaries;
  private final String password;
  private final int port;

  private EmbeddedDatabase(
      Path cluster, Path log, PostgresBinaries binaries, String password, int port) {
    this.cluster = cluster;
    this.log = log;
    this.binaries = binaries;
    this.password = password;
    this.port = port;
  }

  /**
   * Starts the server on the folder's cluster, which is made if there is none yet.
   *
   * <p>A server that a killed Busbar left running on it is stopped first.
   *
   * @param binariesFolder where PostgreSQL's programs are kept
   * @throws StartUpException if the cluster is not one that can be started, or does not start
   */
  public static EmbeddedDatabase start(DataFolder folder, Path binariesFolder) {
    Path cluster = folder.path().resolve("postgres");
    Path log = folder.path().resolve("postgres.log");
    try {
      check(cluster);
      refuseRootWithoutNamespaces();
      PostgresBinaries binaries = PostgresBinaries.in(binariesFolder);
      if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
        Files.delete(log);
      }
      sweep(folder.path());
      if (!isCluster(cluster)) {
        make(cluster, log, binaries);
      }
      String password = Files.readString(cluster.resolve(PASSWORD_FILE)).strip();
      int port = startServer(cluster, log, binaries);
      EmbeddedDatabase database = new EmbeddedDatabase(cluster, log, binaries, password, port);
      database.prepare();
      return database;
    } catch (IOException e) {
      throw new StartUpException(
          "The database in " + cluster + " cannot be started (" + e + "). " + seeLog(log), e);
    }
  }

  /** Where the server listens, for {@link #USER} with {@link #password()}. */
  public String jdbcUrl() {
    return urlOf(NAME);
  }

  /** What {@link #USER} shows to the server. */
  public String password() {
    return password;
  }

  /** Stops the server once it has written everything back. */
  @Override
  public void close() {
    stopServer(cluster, log, binaries);
  }

  private static void check(Path cluster) throws IOException {
    if (!Files.exists(cluster) || isEmpty(cluster)) {
      return;
    }
    Path versionFile = cluster.resolve("PG_VERSION");
    if (!Files.isRegularFile(versionFile)) {
      throw new StartUpException(
          cluster
              + " holds files but no PostgreSQL cluster. Nothing was changed. Move them elsewhere,"
              + " or name another data folder with BUSBAR_DATA_FOLDER.");
    }
    String version = Files.readString(versionFile).strip();
    if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
      throw new StartUpException(
          cluster
              + " was made by PostgreSQL "
              + version
              + "; this Busbar brings PostgreSQL "
              + PostgresBinaries.MAJOR_VERSION
              + ". Nothing was changed. Start the Busbar that made it, or convert the files with"
              + " pg_upgrade, or name another data folder with BUSBAR_DATA_FOLDER.");
    }
    if (!isCluster(cluster)) {
      throw new StartUpException(
          cluster
              + " is a PostgreSQL cluster with parts missing. Nothing was changed. Bring it back"
              + " from a copy, or name another data folder with BUSBAR_DATA_FOLDER.");
    }
  }

  private static boolean isCluster(Path cluster) {
    return Files.isRegularFile(cluster.resolve("PG_VERSION"))
        && Files.isRegularFile(cluster.resolve("global").resolve("pg_control"))
        && Files.isRegularFile(cluster.resolve(PASSWORD_FILE));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  /** PostgreSQL refuses to run as root, even where root in a container is nobody in particular. */
  private static void refuseRootWithoutNamespaces() throws IOException {
    if (UserNamespace.isNeeded() && !UserNamespace.isAvailable()) {
      throw new StartUpException(
          "PostgreSQL does not run as root, and this system lets root make no user namespace"
              + " (unshare -U). Start Busbar as another user, or start a PostgreSQL server and set"
              + " QUARKUS_DATASOURCE_JDBC_URL.");
    }
  }

  /** Removes the unfinished clusters of processes that were killed while they made one. */
  private static void sweep(Path folder) throws IOException {
    List<Path> unfinished;
    try (Stream<Path> children = Files.list(folder)) {
      unfinished =
          children.filter(child -> child.getFileName().toString().startsWith(MAKING)).toList();
    }
    for (Path child : unfinished) {
      FileUtils.deleteQuietly(child.toFile()); // an initdb still dying may be in the way: next time
    }
  }

  private static void make(Path cluster, Path log, PostgresBinaries binaries) throws IOException {
    Path folder = cluster.resolveSibling("");
    Path aside = Files.createTempDirectory(folder, MAKING);
    Path passwordFile = Files.createTempFile(folder, MAKING, ".password");
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Files.writeString(passwordFile, HexFormat.of().formatHex(secret));
    int status =
        run(
            log,
            binaries.program("initdb"),
            "--pgdata=" + aside,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--data-checksums",
            "--no-instructions");
    if (status != 0) {
      throw new StartUpException(
          "No database could be made in " + folder + ": is the disk full? " + seeLog(log));
    }
    Files.move(passwordFile, aside.resolve(PASSWORD_FILE));
    synchronize(aside.resolve(PASSWORD_FILE));
    synchronize(aside);
    Files.move(aside, cluster, StandardCopyOption.ATOMIC_MOVE);
    synchronize(folder);
  }

  private static void synchronize(Path path) throws IOException {
    if (PostgresBinaries.isWindows()) {
      return; // folders cannot be opened there
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Returns the port. It is chosen free, but another process may take it in between: try again. */
  private static int startServer(Path cluster, Path log, PostgresBinaries binaries)
      throws IOException {
    for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      PostmasterFile postmasterFile = PostmasterFile.of(cluster);
      if (postmasterFile.isServing()) {
        stopServer(cluster, log, binaries);
      }
      postmasterFile.removeIfStale();
      int port = freePort();
      int status =
          run(
              log,
              binaries.program("pg_ctl"),
              "start",
              "--pgdata=" + cluster,
              "--wait",
              "--timeout=" + START_SECONDS,
              "--silent",
              "--options=" + String.join(" ", serverOptions(port)));
      if (status == 0) {
        return port;
      }
      if (postmasterFile.isServing()) {
        throw new StartUpException(
            "The database in "
                + cluster
                + " is still busy after "
                + START_SECONDS
                + " seconds. Let it finish, then start again. "
                + seeLog(log));
      }
    }
    throw new StartUpException("The database in " + cluster + " does not start. " + seeLog(log));
  }

  private static List<String> serverOptions(int port) {
    List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "timezone=UTC",
            "log_timezone=UTC")) {
      options.add("-c");
      options.add(setting);
    }
    return options;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }

  private static void stopServer(Path cluster, Path log, PostgresBinaries binaries) {
    try {
      int status =
          run(
              log,
              binaries.program("pg_ctl"),
              "stop",
              "--pgdata=" + cluster,
              "--mode=fast",
              "--wait",
              "--timeout=" + STOP_SECONDS,
              "--silent");
      if (status != 0 && PostmasterFile.of(cluster).isServing()) {
        throw new StartUpException("The database in " + cluster + " does not stop. " + seeLog(log));
      }
    } catch (IOException e) {
      throw new StartUpException(
          "The database in " + cluster + " cannot be stopped (" + e + "). " + seeLog(log), e);
    }
  }

  private static int run(Path log, Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(UserNamespace.prefix());
    command.add(program.toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException(program.getFileName() + " was interrupted", e);
    }
  }

  private static String seeLog(Path log) {
    return "The reason is at the end of " + log + ".";
  }

  /** Makes Busbar's own user and database, which need not be the server's owner's. */
  private void prepare() throws IOException {
    try (Connection connection =
            DriverManager.getConnection(urlOf(SUPERUSER), SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      if (!finds(statement, "select 1 from pg_roles where rolname = '" + USER + "'")) {
        statement.execute("create role " + USER + " login password '" + password + "'");
      }
      if (!finds(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
        statement.execute("create database " + NAME + " owner " + USER);
      }
    } catch (SQLException e) {
      close();
      throw new IOException("its server answers: " + e.getMessage(), e);
    }
  }

  private static boolean finds(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private String urlOf(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
