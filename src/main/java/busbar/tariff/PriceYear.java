package busbar.tariff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many hours of each of the next twelve months have which price: all that the value of keeping
 * a rig needs, in far fewer numbers than 8,760 hours.
 *
 * @param months twelve, the coming month first; a month of which no price is known is empty
 * @param demand what a kW that runs adds to the demand charges, by month
 * @param basis in a few words where the prices come from, for the page
 */
public record PriceYear(List<List<Band>> months, List<Demand> demand, String basis) {
  /**
   * @param usdPerMwh price, USD/MWh
   * @param hours hours of the month at that price
   * @param part the part of the month in which they lie, where demand charges tell parts apart
   */
  public record Band(double usdPerMwh, double hours, int part) {
    /** Hours of a month that demand charges leave whole. */
    public Band(double usdPerMwh, double hours) {
      this(usdPerMwh, hours, 0);
    }
  }

  /**
   * A month's demand charges for a load that is the same whenever it runs.
   *
   * @param usdPerKw of a kW that runs at any time of the month
   * @param byPart of a kW that runs at any time of a part, by the part's number
   * @param floors demands of which some is billed in any case
   */
  public record Demand(double usdPerKw, List<Double> byPart, List<Floor> floors) {
    /** No demand is charged. */
    public static final Demand NONE = new Demand(0, List.of(0.0), List.of());

    /**
     * A demand that cannot fall below a floor, by ratchet or contract.
     *
     * @param usdPerKw of a kW above the floor
     * @param sunkKw the floor, billed in any case
     */
    public record Floor(double usdPerKw, double sunkKw) {}

    public Demand {
      byPart = List.copyOf(byPart);
      floors = List.copyOf(floors);
    }

    /** The same for a load on top of another: what lies below a floor costs nothing more. */
    private Demand onTopOf(double kw, double ownKw) {
      double sum = usdPerKw;
      for (Floor floor : floors) {
        double above = Math.min(ownKw, Math.max(0, kw + ownKw - floor.sunkKw));
        sum += ownKw > 0 ? floor.usdPerKw * above / ownKw : floor.usdPerKw;
      }
      return new Demand(sum, byPart, List.of());
    }

    /** What running around the clock costs, USD/kW. */
    public double aroundTheClockUsdPerKw() {
      return usdPerKw + byPart.stream().mapToDouble(price -> price).sum();
    }
  }

  public PriceYear {
    months = months.stream().map(List::copyOf).toList();
    demand = List.copyOf(demand);
  }

  /** A year without demand charges. */
  public PriceYear(List<List<Band>> months, String basis) {
    this(months, Collections.nCopies(months.size(), Demand.NONE), basis);
  }

  /** The same year with other months' prices. */
  public PriceYear withMonths(List<List<Band>> others) {
    return new PriceYear(others, demand, basis);
  }

  /**
   * The same year for a load on top of another, which reaches the floors of demands first.
   *
   * @param kw the other load
   * @param ownKw the load
   */
  public PriceYear onTopOf(double kw, double ownKw) {
    if (demand.stream().allMatch(month -> month.floors().isEmpty())) {
      return this;
    }
    return new PriceYear(
        months, demand.stream().map(month -> month.onTopOf(kw, ownKw)).toList(), basis);
  }

  /** Hours of the year with a known price. */
  public double hours() {
    return hoursAtOrBelow(Double.POSITIVE_INFINITY);
  }

  /** Hours of the year whose price is known and at or below a limit. */
  public double hoursAtOrBelow(double usdPerMwh) {
    double below = 0;
    for (List<Band> month : months) {
      for (Band band : month) {
        if (band.usdPerMwh <= usdPerMwh) {
          below += band.hours;
        }
      }
    }
    return below;
  }

  /** Gathers hours by price, month by month and part by part. */
  static final class Gatherer {
    private final List<List<Map<Double, Double>>> months = new ArrayList<>();
    private final List<Demand> demand = new ArrayList<>(Collections.nCopies(12, Demand.NONE));

    Gatherer() {
      for (int month = 0; month < 12; month++) {
        months.add(new ArrayList<>());
      }
    }

    void add(int month, double usdPerMwh, double hours) {
      add(month, 0, usdPerMwh, hours);
    }

    void add(int month, int part, double usdPerMwh, double hours) {
      List<Map<Double, Double>> parts = months.get(month);
      while (parts.size() <= part) {
        parts.add(new TreeMap<>());
      }
      parts.get(part).merge(usdPerMwh, hours, Double::sum);
    }

    void demand(int month, Demand charged) {
      demand.set(month, charged);
    }

    PriceYear build(String basis) {
      return new PriceYear(months.stream().map(Gatherer::bands).toList(), demand, basis);
    }

    private static List<Band> bands(List<Map<Double, Double>> parts) {
      List<Band> bands = new ArrayList<>();
      for (int part = 0; part < parts.size(); part++) {
        for (Map.Entry<Double, Double> hours : parts.get(part).entrySet()) {
          bands.add(new Band(hours.getKey(), hours.getValue(), part));
        }
      }
      return bands;
    }
  }
}
