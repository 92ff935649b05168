package busbar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: which server serves a cluster, or served it until something
 * killed it.
 *
 * <p>A killed server leaves the file behind, and its process id may since belong to any other
 * process; a server killed with its Busbar's files in use may just as well live on.
 */
final class PostmasterFile {

  private static final int PID = 0;
  private static final int DATA_DIRECTORY = 1;
  private static final int START_SECOND = 2;
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private final Path cluster;
  private final Path file;

  private PostmasterFile(Path cluster) {
    this.cluster = cluster;
    this.file = cluster.resolve("postmaster.pid");
  }

  static PostmasterFile of(Path cluster) {
    return new PostmasterFile(cluster);
  }

  /** Whether the server that wrote the file is alive and serves this cluster. */
  boolean isServing() throws IOException {
    List<String> lines = lines();
    if (lines.size() <= START_SECOND || !namesThisCluster(lines.get(DATA_DIRECTORY))) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(number(lines.get(PID)));
    return process.isPresent() && process.get().isAlive() && wrote(lines, process.get().info());
  }

  /**
   * Removes the file if its server is gone.
   *
   * <p>PostgreSQL does so itself, unless another process of this user has taken the process id.
   */
  void removeIfStale() throws IOException {
    if (!isServing()) {
      Files.deleteIfExists(file);
    }
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Not so after the folder was copied, file and all, from under a running server. */
  private boolean namesThisCluster(String directory) throws IOException {
    Path named = Path.of(directory);
    return !Files.exists(named) || Files.isSameFile(named, cluster);
  }

  private static boolean wrote(List<String> lines, ProcessHandle.Info process) {
    String program =
        process
            .command()
            .map(command -> Path.of(command).getFileName())
            .map(Path::toString)
            .orElse("");
    if (!program.equals("postgres") && !program.equals("postgres.exe")) {
      return false;
    }
    Optional<String[]> arguments = process.arguments();
    if (arguments.isPresent()) {
      return Arrays.asList(arguments.get()).contains(lines.get(DATA_DIRECTORY));
    }
    Instant started = Instant.ofEpochSecond(number(lines.get(START_SECOND)));
    return process
        .startInstant()
        .map(instant -> Duration.between(instant, started).abs().compareTo(CLOCKS_APART) < 0)
        .orElse(false);
  }

  /** Zero, which is no process of this user, where the file was not written whole. */
  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
