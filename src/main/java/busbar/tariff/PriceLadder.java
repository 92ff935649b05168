package busbar.tariff;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hours by their price, the cheapest first, with running sums: what all hours up to a price come to
 * is found without going through them. Hours of equal price are one rung. Immutable.
 */
public final class PriceLadder {
  private final double[] usdPerMwh;
  private final double[] hours;

  /** Hours, and hours times price, of the rungs below each rung; of all of them at the end. */
  private final double[] hoursBelow;

  private final double[] usdHoursPerMwhBelow;

  private PriceLadder(double[] usdPerMwh, double[] hours) {
    this.usdPerMwh = usdPerMwh;
    this.hours = hours;
    hoursBelow = new double[hours.length + 1];
    usdHoursPerMwhBelow = new double[hours.length + 1];
    for (int rung = 0; rung < hours.length; rung++) {
      hoursBelow[rung + 1] = hoursBelow[rung] + hours[rung];
      usdHoursPerMwhBelow[rung + 1] = usdHoursPerMwhBelow[rung] + hours[rung] * usdPerMwh[rung];
    }
  }

  /**
   * @param prices USD/MWh, in ascending order
   * @param hours hours at each of them
   */
  static PriceLadder ofAscending(double[] prices, double[] hours) {
    double[] rungs = new double[prices.length];
    double[] atRung = new double[prices.length];
    int count = 0;
    for (int i = 0; i < prices.length; i++) {
      if (count == 0 || prices[i] != rungs[count - 1]) {
        rungs[count++] = prices[i];
      }
      atRung[count - 1] += hours[i];
    }
    return new PriceLadder(Arrays.copyOf(rungs, count), Arrays.copyOf(atRung, count));
  }

  /** The known hours of a curve, each counted once. */
  static PriceLadder ofHours(double[] usdPerMwh) {
    double[] sorted = Arrays.stream(usdPerMwh).filter(price -> !Double.isNaN(price)).toArray();
    Arrays.sort(sorted);
    double[] each = new double[sorted.length];
    Arrays.fill(each, 1);
    return ofAscending(sorted, each);
  }

  /** How many rungs have a price at or below a limit. */
  public int rungsUpTo(double limitUsdPerMwh) {
    int low = 0;
    int high = usdPerMwh.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (usdPerMwh[middle] <= limitUsdPerMwh) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Hours of the cheapest rungs. */
  public double hours(int rungs) {
    return hoursBelow[rungs];
  }

  /** What a MW that runs in all hours of the cheapest rungs pays, USD. */
  public double usdPerMw(int rungs) {
    return usdHoursPerMwhBelow[rungs];
  }

  /** All hours. */
  public double hours() {
    return hoursBelow[hours.length];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PriceLadder that
        && Arrays.equals(usdPerMwh, that.usdPerMwh)
        && Arrays.equals(hours, that.hours);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(usdPerMwh) + Arrays.hashCode(hours);
  }

  @Override
  public String toString() {
    return Arrays.toString(usdPerMwh) + " for hours " + Arrays.toString(hours);
  }
}
