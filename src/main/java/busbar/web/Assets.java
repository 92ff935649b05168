package busbar.web;

import busbar.advice.CanonicalJson;
import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The style sheet and scripts, named so that browsers may keep them for good. */
final class Assets {
  private Assets() {}

  /** Eight digits that change whenever the style sheet or a script does. */
  @TemplateGlobal
  static final String ASSETS =
      CanonicalJson.sha256(
              Stream.of("busbar.css", "busbar.js", "replays.js", "replay-chart.js")
                  .map(name -> read("/META-INF/resources/assets/" + name))
                  .collect(Collectors.joining()))
          .substring(0, 8);

  /** Where the charts' script is served: with lines, areas and zoom, without maps and the like. */
  @TemplateGlobal
  static final String ECHARTS = "/webjars/echarts/" + echarts() + "/dist/echarts.common.min.js";

  private static String echarts() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(read("/META-INF/maven/org.webjars.npm/echarts/pom.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String read(String path) {
    try (InputStream stream = Assets.class.getResourceAsStream(path)) {
      return new String(
          Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
