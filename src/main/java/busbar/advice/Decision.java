package busbar.advice;

import busbar.assessment.Action;
import busbar.assessment.Firing;
import busbar.assessment.KeepFacts;
import busbar.assessment.OfferFacts;
import busbar.assessment.PlanFacts;
import busbar.duties.Block;
import busbar.duties.Bounds;
import busbar.planning.BlockPlan;
import busbar.planning.PlannableBlock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one block should do, with all that the decision rests on.
 *
 * @param siteWide what rules said of the site as a whole; bears on every block
 * @param peakSavedUsdPerDay what the plan saves of billed peaks by being off all through their
 *     hours
 * @param leading for each action the rule whose proposal leads: the last by id, since special rules
 *     are numbered after general ones
 */
record Decision(
    Block block,
    PlannableBlock plannable,
    BlockPlan plan,
    Bounds bounds,
    PlanFacts planFacts,
    double peakSavedUsdPerDay,
    KeepFacts keep,
    Optional<OfferFacts> offer,
    List<Firing> firings,
    List<Firing> siteWide,
    Map<Action, Firing> leading,
    Action action) {

  /**
   * Constraints exclude; among what is left the most dollars wins.
   *
   * <p>The plan is already the operating choice worth most, so it is RUN or CURTAIL by what it
   * does. A standing decision takes its place where a rule proposes it, none bars it and it is
   * worth something.
   */
  static Decision arbitrate(
      Block block,
      PlannableBlock plannable,
      BlockPlan plan,
      Bounds bounds,
      PlanFacts planFacts,
      double peakSavedUsdPerDay,
      KeepFacts keep,
      Optional<OfferFacts> offer,
      List<Firing> firings,
      List<Firing> siteWide) {
    Map<Action, Firing> leading = new EnumMap<>(Action.class);
    firings.stream()
        .sorted(Comparator.comparing(Firing::rule))
        .forEach(firing -> firing.proposals().forEach(action -> leading.put(action, firing)));

    double retire = worth(Action.RETIRE, keep.gainUsdPerYear(), leading, bounds);
    double convert =
        worth(
            Action.CONVERT,
            offer.map(OfferFacts::gainUsdPerYear).orElse(Double.NaN),
            leading,
            bounds);
    Action action = operating(plan);
    if (convert > 0) {
      // A conversion sells the rigs too: its worth is counted above that of selling them.
      action = Action.CONVERT;
    } else if (retire > 0) {
      action = Action.RETIRE;
    }
    return new Decision(
        block,
        plannable,
        plan,
        bounds,
        planFacts,
        peakSavedUsdPerDay,
        keep,
        offer,
        firings,
        siteWide,
        leading,
        action);
  }

  /** What the rigs do until a standing decision is carried out. */
  Action operating() {
    return operating(plan);
  }

  private static Action operating(BlockPlan plan) {
    return plan.hoursOff() > 0 ? Action.CURTAIL : Action.RUN;
  }

  /** USD a year where the action is proposed and open, else zero. */
  private static double worth(
      Action action, double gainUsdPerYear, Map<Action, Firing> leading, Bounds bounds) {
    boolean open = leading.containsKey(action) && bounds.ruledOut(action).isEmpty();
    return open && gainUsdPerYear > 0 ? gainUsdPerYear : 0;
  }
}
