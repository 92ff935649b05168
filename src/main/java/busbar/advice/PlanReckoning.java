package busbar.advice;

import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.Constraint;
import busbar.assessment.Firing;
import busbar.assessment.Obligation;
import busbar.assessment.PeakDuty;
import busbar.assessment.PlanFacts;
import busbar.contract.ClientHosting;
import busbar.duties.Block;
import busbar.duties.Bounds;
import busbar.duties.CalledEvent;
import busbar.duties.DayDuties;
import busbar.duties.DayHours;
import busbar.duties.TariffFacts;
import busbar.economics.OperatingPoints;
import busbar.planning.BlockPlan;
import busbar.planning.PlannableBlock;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a block's plan does, why, and what it earns, at given drivers. */
final class PlanReckoning {
  /** What holds rigs on where no clause does, in a manager's words. */
  private static final String RESTART = "The cost or the least time of switching";

  private final PreparedSite site;
  private final Drivers drivers;

  PlanReckoning(PreparedSite site, Drivers drivers) {
    this.site = site;
    this.drivers = drivers;
  }

  /** What a plan saves of billed peaks, off all through their hours. */
  static double savedUsd(BlockPlan plan, List<TariffFacts.RunCost> costs) {
    return costs.stream()
        .filter(cost -> cost.hours().list().stream().allMatch(plan::isOff))
        .mapToDouble(TariffFacts.RunCost::usdPerDay)
        .sum();
  }

  /**
   * What the plan does and what it earns.
   *
   * @param firings the rules that fired on the block's duties
   * @param runCosts what running costs the block today beside energy
   */
  PlanFacts of(
      Block block,
      PlannableBlock plannable,
      BlockPlan plan,
      Bounds bounds,
      List<Firing> firings,
      List<TariffFacts.RunCost> runCosts) {
    PriceCurve avoidable = plannable.avoidable();
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
    boolean heldBySwitching = false;
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
        } else if (plannable.switched() == null
            || points.marginUsdPerHour(plannable.bestRunning(hour), price, scale) < 0) {
          // Of hours off to save a restart or to keep a minimum time some would earn.
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
        String rule =
            bounds.onRule(hour).orElse(bounds.limitsHoursOff() ? bounds.mostHoursOffRule() : "");
        heldBy.add(rule);
        heldBySwitching |= rule.isEmpty() && plannable.switched() != null;
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
        heldBySwitching ? RESTART : refsOf(heldBy, firings),
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
            block.points().marginUsdPerHour(0, avoidable.usdPerMwh(hour), drivers.hashpriceScale());
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
  static double dueInAnyCaseUsd(Block block) {
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
