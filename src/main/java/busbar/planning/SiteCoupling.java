package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.List;

/**
 * What ties a site's groups together. Loads are means over an interval, in kW, summed over groups.
 */
public sealed interface SiteCoupling {
  /** How the plan will refer to it. */
  String name();

  /** Where it holds. */
  List<IntervalRange> intervals();

  /** The site draws at most so many kW, whatever its groups must do and is to be shed. */
  record Cap(String name, List<IntervalRange> intervals, double kw) implements SiteCoupling {
    public Cap {
      Ranges.text("name", name);
      intervals = Ranges.list("intervals", intervals);
      Ranges.atLeastZero("kw", kw);
    }
  }

  /**
   * Some groups draw at least so many kW, so that these can be shed when called.
   *
   * @param groups their names; empty for all
   */
  record SheddableLoad(String name, List<IntervalRange> intervals, double kw, List<String> groups)
      implements SiteCoupling {
    public SheddableLoad {
      Ranges.text("name", name);
      intervals = Ranges.list("intervals", intervals);
      Ranges.atLeastZero("kw", kw);
      groups = Ranges.list("groups", groups);
    }
  }

  /**
   * At most so many kW are started in an interval: what groups draw in the first interval after
   * their start.
   */
  record StartLimit(String name, List<IntervalRange> intervals, double kw) implements SiteCoupling {
    public StartLimit {
      Ranges.text("name", name);
      intervals = Ranges.list("intervals", intervals);
      Ranges.atLeastZero("kw", kw);
    }
  }

  /**
   * A charge on the peak in some intervals, as far as it exceeds the peak set so far.
   *
   * @param usdPerKw what each kW of peak beyond costs, 0 or more
   * @param peakSoFarKw the peak already paid for, 0 or more
   * @param intervalsPerReading the peak is the greatest mean of so many intervals, counted from
   *     each range's first; a reading cut short by the range's end is the mean of what it has
   */
  record DemandCharge(
      String name,
      List<IntervalRange> intervals,
      double usdPerKw,
      double peakSoFarKw,
      int intervalsPerReading)
      implements SiteCoupling {
    public DemandCharge {
      Ranges.text("name", name);
      intervals = Ranges.list("intervals", intervals);
      Ranges.within("usdPerKw", usdPerKw, 0, 1e9);
      Ranges.atLeastZero("peakSoFarKw", peakSoFarKw);
      Ranges.within("intervalsPerReading", intervalsPerReading, 1, 1440);
    }
  }

  /**
   * Energy whose price depends on how much the site draws: a block bought at a fixed price of which
   * what is not used is sold back, so that below the block a MWh costs what it would be sold for,
   * and above it the index. What has been paid for the block itself is sunk and not counted.
   * Groups' own margins must not contain this energy's price again.
   *
   * @param kw the block, 0 or more
   * @param usdPerMwhBelow what a MWh within the block would be sold for; may be below 0
   * @param usdPerMwhAbove what a MWh above it costs, no less than that
   */
  record EnergyBlock(
      String name,
      List<IntervalRange> intervals,
      double kw,
      double usdPerMwhBelow,
      double usdPerMwhAbove)
      implements SiteCoupling {
    public EnergyBlock {
      Ranges.text("name", name);
      intervals = Ranges.list("intervals", intervals);
      Ranges.atLeastZero("kw", kw);
      Ranges.within("usdPerMwhBelow", usdPerMwhBelow, -1e9, 1e9);
      Ranges.within("usdPerMwhAbove", usdPerMwhAbove, -1e9, 1e9);
      if (usdPerMwhAbove < usdPerMwhBelow) {
        throw new OutOfRange(
            "usdPerMwhAbove",
            "is " + usdPerMwhAbove,
            "write at least usdPerMwhBelow, " + usdPerMwhBelow);
      }
    }
  }

  /**
   * Energy that is paid for whether it is taken or not.
   *
   * @param mwh what is still to be taken in these intervals
   * @param usdPerMwhShort what each MWh less costs, 0 or more
   */
  record TakeOrPay(String name, List<IntervalRange> intervals, double mwh, double usdPerMwhShort)
      implements SiteCoupling {
    public TakeOrPay {
      Ranges.text("name", name);
      intervals = Ranges.list("intervals", intervals);
      Ranges.atLeastZero("mwh", mwh);
      Ranges.within("usdPerMwhShort", usdPerMwhShort, 0, 1e9);
    }
  }
}
