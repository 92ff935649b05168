package busbar.duties;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clause in force on the day, or a charge of the tariff, in a manager's words.
 *
 * @param ref where it stands
 * @param kind as site files spell it
 * @param sentence what it says, its figures filled in
 * @param from first local day; absent where it has none, as is {@code until}, the last
 * @param noticeDays notice to end it
 * @param text the clause's own words
 * @param budgets what is left of what it allows
 * @param honourUsdPerDay margin that honouring it loses today; absent, as the next, where it has no
 *     penalty or binds no block today
 * @param breachUsdPerDay what breaching it would cost today: penalties, and payments forgone
 * @param rules ids of the rules that fired on its facts, in order
 */
public record BindingClause(
    String ref,
    String party,
    String kind,
    String sentence,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    @Nullable Integer noticeDays,
    @Nullable String text,
    List<Budget> budgets,
    @Nullable Double honourUsdPerDay,
    @Nullable Double breachUsdPerDay,
    Verdict verdict,
    List<String> rules) {

  /** How it fares today. */
  public enum Verdict {
    BINDS("binds today"),
    HONOURED_AT_A_LOSS("honoured at a loss"),
    BREACHED("breached"),
    NOT_TODAY("does not bind today");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * What is left of a budget as the day begins.
   *
   * @param what such as "hours off"
   * @param left zero or more
   * @param of the whole of it
   * @param unit "h", "events" or "MWh"
   * @param until last local day of its period
   */
  public record Budget(String what, double left, double of, String unit, LocalDate until) {}
}
