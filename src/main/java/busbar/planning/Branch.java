package busbar.planning;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of all plans of a site.
 *
 * @param peaksFromKw by coupling: for a demand charge, peaks are at least this
 * @param peaksToKw and at most this
 * @param decisions what is decided for groups
 * @param boundUsd no plan of this part is worth more
 * @param wages good ones to start from, see {@link CombinationDual}
 * @param multipliers likewise
 * @param isWhole whether it is all plans
 */
record Branch(
    double[] peaksFromKw,
    double[] peaksToKw,
    List<Decision> decisions,
    double boundUsd,
    double[][] wages,
    double[][] multipliers,
    boolean isWhole) {

  /**
   * A group in an interval has one of some choices.
   *
   * @param choices by choice, see {@link CombinationDual}
   */
  record Decision(int group, int interval, boolean[] choices) {}

  Branch with(Decision decision) {
    List<Decision> more = new ArrayList<>(decisions);
    more.add(decision);
    return new Branch(peaksFromKw, peaksToKw, more, boundUsd, wages, multipliers, false);
  }

  Branch withPeak(int coupling, double fromKw, double toKw) {
    double[] from = peaksFromKw.clone();
    double[] to = peaksToKw.clone();
    from[coupling] = fromKw;
    to[coupling] = toKw;
    return new Branch(from, to, decisions, boundUsd, wages, multipliers, false);
  }
}
