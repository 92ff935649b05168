package busbar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.FileUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked from the archives on the class path.
 *
 * <p>They are unpacked aside and put in place by one rename, so that whatever is in place is whole,
 * and two processes may unpack at once.
 */
final class PostgresBinaries {

  /** The major version of the archives; a cluster of another one cannot be started with them. */
  static final String MAJOR_VERSION = "17";

  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final String ASIDE = "unpacking-";
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /**
   * The programs, unpacked into a folder of that one unless they are already there.
   *
   * @throws StartUpException if none ship for this machine, or the folder cannot be written
   */
  static PostgresBinaries in(Path folder) {
    String archive = archiveForThisMachine();
    try {
      Path home = folder.resolve(digestOf(archive));
      if (!Files.isDirectory(home)) {
        Files.createDirectories(folder);
        sweep(folder);
        Path aside = Files.createTempDirectory(folder, ASIDE);
        unpack(archive, aside);
        putInPlace(aside, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new StartUpException(
          "PostgreSQL cannot be unpacked into "
              + folder
              + " ("
              + e
              + "). Make room there and see that it can be written.",
          e);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
  }

  static boolean isWindows() {
    return operatingSystem().equals("windows");
  }

  static boolean isLinux() {
    return operatingSystem().equals("linux");
  }

  private static String archiveForThisMachine() {
    String architecture =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "unknown";
        };
    String archive = "postgres-" + operatingSystem() + "-" + architecture + ".txz";
    if (PostgresBinaries.class.getResource("/" + archive) == null) {
      throw new StartUpException(
          "No PostgreSQL ships for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + ". Start a PostgreSQL "
              + MAJOR_VERSION
              + " server and set QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and"
              + " QUARKUS_DATASOURCE_PASSWORD.");
    }
    return archive;
  }

  private static String operatingSystem() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "darwin" : "linux";
  }

  private static InputStream open(String archive) throws IOException {
    InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + archive);
    if (stream == null) {
      throw new IOException(archive + " is gone from the class path");
    }
    return new BufferedInputStream(stream, 1 << 16);
  }

  private static String digestOf(String archive) throws IOException {
    try (InputStream stream = open(archive)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException(entry.getName() + " lies outside its archive");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        FileUtils.createParentDirectories(path.toFile());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.copy(target.resolve(entry.getLinkName()).normalize(), path);
        } else {
          Files.copy(tar, path);
          if (!isWindows() && (entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  private static void putInPlace(Path aside, Path home) throws IOException {
    try {
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      FileUtils.deleteDirectory(aside.toFile());
    }
  }

  /** Removes what processes left behind that were killed while they unpacked. */
  private static void sweep(Path folder) throws IOException {
    List<Path> abandoned;
    Instant limit = Instant.now().minus(ABANDONED);
    try (Stream<Path> children = Files.list(folder)) {
      abandoned =
          children
              .filter(child -> child.getFileName().toString().startsWith(ASIDE))
              .filter(child -> FileUtils.isFileOlder(child.toFile(), limit))
              .toList();
    }
    for (Path child : abandoned) {
      FileUtils.deleteDirectory(child.toFile());
    }
  }
}
