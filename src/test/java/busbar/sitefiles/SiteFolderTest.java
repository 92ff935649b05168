package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.access.FieldError;
import busbar.access.Problem;
import busbar.site.Site;
import busbar.tariff.HourlySeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How site files are taken as they come, change and go. Two scans stand for two seconds. */
class SiteFolderTest {
  @TempDir Path path;

  private final AtomicInteger changes = new AtomicInteger();
  private SiteFolder folder;
  private long writes;

  @BeforeEach
  void read() throws IOException {
    write("a.yaml", site("alpha", 10));
    write("b.yml", site("beta", 10));
    write(".hidden.yaml", "not: a site");
    write("notes.txt", "not a site");
    folder = new SiteFolder(path, new SiteFileReader(SampleRigs.catalogue(), (key, value) -> {}));
    folder.onChange(changes::incrementAndGet);
    folder.scan();
  }

  @Test
  void theFirstScanReadsEveryFile() {
    assertThat(folder.listSites()).extracting(Site::id).containsExactly("alpha", "beta");
    assertThat(inForce("beta").grid().mw()).isEqualTo(10);
    assertThat(changes).hasValue(1);
  }

  private Site inForce(String id) {
    return folder.findSite(id).orElseThrow();
  }

  @Test
  void anUnknownSiteIsRefusedWithSomeOfThoseThatThereAre() throws IOException {
    Problem problem = folder.unknownSite("siteId", "gamma").problem();
    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.detail()).isEqualTo("No site in force has the id 'gamma'");
    assertThat(problem.errors())
        .containsExactly(
            new FieldError(
                "siteId",
                null,
                "is 'gamma', which no site in force has as its id",
                "write one of alpha, beta"));
    for (String id : new String[] {"epsilon", "eta", "iota", "kappa"}) {
      write(id + ".yaml", site(id, 10));
    }
    scanTwice();
    assertThat(folder.unknownSite("siteId", "gamma").problem().errors().get(0).remedy())
        .isEqualTo("write one of the 6 ids, such as alpha, beta, epsilon, eta, iota");
  }

  @Test
  void nothingChangesWhileTheFilesDoNot() {
    scanTwice();

    assertThat(changes).hasValue(1);
  }

  @Test
  void aGoodChangeIsTaken() throws IOException {
    write("a.yaml", site("alpha", 20));
    scanTwice();

    assertThat(inForce("alpha").grid().mw()).isEqualTo(20);
    assertThat(changes).hasValue(2);
  }

  @Test
  void aBadChangeIsRefusedAndTheLastGoodVersionStays() throws IOException {
    write("a.yaml", site("alpha", -20));
    scanTwice();

    assertThat(inForce("alpha").grid().mw()).isEqualTo(10);
    SiteStatus status = folder.findStatus("alpha").orElseThrow();
    assertThat(status.upToDate()).isFalse();
    assertThat(status.problems()).singleElement().satisfies(this::namesTheGrid);
    assertThat(changes).hasValue(2);

    write("a.yaml", site("alpha", 30));
    scanTwice();

    assertThat(inForce("alpha").grid().mw()).isEqualTo(30);
    assertThat(folder.findStatus("alpha").orElseThrow().upToDate()).isTrue();
  }

  private void namesTheGrid(SiteProblem problem) {
    assertThat(problem.file()).isEqualTo("a.yaml");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("grid.mw");
  }

  @Test
  void aFileThatIsBadFromTheStartIsListedWithoutASite() throws IOException {
    write("c.yaml", "id: gamma\n");
    scanTwice();

    assertThat(folder.listSites()).hasSize(2);
    assertThat(folder.listStatuses()).hasSize(3);
    assertThat(folder.listStatuses().get(2).id()).isNull();
    assertThat(folder.listStatuses().get(2).problems()).isNotEmpty();
  }

  @Test
  void aFileThatIsStillBeingWrittenIsLeftAlone() throws IOException {
    String whole = site("alpha", 20);
    for (int length = 10; length < whole.length(); length += 50) {
      write("a.yaml", whole.substring(0, length));
      folder.scan();
    }
    assertThat(folder.findStatus("alpha").orElseThrow().problems()).isEmpty();
    assertThat(inForce("alpha").grid().mw()).isEqualTo(10);

    write("a.yaml", whole);
    scanTwice();

    assertThat(inForce("alpha").grid().mw()).isEqualTo(20);
    assertThat(changes).hasValue(2);
  }

  @Test
  void aDeletedFileRemovesItsSiteButAFileThatIsReplacedDoesNot() throws IOException {
    Files.delete(path.resolve("a.yaml"));
    folder.scan();
    assertThat(folder.findSite("alpha")).isPresent();

    write("a.yaml", site("alpha", 20));
    scanTwice();
    assertThat(inForce("alpha").grid().mw()).isEqualTo(20);

    Files.delete(path.resolve("a.yaml"));
    scanTwice();
    assertThat(folder.findSite("alpha")).isEmpty();
    assertThat(folder.listStatuses()).hasSize(1);
  }

  @Test
  void anIdBelongsToTheSiteThatHasItInForce() throws IOException {
    write("a0.yaml", site("beta", 20));
    scanTwice();

    assertThat(inForce("beta").grid().mw()).isEqualTo(10);
    SiteProblem problem = folder.listStatuses().get(1).problems().get(0);
    assertThat(problem.file()).isEqualTo("a0.yaml");
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.field()).isEqualTo("id");
    assertThat(problem.message()).contains("which b.yml uses already");

    Files.delete(path.resolve("b.yml"));
    scanTwice();
    folder.scan();

    assertThat(inForce("beta").grid().mw()).isEqualTo(20);
  }

  @Test
  void aRenamedFileKeepsItsSite() throws IOException {
    Files.move(path.resolve("b.yml"), path.resolve("renamed.yaml"));
    scanTwice();
    folder.scan();

    assertThat(folder.findStatus("beta").orElseThrow().file()).isEqualTo("renamed.yaml");
  }

  @Test
  void atTheStartTheFirstFileByNameHasTheId() throws IOException {
    write("0.yaml", site("alpha", 30));
    SiteFolder other =
        new SiteFolder(path, new SiteFileReader(SampleRigs.catalogue(), (key, value) -> {}));
    other.scan();

    assertThat(other.findSite("alpha").orElseThrow().grid().mw()).isEqualTo(30);
    assertThat(other.listStatuses().get(1).problems().get(0).field()).isEqualTo("id");
  }

  @Test
  void aChangeOfAPriceFileIsTaken() throws IOException {
    write("prices.csv", "hour_beginning,usd_per_mwh\n2026-02-12T00:00,5\n");
    write(
        "a.yaml",
        site("alpha", 10)
            .replace(
                "  kind: fixed\n  usdPerMwh: 50\n",
                "  kind: hourly-series\n  file: prices.csv\n  repeats: never\n"
                    + "  adderUsdPerMwh: 1\n"));
    scanTwice();
    folder.scan();
    assertThat(priceOfAlpha()).isEqualTo(5);

    write("prices.csv", "hour_beginning,usd_per_mwh\n2026-02-12T00:00,6\n");
    scanTwice();
    assertThat(priceOfAlpha()).isEqualTo(6);

    write("prices.csv", "hour_beginning,usd_per_mwh\n2026-02-12T00:00,dear\n");
    scanTwice();
    assertThat(priceOfAlpha()).isEqualTo(6);
    assertThat(folder.findStatus("alpha").orElseThrow().problems().get(0).file())
        .isEqualTo("prices.csv");

    Files.delete(path.resolve("prices.csv"));
    scanTwice();
    assertThat(priceOfAlpha()).isEqualTo(6);
  }

  private double priceOfAlpha() {
    return ((HourlySeries) inForce("alpha").tariff()).hours().get(0).usdPerMwh();
  }

  @Test
  void aFolderThatIsAwayChangesNothing() throws IOException {
    Path away = path.resolveSibling(path.getFileName() + "-away");
    Files.move(path, away);
    scanTwice();

    assertThat(folder.listSites()).hasSize(2);
    assertThat(folder.findFolderProblem()).isPresent();

    Files.move(away, path);
    scanTwice();
    assertThat(folder.findFolderProblem()).isEmpty();
  }

  @Test
  void aTextIsCheckedWithoutBeingKept() {
    assertThat(folder.check(site("alpha", 40)).isValid()).isTrue();
    assertThat(folder.check(site("alpha", -1)).problems()).hasSize(1);
    assertThat(inForce("alpha").grid().mw()).isEqualTo(10);
  }

  @Test
  void aListenerThatFailsKeepsNoneFromTheOthers() throws IOException {
    AtomicInteger told = new AtomicInteger();
    folder.onChange(
        () -> {
          throw new IllegalStateException("a listener's own fault");
        });
    folder.onChange(told::incrementAndGet);
    write("a.yaml", site("alpha", 20));
    scanTwice();

    assertThat(told).hasValue(1);
  }

  @Test
  void filesAreReadAgainWhenWhatTheyAreCheckedAgainstHasChanged() throws IOException {
    AtomicInteger least = new AtomicInteger();
    SiteFolder checked =
        new SiteFolder(
            path,
            new SiteFileReader(
                SampleRigs.catalogue(),
                (key, value) -> {
                  if (value < least.get()) {
                    throw new IllegalArgumentException("too low");
                  }
                }));
    write("a.yaml", site("alpha", 20) + "parameters:\n  limit: 5\n");
    checked.scan();
    assertThat(checked.findStatus("alpha").orElseThrow().upToDate()).isTrue();

    least.set(10);
    checked.readAgain();
    checked.scan();

    assertThat(checked.findStatus("alpha").orElseThrow().upToDate()).isFalse();
    assertThat(checked.findSite("alpha")).isPresent();
  }

  private void scanTwice() {
    folder.scan();
    folder.scan();
  }

  /** Each write has a time of its own, as writes that are seconds apart have. */
  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(path.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_770_000_000_000L + 1000 * writes++));
  }

  private static String site(String id, int mw) {
    return """
        id: %s
        name: Test
        timeZone: America/Chicago
        grid: {mw: %d, firm: true}
        operation: {facilityOverhead: 1.05, poolFeePercent: 0.5, uptimePercent: 99}
        groups: []
        tariff:
          kind: fixed
          usdPerMwh: 50
        """
        .formatted(id, mw);
  }
}
