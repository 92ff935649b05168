package busbar;

import busbar.recommendation.RulebookInForce;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts Busbar: its own database unless one is configured, then everything that serves. */
@QuarkusMain
public final class Busbar {

  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

  /** Runs until it is told to stop; ends with 1, and the reason in a sentence, if it cannot. */
  public static void main(String... arguments) {
    try {
      prepare(ConfigProvider.getConfig());
    } catch (StartUpException e) {
      System.err.println("Busbar does not start. " + e.getMessage());
      System.exit(1);
    }
    Quarkus.run(arguments);
  }

  private static void prepare(Config config) {
    boolean configured = config.getOptionalValue(JDBC_URL, String.class).isPresent();
    Path rules = config.getValue("busbar.rules-folder", Path.class);
    if (configured) {
      checkAddress(config);
      RulebookInForce.loadAhead(rules);
      return;
    }
    DataFolder folder = DataFolder.hold(config.getValue("busbar.data-folder", Path.class));
    checkAddress(config);
    RulebookInForce.loadAhead(rules);
    EmbeddedDatabase database =
        EmbeddedDatabase.start(folder, folder.path().resolve("postgres-programs"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, folder), "Stop database"));
    System.setProperty(JDBC_URL, database.jdbcUrl());
    System.setProperty("quarkus.datasource.username", EmbeddedDatabase.USER);
    System.setProperty("quarkus.datasource.password", database.password());
  }

  /** Asks before the database is started, so that a second Busbar says so at once. */
  private static void checkAddress(Config config) {
    String host = config.getValue("quarkus.http.host", String.class);
    int port = config.getValue("quarkus.http.port", Integer.class);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new StartUpException(
          "Port "
              + port
              + " of "
              + host
              + " cannot be listened on ("
              + e.getMessage()
              + "). Stop what listens there, or name another port with QUARKUS_HTTP_PORT.",
          e);
    }
  }

  /** Java runs all such hooks at once: wait until Quarkus's has let go of the database. */
  private static void stop(EmbeddedDatabase database, DataFolder folder) {
    Application application = ApplicationLifecycleManager.getCurrentApplication();
    if (application != null) {
      application.awaitShutdown();
    }
    database.close();
    folder.close();
  }
}
