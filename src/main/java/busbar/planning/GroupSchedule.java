package busbar.planning;

import java.util.List;

/** The plan of one group, what it is worth, and why. Immutable. */
public final class GroupSchedule {
  private final GroupSchedulingProblem problem;
  private final int[] plan;
  private final double[] kw;
  private final double valueUsd;
  private final double revenueUsd;
  private final double boundUsd;
  private final double alwaysOnUsd;
  private final double thresholdSwitchUsd;
  private final int starts;
  private final int limitsBroken;
  private final List<Binding> bindings;
  private final List<Contradiction> contradictions;

  GroupSchedule(
      GroupSchedulingProblem problem,
      int[] plan,
      PlanReckoning reckoned,
      double boundUsd,
      double alwaysOnUsd,
      double thresholdSwitchUsd,
      List<Binding> bindings,
      List<Contradiction> contradictions) {
    this.problem = problem;
    this.plan = plan.clone();
    this.kw = new double[plan.length];
    for (int t = 0; t < plan.length; t++) {
      kw[t] = reckoned.kw(t);
    }
    this.valueUsd = reckoned.valueUsd();
    this.revenueUsd = reckoned.revenueUsd();
    this.starts = reckoned.starts();
    this.limitsBroken = reckoned.limitsBroken();
    this.boundUsd = boundUsd;
    this.alwaysOnUsd = alwaysOnUsd;
    this.thresholdSwitchUsd = thresholdSwitchUsd;
    this.bindings = List.copyOf(bindings);
    this.contradictions = List.copyOf(contradictions);
  }

  /** The group's name. */
  public String group() {
    return problem.group();
  }

  /** What was solved. */
  GroupSchedulingProblem problem() {
    return problem;
  }

  /** How often a limit of the group's own had to be broken. */
  int limitsBroken() {
    return limitsBroken;
  }

  public int intervals() {
    return plan.length;
  }

  /** The profile that the group has or is moving to; {@link ProfileMargins#OFF} when off. */
  public int profile(int interval) {
    return plan[interval];
  }

  /** The profile of each interval; a copy. */
  public int[] profiles() {
    return plan.clone();
  }

  /** The mean load, kW; above 0 while the group is on, if only in part. */
  public double kw(int interval) {
    return kw[interval];
  }

  public boolean isOn(int interval) {
    return kw[interval] > 0;
  }

  /**
   * What the plan earns: margins, less restarts and time off beyond the budget, plus the terminal
   * value, USD.
   */
  public double valueUsd() {
    return valueUsd;
  }

  /** Revenue alone, USD. */
  public double revenueUsd() {
    return revenueUsd;
  }

  /** No plan that breaks as few limits is worth more, USD. */
  public double boundUsd() {
    return boundUsd;
  }

  /** What running in as many intervals as the same constraints allow would earn, USD. */
  public double alwaysOnUsd() {
    return alwaysOnUsd;
  }

  /**
   * What a switch would earn that is on where running earns and off where it does not, in as many
   * intervals as the same constraints allow, USD.
   */
  public double thresholdSwitchUsd() {
    return thresholdSwitchUsd;
  }

  /** Changes from off to on. */
  public int starts() {
    return starts;
  }

  /** What decides in that interval. */
  public Binding binding(int interval) {
    return bindings.get(interval);
  }

  /** Constraints that cannot all be kept; empty where they can. */
  public List<Contradiction> contradictions() {
    return contradictions;
  }
}
