package busbar.tariff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many hours of each of the next twelve months have which price: all that the value of keeping
 * a rig needs, in far fewer numbers than 8,760 hours. Immutable.
 */
public final class PriceYear {
  private final List<List<Band>> months;
  private final List<Demand> demand;
  private final String basis;

  /** For each month the ladders of its parts; a month that demand charges leave whole has one. */
  private final List<List<PriceLadder>> ladders;

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

    /** Whether no demand is charged. */
    public boolean isNone() {
      return usdPerKw == 0 && byPart.size() == 1 && byPart.get(0) == 0 && floors.isEmpty();
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

  private PriceYear(
      List<List<Band>> months, List<Demand> demand, String basis, List<List<PriceLadder>> ladders) {
    this.months = months;
    this.demand = demand;
    this.basis = basis;
    this.ladders = ladders;
  }

  /**
   * @param months twelve, the coming month first; a month of which no price is known is empty
   * @param demand what a kW that runs adds to the demand charges, by month
   * @param basis in a few words where the prices come from, for the page
   */
  public static PriceYear of(List<List<Band>> months, List<Demand> demand, String basis) {
    List<List<PriceLadder>> ladders = new ArrayList<>();
    for (int month = 0; month < months.size(); month++) {
      ladders.add(ladders(months.get(month), demand.get(month).byPart().size()));
    }
    return new PriceYear(
        months.stream().map(List::copyOf).toList(), List.copyOf(demand), basis, ladders);
  }

  private static List<PriceLadder> ladders(List<Band> bands, int parts) {
    List<PriceLadder> ladders = new ArrayList<>();
    for (int number = 0; number < parts; number++) {
      int part = number;
      Band[] own =
          bands.stream()
              .filter(band -> parts == 1 || band.part == part)
              .sorted(Comparator.comparingDouble(Band::usdPerMwh))
              .toArray(Band[]::new);
      double[] prices = new double[own.length];
      double[] hours = new double[own.length];
      for (int i = 0; i < own.length; i++) {
        prices[i] = own[i].usdPerMwh;
        hours[i] = own[i].hours;
      }
      ladders.add(PriceLadder.ofAscending(prices, hours));
    }
    return List.copyOf(ladders);
  }

  /** A year without demand charges. */
  public static PriceYear of(List<List<Band>> months, String basis) {
    return of(months, Collections.nCopies(months.size(), Demand.NONE), basis);
  }

  /** Twelve, the coming month first; a month of which no price is known is empty. */
  public List<List<Band>> months() {
    return months;
  }

  /** What a kW that runs adds to the demand charges, by month. */
  public List<Demand> demand() {
    return demand;
  }

  /** In a few words where the prices come from, for the page. */
  public String basis() {
    return basis;
  }

  /** The hours of each part of a month by their price. */
  public List<PriceLadder> ladders(int month) {
    return ladders.get(month);
  }

  /** The same year with other months' prices. */
  public PriceYear withMonths(List<List<Band>> others) {
    return of(others, demand, basis);
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
        months, demand.stream().map(month -> month.onTopOf(kw, ownKw)).toList(), basis, ladders);
  }

  /** Hours of the year with a known price. */
  public double hours() {
    double sum = 0;
    for (List<PriceLadder> parts : ladders) {
      for (PriceLadder part : parts) {
        sum += part.hours();
      }
    }
    return sum;
  }

  /** Hours of the year whose price is known and at or below a limit. */
  public double hoursAtOrBelow(double usdPerMwh) {
    double below = 0;
    for (List<PriceLadder> parts : ladders) {
      for (PriceLadder part : parts) {
        below += part.hours(part.rungsUpTo(usdPerMwh));
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
      return PriceYear.of(months.stream().map(Gatherer::bands).toList(), demand, basis);
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
