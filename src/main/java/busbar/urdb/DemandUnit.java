package busbar.urdb;

import busbar.units.OutOfRange;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A unit of demand.
 *
 * @param kw kW in one of it
 * @param daily whether a price in it is one of each day's peak
 * @param apparent whether it is one of apparent power
 */
record DemandUnit(double kw, boolean daily, boolean apparent) {
  private static final DemandUnit KW = new DemandUnit(1, false, false);

  /** Mechanical horsepower, to the digits that utilities bill by. */
  private static final double KW_PER_HP = 0.7457;

  static DemandUnit of(Placed written) {
    String unit = written.text().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    boolean daily = unit.endsWith(" daily");
    return switch (daily ? unit.substring(0, unit.length() - " daily".length()) : unit) {
      case "kw" -> new DemandUnit(1, daily, false);
      case "hp" -> new DemandUnit(KW_PER_HP, daily, false);
      case "kva" -> new DemandUnit(1, daily, true);
      default -> throw written.instead("write kW, hp or kVA");
    };
  }

  /**
   * The unit of some prices, from their own field or from their tiers; kW where neither tells.
   *
   * @throws OutOfRange where units differ, or prices are by the day
   */
  static DemandUnit ofPrices(Optional<Placed> field, List<RatePeriod> periods, Notes notes) {
    Placed first = field.orElse(null);
    for (RatePeriod period : periods) {
      for (RatePeriod.Tier tier : period.tiers()) {
        if (tier.unit() == null) {
          continue;
        }
        if (first != null && !of(first).equals(of(tier.unit()))) {
          throw tier.unit()
              .refused(
                  "is " + tier.unit().words() + ", and " + first.path() + " is " + first.words(),
                  "write one unit");
        }
        first = first == null ? tier.unit() : first;
      }
    }
    if (first == null) {
      return KW;
    }
    DemandUnit unit = of(first);
    if (unit.daily() && periods.stream().anyMatch(period -> !period.isFree())) {
      throw first.refused(
          "is " + first.words() + ", a price of each day's peak, which Busbar cannot bill",
          "import the rate without these prices, and leave the field out");
    }
    unit.note(first, notes);
    return unit;
  }

  /** A quantity of it in kW, multiplied as decimals. */
  double inKw(double quantity) {
    return BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(kw)).doubleValue();
  }

  /** Notes what was taken for granted or converted. */
  void note(Placed written, Notes notes) {
    if (apparent) {
      notes.take(
          written.path(),
          "is "
              + written.words()
              + ", and the power factor is not known: 1 kVA was taken as 1 kW.");
    } else if (kw != 1) {
      notes.take(
          written.path(), "is " + written.words() + ": 1 hp was taken as " + KW_PER_HP + " kW.");
    }
  }
}
