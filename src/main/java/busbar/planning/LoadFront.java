package busbar.planning;

import java.util.Arrays;

/**
 * Compares combinations by their load: caps and blocks are told, which cost no less for more load
 * once the least price of a block is taken from every choice. So a combination is worth looking at
 * only if none with as little load is worth as much: group by group these are merged into a front,
 * as in the multiple-choice knapsack problem (Dyer, Kayal and Walsh, 1984). A front that grows too
 * long is thinned so that its worth is never underrated.
 */
final class LoadFront extends SiteChoices {
  private static final int LONGEST = 256;

  // The fronts of the first groups, by group; that of none, and one to merge into.
  private final Front[] fronts;
  private final Front nothing = new Front();
  private double work;
  private Front spare = new Front();

  /** Points of rising load and worth, and how each came about. */
  private static final class Front {
    private double[] kw = new double[2 * LONGEST];
    private double[] worth = new double[2 * LONGEST];
    private int[] before = new int[2 * LONGEST];
    private int[] choice = new int[2 * LONGEST];
    private int size;

    private void add(double kwHere, double worthHere, int beforeHere, int choiceHere) {
      if (size > 0 && worthHere <= worth[size - 1]) {
        return;
      }
      if (size == kw.length) {
        kw = Arrays.copyOf(kw, 2 * size);
        worth = Arrays.copyOf(worth, 2 * size);
        before = Arrays.copyOf(before, 2 * size);
        choice = Arrays.copyOf(choice, 2 * size);
      }
      kw[size] = kwHere;
      worth[size] = worthHere;
      before[size] = beforeHere;
      choice[size] = choiceHere;
      size++;
    }

    /** Halves the points: of every two the load of the one and the worth of the other. */
    private void thin() {
      while (size > LONGEST) {
        int kept = 0;
        for (int i = 0; i < size; i += 2) {
          int upper = Math.min(i + 1, size - 1);
          kw[kept] = kw[i];
          worth[kept] = worth[upper];
          before[kept] = before[upper];
          choice[kept] = choice[upper];
          kept++;
        }
        size = kept;
      }
    }
  }

  LoadFront(SiteModel model) {
    super(model, false);
    this.fronts = new Front[model.groups()];
    for (int g = 0; g < fronts.length; g++) {
      fronts[g] = new Front();
    }
  }

  @Override
  boolean tells(Coupling coupling) {
    boolean isCap = coupling instanceof LimitCoupling limit && limit.isCap();
    return isCap || coupling instanceof BlockCoupling;
  }

  @Override
  double work() {
    return work;
  }

  @Override
  double choose(int t, double[][] worth, double mostKw, int[] chosen) {
    double leastUsdPerKw = 0;
    for (Coupling coupling : model().couplings()) {
      leastUsdPerKw += coupling instanceof BlockCoupling block ? block.belowUsdPerKw(t) : 0;
    }
    work += 50;
    nothing.size = 0;
    nothing.add(0, 0, 0, 0);
    for (int g = 0; g < fronts.length; g++) {
      Front from = g == 0 ? nothing : fronts[g - 1];
      Front sum = fronts[g];
      sum.size = 0;
      for (int choice = 0; choice < worth[g].length; choice++) {
        if (worth[g][choice] != Double.NEGATIVE_INFINITY && allows(g, t, choice)) {
          double kw = kw(g, choice);
          spare.size = 0;
          work += 4.0 * (sum.size + from.size);
          merge(sum, from, kw, worth[g][choice] - leastUsdPerKw * kw, choice, spare);
          Front swapped = sum;
          sum = spare;
          spare = swapped;
        }
      }
      sum.thin();
      fronts[g] = sum;
    }
    return best(t, leastUsdPerKw, mostKw, chosen);
  }

  /** Merges points with those of another front after one more choice. */
  private static void merge(
      Front points, Front from, double kw, double worth, int choice, Front into) {
    int i = 0;
    int j = 0;
    while (i < points.size || j < from.size) {
      double here = i < points.size ? points.kw[i] : Double.POSITIVE_INFINITY;
      double there = j < from.size ? from.kw[j] + kw : Double.POSITIVE_INFINITY;
      // Of the same load the one that is worth more goes first.
      boolean same = here == there;
      if (here < there || (same && points.worth[i] >= from.worth[j] + worth)) {
        into.add(here, points.worth[i], points.before[i], points.choice[i]);
        i++;
      } else {
        into.add(there, from.worth[j] + worth, j, choice);
        j++;
      }
    }
  }

  private double best(int t, double leastUsdPerKw, double mostKw, int[] chosen) {
    Front front = fronts[fronts.length - 1];
    double most = Double.NEGATIVE_INFINITY;
    int best = -1;
    for (int i = 0; i < front.size && front.kw[i] <= mostKw; i++) {
      double usd = front.worth[i] + leastUsdPerKw * front.kw[i];
      for (Coupling coupling : model().couplings()) {
        usd -= tells(coupling) ? coupling.intervalUsd(t, front.kw[i], model().stakesUsd()) : 0;
      }
      if (usd > most) {
        most = usd;
        best = i;
      }
    }
    for (int g = fronts.length - 1; g >= 0 && best >= 0; g--) {
      chosen[g] = fronts[g].choice[best];
      best = fronts[g].before[best];
    }
    return most;
  }
}
