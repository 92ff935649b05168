package busbar.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Files that ship inside Busbar. */
final class Bundled {
  private Bundled() {}

  /** Opens a bundled file by its absolute path. */
  static Reader open(String path) throws IOException {
    InputStream file = Bundled.class.getResourceAsStream(path);
    if (file == null) {
      throw new IOException("Busbar was built without " + path);
    }
    return new InputStreamReader(file, StandardCharsets.UTF_8);
  }
}
