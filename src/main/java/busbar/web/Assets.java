package busbar.web;

import busbar.advice.CanonicalJson;
import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet and script, named by their content so that browsers may keep them for good. */
final class Assets {
  private Assets() {}

  /** Eight digits that change whenever the style sheet or the script does. */
  @TemplateGlobal
  static final String ASSETS =
      CanonicalJson.sha256(read("busbar.css") + read("busbar.js")).substring(0, 8);

  private static String read(String name) {
    String path = "/META-INF/resources/assets/" + name;
    try (InputStream stream = Assets.class.getResourceAsStream(path)) {
      return new String(
          Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
