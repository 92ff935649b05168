package busbar.advice;

import busbar.duties.Block;
import busbar.duties.Bounds;
import busbar.planning.PlannableBlock;
import busbar.tariff.PriceCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What rules, contracts and tariff ask of a site's rigs on one day, before any hour is decided:
 * what a plan is rolled forward within.
 *
 * @param tariff the prices on which the day was assessed
 * @param blocks from the bottom of the stack up
 * @param missedUsd penalties of the day for MW of events and awards that no rigs are left for
 */
public record DayOrders(PriceCurve tariff, List<OfBlock> blocks, double missedUsd) {
  public DayOrders {
    blocks = List.copyOf(blocks);
  }

  /**
   * What is asked of one block.
   *
   * @param limits what the plan may do in each hour
   * @param bounds the same constraints, each with the rule that asked for it
   * @param dutyUsdPerMwh by hour, what a MWh used costs beside the price of power: payments of
   *     events forgone and penalties owed; below zero for awards, which pay for running
   * @param dueUsdPerDay owed by clauses in any case, whatever the block does
   * @param rule the rule that leads to what the block would do; empty where none proposes it
   */
  public record OfBlock(
      Block block,
      PlannableBlock limits,
      Bounds bounds,
      List<Double> dutyUsdPerMwh,
      double dueUsdPerDay,
      Optional<String> rule) {}

  static DayOrders of(PreparedSite site, Evaluation today) {
    List<OfBlock> blocks = new ArrayList<>();
    for (int i = 0; i < site.blocks.size(); i++) {
      Decision decision = today.decision(i);
      PriceCurve paid = site.bound.metered(i);
      PriceCurve avoidable = site.avoidable(i);
      List<Double> duty = new ArrayList<>();
      for (int hour = 0; hour < site.hours(); hour++) {
        double more = avoidable.usdPerMwh(hour) - paid.usdPerMwh(hour);
        duty.add(Double.isNaN(more) ? 0 : more);
      }
      blocks.add(
          new OfBlock(
              decision.block(),
              decision.plannable(),
              decision.bounds(),
              duty,
              PlanReckoning.dueInAnyCaseUsd(decision.block()),
              Optional.ofNullable(decision.leading().get(decision.operating()))
                  .map(firing -> firing.rule())));
    }
    return new DayOrders(site.tariff, blocks, site.bound.missedUsdPerDay());
  }
}
