package busbar.advice;

import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.duties.Block;
import busbar.duties.Weighing;
import busbar.tariff.PriceCurve;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/**
 * The values of a driver at which honouring a clause begins or ceases to cost more than breaching
 * it: where breaches are allowed, the block does otherwise from there on.
 *
 * <p>Both sums bend, and breaching may jump, where an hour begins to earn. Clauses are weighed on
 * both sides of each such value and on a grid over the driver's range; between neighbours that
 * answer differently the value is found by halving.
 */
final class BreachRoots {
  /** How close to a root halving comes, relative; well below the step of its verification. */
  private static final double PRECISION = 1e-10;

  /** How far from a bend its two sides are weighed, relative. */
  private static final double BESIDE = 1e-8;

  /** Neighbours on the grid lie so far apart, the smaller over the larger. */
  private static final double GRID_RATIO = 0.8;

  private static final double SMALLEST_SHIFT = 0.25;

  private final PreparedSite site;
  private final List<Clause> clauses;
  private final List<Integer> part;

  BreachRoots(PreparedSite site, Weighing today, int block) {
    this.site = site;
    this.part = site.parts.of(block);
    this.clauses = clausesOf(site.blocks.get(block)).stream().filter(today::weighs).toList();
  }

  private static List<Clause> clausesOf(Block block) {
    List<Clause> clauses = new ArrayList<>();
    block.events().forEach(event -> clauses.add(event.clause()));
    block.awards().forEach(award -> clauses.add(award.clause()));
    ClientHosting hosting = block.hostingThatBinds();
    if (hosting != null) {
      clauses.add(hosting);
    }
    return clauses;
  }

  /**
   * Shifts of every hour's price, USD/MWh.
   *
   * @param at the weighing at a shift
   */
  Set<Double> shifts(double limit, DoubleFunction<Weighing> at) {
    SortedSet<Double> grid = new TreeSet<>();
    for (double shift = limit; shift > SMALLEST_SHIFT; shift *= GRID_RATIO) {
      grid.add(shift);
      grid.add(-shift);
    }
    grid.add(0.0);
    for (int i : part) {
      Block block = site.blocks.get(i);
      if (block.followsPowerPrice()) {
        for (double price : known(site.ordinary(i, 0))) {
          addBothSides(grid, block.points().breakevenUsdPerMwh(1) - price);
        }
      }
    }
    return roots(grid.subSet(-limit, limit), at);
  }

  /**
   * Multiples of today's hashprice.
   *
   * @param at the weighing at a multiple
   */
  Set<Double> scales(double low, double high, DoubleFunction<Weighing> at) {
    SortedSet<Double> grid = new TreeSet<>();
    for (double scale = high; scale > low; scale *= GRID_RATIO) {
      grid.add(scale);
    }
    grid.add(low);
    for (int i : part) {
      Block block = site.blocks.get(i);
      double breakeven = block.points().breakevenUsdPerMwh(1);
      if (block.points().followsHashprice() && breakeven > 0) {
        for (double price : known(site.ordinary(i, 0))) {
          addBothSides(grid, price / breakeven);
        }
      }
    }
    return roots(grid.subSet(low, high), at);
  }

  /**
   * What an hour off saves, any that a clause holds today among them: each price of the curve, and
   * each less what a floor asks for a MWh missed; none where no clause with a penalty binds.
   */
  Set<Double> prices(PriceCurve curve) {
    Set<Double> prices = new TreeSet<>();
    if (!clauses.isEmpty()) {
      prices.addAll(known(curve));
    }
    for (Clause clause : clauses) {
      if (clause instanceof ClientHosting hosting && hosting.uptime() != null) {
        double penalty = hosting.uptime().penaltyUsdPerMwh();
        known(curve).forEach(price -> prices.add(price - penalty));
      }
    }
    return prices;
  }

  private static Set<Double> known(PriceCurve curve) {
    Set<Double> prices = new TreeSet<>();
    for (int hour = 0; hour < curve.hours(); hour++) {
      if (curve.isKnown(hour)) {
        prices.add(curve.usdPerMwh(hour));
      }
    }
    return prices;
  }

  private static void addBothSides(Set<Double> grid, double bend) {
    double beside = BESIDE * Math.max(1, Math.abs(bend));
    grid.add(bend - beside);
    grid.add(bend + beside);
  }

  private Set<Double> roots(SortedSet<Double> grid, DoubleFunction<Weighing> at) {
    Set<Double> roots = new LinkedHashSet<>();
    for (Clause clause : clauses) {
      Double before = null;
      for (double value : grid) {
        if (before != null && at.apply(before).atALoss(clause) != at.apply(value).atALoss(clause)) {
          roots.add(between(before, value, clause, at));
        }
        before = value;
      }
    }
    return roots;
  }

  private static double between(
      double low, double high, Clause clause, DoubleFunction<Weighing> at) {
    boolean lost = at.apply(low).atALoss(clause);
    double from = low;
    double to = high;
    while (to - from > PRECISION * Math.max(1, Math.abs(to))) {
      double middle = (from + to) / 2;
      if (at.apply(middle).atALoss(clause) == lost) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }
}
