package busbar.web;

import java.util.Map;

/** What decided in a replay, in words. */
final class ReplayReasons {
  private static final Map<String, String> WORDS =
      Map.of(
          "price",
          "The price of power in that time, against what a MWh earns.",
          "later prices",
          "The prices likely to follow: with what a switch costs and how long it binds, this earns"
              + " more than going by the price of the moment.",
          "minimum on time",
          "Started too recently to be stopped again.",
          "minimum off time",
          "Stopped too recently to be started again.",
          "starts a day",
          "The day’s starts were used up.",
          "grid connection",
          "The grid connection carries no more.");

  private ReplayReasons() {}

  static boolean isRule(String decidedBy) {
    return !WORDS.containsKey(decidedBy);
  }

  /**
   * @param rules titles of the rules by id
   */
  static String words(String decidedBy, Map<String, String> rules) {
    return WORDS.getOrDefault(
        decidedBy, rules.getOrDefault(decidedBy, "A rule of the rulebook of that replay") + ".");
  }
}
