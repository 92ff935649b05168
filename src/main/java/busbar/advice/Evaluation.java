package busbar.advice;

import busbar.assessment.Action;
import busbar.assessment.BlockFacts;
import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.Constraint;
import busbar.assessment.Fact;
import busbar.assessment.Findings;
import busbar.assessment.Firing;
import busbar.assessment.KeepFacts;
import busbar.assessment.MarketFacts;
import busbar.assessment.Obligation;
import busbar.assessment.OfferFacts;
import busbar.assessment.Outlook;
import busbar.assessment.PeakDuty;
import busbar.assessment.PlanFacts;
import busbar.assessment.PowerFacts;
import busbar.assessment.Rules;
import busbar.assessment.Situation;
import busbar.contract.AiHostingOffer;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.duties.Block;
import busbar.duties.Bounds;
import busbar.duties.CalledEvent;
import busbar.duties.ClauseFacts;
import busbar.duties.ClauseFacts.FromClause;
import busbar.duties.DayDuties;
import busbar.duties.DayHours;
import busbar.duties.TariffFacts;
import busbar.duties.Weighing;
import busbar.economics.OperatingPoints;
import busbar.market.MarketSnapshot;
import busbar.market.Retarget;
import busbar.planning.BlockPlan;
import busbar.planning.PlannableBlock;
import busbar.planning.Planner;
import busbar.tariff.BlockCharge;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass from facts to decisions at given drivers: compute, constrain, plan, propose, arbitrate.
 * The recommendation is the pass at today's drivers; flip points are verified by further passes.
 */
final class Evaluation {
  final PreparedSite site;
  final Drivers drivers;
  final List<Decision> decisions;

  /** What rules said of the site as a whole, in the order of its clauses. */
  final List<Firing> siteWide;

  final Weighing weighing;
  private final Map<Clause, List<Firing>> byClause;

  private Evaluation(
      PreparedSite site,
      Drivers drivers,
      List<Decision> decisions,
      List<Firing> siteWide,
      Weighing weighing,
      Map<Clause, List<Firing>> byClause) {
    this.site = site;
    this.drivers = drivers;
    this.decisions = decisions;
    this.siteWide = siteWide;
    this.weighing = weighing;
    this.byClause = byClause;
  }

  /**
   * @param withoutRule a rule whose constraints are left out, to see what it changes
   * @param traced whether reasons are wanted
   */
  static Evaluation run(
      PreparedSite site,
      Rules rules,
      Drivers drivers,
      Optional<String> withoutRule,
      boolean traced) {
    return new Pass(site, rules, drivers, withoutRule, traced).run();
  }

  /** What rules said of a clause's facts. */
  List<Firing> firingsOf(Clause clause) {
    return byClause.getOrDefault(clause, List.of());
  }

  Action action(int block) {
    return decisions.get(block).action();
  }

  private static final class Pass {
    private final PreparedSite site;
    private final Rules rules;
    private final Drivers drivers;
    private final Optional<String> withoutRule;
    private final boolean traced;
    private final MarketFacts market;

    Pass(
        PreparedSite site,
        Rules rules,
        Drivers drivers,
        Optional<String> withoutRule,
        boolean traced) {
      this.site = site;
      this.rules = rules;
      this.drivers = drivers;
      this.withoutRule = withoutRule;
      this.traced = traced;
      this.market = market();
    }

    Evaluation run() {
      List<Block> blocks = site.blocks;
      List<BlockFacts> blockFacts = new ArrayList<>();
      List<PowerFacts> power = new ArrayList<>();
      List<KeepFacts> keep = new ArrayList<>();
      List<PriceCurve> avoidable = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        double shift = drivers.powerShiftUsdPerMwh();
        PriceCurve ordinary = site.ordinary(i, 0);
        boolean fixed = shift == 0 || !blocks.get(i).followsPowerPrice();
        avoidable.add(fixed ? site.avoidable(i) : site.avoidable(i).map(price -> price + shift));
        blockFacts.add(blockFacts(blocks.get(i)));
        power.add(power(blocks.get(i), fixed ? ordinary : ordinary.map(price -> price + shift)));
        keep.add(keep(i));
      }
      List<Optional<OfferFacts>> offers = offers(keep);

      List<Fact> situations = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        situations.add(
            new Situation(
                blockFacts.get(i),
                market,
                power.get(i),
                offers.get(i).orElse(null),
                site.parameters,
                new Findings()));
      }
      Map<String, List<Firing>> ofSituation = byBlock(rules.fire(situations, traced));
      List<Bounds> ordinary = new ArrayList<>();
      for (Block block : blocks) {
        ordinary.add(bounds(block, ofSituation.getOrDefault(block.id(), List.of())));
      }

      Weighing weighing =
          new Weighing(
              site.bound, drivers.powerShiftUsdPerMwh(), drivers.hashpriceScale(), ordinary);
      ClauseFacts clauses = new ClauseFacts(site.bound, drivers.powerShiftUsdPerMwh(), weighing);
      TariffFacts tariff =
          new TariffFacts(site.bound, drivers.powerShiftUsdPerMwh(), drivers.hashpriceScale());
      Map<Fact, Clause> clauseOf = new IdentityHashMap<>();
      List<Fact> duties = new ArrayList<>();
      List<Fact> ofSite = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        note(clauses.ofBlock(i, blockFacts.get(i)), duties, clauseOf);
        duties.addAll(tariff.ofBlock(i, blockFacts.get(i), ordinary.get(i).hold()));
      }
      note(clauses.ofSite(siteFacts()), ofSite, clauseOf);
      ofSite.addAll(tariff.ofSite(siteFacts()));
      List<Firing> ofDuties = rules.fire(duties, traced);
      List<Firing> siteWide = rules.fire(ofSite, traced);
      Map<Clause, List<Firing>> byClause = new IdentityHashMap<>();
      Stream.concat(ofDuties.stream(), siteWide.stream())
          .forEach(
              firing ->
                  Optional.ofNullable(clauseOf.get(firing.fact()))
                      .ifPresent(
                          clause ->
                              byClause
                                  .computeIfAbsent(clause, any -> new ArrayList<>())
                                  .add(firing)));

      Map<String, List<Firing>> constrained = byBlock(ofDuties);
      List<Bounds> bounds = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        String id = blocks.get(i).id();
        Bounds limits = add(ordinary.get(i), constrained.getOrDefault(id, List.of()));
        bounds.add(add(limits, siteWide));
      }
      shareBars(bounds);
      bounds.forEach(Bounds::settled);
      List<PlannableBlock> plannable = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        plannable.add(
            bounds
                .get(i)
                .plannable(
                    blocks.get(i).points(),
                    avoidable.get(i),
                    drivers.hashpriceScale(),
                    blocks.get(i).awardHours(null)));
      }
      List<BlockPlan> plans = Planner.plan(tariff.limitKw(plannable), plannable);

      List<Fact> after = new ArrayList<>();
      List<PlanFacts> planFacts = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        planFacts.add(
            planFacts(
                blocks.get(i),
                plannable.get(i),
                plans.get(i),
                avoidable.get(i),
                bounds.get(i),
                constrained.getOrDefault(blocks.get(i).id(), List.of()),
                tariff.runCosts(i)));
        after.add(
            new Outlook(
                blockFacts.get(i),
                market,
                power.get(i),
                planFacts.get(i),
                keep.get(i),
                offers.get(i).orElse(null),
                site.parameters,
                new Findings()));
      }
      Map<String, List<Firing>> proposed = byBlock(rules.fire(after, traced));

      List<Decision> decisions = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        String id = blocks.get(i).id();
        List<Firing> firings = new ArrayList<>(ofSituation.getOrDefault(id, List.of()));
        firings.addAll(constrained.getOrDefault(id, List.of()));
        firings.addAll(proposed.getOrDefault(id, List.of()));
        decisions.add(
            Decision.arbitrate(
                blocks.get(i),
                plannable.get(i),
                plans.get(i),
                bounds.get(i),
                planFacts.get(i),
                savedUsd(plans.get(i), tariff.runCosts(i)),
                keep.get(i),
                offers.get(i),
                firings,
                siteWide));
      }
      return new Evaluation(site, drivers, decisions, siteWide, weighing, byClause);
    }

    /** What a plan saves of billed peaks, off all through their hours. */
    private static double savedUsd(BlockPlan plan, List<TariffFacts.RunCost> costs) {
      return costs.stream()
          .filter(cost -> cost.hours().list().stream().allMatch(plan::isOff))
          .mapToDouble(TariffFacts.RunCost::usdPerDay)
          .sum();
    }

    private static void note(List<FromClause> facts, List<Fact> list, Map<Fact, Clause> clauseOf) {
      for (FromClause fact : facts) {
        list.add(fact.fact());
        clauseOf.put(fact.fact(), fact.clause());
      }
    }

    private BlockFacts siteFacts() {
      return new BlockFacts(
          BlockFacts.SITE,
          BlockFacts.SITE,
          "",
          site.blocks.stream().mapToInt(Block::rigs).sum(),
          site.blocks.stream().mapToDouble(Block::mw).sum(),
          Double.NaN,
          false,
          false,
          false);
    }

    private static Map<String, List<Firing>> byBlock(List<Firing> firings) {
      return firings.stream().collect(Collectors.groupingBy(Firing::block));
    }

    private MarketFacts market() {
      MarketSnapshot snapshot = site.day.market().snapshot();
      Retarget retarget = snapshot.retarget();
      return new MarketFacts(
          site.hashpriceUsdPerPhDay * drivers.hashpriceScale(),
          snapshot.ageHours(site.day.assessedAt()),
          snapshot.feesBtcPerBlock() != null,
          retarget != null,
          retarget == null ? Double.NaN : retarget.changePercent(),
          retarget == null
              ? Double.NaN
              : Duration.between(site.day.assessedAt(), retarget.at()).toSeconds() / 86_400.0);
    }

    private BlockFacts blockFacts(Block block) {
      return new BlockFacts(
          block.id(),
          block.group().id(),
          block.group().model(),
          block.rigs(),
          block.mw(),
          block.points().breakevenUsdPerMwh(drivers.hashpriceScale()),
          block.beyondConnection(),
          block.isHosted(),
          !Double.isNaN(resaleUsd(block)));
    }

    private double resaleUsd(Block block) {
      return block.resaleUsd(
          drivers
              .resale()
              .filter(resale -> resale.group().equals(block.group().id()))
              .map(resale -> (@Nullable Double) resale.usdPerRig())
              .orElse(block.group().resaleUsdPerRig()));
    }

    private PowerFacts power(Block block, PriceCurve ordinary) {
      return new PowerFacts(
          ordinary.average(),
          ordinary.lowest(),
          ordinary.highest(),
          site.unknown,
          site.unknown.count(),
          block.prepaid() ? 100 : 0,
          refOf(block.prepaidBy()),
          block.prepaid() ? ordinary.average() : Double.NaN,
          site.tariff.average() + drivers.powerShiftUsdPerMwh(),
          block.clientPaysPower(),
          site.hours());
    }

    /** The clause under which power is prepaid, as a manager would cite it. */
    private static String refOf(@Nullable BlockCharge block) {
      return block == null ? "" : block.ref() == null ? block.name() : block.ref();
    }

    private KeepFacts keep(int index) {
      Block block = site.blocks.get(index);
      KeepReckoning reckoning = site.keep(index);
      double scale = drivers.hashpriceScale();
      double shift = drivers.powerShiftUsdPerMwh();
      double resale = resaleUsd(block);
      double earnings = reckoning.earningsUsd(shift, scale);
      double later = reckoning.resaleInAYearUsd(resale);
      return new KeepFacts(
          resale,
          earnings,
          later,
          resale - earnings - later,
          !site.day.market().pastHashpricesUsdPerPhDay().isEmpty(),
          reckoning.lossDays(shift, scale, resale),
          100 * reckoning.shareOfHoursThatEarn(shift, scale));
    }

    /** The offer as it touches each block that it takes. */
    private List<Optional<OfferFacts>> offers(List<KeepFacts> keep) {
      List<Optional<OfferFacts>> facts = new ArrayList<>();
      if (site.offer.isEmpty()) {
        keep.forEach(k -> facts.add(Optional.empty()));
        return facts;
      }
      AiHostingOffer offer = site.offer.get();
      OfferReckoning reckoning = new OfferReckoning(site, offer);
      double rent = drivers.rentUsdPerKwMonth().orElse(offer.firstRentUsdPerKwMonth());
      double hosting = reckoning.hostingUsdPerMwYear(rent);
      double keeping =
          reckoning.keepingUsd(
              i ->
                  OfferReckoning.keepingUsd(
                      keep.get(i).earningsUsd(),
                      keep.get(i).resaleUsd() - keep.get(i).resaleInAYearUsd()));
      double advantage = reckoning.advantageUsd(hosting, keeping);
      double taken = site.blocks.stream().filter(Block::inOffer).mapToDouble(Block::mw).sum();
      for (Block block : site.blocks) {
        if (!block.inOffer()) {
          facts.add(Optional.empty());
          continue;
        }
        facts.add(
            Optional.of(
                new OfferFacts(
                    offer.ref(),
                    offer.tenant(),
                    offer.status(),
                    offer.status().isSigned(),
                    offer.grossMw(),
                    site.day.site().grid().mw(),
                    site.day.site().grid().firm(),
                    site.breakFeeKnown,
                    reckoning.deliverableMw(),
                    rent,
                    hosting,
                    keeping / offer.grossMw(),
                    taken > 0 ? advantage * block.mw() / taken : 0)));
      }
      return facts;
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
      Optional<String> bar = Optional.empty();
      for (int i = 0; i < bounds.size() && bar.isEmpty(); i++) {
        bar =
            site.blocks.get(i).inOffer()
                ? bounds.get(i).ruledOut(Action.CONVERT)
                : Optional.empty();
      }
      for (int i = 0; i < bounds.size() && bar.isPresent(); i++) {
        if (site.blocks.get(i).inOffer()) {
          bounds.get(i).with(Constraint.ruleOut(Action.CONVERT), bar.get());
        }
      }
    }

    private PlanFacts planFacts(
        Block block,
        PlannableBlock plannable,
        BlockPlan plan,
        PriceCurve avoidable,
        Bounds bounds,
        List<Firing> firings,
        List<TariffFacts.RunCost> runCosts) {
      OperatingPoints points = block.points();
      double scale = drivers.hashpriceScale();
      HourSet aboveStrike = clientWantsOff(block);
      int offByDuty = 0;
      int offByClient = 0;
      int offByPeak = 0;
      Map<HourSet, String> peaks = peakHours(block, firings);
      int offByPrice = 0;
      double offPrices = 0;
      int held = 0;
      Set<String> heldBy = new TreeSet<>();
      double heldCost = 0;
      double profileGain = 0;
      int[] hoursAt = new int[points.count()];
      for (int hour = 0; hour < plan.hours(); hour++) {
        double price = avoidable.usdPerMwh(hour);
        int at = hour;
        if (plan.isOff(hour)) {
          if (aboveStrike.contains(hour) && plannable.mustBeOff().contains(hour)) {
            offByClient++;
          } else if (peaks.keySet().stream().anyMatch(hours -> hours.contains(at))) {
            offByPeak++;
          } else if (plannable.mustBeOff().contains(hour)) {
            offByDuty++;
          } else {
            offByPrice++;
            offPrices += price;
          }
          continue;
        }
        hoursAt[plan.point(hour)]++;
        double margin = plan.marginUsd(hour);
        if (margin < 0) {
          held++;
          heldCost -= margin;
          heldBy.add(
              bounds.onRule(hour).orElse(bounds.limitsHoursOff() ? bounds.mostHoursOffRule() : ""));
        }
        if (!Double.isNaN(margin)) {
          profileGain += margin - points.marginUsdPerHour(0, price, scale);
        }
      }
      int usual = 0;
      for (int point = 1; point < hoursAt.length; point++) {
        usual = hoursAt[point] > hoursAt[usual] ? point : usual;
      }
      double value = plan.valueUsd() + dueInAnyCaseUsd(block);
      double run = runUsdPerDay(block, avoidable);
      for (TariffFacts.RunCost cost : runCosts) {
        boolean runs = cost.hours().list().stream().anyMatch(hour -> !plan.isOff(hour));
        value -= runs ? cost.usdPerDay() : 0;
        run -= cost.usdPerDay();
      }
      return new PlanFacts(
          plan.hoursOff(),
          DayHours.words(site.tariff, site.zone(), plan::isOff),
          offByDuty,
          block.events().stream()
              .filter(event -> !event.owed().isEmpty())
              .map(event -> event.clause().ref())
              .distinct()
              .collect(Collectors.joining(", ")),
          offByClient,
          offByClient == 0 || block.hosting() == null ? "" : block.hosting().ref(),
          offByPeak,
          offByPeak == 0
              ? ""
              : peaks.values().stream().distinct().sorted().collect(Collectors.joining(", ")),
          offByPrice,
          offByPrice == 0 ? Double.NaN : offPrices / offByPrice,
          held,
          refsOf(heldBy, firings),
          heldCost,
          points.name(usual),
          points.name(0),
          usual != 0,
          profileGain,
          value,
          value - run);
    }

    /** Hours that a rule keeps free of a costly peak and no event calls off, with their charge. */
    private static Map<HourSet, String> peakHours(Block block, List<Firing> firings) {
      Map<HourSet, String> peaks = new LinkedHashMap<>();
      for (Firing firing : firings) {
        HourSet hours =
            firing.fact() instanceof PeakDuty peak
                ? peak.hours()
                : firing.fact() instanceof CoincidentPeakDuty peak ? peak.hours() : HourSet.NONE;
        boolean off = firing.constraints().stream().anyMatch(Constraint.Avoid.class::isInstance);
        for (CalledEvent event : block.events()) {
          hours = hours.minus(event.owed());
        }
        if (off && !hours.isEmpty()) {
          peaks.put(hours, ((Obligation) firing.fact()).ref());
        }
      }
      return peaks;
    }

    /** The clauses from whose facts those rules fired. */
    private static String refsOf(Set<String> rules, List<Firing> firings) {
      return firings.stream()
          .filter(firing -> rules.contains(firing.rule()))
          .map(Firing::fact)
          .filter(Obligation.class::isInstance)
          .map(fact -> ((Obligation) fact).ref())
          .distinct()
          .collect(Collectors.joining(", "));
    }

    /** What running every hour at the default profile would earn; nothing beyond the connection. */
    private double runUsdPerDay(Block block, PriceCurve avoidable) {
      double sum = dueInAnyCaseUsd(block);
      for (int hour = 0; hour < avoidable.hours() && !block.beyondConnection(); hour++) {
        if (avoidable.isKnown(hour)) {
          sum +=
              block
                  .points()
                  .marginUsdPerHour(0, avoidable.usdPerMwh(hour), drivers.hashpriceScale());
        }
      }
      return sum;
    }

    /** The hours in which the client that pays for the power wants its rigs off, and no event. */
    private HourSet clientWantsOff(Block block) {
      ClientHosting hosting = block.hostingThatBinds();
      if (hosting == null || !hosting.powerPassThrough()) {
        return HourSet.NONE;
      }
      HourSet hours = DayDuties.aboveStrike(hosting, site.tariff, drivers.powerShiftUsdPerMwh());
      for (CalledEvent event : block.events()) {
        hours = hours.minus(event.owed());
      }
      return hours;
    }

    /**
     * The payments of each event as if all of it were answered, the penalties of each award as if
     * none of it were, and the fee that is owed in any case. The avoidable price already holds
     * payment and penalty against running in an event and against being off in an award, so adding
     * these to every plan leaves an hour of an event its payment when off and its penalty when
     * running, and an hour of an award its payment when running and its penalty when off.
     */
    private double dueInAnyCaseUsd(Block block) {
      if (block.beyondConnection()) {
        return 0;
      }
      double events =
          block.events().stream()
              .mapToDouble(e -> e.paymentUsdPerMwh() * block.mw() * e.owed().count())
              .sum();
      double awards =
          block.awards().stream()
              .mapToDouble(a -> a.clause().penaltyUsdPerMwHour() * block.mw() * a.hours().count())
              .sum();
      return block.fixedFeeUsdPerDay() + events - awards;
    }
  }
}
