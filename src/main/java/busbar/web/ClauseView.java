package busbar.web;

import busbar.duties.BindingClause;
import busbar.duties.BindingClause.Budget;
import busbar.duties.BindingClause.Verdict;
import busbar.units.Notation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clause in force in the words and figures of the pages.
 *
 * @param ref the clause as it is cited
 * @param says what it says
 * @param dates "1 Jul 2024 to 30 Jun 2027, 90 days of notice"; empty where it has none
 * @param text the clause's own words; empty where they are not known
 * @param left what is left of each budget: "hours off: 0.2 h of 20.2 h left until 28 Feb 2026"
 * @param honour what honouring it loses today; empty, as the next, where nothing is weighed
 * @param alarming whether the verdict wants a second look
 */
record ClauseView(
    String ref,
    String party,
    String says,
    String dates,
    String text,
    List<String> left,
    String honour,
    String breach,
    String verdict,
    boolean alarming,
    List<String> rules) {

  static ClauseView of(BindingClause clause) {
    return new ClauseView(
        clause.ref(),
        clause.party(),
        clause.sentence(),
        dates(clause),
        clause.text() == null ? "" : clause.text(),
        clause.budgets().stream().map(ClauseView::left).toList(),
        usdPerDay(clause.honourUsdPerDay()),
        usdPerDay(clause.breachUsdPerDay()),
        clause.verdict().words(),
        clause.verdict() == Verdict.HONOURED_AT_A_LOSS || clause.verdict() == Verdict.BREACHED,
        clause.rules());
  }

  private static String usdPerDay(@Nullable Double usd) {
    return usd == null ? "" : Notation.format("usdPerDay", usd);
  }

  private static String dates(BindingClause clause) {
    LocalDate from = clause.from();
    LocalDate until = clause.until();
    String span =
        from == null
            ? until == null ? "" : "until " + SiteClock.plainDate(until)
            : until == null
                ? "from " + SiteClock.plainDate(from)
                : SiteClock.plainDate(from) + " to " + SiteClock.plainDate(until);
    if (clause.noticeDays() == null) {
      return span;
    }
    String notice = Notation.format("days", clause.noticeDays()) + " of notice";
    return span.isEmpty() ? notice : span + ", " + notice;
  }

  private static String left(Budget budget) {
    boolean counted = budget.unit().equals("events");
    String pattern = counted ? "#,##0" : "#,##0.#";
    String unit = counted ? "" : " " + budget.unit();
    return budget.what()
        + ": "
        + Notation.number(budget.left(), pattern)
        + unit
        + " of "
        + Notation.number(budget.of(), pattern)
        + unit
        + " left until "
        + SiteClock.plainDate(budget.until());
  }
}
