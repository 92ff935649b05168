package busbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast by WCAG 2.2, computed from the style sheet that is served. */
class ColoursTest {
  private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): #([0-9A-F]{6})");
  private static final List<String> ACTIONS = List.of("run", "curtail", "retire", "convert");

  @Test
  void fillsStandOutFromTheSurfaceAndTextsCanBeRead() throws IOException {
    String css = styleSheet();
    int dark = css.indexOf("@media (prefers-color-scheme: dark)");
    int rest = css.indexOf("* { box-sizing");
    assertTheme("light", tokens(css.substring(0, dark)));
    assertTheme("dark", tokens(css.substring(dark, rest)));
    assertTheme("print", tokens(css.substring(css.indexOf("@media print"))));
  }

  private static void assertTheme(String theme, Map<String, Integer> tokens) {
    for (String action : ACTIONS) {
      atLeast(3, theme, tokens, action, "surface");
      atLeast(4.5, theme, tokens, "on-" + action, action);
      atLeast(4.5, theme, tokens, "text-" + action, "surface");
      atLeast(4.5, theme, tokens, "text-" + action, "page");
    }
    for (String text : List.of("ink", "ink-2", "ok", "warning", "failure")) {
      atLeast(4.5, theme, tokens, text, "surface");
      atLeast(4.5, theme, tokens, text, "page");
    }
    atLeast(4.5, theme, tokens, "warning", "tint-warning");
    atLeast(4.5, theme, tokens, "failure", "tint-failure");
    atLeast(4.5, theme, tokens, "ink", "tint-warning");
    atLeast(3, theme, tokens, "rule", "surface");
    if (tokens.containsKey("focus")) {
      atLeast(3, theme, tokens, "focus", "surface");
      atLeast(3, theme, tokens, "focus", "page");
      atLeast(4.5, theme, tokens, "text-run", "tint-run");
    }
  }

  private static void atLeast(
      double least, String theme, Map<String, Integer> tokens, String one, String other) {
    double a = luminance(tokens.get(one));
    double b = luminance(tokens.get(other));
    assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))
        .as("%s: %s on %s", theme, one, other)
        .isGreaterThanOrEqualTo(least);
  }

  private static double luminance(int rgb) {
    return 0.2126 * channel(rgb >> 16 & 0xFF)
        + 0.7152 * channel(rgb >> 8 & 0xFF)
        + 0.0722 * channel(rgb & 0xFF);
  }

  private static double channel(int value) {
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static Map<String, Integer> tokens(String css) {
    Map<String, Integer> tokens = new HashMap<>();
    Matcher matcher = TOKEN.matcher(css);
    while (matcher.find()) {
      tokens.putIfAbsent(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return tokens;
  }

  private static String styleSheet() throws IOException {
    try (InputStream css =
        ColoursTest.class.getResourceAsStream("/META-INF/resources/assets/busbar.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
