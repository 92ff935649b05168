package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;

/** A Busbar that runs takes changes of its site files by itself. */
@QuarkusTest
@TestProfile(SiteWatchTest.AFolderOfItsOwn.class)
class SiteWatchTest {
  /** The folder is made before Busbar starts and goes when it stops. */
  public static final class AFolderOfItsOwn implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(CopiedSites.class));
    }
  }

  /** A copy of the sample sites. */
  public static final class CopiedSites implements QuarkusTestResourceLifecycleManager {
    private Path folder = Path.of("");

    @Override
    public Map<String, String> start() {
      try {
        folder = Files.createTempDirectory("sites");
        PathUtils.copyDirectory(Path.of("sites"), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.of("busbar.sites-folder", folder.toString());
    }

    @Override
    public void stop() {
      try {
        PathUtils.deleteDirectory(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Inject SiteFolder sites;

  @Test
  void aGoodChangeIsTakenWithinSecondsAndABadOneRefused() throws IOException {
    Path file = sites.folder().resolve("pecos-texas.yaml");
    String text = Files.readString(file);

    Files.writeString(file, text.replace("mw: 84", "mw: 85"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> sites.findSite("pecos-texas").orElseThrow().grid().mw() == 85);

    Files.writeString(file, text.replace("mw: 84", "mw: much"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !sites.findStatus("pecos-texas").orElseThrow().upToDate());
    assertThat(sites.findSite("pecos-texas").orElseThrow().grid().mw()).isEqualTo(85);
  }
}
