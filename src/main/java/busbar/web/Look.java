package busbar.web;

import busbar.assessment.Action;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Locale;

/**
 * How actions look: their order on a strip, their CSS class, and the glyph and pattern named after
 * it.
 */
@TemplateExtension
final class Look {
  /** From what stays as it is to what leaves. */
  static final List<Action> STRIP_ORDER =
      List.of(Action.RUN, Action.CONVERT, Action.CURTAIL, Action.RETIRE);

  private Look() {}

  static String css(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  /** A share of the picture's width, 0 to 1, as SVG wants it: "12.5%". */
  static String share(Double part) {
    return trimmed(part * 100) + "%";
  }

  /** A length in px as SVG wants it. */
  static String px(Double length) {
    return trimmed(length);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value + 0.0);
    return text.replaceAll("\\.?0+$", "");
  }
}
