package busbar.advice;

import busbar.assessment.Action;
import busbar.assessment.Firing;
import busbar.assessment.Rules;
import busbar.contract.Clause;
import busbar.duties.Weighing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pass from facts to decisions came to, at given drivers, for the blocks of a part of a
 * site. The recommendation is the pass over the whole site at today's drivers; flip points are
 * verified by further passes over the part in which their block lies, which nothing else bears on.
 */
final class Evaluation {
  final PreparedSite site;

  /** Indexes of the blocks evaluated; all of them in the pass at today's drivers. */
  final List<Integer> part;

  /** One for each of them, in their order. */
  final List<Decision> decisions;

  /** What rules said of the site as a whole, in the order of its clauses. */
  final List<Firing> siteWide;

  final Weighing weighing;

  /** What each block would do by itself, from which the decisions were made. */
  final List<Pass.Planned> planned;

  private final Rules rules;
  private final Map<Clause, List<Firing>> byClause;

  Evaluation(
      PreparedSite site,
      Rules rules,
      List<Integer> part,
      List<Decision> decisions,
      List<Firing> siteWide,
      Weighing weighing,
      List<Pass.Planned> planned,
      Map<Clause, List<Firing>> byClause) {
    this.site = site;
    this.rules = rules;
    this.part = part;
    this.decisions = decisions;
    this.siteWide = siteWide;
    this.weighing = weighing;
    this.planned = planned;
    this.byClause = byClause;
  }

  /** The whole site at today's drivers, with reasons. */
  static Evaluation today(PreparedSite site, Rules rules) {
    return new Pass(site, rules, Drivers.TODAY, site.parts.whole(), Optional.empty(), null).run();
  }

  /** The part of a block at other drivers, without reasons. */
  Evaluation at(Drivers drivers, int block) {
    return new Pass(site, rules, drivers, site.parts.of(block), Optional.empty(), this).run();
  }

  /** The part of a block today, the constraints of one rule left out, without reasons. */
  Evaluation without(String rule, int block) {
    return new Pass(site, rules, Drivers.TODAY, site.parts.of(block), Optional.of(rule), this)
        .run();
  }

  /** What rules said of a clause's facts. */
  List<Firing> firingsOf(Clause clause) {
    return byClause.getOrDefault(clause, List.of());
  }

  /** The decision on a block of the part, by its index in the site. */
  Decision decision(int block) {
    return decisions.get(part.indexOf(block));
  }

  Action action(int block) {
    return decision(block).action();
  }
}
