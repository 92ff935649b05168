package busbar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How root starts PostgreSQL, which refuses to run as root: in a user namespace, where the same
 * files are as readable as before but nobody is root.
 */
final class UserNamespace {

  private static final int ROOT = 0;

  private UserNamespace() {}

  static boolean isNeeded() throws IOException {
    return PostgresBinaries.isLinux()
        && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT);
  }

  static boolean isAvailable() {
    try {
      Process process =
          new ProcessBuilder("unshare", "--user", "true")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What to put before a command; nothing where it is not needed. */
  static List<String> prefix() throws IOException {
    return isNeeded() ? List.of("unshare", "--user") : List.of();
  }
}
