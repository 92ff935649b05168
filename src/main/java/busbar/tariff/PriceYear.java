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
 * @param demandUsdPerKw what a kW that runs in a month adds to its demand charges, by month
 * @param basis in a few words where the prices come from, for the page
 */
public record PriceYear(List<List<Band>> months, List<Double> demandUsdPerKw, String basis) {
  /**
   * @param usdPerMwh price, USD/MWh
   * @param hours hours of the month at that price
   */
  public record Band(double usdPerMwh, double hours) {}

  public PriceYear {
    months = months.stream().map(List::copyOf).toList();
    demandUsdPerKw = List.copyOf(demandUsdPerKw);
  }

  /** A year without demand charges. */
  public PriceYear(List<List<Band>> months, String basis) {
    this(months, Collections.nCopies(months.size(), 0.0), basis);
  }

  /** The same year with other months' prices. */
  public PriceYear withMonths(List<List<Band>> others) {
    return new PriceYear(others, demandUsdPerKw, basis);
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

  /** Gathers hours by price, month by month. */
  static final class Gatherer {
    private final List<Map<Double, Double>> months = new ArrayList<>();
    private final Double[] demand = new Double[12];

    Gatherer() {
      for (int month = 0; month < 12; month++) {
        months.add(new TreeMap<>());
        demand[month] = 0.0;
      }
    }

    void add(int month, double usdPerMwh, double hours) {
      months.get(month).merge(usdPerMwh, hours, Double::sum);
    }

    void demand(int month, double usdPerKw) {
      demand[month] = usdPerKw;
    }

    PriceYear build(String basis) {
      return new PriceYear(
          months.stream()
              .map(m -> m.entrySet().stream().map(e -> new Band(e.getKey(), e.getValue())).toList())
              .toList(),
          List.of(demand),
          basis);
    }
  }
}
