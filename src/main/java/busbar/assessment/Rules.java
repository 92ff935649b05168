package busbar.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Rules that can be fired on facts. Same facts, same firings, in the same order. */
public interface Rules {

  /** Hash of everything that decides what these rules say. */
  String hash();

  /**
   * The parameters in force on a day, a site's own values in place of the rulebook's.
   *
   * @throws IllegalArgumentException where the site overrides a parameter that does not exist
   */
  Parameters parameters(LocalDate date, Map<String, Double> siteOverrides);

  /**
   * Fires on each fact by itself.
   *
   * @param traced whether reasons are wanted; without them it is much faster
   * @return firings in the order of the facts, and of the rules' ids within one
   */
  List<Firing> fire(List<? extends Fact> facts, boolean traced);
}
