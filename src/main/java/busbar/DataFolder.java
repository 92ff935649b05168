package busbar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one Busbar keeps everything, held by one process at a time.
 *
 * <p>The operating system gives the lock back when the process ends, however it ends. The lock file
 * stays, since removing it could take it from under a process that has just opened it.
 */
public final class DataFolder implements AutoCloseable {

  private static final String LOCK_FILE = "busbar.lock";

  /** Past the text, because Windows refuses others to read a locked region. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the folder, which is made where it is missing.
   *
   * @throws StartUpException if another process holds it, or it cannot be written
   */
  public static DataFolder hold(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      path = path.toRealPath();
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StartUpException(heldByAnother(path));
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new DataFolder(path, channel);
    } catch (AccessDeniedException e) {
      throw new StartUpException(
          "The data folder " + path + " cannot be written by this user. " + remedy(), e);
    } catch (IOException e) {
      throw new StartUpException(
          "The data folder " + path + " cannot be used (" + reasonOf(e) + "). " + remedy(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String heldByAnother(Path path) throws IOException {
    String pid = Files.readString(path.resolve(LOCK_FILE)).strip();
    String holder = pid.isEmpty() ? "another process" : "process " + pid;
    return "Another Busbar ("
        + holder
        + ") holds the data folder "
        + path
        + ". Stop that process first, or give this one a folder of its own with"
        + " BUSBAR_DATA_FOLDER.";
  }

  private static String remedy() {
    return "Make it writable, or name another one with BUSBAR_DATA_FOLDER.";
  }

  private static String reasonOf(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** Absolute, with symbolic links resolved. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("The lock of " + path + " cannot be given back", e);
    }
  }
}
