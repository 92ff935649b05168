package busbar.sitefiles;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.site.Site;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sites of a folder of site files, kept as the files change.
 *
 * <p>{@link #scan} compares each file's size and time of change, and those of the price files that
 * it names, with what was last seen. A change is taken once two scans in a row have seen the same,
 * so that a file that is still being written is left alone. A changed file that is refused leaves
 * its last good version in force. A file that two scans in a row have not found is gone: its site
 * is no longer assessed, while what was kept of it earlier stays. A folder that cannot be listed,
 * such as a mount that is away, changes nothing.
 *
 * <p>A file need not be called after its site. Where two files use one id, the one whose site is in
 * force keeps it; at the start that is the first by name.
 *
 * <p>Safe to use by several threads.
 */
public final class SiteFolder {
  private static final Logger LOG = Logger.getLogger(SiteFolder.class);
  private static final int MOST_IDS_NAMED = 5;
  private static final int SCANS_UNTIL_GONE = 2;

  private final Path folder;
  private final SiteFileReader reader;
  private final ReentrantLock scanning = new ReentrantLock();
  private final SortedMap<String, Watched> files = new TreeMap<>();

  /** The file whose site in force has that id. */
  private final Map<String, Watched> holders = new HashMap<>();

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private boolean scanned;
  private boolean reread;
  private volatile List<SiteStatus> inForce = List.of();
  private volatile @Nullable SiteProblem folderProblem;

  /** A folder that has not been read yet; {@link #scan} reads it. */
  public SiteFolder(Path folder, SiteFileReader reader) {
    this.folder = folder.toAbsolutePath().normalize();
    this.reader = reader;
  }

  /** The folder, absolute. */
  public Path folder() {
    return folder;
  }

  /** Every site file in the order of their names, also those that were refused from the start. */
  public List<SiteStatus> listStatuses() {
    return inForce;
  }

  /** The sites in force, in the order of their files' names. */
  public List<Site> listSites() {
    return inForce.stream().flatMap(s -> Optional.ofNullable(s.site()).stream()).toList();
  }

  public Optional<Site> findSite(String id) {
    return findStatus(id).flatMap(status -> Optional.ofNullable(status.site()));
  }

  /** The file of which the site in force has this id. */
  public Optional<SiteStatus> findStatus(String id) {
    return inForce.stream().filter(status -> id.equals(status.id())).findFirst();
  }

  /**
   * The refusal of a request for a site that is not in force: 404, with some of those that are.
   *
   * @param field by which the request names the site
   */
  public ProblemException unknownSite(String field, String id) {
    String written = "'" + Spelling.shortened(id) + "'";
    List<String> known = listSites().stream().map(Site::id).sorted().toList();
    String first = String.join(", ", known.subList(0, Math.min(MOST_IDS_NAMED, known.size())));
    return ProblemException.notFound(
        "No site in force has the id " + written,
        new FieldError(
            field,
            null,
            "is " + written + ", which no site in force has as its id",
            known.isEmpty()
                ? "put a site file into the folder of the site files"
                : known.size() <= MOST_IDS_NAMED
                    ? "write one of " + first
                    : "write one of the " + known.size() + " ids, such as " + first));
  }

  /** Why the folder itself cannot be read; empty where it can. */
  public Optional<SiteProblem> findFolderProblem() {
    return Optional.ofNullable(folderProblem);
  }

  /**
   * Calls the listener after each change of sites, problems or warnings, on the scanning thread.
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Checks a text as if it stood in the folder, and keeps nothing of it. It may have the id of a
   * site in force, whose next version it then would be.
   *
   * @param text YAML, or JSON where it begins with a brace
   */
  public SiteReading check(String text) {
    return reader.read("the text sent", text, folder);
  }

  /** The same for a text in UTF-8. */
  public SiteReading check(byte[] utf8) {
    return reader.read("the text sent", utf8, folder);
  }

  /**
   * Market prices from a CSV of the folder.
   *
   * @param name its path from the folder
   * @param minutes length of each interval; the distance of the first two where absent
   * @param zone in which times without an offset are meant
   * @see MarketFile#read
   */
  public MarketFile readMarket(String name, @Nullable Integer minutes, ZoneId zone) {
    Problems problems = new Problems(name);
    Optional<Path> file = PriceFiles.inFolder(folder, name).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      problems.add(
          null,
          null,
          "is '" + Spelling.shortened(name) + "', which is not in the folder of the site files",
          "put the CSV there and write its path from there, such as prices/my-hub.csv");
      return new MarketFile(null, problems.list());
    }
    return TextFile.read(file.get(), SeriesFile.MAX_BYTES, problems)
        .map(text -> MarketFile.read(name, text, minutes, zone))
        .orElseGet(() -> new MarketFile(null, problems.list()));
  }

  /** Reads all files anew at the next scan: what they are checked against has changed. */
  public void readAgain() {
    scanning.lock();
    try {
      reread = true;
    } finally {
      scanning.unlock();
    }
  }

  /** Looks for changes and takes them. Never throws for what the folder holds. */
  public void scan() {
    boolean changed;
    scanning.lock();
    try {
      changed = look();
    } finally {
      scanning.unlock();
    }
    if (changed) {
      for (Runnable listener : listeners) {
        try {
          listener.run();
        } catch (RuntimeException e) {
          LOG.error("A listener failed on a change of the site files", e);
        }
      }
    }
  }

  private boolean look() {
    Optional<SortedMap<String, Path>> listed = list();
    if (listed.isEmpty()) {
      return false;
    }
    boolean changed = removeGone(listed.get().keySet());
    for (Map.Entry<String, Path> entry : listed.get().entrySet()) {
      Watched file = files.computeIfAbsent(entry.getKey(), name -> new Watched(entry.getValue()));
      changed |= file.look(!scanned || reread);
    }
    scanned = true;
    reread = false;
    if (changed) {
      inForce = files.values().stream().filter(file -> file.isRead).map(Watched::status).toList();
    }
    return changed;
  }

  private boolean removeGone(Set<String> present) {
    boolean removed =
        files
            .values()
            .removeIf(
                file -> {
                  file.scansMissed = present.contains(file.name()) ? 0 : file.scansMissed + 1;
                  return file.scansMissed >= SCANS_UNTIL_GONE;
                });
    if (removed) {
      holders.values().removeIf(file -> !files.containsKey(file.name()));
      forgetClashes();
    }
    return removed;
  }

  /** An id has become free: files that were refused for it are read again. */
  private void forgetClashes() {
    files.values().stream().filter(file -> file.clashes).forEach(file -> file.taken = Set.of());
  }

  private Optional<SortedMap<String, Path>> list() {
    SortedMap<String, Path> found = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, SiteFolder::isSiteFile)) {
      all.forEach(file -> found.put(String.valueOf(file.getFileName()), file));
      folderProblem = null;
      return Optional.of(found);
    } catch (IOException | DirectoryIteratorException e) {
      if (folderProblem == null) {
        LOG.warnf("The folder of site files %s cannot be read: %s", folder, e);
      }
      folderProblem =
          new SiteProblem(
              folder.toString(),
              null,
              null,
              "is no folder that can be read",
              "make it, or set busbar.sites-folder");
      return Optional.empty();
    }
  }

  private static boolean isSiteFile(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** One file: what was seen of it, and what is in force from it. */
  private final class Watched {
    private final Path file;
    private Set<Stamp> seen = Set.of();
    private Set<Stamp> taken = Set.of();
    private Set<Path> priceFiles = Set.of();
    private @Nullable Site site;
    private List<SiteProblem> problems = List.of();
    private List<SiteProblem> warnings = List.of();
    private boolean isRead;
    private boolean clashes;
    private int scansMissed;

    Watched(Path file) {
      this.file = file;
    }

    String name() {
      return String.valueOf(file.getFileName());
    }

    SiteStatus status() {
      return SiteStatus.of(name(), site, problems, warnings);
    }

    /**
     * Reads the file if it has changed and settled, or at once; true where that changed anything.
     */
    boolean look(boolean atOnce) {
      Set<Stamp> now = stamps();
      boolean settled = now.equals(seen);
      seen = now;
      if (!atOnce && (now.equals(taken) || !settled)) {
        return false;
      }
      SiteReading reading = reader.read(file);
      boolean sameFiles = reading.priceFiles().equals(priceFiles);
      priceFiles = reading.priceFiles();
      // Of price files named for the first time nothing was known before they were read.
      taken = sameFiles ? now : Set.of();
      SiteStatus before = status();
      boolean first = !isRead;
      isRead = true;
      take(reading);
      boolean changed = first || !status().equals(before);
      if (changed) {
        log();
      }
      return changed;
    }

    private void take(SiteReading reading) {
      Site read = reading.site();
      clashes = false;
      if (read == null) {
        problems = reading.problems();
        return;
      }
      Watched holder = holders.get(read.id());
      if (holder != null && holder != this) {
        clashes = true;
        problems =
            List.of(
                new SiteProblem(
                    name(),
                    reading.idLine(),
                    "id",
                    "is '" + read.id() + "', which " + holder.name() + " uses already",
                    "give each site an id of its own"));
        return;
      }
      boolean idLeft = site != null && !site.id().equals(read.id());
      if (site != null) {
        holders.remove(site.id());
      }
      holders.put(read.id(), this);
      site = read;
      problems = List.of();
      warnings = reading.warnings();
      if (idLeft) {
        forgetClashes();
      }
    }

    private void log() {
      if (!problems.isEmpty()) {
        String kept = site == null ? "" : "; its last good version stays in force";
        LOG.warnf("Site file %s is refused%s: %s", name(), kept, problems);
      } else {
        LOG.infof("Site file %s is in force%s", name(), warnings.isEmpty() ? "" : ": " + warnings);
      }
    }

    private Set<Stamp> stamps() {
      List<Path> all = new ArrayList<>(priceFiles);
      all.add(file);
      Set<Stamp> stamps = new HashSet<>();
      all.forEach(each -> stamps.add(Stamp.of(each)));
      return stamps;
    }
  }

  /** Size and time of change of a file, both -1 where it is not there. */
  private record Stamp(Path file, long bytes, long changedAtMillis) {
    static Stamp of(Path file) {
      try {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(file, facts.size(), facts.lastModifiedTime().toMillis());
      } catch (IOException e) {
        return new Stamp(file, -1, -1);
      }
    }
  }
}
