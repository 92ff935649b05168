package busbar.urdb;

import busbar.units.OutOfRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A period of a rate structure: its tiers, in the document's own units.
 *
 * @param tiers at least one; each but the last has a limit, counted from zero
 */
record RatePeriod(Placed at, List<Tier> tiers) {
  /** At and above this a limit stands for none: the database writes 1e+38 and the like. */
  static final double NO_LIMIT = 1e15;

  private static final Set<String> FIELDS = Set.of("max", "unit", "rate", "adj", "sell");

  /**
   * A tier.
   *
   * @param max where it ends, counted from zero; absent where it does not
   * @param price rate and adj together, USD a unit
   * @param unit as written; absent where it is not
   */
  record Tier(Placed at, @Nullable Placed max, BigDecimal price, @Nullable Placed unit) {
    boolean isFree() {
      return price.signum() == 0;
    }

    /** Of a price in USD/kWh. */
    double usdPerMwh() {
      return price.movePointRight(3).doubleValue();
    }
  }

  /**
   * The periods of a structure: lists of tiers, or, as the bulk files have them, objects that hold
   * one.
   *
   * @param highest no price is further from zero, USD a unit
   */
  static List<RatePeriod> read(Placed structure, double highest, Notes notes) {
    List<RatePeriod> periods = new ArrayList<>();
    for (Placed period : structure.elements("periods, each a list of tiers")) {
      List<Tier> tiers = new ArrayList<>();
      List<Placed> listed = tiersOf(period, notes).elements("tiers");
      for (int t = 0; t < listed.size(); t++) {
        tiers.add(tier(listed.get(t), t == listed.size() - 1, highest, notes));
      }
      periods.add(new RatePeriod(period, List.copyOf(tiers)));
    }
    return periods;
  }

  private static Placed tiersOf(Placed period, Notes notes) {
    if (!period.node().isObject()) {
      return period;
    }
    Placed tiers = null;
    for (var field : period.fields("a list of tiers").entrySet()) {
      boolean named = Fields.plain(field.getKey()).matches(".*tiers?");
      if (named && field.getValue().node().isArray() && tiers == null) {
        tiers = field.getValue();
      } else if (!field.getValue().isBlank()) {
        unknown(field.getValue(), notes);
      }
    }
    if (tiers == null) {
      throw period.refused("holds no list of tiers", "write a list of tiers");
    }
    return tiers;
  }

  private static Tier tier(Placed at, boolean last, double highest, Notes notes) {
    Map<String, Placed> known = new HashMap<>();
    for (var field : at.fields("a tier as an object with a rate").entrySet()) {
      Placed value = field.getValue();
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (value.isBlank()) {
        continue;
      }
      if (!FIELDS.contains(name)) {
        unknown(value, notes);
      } else if (known.putIfAbsent(name, value) != null) {
        throw value.refused("is given twice", "leave one of them out");
      }
    }
    Optional<Placed> rate = Optional.ofNullable(known.get("rate"));
    Optional<Placed> adj = Optional.ofNullable(known.get("adj"));
    Optional<Placed> sell = Optional.ofNullable(known.get("sell"));
    if (sell.isPresent() && sell.get().number() != 0) {
      notes.take(
          sell.get().path(),
          "is what the utility pays for exports; a load has none, and it was not carried over.");
    }
    if (rate.isEmpty() && adj.isEmpty() && sell.isEmpty()) {
      notes.take(at.path(), "gives neither rate nor adj: its price was taken as 0.");
    }
    return new Tier(
        at,
        limit(Optional.ofNullable(known.get("max")), last, notes).orElse(null),
        price(at, rate, adj, highest),
        known.get("unit"));
  }

  private static void unknown(Placed value, Notes notes) {
    notes.take(value.path(), "is no field that Busbar knows; it was not carried over.");
  }

  /** Added as decimals: 0.01973 and 0.01882 make 0.03855, not its nearest neighbour. */
  private static BigDecimal price(
      Placed tier, Optional<Placed> rate, Optional<Placed> adj, double highest) {
    BigDecimal price =
        BigDecimal.valueOf(rate.map(r -> r.number(-highest, highest)).orElse(0.0))
            .add(BigDecimal.valueOf(adj.map(a -> a.number(-highest, highest)).orElse(0.0)));
    if (Math.abs(price.doubleValue()) > highest) {
      throw rate.orElse(tier)
          .refused(
              "makes " + price + " with its adj",
              "let both together stay within " + Placed.plain(highest) + " either side of 0");
    }
    return price;
  }

  private static Optional<Placed> limit(Optional<Placed> max, boolean last, Notes notes) {
    if (max.isEmpty()) {
      return max;
    }
    Placed written = max.get();
    double value = written.number();
    if (!last) {
      if (value <= 0) {
        throw written.instead("write where the tier ends, a number above 0");
      }
      return max;
    }
    if (value < NO_LIMIT) {
      notes.take(
          written.path(),
          value <= 0
              ? "is " + Placed.plain(value) + ", which was read as no limit."
              : "is "
                  + Placed.plain(value)
                  + ", and no price follows: its own was taken on beyond.");
    }
    return Optional.empty();
  }

  /**
   * The limits of tiers that follow each other, the last one's apart.
   *
   * @throws OutOfRange where one is missing or not above the one before
   */
  static void checkRising(List<Tier> tiers) {
    double below = 0;
    for (Tier tier : tiers.subList(0, Math.max(0, tiers.size() - 1))) {
      if (tier.max() == null) {
        throw new OutOfRange(
            tier.at().path() + ".max", "is missing", "limit every tier but the last");
      }
      double max = tier.max().number();
      if (max <= below) {
        throw tier.max()
            .refused(
                "is " + Placed.plain(max) + ", not above the limit before it",
                "list the tiers from low to high");
      }
      below = max;
    }
  }

  /** Whether it costs nothing. */
  boolean isFree() {
    return tiers.stream().allMatch(Tier::isFree);
  }
}
