package busbar.rulebook;

import java.util.Set;

/** What the engine in Java reads of the rulebook. */
final class Engine {
  static final Set<String> PARAMETERS =
      Set.of(
          "hashprice-decline-percent-per-year",
          "resale-decline-percent-per-year",
          "conversion-cost-of-capital-percent");

  private Engine() {}
}
