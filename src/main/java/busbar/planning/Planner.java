package busbar.planning;

import busbar.economics.OperatingPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The plan of greatest margin for the blocks of a site, hour by hour.
 *
 * <p>Blocks are independent but for the grid connection, so each takes the point, or off, with the
 * greatest margin, and a block by itself has no better plan. Where all together draw more than the
 * connection carries, the load that loses least per kW is taken back, step by step: always
 * feasible, not always the best that could be.
 */
public final class Planner {
  private Planner() {}

  /**
   * Plans all blocks of a site together.
   *
   * @param connectionKw what the grid connection carries. Blocks that are held, or must run, are
   *     never cut below their least running load for it.
   */
  public static List<BlockPlan> plan(double connectionKw, List<PlannableBlock> blocks) {
    List<int[]> plans = new ArrayList<>();
    for (PlannableBlock block : blocks) {
      plans.add(alone(block));
    }
    int hours = blocks.isEmpty() ? 0 : blocks.get(0).avoidable().hours();
    for (int hour = 0; hour < hours; hour++) {
      fitConnection(connectionKw, blocks, plans, hour);
    }
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> new BlockPlan(blocks.get(i), plans.get(i)))
        .toList();
  }

  private static int[] alone(PlannableBlock block) {
    int hours = block.avoidable().hours();
    int[] plan = new int[hours];
    List<Integer> offByChoice = new ArrayList<>();
    for (int hour = 0; hour < hours; hour++) {
      if (block.mustBeOff().contains(hour)) {
        plan[hour] = OperatingPoints.OFF;
      } else if (block.hold().contains(hour)) {
        plan[hour] = 0;
      } else {
        plan[hour] = bestRunning(block, hour);
        if (block.mayBeOff(hour) && block.margin(hour, plan[hour]) < 0) {
          plan[hour] = OperatingPoints.OFF;
          offByChoice.add(hour);
        }
      }
    }
    // Too many hours off: run those again that lose least.
    offByChoice.sort(
        (a, b) ->
            Double.compare(
                block.margin(b, bestRunning(block, b)), block.margin(a, bestRunning(block, a))));
    for (int i = 0; i < offByChoice.size() - block.mostHoursOff(); i++) {
      int hour = offByChoice.get(i);
      plan[hour] = bestRunning(block, hour);
    }
    return plan;
  }

  private static int bestRunning(PlannableBlock block, int hour) {
    return block.points().best(block.avoidable().usdPerMwh(hour), block.scale());
  }

  private static void fitConnection(
      double connectionKw, List<PlannableBlock> blocks, List<int[]> plans, int hour) {
    double load = 0;
    for (int i = 0; i < blocks.size(); i++) {
      load += blocks.get(i).points().kw(plans.get(i)[hour]);
    }
    while (load > connectionKw * (1 + 1e-9)) {
      int from = -1;
      int to = 0;
      double leastPerKw = Double.POSITIVE_INFINITY;
      for (int i = 0; i < blocks.size(); i++) {
        PlannableBlock block = blocks.get(i);
        int now = plans.get(i)[hour];
        if (now == OperatingPoints.OFF || !block.isOpen(hour)) {
          continue;
        }
        int first =
            block.mayBeOff(hour) && block.mostHoursOff() >= block.avoidable().hours()
                ? OperatingPoints.OFF
                : 0;
        for (int point = first; point < block.points().count(); point++) {
          double saved = block.points().kw(now) - block.points().kw(point);
          double lostPerKw = (block.margin(hour, now) - block.margin(hour, point)) / saved;
          if (saved > 0 && lostPerKw < leastPerKw) {
            leastPerKw = lostPerKw;
            from = i;
            to = point;
          }
        }
      }
      if (from < 0) {
        return;
      }
      load -= blocks.get(from).points().kw(plans.get(from)[hour]);
      plans.get(from)[hour] = to;
      load += blocks.get(from).points().kw(to);
    }
  }
}
