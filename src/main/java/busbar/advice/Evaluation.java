package busbar.advice;

import busbar.assessment.Action;
import busbar.assessment.BlockFacts;
import busbar.assessment.Constraint;
import busbar.assessment.CurtailmentDuty;
import busbar.assessment.Fact;
import busbar.assessment.Findings;
import busbar.assessment.Firing;
import busbar.assessment.KeepFacts;
import busbar.assessment.LienDuty;
import busbar.assessment.MarketFacts;
import busbar.assessment.OfferFacts;
import busbar.assessment.Outlook;
import busbar.assessment.PlanFacts;
import busbar.assessment.PowerFacts;
import busbar.assessment.Rules;
import busbar.assessment.Situation;
import busbar.assessment.UptimeDuty;
import busbar.contract.AiHostingOffer;
import busbar.contract.DemandResponseEvent;
import busbar.contract.Lien;
import busbar.economics.OperatingPoints;
import busbar.market.MarketSnapshot;
import busbar.market.Retarget;
import busbar.planning.BlockPlan;
import busbar.planning.PlannableBlock;
import busbar.planning.Planner;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One pass from facts to decisions at given drivers: compute, constrain, plan, propose, arbitrate.
 * The recommendation is the pass at today's drivers; flip points are verified by further passes.
 */
final class Evaluation {
  final PreparedSite site;
  final Drivers drivers;
  final List<Decision> decisions;

  private Evaluation(PreparedSite site, Drivers drivers, List<Decision> decisions) {
    this.site = site;
    this.drivers = drivers;
    this.decisions = decisions;
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
        // What prepaid power could be resold for is a price of its own.
        boolean fixed = shift == 0 || blocks.get(i).prepaid();
        avoidable.add(fixed ? site.avoidable(i) : site.avoidable(i).map(price -> price + shift));
        blockFacts.add(blockFacts(blocks.get(i)));
        power.add(power(blocks.get(i), avoidable.get(i)));
        keep.add(keep(i));
      }
      List<Optional<OfferFacts>> offers = offers(keep);

      List<Fact> before = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        before.add(
            new Situation(
                blockFacts.get(i),
                market,
                power.get(i),
                offers.get(i).orElse(null),
                site.parameters,
                new Findings()));
        before.addAll(obligations(blocks.get(i), blockFacts.get(i)));
      }
      Map<String, List<Firing>> constrained = byBlock(rules.fire(before, traced));

      List<Bounds> bounds = new ArrayList<>();
      List<PlannableBlock> plannable = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        Bounds limits =
            bounds(blocks.get(i), constrained.getOrDefault(blocks.get(i).id(), List.of()));
        bounds.add(limits);
      }
      shareBars(bounds);
      for (int i = 0; i < blocks.size(); i++) {
        Bounds limits = bounds.get(i);
        plannable.add(
            new PlannableBlock(
                blocks.get(i).points(),
                avoidable.get(i),
                drivers.hashpriceScale(),
                limits.mustBeOff(),
                limits.hold(),
                limits.mustRun(),
                limits.mostHoursOff()));
      }
      List<BlockPlan> plans = Planner.plan(site.day.site().grid().mw() * 1000, plannable);

      List<Fact> after = new ArrayList<>();
      List<PlanFacts> planFacts = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        planFacts.add(
            planFacts(
                blocks.get(i), plannable.get(i), plans.get(i), avoidable.get(i), bounds.get(i)));
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
        List<Firing> firings = new ArrayList<>(constrained.getOrDefault(id, List.of()));
        firings.addAll(proposed.getOrDefault(id, List.of()));
        decisions.add(
            Decision.arbitrate(
                blocks.get(i),
                plannable.get(i),
                plans.get(i),
                bounds.get(i),
                planFacts.get(i),
                keep.get(i),
                offers.get(i),
                firings));
      }
      return new Evaluation(site, drivers, decisions);
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

    private PowerFacts power(Block block, PriceCurve avoidable) {
      return new PowerFacts(
          avoidable.average(),
          avoidable.lowest(),
          avoidable.highest(),
          site.unknown,
          site.unknown.count(),
          block.prepaid() ? 100 : 0,
          block.prepaid() ? site.takeOrPayRef() : "",
          block.prepaid() ? site.resaleOfPowerUsdPerMwh() : Double.NaN,
          site.tariff.average() + drivers.powerShiftUsdPerMwh(),
          site.hours());
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

    private List<Fact> obligations(Block block, BlockFacts facts) {
      List<Fact> duties = new ArrayList<>();
      if (block.hosting() != null) {
        duties.add(
            new UptimeDuty(
                block.hosting().ref(),
                block.hosting().client(),
                block.hosting().uptimeFloorPercent(),
                block.hosting().hoursLeft(hoursInMonth()),
                site.hours(),
                facts,
                site.parameters,
                new Findings()));
      }
      for (DemandResponseEvent event : block.events()) {
        HourSet hours = site.hoursOf(event);
        duties.add(
            new CurtailmentDuty(
                event.ref(),
                event.party(),
                hours,
                DayHours.words(site.tariff, site.zone(), hours::contains),
                event.reduceMw(),
                facts,
                site.parameters,
                new Findings()));
      }
      site.day
          .site()
          .clauses(Lien.class)
          .filter(lien -> lien.groups().contains(block.group().id()))
          .forEach(
              lien ->
                  duties.add(
                      new LienDuty(
                          lien.ref(), lien.lender(), facts, site.parameters, new Findings())));
      return duties;
    }

    private double hoursInMonth() {
      LocalDate first = site.day.date().withDayOfMonth(1);
      ZoneId zone = site.zone();
      return Duration.between(first.atStartOfDay(zone), first.plusMonths(1).atStartOfDay(zone))
              .toMinutes()
          / 60.0;
    }

    private Bounds bounds(Block block, List<Firing> firings) {
      // Whatever the rules say, an hour without a price is held, since nobody can judge it, and
      // what the connection cannot carry is off.
      Bounds bounds = new Bounds(site.hours()).with(Constraint.hold(site.unknown), "");
      if (block.beyondConnection()) {
        bounds = bounds.with(Constraint.mustCurtail(HourSet.all(site.hours())), "");
      }
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
        Bounds bounds) {
      OperatingPoints points = block.points();
      double scale = drivers.hashpriceScale();
      int offByDuty = 0;
      int offByPrice = 0;
      double offPrices = 0;
      int held = 0;
      double heldCost = 0;
      double profileGain = 0;
      int[] hoursAt = new int[points.count()];
      for (int hour = 0; hour < plan.hours(); hour++) {
        double price = avoidable.usdPerMwh(hour);
        if (plan.isOff(hour)) {
          if (plannable.mustBeOff().contains(hour)) {
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
        }
        if (!Double.isNaN(margin)) {
          profileGain += margin - points.marginUsdPerHour(0, price, scale);
        }
      }
      int usual = 0;
      for (int point = 1; point < hoursAt.length; point++) {
        usual = hoursAt[point] > hoursAt[usual] ? point : usual;
      }
      double value = plan.valueUsd() + eventPaymentsUsd(block);
      return new PlanFacts(
          plan.hoursOff(),
          DayHours.words(site.tariff, site.zone(), plan::isOff),
          offByDuty,
          offByPrice,
          offByPrice == 0 ? Double.NaN : offPrices / offByPrice,
          held,
          heldCost,
          points.name(usual),
          points.name(0),
          usual != 0,
          profileGain,
          value,
          value - runUsdPerDay(block, avoidable));
    }

    /** What running every hour at the default profile would earn; nothing beyond the connection. */
    private double runUsdPerDay(Block block, PriceCurve avoidable) {
      double sum = block.beyondConnection() ? 0 : eventPaymentsUsd(block);
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

    /**
     * Payments for the whole of each event. The avoidable price already holds them against running,
     * so adding them to both sides leaves an off hour its payment and a running one without.
     */
    private double eventPaymentsUsd(Block block) {
      return block.events().stream()
          .mapToDouble(e -> e.paymentUsdPerMwh() * block.mw() * site.hoursOf(e).count())
          .sum();
    }
  }
}
