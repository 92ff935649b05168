package busbar.duties;

import busbar.assessment.Action;
import busbar.assessment.Constraint;
import busbar.economics.OperatingPoints;
import busbar.planning.PlannableBlock;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The constraints on one block taken together, each with the rule that asked for it. */
public final class Bounds {
  private record Demand(HourSet hours, String rule) {}

  private final int horizon;
  private final List<Demand> off = new ArrayList<>();
  private final List<Demand> hold = new ArrayList<>();
  private final List<Demand> run = new ArrayList<>();
  private final List<Demand> avoid = new ArrayList<>();
  private final List<Demand> excused = new ArrayList<>();
  private final Map<Action, String> ruledOut = new EnumMap<>(Action.class);
  private int mostHoursOff;
  private String mostHoursOffRule = "";
  private int hoursOffThatCost;
  private double missedUsdPerMwh = Double.POSITIVE_INFINITY;
  private String missedRule = "";

  /**
   * No constraint yet.
   *
   * @param horizon hours of the day
   */
  public Bounds(int horizon) {
    this.horizon = horizon;
    this.mostHoursOff = horizon;
    this.hoursOffThatCost = horizon;
  }

  /** The same constraints, to which others may be added. */
  public Bounds copy() {
    Bounds copy = new Bounds(horizon);
    copy.off.addAll(off);
    copy.hold.addAll(hold);
    copy.run.addAll(run);
    copy.avoid.addAll(avoid);
    copy.excused.addAll(excused);
    copy.ruledOut.putAll(ruledOut);
    copy.mostHoursOff = mostHoursOff;
    copy.mostHoursOffRule = mostHoursOffRule;
    copy.hoursOffThatCost = hoursOffThatCost;
    copy.missedUsdPerMwh = missedUsdPerMwh;
    copy.missedRule = missedRule;
    return copy;
  }

  /**
   * What the planner is asked for of a block inside these bounds.
   *
   * @param capped hours in which it draws no more than at its default point
   */
  public PlannableBlock plannable(
      OperatingPoints points, PriceCurve avoidable, double scale, HourSet capped) {
    return new PlannableBlock(
        points,
        avoidable,
        scale,
        mustBeOff(),
        hold(),
        mustRun(),
        capped,
        excused(),
        mostHoursOff(),
        missedUsdPerMwh());
  }

  /**
   * Adds a constraint.
   *
   * @param rule the id of the rule that asked for it; empty where it is not from a rule
   */
  public Bounds with(Constraint constraint, String rule) {
    if (constraint instanceof Constraint.MustCurtail demand) {
      off.add(new Demand(demand.hours(), rule));
    } else if (constraint instanceof Constraint.Hold demand) {
      hold.add(new Demand(demand.hours(), rule));
    } else if (constraint instanceof Constraint.MustRun demand) {
      run.add(new Demand(demand.hours(), rule));
    } else if (constraint instanceof Constraint.Avoid demand) {
      avoid.add(new Demand(demand.hours(), rule));
    } else if (constraint instanceof Constraint.Excuse demand) {
      excused.add(new Demand(demand.hours(), rule));
    } else if (constraint instanceof Constraint.HoursOffCost limit) {
      if (limit.hours() < hoursOffThatCost) {
        hoursOffThatCost = Math.max(0, limit.hours());
        missedUsdPerMwh = limit.usdPerMwh();
        missedRule = rule;
      }
    } else if (constraint instanceof Constraint.AtMostHoursOff limit) {
      if (limit.hours() < mostHoursOff) {
        mostHoursOff = Math.max(0, limit.hours());
        mostHoursOffRule = rule;
      }
    } else if (constraint instanceof Constraint.RuleOut out) {
      ruledOut.putIfAbsent(out.action(), rule);
      if (out.action() == Action.CURTAIL) {
        return with(Constraint.atMostHoursOff(0), rule);
      }
      if (out.action() == Action.RUN) {
        return with(Constraint.mustCurtail(HourSet.all(horizon)), rule);
      }
    }
    return this;
  }

  /**
   * Turns the hours that are better avoided into hours off, as far as nothing holds the block on in
   * them and they fit into its limit; they use that limit up.
   */
  public Bounds settled() {
    HourSet free = union(avoid).minus(hold()).minus(mustRun()).minus(mustBeOff());
    int counted = free.minus(excused()).count();
    if (free.isEmpty() || counted > mostHoursOff()) {
      return this;
    }
    for (Demand demand : avoid) {
      off.add(new Demand(demand.hours.minus(hold()).minus(mustRun()), demand.rule));
    }
    if (mostHoursOff < horizon) {
      mostHoursOff -= counted;
    }
    if (hoursOffThatCost < horizon) {
      hoursOffThatCost -= counted;
    }
    return this;
  }

  HourSet mustBeOff() {
    return union(off);
  }

  /** Hours in which the block stays as it is. */
  public HourSet hold() {
    return union(hold);
  }

  HourSet mustRun() {
    return union(run);
  }

  HourSet excused() {
    return union(excused);
  }

  /** Hours off that are free; beyond them the next two say whether there may be any. */
  int mostHoursOff() {
    return Math.min(mostHoursOff, hoursOffThatCost);
  }

  /** What each MWh missed beyond {@link #mostHoursOff} costs; infinite where there may be none. */
  double missedUsdPerMwh() {
    return mostHoursOff <= hoursOffThatCost ? Double.POSITIVE_INFINITY : missedUsdPerMwh;
  }

  /** Whether no hour off may be chosen at all. */
  public boolean barsHoursOff() {
    return mostHoursOff == 0 && excused().isEmpty();
  }

  /** Whether hours off are limited, or cost something beyond a limit. */
  public boolean limitsHoursOff() {
    return mostHoursOff() < horizon;
  }

  /** The rule that limits hours off most; empty where none does. */
  public String mostHoursOffRule() {
    return mostHoursOff <= hoursOffThatCost ? mostHoursOffRule : missedRule;
  }

  /** The rule that bars an action. */
  public Optional<String> ruledOut(Action action) {
    return Optional.ofNullable(ruledOut.get(action));
  }

  /** The rule that wants the block off in that hour. */
  public Optional<String> offRule(int hour) {
    return first(off, hour);
  }

  /** The rule that holds the block, or wants it running, in that hour. */
  public Optional<String> onRule(int hour) {
    return first(hold, hour).or(() -> first(run, hour));
  }

  private static Optional<String> first(List<Demand> demands, int hour) {
    return demands.stream()
        .filter(demand -> demand.hours.contains(hour) && !demand.rule.isEmpty())
        .map(Demand::rule)
        .findFirst();
  }

  private static HourSet union(List<Demand> demands) {
    HourSet all = HourSet.NONE;
    for (Demand demand : demands) {
      all = all.plus(demand.hours);
    }
    return all;
  }
}
