package busbar.testing;

import busbar.DataFolder;
import busbar.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** One PostgreSQL server, on a folder of its own, for all tests that start Quarkus. */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

  /** Shared by every test that starts a server: PostgreSQL's programs are unpacked once a build. */
  public static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

  private DataFolder folder;
  private EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      folder = DataFolder.hold(Files.createTempDirectory(Path.of("target"), "test-database-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = EmbeddedDatabase.start(folder, PROGRAMS);
    return Map.of(
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.username", EmbeddedDatabase.USER,
        "quarkus.datasource.password", database.password());
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
      folder.close();
      FileUtils.deleteQuietly(folder.path().toFile());
    }
  }
}
