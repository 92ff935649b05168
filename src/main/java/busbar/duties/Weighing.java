package busbar.duties;

import busbar.assessment.Constraint;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.UptimeFloor;
import busbar.economics.OperatingPoints;
import busbar.planning.BlockPlan;
import busbar.planning.PlannableBlock;
import busbar.planning.Planner;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What honouring each clause with a penalty costs on the day, and what breaching it would.
 *
 * <p>Each block is planned twice by itself: with all its duties, and without one of them, its
 * payments and penalties left out of the price too, the others honoured. Either is off through a
 * peak that would cost more than it earns, unless a duty holds it on, and bears the day's share of
 * the peaks that it does run through. Honouring costs what the first plan earns less than the
 * second. Breaching costs the penalty on the MWh that the second misses, and the payments forgone
 * on them. Both are summed over the clause's blocks, so that a clause is honoured or breached as a
 * whole.
 */
public final class Weighing {
  private static final double NO_CONNECTION_LIMIT = 1e12;

  /**
   * What a clause costs.
   *
   * @param honourUsdPerDay below zero where honouring it earns more: hours off in an event may
   *     spare those that an uptime floor allows
   * @param breachUsdPerDay zero or more
   */
  record Weighed(double honourUsdPerDay, double breachUsdPerDay) {
    static final Weighed NOTHING = new Weighed(0, 0);

    /** Whether breaching would be cheaper. */
    boolean atALoss() {
      return honourUsdPerDay > breachUsdPerDay;
    }

    private Weighed plus(Weighed other) {
      return new Weighed(
          honourUsdPerDay + other.honourUsdPerDay, breachUsdPerDay + other.breachUsdPerDay);
    }
  }

  private final BoundSite site;
  private final double powerShiftUsdPerMwh;
  private final double hashpriceScale;
  private final TariffFacts tariff;
  private final List<Integer> part;
  private final List<Bounds> ordinary;
  private final Map<Clause, Weighed> byClause = new IdentityHashMap<>();
  private final Map<Integer, Map<Clause, Integer>> dearHours = new HashMap<>();

  /**
   * @param powerShiftUsdPerMwh added to the power price of every hour
   * @param hashpriceScale hashprice over today's
   * @param part indexes of the blocks weighed: all that a clause binds, or none
   * @param ordinary what the rules say of each of them before any duty of its own
   */
  public Weighing(
      BoundSite site,
      double powerShiftUsdPerMwh,
      double hashpriceScale,
      List<Integer> part,
      List<Bounds> ordinary) {
    this.site = site;
    this.powerShiftUsdPerMwh = powerShiftUsdPerMwh;
    this.hashpriceScale = hashpriceScale;
    this.tariff = new TariffFacts(site, powerShiftUsdPerMwh, hashpriceScale);
    this.part = List.copyOf(part);
    this.ordinary = List.copyOf(ordinary);
    for (int i = 0; i < part.size(); i++) {
      weigh(part.get(i), ordinary.get(i));
    }
  }

  /**
   * The same blocks, or some of them, weighed at other prices, what the rules say of them before
   * their duties left as it is.
   *
   * @param blocks among those weighed here: all that a clause binds, or none
   */
  public Weighing at(double powerShiftUsdPerMwh, double hashpriceScale, List<Integer> blocks) {
    List<Bounds> own = blocks.stream().map(block -> ordinary.get(part.indexOf(block))).toList();
    return new Weighing(site, powerShiftUsdPerMwh, hashpriceScale, blocks, own);
  }

  /** What the clause costs all its blocks together, zero or more; nothing where it binds none. */
  Weighed of(Clause clause) {
    Weighed whole = byClause.getOrDefault(clause, Weighed.NOTHING);
    return new Weighed(Math.max(0, whole.honourUsdPerDay), whole.breachUsdPerDay);
  }

  /** Whether honouring the clause costs more than breaching it would. */
  public boolean atALoss(Clause clause) {
    return of(clause).atALoss();
  }

  /** Whether the clause has a penalty and binds a block today. */
  public boolean weighs(Clause clause) {
    return byClause.containsKey(clause);
  }

  /** Hours of an award in which the block would draw less than at its default, without it. */
  int dearHours(int block, AncillaryAward award) {
    return dearHours.getOrDefault(block, Map.of()).getOrDefault(award, 0);
  }

  private void weigh(int index, Bounds ordinary) {
    Block block = site.blocks.get(index);
    List<Clause> clauses = new ArrayList<>();
    block.events().forEach(event -> clauses.add(event.clause()));
    block.awards().forEach(award -> clauses.add(award.clause()));
    floorOf(block).ifPresent(floor -> clauses.add(block.hosting()));
    if (clauses.isEmpty()) {
      return;
    }
    double shift = block.followsPowerPrice() ? powerShiftUsdPerMwh : 0;
    List<HourSet> dearPeaks = tariff.dearPeaks(index);
    List<TariffFacts.RunCost> runCosts = tariff.runCosts(index);
    BlockPlan honoured =
        plan(block, ordinary, dearPeaks, null, site.avoidable(index).map(price -> price + shift));
    for (Clause clause : clauses) {
      PriceCurve curve = site.avoidableWithout(index, clause).map(price -> price + shift);
      BlockPlan without = plan(block, ordinary, dearPeaks, clause, curve);
      double lost =
          earned(block, without, curve, runCosts) - earned(block, honoured, curve, runCosts);
      byClause.merge(clause, new Weighed(lost, breachUsd(block, clause, without)), Weighed::plus);
      block.awards().stream()
          .filter(award -> award.clause() == clause)
          .forEach(
              award ->
                  dearHours
                      .computeIfAbsent(index, any -> new IdentityHashMap<>())
                      .put(clause, dearHours(block, award, without)));
    }
  }

  private static Optional<UptimeFloor> floorOf(Block block) {
    return Optional.ofNullable(block.hostingThatBinds()).map(ClientHosting::uptime);
  }

  /** The block's plan with its duties honoured, but for one clause's. */
  private BlockPlan plan(
      Block block,
      Bounds ordinary,
      List<HourSet> dearPeaks,
      @Nullable Clause without,
      PriceCurve curve) {
    Bounds bounds = ordinary.copy();
    for (CalledEvent event : block.events()) {
      if (event.clause() != without) {
        bounds.with(Constraint.mustCurtail(event.owed()), "");
      }
    }
    for (HeldAward award : block.awards()) {
      if (award.clause() != without) {
        bounds.with(Constraint.mustRun(award.hours()), "");
      }
    }
    ClientHosting hosting = block.hostingThatBinds();
    if (hosting != null) {
      HourSet above = DayDuties.aboveStrike(hosting, site.tariff, powerShiftUsdPerMwh);
      bounds.with(
          hosting.powerPassThrough() ? Constraint.mustCurtail(above) : Constraint.excuse(above),
          "");
      if (hosting.uptime() != null && hosting != without) {
        bounds.with(Constraint.atMostHoursOff(site.hoursOffLeft(hosting)), "");
      }
    }
    avoid(dearPeaks, block, bounds);
    PlannableBlock plannable =
        bounds.plannable(
            block.points(),
            curve,
            hashpriceScale,
            block.awardHours(without),
            site.switched(site.blocks.indexOf(block), powerShiftUsdPerMwh));
    return Planner.plan(NO_CONNECTION_LIMIT, List.of(plannable)).get(0);
  }

  /**
   * Keeps the block off in dear peaks that no duty holds it on in. A floor that leaves too few
   * hours off holds it on even where it is weighed itself: that a breach would spare the peak is
   * not counted, since the plan does not go on to spare it.
   */
  private void avoid(List<HourSet> dearPeaks, Block block, Bounds bounds) {
    for (HourSet peak : dearPeaks) {
      if (!peak.intersects(bounds.hold()) && !peak.intersects(bounds.mustRun())) {
        bounds.with(Constraint.avoid(peak), "");
      }
    }
    ClientHosting hosting = block.hostingThatBinds();
    if (hosting != null) {
      HourSet all = HourSet.NONE;
      for (HourSet peak : dearPeaks) {
        all = all.plus(peak);
      }
      if (all.count() > site.hoursOffLeft(hosting)) {
        return;
      }
    }
    bounds.settled();
  }

  private double earned(
      Block block, BlockPlan plan, PriceCurve curve, List<TariffFacts.RunCost> runCosts) {
    double sum = -plan.switchingUsd();
    for (TariffFacts.RunCost cost : runCosts) {
      boolean runs = cost.hours().list().stream().anyMatch(hour -> !plan.isOff(hour));
      sum -= runs ? cost.usdPerDay() : 0;
    }
    for (int hour = 0; hour < plan.hours(); hour++) {
      if (curve.isKnown(hour)) {
        sum +=
            block
                .points()
                .marginUsdPerHour(plan.point(hour), curve.usdPerMwh(hour), hashpriceScale);
      }
    }
    return sum;
  }

  /** Penalties on what the plan misses of the clause, and the payments forgone. */
  private double breachUsd(Block block, Clause clause, BlockPlan plan) {
    OperatingPoints points = block.points();
    double usd = 0;
    for (CalledEvent event : block.events()) {
      for (int hour : event.clause() == clause ? event.owed().list() : List.<Integer>of()) {
        usd +=
            (event.paymentUsdPerMwh() + event.penaltyUsdPerMwh())
                * points.kw(plan.point(hour))
                / 1000;
      }
    }
    for (HeldAward award : block.awards()) {
      for (int hour : award.clause() == clause ? award.hours().list() : List.<Integer>of()) {
        usd +=
            (award.clause().capacityUsdPerMwHour() + award.clause().penaltyUsdPerMwHour())
                * Math.max(0, points.kw(0) - points.kw(plan.point(hour)))
                / 1000;
      }
    }
    if (clause instanceof ClientHosting hosting && hosting.uptime() != null) {
      int free = (int) Math.floor(site.hoursOffLeft(hosting));
      usd += hosting.uptime().penaltyUsdPerMwh() * block.mw() * plan.hoursOffBeyond(free);
    }
    return usd;
  }

  private static int dearHours(Block block, HeldAward award, BlockPlan without) {
    OperatingPoints points = block.points();
    return (int)
        award.hours().list().stream()
            .filter(hour -> points.kw(without.point(hour)) < points.kw(0))
            .count();
  }
}
