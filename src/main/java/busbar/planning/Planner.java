package busbar.planning;

import busbar.economics.OperatingPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The plan of greatest margin for the blocks of a site, hour by hour.
 *
 * <p>Blocks are independent but for the grid connection, so each takes the point, or off, with the
 * greatest margin, and a block by itself has no better plan. Where all together draw more than the
 * connection carries, every block goes back to its default load, and the room that is left goes
 * step by step to whatever earns most per kW: always feasible and never worse than the default, not
 * always the best that could be.
 */
public final class Planner {
  private Planner() {}

  /**
   * Plans all blocks of a site together.
   *
   * @param connectionKw what the grid connection carries: at least the default loads of all blocks
   *     that need not be off
   */
  public static List<BlockPlan> plan(double connectionKw, List<PlannableBlock> blocks) {
    double[] limitKw = new double[hours(blocks)];
    Arrays.fill(limitKw, connectionKw);
    return plan(limitKw, blocks);
  }

  /**
   * Plans all blocks of a site together.
   *
   * @param limitKw what they may draw in each hour; where it is less than the default loads of the
   *     blocks that need not be off, those stay and nothing is drawn on top of them
   */
  public static List<BlockPlan> plan(double[] limitKw, List<PlannableBlock> blocks) {
    List<int[]> plans = new ArrayList<>();
    for (PlannableBlock block : blocks) {
      plans.add(alone(block));
    }
    for (int hour = 0; hour < hours(blocks); hour++) {
      fitLimit(limitKw[hour], blocks, plans, hour);
    }
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> new BlockPlan(blocks.get(i), plans.get(i)))
        .toList();
  }

  private static int hours(List<PlannableBlock> blocks) {
    return blocks.isEmpty() ? 0 : blocks.get(0).avoidable().hours();
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
        plan[hour] = block.bestRunning(hour);
        if (block.mayBeOff(hour) && block.margin(hour, plan[hour]) < 0) {
          plan[hour] = OperatingPoints.OFF;
          if (!block.excused().contains(hour)) {
            offByChoice.add(hour);
          }
        }
      }
    }
    // Too many hours off: run those again that lose least, unless missing them costs less still.
    offByChoice.sort(
        (a, b) ->
            Double.compare(
                block.margin(b, block.bestRunning(b)), block.margin(a, block.bestRunning(a))));
    for (int i = 0; i < offByChoice.size() - block.mostHoursOff(); i++) {
      int hour = offByChoice.get(i);
      int running = block.bestRunning(hour);
      if (-block.margin(hour, running) > block.missedUsd()) {
        break;
      }
      plan[hour] = running;
    }
    return plan;
  }

  private static void fitLimit(
      double limitKw, List<PlannableBlock> blocks, List<int[]> plans, int hour) {
    double limit = limitKw * (1 + 1e-9);
    if (load(blocks, plans, hour) <= limit) {
      return;
    }
    for (int i = 0; i < blocks.size(); i++) {
      PlannableBlock block = blocks.get(i);
      int[] plan = plans.get(i);
      if (block.points().kw(plan[hour]) > block.points().kw(0)) {
        plan[hour] = 0;
        plan[hour] = bestStep(block, plan[hour], hour, 0).orElse(0);
        boolean anyHourOff =
            block.mostHoursOff() >= block.avoidable().hours() || block.excused().contains(hour);
        if (block.mayBeOff(hour) && anyHourOff && block.margin(hour, plan[hour]) < 0) {
          plan[hour] = OperatingPoints.OFF;
        }
      }
    }
    boolean stepped = true;
    while (stepped) {
      double room = limit - load(blocks, plans, hour);
      int stepping = -1;
      int to = 0;
      double mostPerKw = 0;
      for (int i = 0; i < blocks.size(); i++) {
        PlannableBlock block = blocks.get(i);
        int from = plans.get(i)[hour];
        OptionalInt step = bestStep(block, from, hour, room);
        if (step.isPresent()) {
          double gain = block.margin(hour, step.getAsInt()) - block.margin(hour, from);
          double more = block.points().kw(step.getAsInt()) - block.points().kw(from);
          double perKw = more > 0 ? gain / more : Double.POSITIVE_INFINITY;
          if (perKw > mostPerKw) {
            mostPerKw = perKw;
            stepping = i;
            to = step.getAsInt();
          }
        }
      }
      stepped = stepping >= 0;
      if (stepped) {
        plans.get(stepping)[hour] = to;
      }
    }
  }

  /** The running point that earns most above the present one for at most so many kW more. */
  private static OptionalInt bestStep(PlannableBlock block, int from, int hour, double roomKw) {
    if (from == OperatingPoints.OFF || !block.isOpen(hour)) {
      return OptionalInt.empty();
    }
    int best = from;
    for (int point = 0; point < block.points().count(); point++) {
      boolean fits = block.points().kw(point) - block.points().kw(from) <= roomKw;
      if (fits
          && block.allows(hour, point)
          && block.margin(hour, point) > block.margin(hour, best)) {
        best = point;
      }
    }
    return best == from ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private static double load(List<PlannableBlock> blocks, List<int[]> plans, int hour) {
    double load = 0;
    for (int i = 0; i < blocks.size(); i++) {
      load += blocks.get(i).points().kw(plans.get(i)[hour]);
    }
    return load;
  }
}
