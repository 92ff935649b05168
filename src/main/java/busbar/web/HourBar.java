package busbar.web;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.PlannedHour;
import busbar.assessment.Action;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block's plan for the day, a cell an hour; 23 or 25 on the days of a clock change.
 *
 * @param spoken the same in words
 */
record HourBar(List<Cell> cells, String spoken) {

  /**
   * How one hour is drawn.
   *
   * @param kind on, low (a profile below the default) or off
   * @param profile empty when off
   * @param binds the rule that decided the hour; empty where the price did
   */
  record Cell(
      String kind,
      double from,
      double width,
      String hour,
      String profile,
      String price,
      String margin,
      String binds) {}

  static HourBar of(BlockAdvice block, SiteClock clock) {
    List<Cell> cells = new ArrayList<>();
    int count = block.plan().size();
    double fullKw = block.mw() * 1000;
    Map<String, Integer> profiles = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      PlannedHour hour = block.plan().get(i);
      String profile = hour.profile();
      if (profile != null) {
        profiles.merge(profile, 1, Integer::sum);
      }
      cells.add(
          new Cell(
              kind(profile, hour.kw(), fullKw),
              (double) i / count,
              1.0 / count,
              clock.hour(hour.start()),
              profile == null ? "" : profile,
              Notation.format("usdPerMwh", hour.usdPerMwh()),
              hour.marginUsd() == null
                  ? Notation.UNKNOWN
                  : Notation.usdDifference(hour.marginUsd()),
              hour.binds() == null ? "" : hour.binds()));
    }
    return new HourBar(cells, spoken(block, clock, profiles));
  }

  private static String kind(@Nullable String profile, double kw, double fullKw) {
    if (profile == null) {
      return "off";
    }
    return kw < fullKw * 0.995 ? "low" : "on";
  }

  private static String spoken(BlockAdvice block, SiteClock clock, Map<String, Integer> profiles) {
    List<String> parts = new ArrayList<>();
    profiles.forEach(
        (profile, hours) -> parts.add("runs " + Wording.hours(hours) + " at " + profile));
    String off = clock.offSpans(block.plan());
    if (!off.isEmpty()) {
      parts.add("off " + off);
    }
    String plan = String.join(", ", parts);
    boolean standing = block.action() == Action.RETIRE || block.action() == Action.CONVERT;
    return standing ? "until carried out: " + plan : plan;
  }
}
