package busbar.economics;

import busbar.contract.HostingFee;
import busbar.hardware.PowerProfile;
import busbar.site.Operation;
import busbar.tariff.PriceLadder;
import busbar.units.Ranges;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points at which a block of rigs can run, the default first: meter load and revenue of the
 * whole block. Immutable.
 *
 * <p>Revenue is given at today's hashprice; {@code scale} in the methods below is another hashprice
 * over today's. A client's fee by the MWh follows the load and no hashprice, its share of revenue
 * follows hashprice.
 */
public final class OperatingPoints {
  /** Stands for "off" where a point is asked for. */
  public static final int OFF = -1;

  private final String[] names;
  private final double[] kw;
  private final double[] revenueUsdPerHour;
  private final boolean followsHashprice;
  private final List<LoadStep> steps;
  private final List<List<LoadStep>> stepsUpTo;

  private OperatingPoints(
      String[] names, double[] kw, double[] revenueUsdPerHour, boolean followsHashprice) {
    this.names = names;
    this.kw = kw;
    this.revenueUsdPerHour = revenueUsdPerHour;
    this.followsHashprice = followsHashprice;
    this.steps = LoadStep.of(kw, revenueUsdPerHour, Double.POSITIVE_INFINITY);
    this.stepsUpTo =
        Arrays.stream(kw).mapToObj(most -> LoadStep.of(kw, revenueUsdPerHour, most)).toList();
  }

  /**
   * The points of a number of rigs.
   *
   * @param profiles the default first
   * @param fee what a client pays for hosting; absent where the rigs mine for the site. A client's
   *     rigs stay at their default profile. A fee by the kW and month is owed whether they run or
   *     not, so no hour earns any of it.
   */
  public static OperatingPoints of(
      List<PowerProfile> profiles,
      int rigs,
      Operation operation,
      double hashpriceUsdPerPhDay,
      @Nullable HostingFee fee) {
    Ranges.notEmpty("profiles", profiles);
    int count = fee == null ? profiles.size() : 1;
    String[] names = new String[count];
    double[] kw = new double[count];
    double[] revenue = new double[count];
    for (int i = 0; i < count; i++) {
      PowerProfile profile = profiles.get(i);
      names[i] = profile.profile();
      kw[i] = rigs * profile.powerW() * operation.facilityOverhead() / 1000;
      double mined =
          rigs
              * (profile.hashrateThs() / 1000)
              * hashpriceUsdPerPhDay
              * operation.revenueShare()
              / 24;
      revenue[i] = fee == null ? mined : feeUsdPerHour(fee, kw[i], mined);
    }
    boolean followsHashprice = fee == null || fee.revenueSharePercent() != null;
    return new OperatingPoints(names, kw, revenue, followsHashprice);
  }

  /** What a client owes for an hour in which its rigs run, above what it owes in any case, USD. */
  private static double feeUsdPerHour(HostingFee fee, double kw, double minedUsdPerHour) {
    if (fee.usdPerMwh() != null) {
      return kw / 1000 * fee.usdPerMwh();
    }
    return fee.revenueSharePercent() == null
        ? 0
        : minedUsdPerHour * fee.revenueSharePercent() / 100;
  }

  public int count() {
    return kw.length;
  }

  public String name(int point) {
    return names[point];
  }

  /** Meter load, kW; zero when off. */
  public double kw(int point) {
    return point == OFF ? 0 : kw[point];
  }

  /** Whether the revenue is mined, or a share of what is, rather than a client's fee. */
  public boolean followsHashprice() {
    return followsHashprice;
  }

  /** Revenue less power, USD an hour; zero when off. */
  public double marginUsdPerHour(int point, double usdPerMwh, double scale) {
    return point == OFF ? 0 : revenue(point, scale) - kw[point] / 1000 * usdPerMwh;
  }

  /** The running point with the greatest margin; the one that draws less where two are equal. */
  public int best(double usdPerMwh, double scale) {
    int best = 0;
    double most = marginUsdPerHour(0, usdPerMwh, scale);
    for (int point = 1; point < kw.length; point++) {
      double margin = marginUsdPerHour(point, usdPerMwh, scale);
      if (margin > most || margin == most && kw[point] < kw[best]) {
        best = point;
        most = margin;
      }
    }
    return best;
  }

  /** What an hour earns at the best of all points and off, USD: max(margin, 0). */
  public double optionUsdPerHour(double usdPerMwh, double scale) {
    double most = 0;
    for (int point = 0; point < kw.length; point++) {
      most = Math.max(most, marginUsdPerHour(point, usdPerMwh, scale));
    }
    return most;
  }

  /**
   * The same of many hours, summed.
   *
   * @param shiftUsdPerMwh added to each price
   */
  double optionUsd(PriceLadder prices, double shiftUsdPerMwh, double scale) {
    return LoadStep.usd(steps, prices, shiftUsdPerMwh, followsHashprice ? scale : 1);
  }

  /** The same at the points that draw no more than one of them. */
  double optionUsdUpTo(int point, PriceLadder prices, double shiftUsdPerMwh, double scale) {
    return LoadStep.usd(stepsUpTo.get(point), prices, shiftUsdPerMwh, followsHashprice ? scale : 1);
  }

  /** Power price at which the best point earns nothing, USD/MWh; zero of no rigs. */
  public double breakevenUsdPerMwh(double scale) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int point = 0; point < kw.length; point++) {
      highest = Math.max(highest, earnsUsdPerMwh(point, scale));
    }
    return highest;
  }

  /** What a MWh earns at a point, USD/MWh; zero of no rigs. */
  public double earnsUsdPerMwh(int point, double scale) {
    return kw[point] > 0 ? revenue(point, scale) / kw[point] * 1000 : 0;
  }

  private double revenue(int point, double scale) {
    return followsHashprice ? revenueUsdPerHour[point] * scale : revenueUsdPerHour[point];
  }
}
