package busbar.advice;

import busbar.assessment.Action;
import busbar.assessment.BlockFacts;
import busbar.assessment.Constraint;
import busbar.assessment.Fact;
import busbar.assessment.Findings;
import busbar.assessment.Firing;
import busbar.assessment.KeepFacts;
import busbar.assessment.MarketFacts;
import busbar.assessment.OfferFacts;
import busbar.assessment.Outlook;
import busbar.assessment.PlanFacts;
import busbar.assessment.PowerFacts;
import busbar.assessment.Rules;
import busbar.assessment.Situation;
import busbar.contract.Clause;
import busbar.duties.Block;
import busbar.duties.Bounds;
import busbar.duties.ClauseFacts;
import busbar.duties.ClauseFacts.FromClause;
import busbar.duties.TariffFacts;
import busbar.duties.Weighing;
import busbar.planning.BlockPlan;
import busbar.planning.PlannableBlock;
import busbar.planning.Planner;
import busbar.units.HourSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass from facts to decisions: compute, constrain, plan, propose, arbitrate. */
final class Pass {
  private final PreparedSite site;
  private final Rules rules;
  private final Drivers drivers;
  private final List<Integer> part;
  private final Optional<String> withoutRule;
  private final @Nullable Evaluation today;
  private final boolean traced;
  private final DriverFacts facts;
  private final TariffFacts tariff;
  private final MarketFacts market;
  private final Map<Clause, List<Firing>> byClause = new IdentityHashMap<>();

  /**
   * @param part indexes of the blocks to evaluate: all of them, or one of {@link SiteParts}
   * @param withoutRule a rule whose constraints are left out, to see what it changes
   * @param today the pass at today's drivers; null makes it, which is the one that gives reasons
   */
  Pass(
      PreparedSite site,
      Rules rules,
      Drivers drivers,
      List<Integer> part,
      Optional<String> withoutRule,
      @Nullable Evaluation today) {
    this.site = site;
    this.rules = rules;
    this.drivers = drivers;
    this.part = part;
    this.withoutRule = withoutRule;
    this.today = today;
    this.traced = today == null;
    this.facts = new DriverFacts(site, drivers);
    this.tariff =
        new TariffFacts(site.bound, drivers.powerShiftUsdPerMwh(), drivers.hashpriceScale());
    this.market = facts.market();
  }

  /**
   * A block's plan and what led to it.
   *
   * @param firings the rules that fired on its situation and its duties
   */
  record Planned(
      BlockFacts block,
      PowerFacts power,
      Bounds bounds,
      PlannableBlock plannable,
      BlockPlan plan,
      PlanFacts planFacts,
      double peakSavedUsdPerDay,
      List<Firing> firings) {}

  /** Plans of all blocks of the part, and what they share. */
  private record Plans(List<Planned> blocks, Weighing weighing, List<Firing> siteWide) {}

  Evaluation run() {
    List<KeepFacts> keep = part.stream().map(facts::keep).toList();
    List<Optional<OfferFacts>> offers = facts.offers(part, keep);
    Plans plans = plans(offers);
    List<Fact> outlooks = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Planned planned = plans.blocks.get(i);
      outlooks.add(
          new Outlook(
              planned.block,
              market,
              planned.power,
              planned.planFacts,
              keep.get(i),
              offers.get(i).orElse(null),
              site.parameters,
              new Findings()));
    }
    Map<String, List<Firing>> proposed = fireByBlock(outlooks);
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Planned planned = plans.blocks.get(i);
      List<Firing> firings = new ArrayList<>(planned.firings);
      firings.addAll(proposed.getOrDefault(planned.block.id(), List.of()));
      decisions.add(
          Decision.arbitrate(
              site.blocks.get(part.get(i)),
              planned.plannable,
              planned.plan,
              planned.bounds,
              planned.planFacts,
              planned.peakSavedUsdPerDay,
              keep.get(i),
              offers.get(i),
              firings,
              plans.siteWide));
    }
    return new Evaluation(
        site, rules, part, decisions, plans.siteWide, plans.weighing, plans.blocks, byClause);
  }

  private Plans plans(List<Optional<OfferFacts>> offers) {
    if (today == null) {
      return plan(offers, siteWide());
    }
    // No driver moves the facts of the site as a whole. Nor do resale and rent move a plan, but
    // for what a rule makes of the offer.
    boolean asToday = withoutRule.isEmpty() && drivers.leavePricesAlone() && !site.anyInOffer(part);
    return asToday
        ? new Plans(part.stream().map(today.planned::get).toList(), today.weighing, today.siteWide)
        : plan(offers, today.siteWide);
  }

  /** What rules say of the site as a whole. */
  private List<Firing> siteWide() {
    Map<Fact, Clause> clauseOf = new IdentityHashMap<>();
    BlockFacts whole = facts.ofSite();
    Weighing nothing = weighing(List.of(), List.of());
    List<Fact> duties = new ArrayList<>();
    note(
        new ClauseFacts(site.bound, drivers.powerShiftUsdPerMwh(), nothing).ofSite(whole),
        duties,
        clauseOf);
    duties.addAll(tariff.ofSite(whole));
    List<Firing> firings = rules.fire(duties, traced);
    file(firings, clauseOf);
    return firings;
  }

  private Plans plan(List<Optional<OfferFacts>> offers, List<Firing> siteWide) {
    List<BlockFacts> blocks = part.stream().map(facts::ofBlock).toList();
    List<PowerFacts> power = part.stream().map(facts::power).toList();
    List<Fact> situations = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      situations.add(
          new Situation(
              blocks.get(i),
              market,
              power.get(i),
              offers.get(i).orElse(null),
              site.parameters,
              new Findings()));
    }
    Map<String, List<Firing>> ofSituation = fireByBlock(situations);
    List<Bounds> ordinary = new ArrayList<>();
    for (int index : part) {
      Block block = site.blocks.get(index);
      ordinary.add(bounds(block, ofSituation.getOrDefault(block.id(), List.of())));
    }

    Weighing weighing = weighing(part, ordinary);
    Map<String, List<Firing>> ofDuties = fireDuties(weighing, blocks, ordinary);
    List<Bounds> bounds = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      String id = blocks.get(i).id();
      Bounds limits = add(ordinary.get(i), ofDuties.getOrDefault(id, List.of()));
      bounds.add(add(limits, siteWide));
    }
    shareBars(bounds);
    bounds.forEach(Bounds::settled);
    List<PlannableBlock> plannable = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Block block = site.blocks.get(part.get(i));
      plannable.add(
          bounds
              .get(i)
              .plannable(
                  block.points(),
                  facts.avoidable(part.get(i)),
                  drivers.hashpriceScale(),
                  block.awardHours(null),
                  site.bound.switched(part.get(i), drivers.powerShiftUsdPerMwh())));
    }
    List<BlockPlan> plans = Planner.plan(limitKw(plannable), plannable);

    PlanReckoning reckoning = new PlanReckoning(site, drivers);
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      String id = blocks.get(i).id();
      List<Firing> constrained = ofDuties.getOrDefault(id, List.of());
      List<Firing> firings = new ArrayList<>(ofSituation.getOrDefault(id, List.of()));
      firings.addAll(constrained);
      List<TariffFacts.RunCost> runCosts = tariff.runCosts(part.get(i));
      planned.add(
          new Planned(
              blocks.get(i),
              power.get(i),
              bounds.get(i),
              plannable.get(i),
              plans.get(i),
              reckoning.of(
                  site.blocks.get(part.get(i)),
                  plannable.get(i),
                  plans.get(i),
                  bounds.get(i),
                  constrained,
                  runCosts),
              PlanReckoning.savedUsd(plans.get(i), runCosts),
              firings));
    }
    return new Plans(planned, weighing, siteWide);
  }

  private Weighing weighing(List<Integer> blocks, List<Bounds> ordinary) {
    return new Weighing(
        site.bound, drivers.powerShiftUsdPerMwh(), drivers.hashpriceScale(), blocks, ordinary);
  }

  private Map<String, List<Firing>> fireDuties(
      Weighing weighing, List<BlockFacts> blocks, List<Bounds> ordinary) {
    ClauseFacts clauses = new ClauseFacts(site.bound, drivers.powerShiftUsdPerMwh(), weighing);
    Predicate<Clause> broken =
        clause -> site.parameters.get(Assessor.BREACH_ALLOWED) >= 1 && weighing.atALoss(clause);
    Map<Fact, Clause> clauseOf = new IdentityHashMap<>();
    List<Fact> duties = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      note(clauses.ofBlock(part.get(i), blocks.get(i)), duties, clauseOf);
      duties.addAll(tariff.ofBlock(part.get(i), blocks.get(i), ordinary.get(i).hold(), broken));
    }
    List<Firing> firings = duties.isEmpty() ? List.of() : rules.fire(duties, traced);
    file(firings, clauseOf);
    return byBlock(firings);
  }

  private static void note(List<FromClause> facts, List<Fact> list, Map<Fact, Clause> clauseOf) {
    for (FromClause fact : facts) {
      list.add(fact.fact());
      clauseOf.put(fact.fact(), fact.clause());
    }
  }

  /** Files what rules said of clauses' facts under the clauses. */
  private void file(List<Firing> firings, Map<Fact, Clause> clauseOf) {
    for (Firing firing : firings) {
      Clause clause = clauseOf.get(firing.fact());
      if (clause != null) {
        byClause.computeIfAbsent(clause, any -> new ArrayList<>()).add(firing);
      }
    }
  }

  private Map<String, List<Firing>> fireByBlock(List<Fact> facts) {
    return byBlock(rules.fire(facts, traced));
  }

  private static Map<String, List<Firing>> byBlock(List<Firing> firings) {
    return firings.stream().collect(Collectors.groupingBy(Firing::block));
  }

  /** What the site may draw; blocks that never have to share it are planned without a limit. */
  private double[] limitKw(List<PlannableBlock> plannable) {
    if (part.size() == site.blocks.size()) {
      return tariff.limitKw(plannable);
    }
    double[] none = new double[site.hours()];
    Arrays.fill(none, Double.POSITIVE_INFINITY);
    return none;
  }

  private Bounds bounds(Block block, List<Firing> firings) {
    // Whatever the rules say, an hour without a price is held, since nobody can judge it, and
    // what the connection cannot carry is off.
    Bounds bounds = new Bounds(site.hours()).with(Constraint.hold(site.unknown), "");
    if (block.beyondConnection()) {
      bounds = bounds.with(Constraint.mustCurtail(HourSet.all(site.hours())), "");
    }
    return add(bounds, firings);
  }

  private Bounds add(Bounds to, List<Firing> firings) {
    Bounds bounds = to.copy();
    for (Firing firing : firings) {
      if (withoutRule.filter(firing.rule()::equals).isPresent()) {
        continue;
      }
      for (Constraint constraint : firing.constraints()) {
        bounds = bounds.with(constraint, firing.rule());
      }
    }
    return bounds;
  }

  /** An offer takes all of its blocks or none: what bars one of them bars the others. */
  private void shareBars(List<Bounds> bounds) {
    List<Bounds> inOffer = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      if (site.blocks.get(part.get(i)).inOffer()) {
        inOffer.add(bounds.get(i));
      }
    }
    inOffer.stream()
        .flatMap(own -> own.ruledOut(Action.CONVERT).stream())
        .findFirst()
        .ifPresent(
            bar -> inOffer.forEach(own -> own.with(Constraint.ruleOut(Action.CONVERT), bar)));
  }
}
