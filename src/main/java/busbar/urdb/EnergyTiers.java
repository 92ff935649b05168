package busbar.urdb;

import busbar.tariff.EnergyTier;
import busbar.units.OutOfRange;
import busbar.urdb.RatePeriod.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tiers in kWh, kWh a day, kWh per kW and kWh per kW and day.
 *
 * <p>A tier in kWh per kW that is followed by tiers in kWh is a block with steps: it only says how
 * far the steps reach together, and its own rate is not used (NREL/ssc, lib_utility_rate_equations;
 * EnergyPlus, Input Output Reference, "UtilityCost:Tariff Examples", example G).
 */
final class EnergyTiers {
  private EnergyTiers() {}

  private enum Unit {
    KWH(false),
    KWH_DAILY(false),
    KWH_PER_KW(true),
    KWH_PER_KW_DAILY(true);

    private final boolean perKw;

    Unit(boolean perKw) {
      this.perKw = perKw;
    }

    static Unit of(@Nullable Placed written) {
      if (written == null) {
        return KWH;
      }
      return switch (written.text().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")) {
        case "kwh" -> KWH;
        case "kwh daily" -> KWH_DAILY;
        case "kwh/kw" -> KWH_PER_KW;
        case "kwh/kw daily" -> KWH_PER_KW_DAILY;
        default -> throw written.instead("write kWh, kWh daily, kWh/kW or kWh/kW daily");
      };
    }
  }

  /** A block, and its steps where it has some. */
  private record Block(Tier head, List<Tier> steps) {}

  /**
   * The tiers of a period.
   *
   * @throws OutOfRange where limits do not rise, or units are mixed as no utility does
   */
  static List<EnergyTier> of(RatePeriod period, Notes notes) {
    List<Tier> tiers = withUnits(period.tiers(), notes);
    Set<Unit> units = tiers.stream().map(t -> Unit.of(t.unit())).collect(Collectors.toSet());
    if (units.size() == 1) {
      RatePeriod.checkRising(tiers);
      return tiers.stream().map(tier -> priced(null, tier, tier.usdPerMwh())).toList();
    }
    if (units.size() > 2
        || units.stream().filter(unit -> unit.perKw).count() != 1
        || !Unit.of(tiers.get(0).unit()).perKw) {
      throw period
          .at()
          .refused(
              "has tiers in " + words(tiers),
              "use one unit, or begin with a block in kWh/kW whose steps are in kWh");
    }
    return nested(blocks(tiers), notes);
  }

  /** A tier without a unit has that of its fellows, where they agree on one; otherwise kWh. */
  private static List<Tier> withUnits(List<Tier> tiers, Notes notes) {
    List<Placed> written = tiers.stream().map(Tier::unit).filter(Objects::nonNull).toList();
    if (written.stream().map(Unit::of).distinct().count() != 1) {
      return tiers;
    }
    Placed unit = written.get(0);
    List<Tier> all = new ArrayList<>();
    for (Tier tier : tiers) {
      if (tier.unit() == null && Unit.of(unit) != Unit.KWH) {
        notes.take(
            tier.at().path(),
            "gives no unit: that of its fellows, " + unit.text() + ", was taken.");
      }
      all.add(
          new Tier(tier.at(), tier.max(), tier.price(), tier.unit() == null ? unit : tier.unit()));
    }
    return all;
  }

  private static List<Block> blocks(List<Tier> tiers) {
    List<Block> blocks = new ArrayList<>();
    for (Tier tier : tiers) {
      if (Unit.of(tier.unit()).perKw) {
        blocks.add(new Block(tier, new ArrayList<>()));
      } else {
        blocks.get(blocks.size() - 1).steps().add(tier);
      }
    }
    return blocks;
  }

  private static List<EnergyTier> nested(List<Block> blocks, Notes notes) {
    RatePeriod.checkRising(blocks.stream().map(Block::head).toList());
    List<EnergyTier> tiers = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      Tier head = blocks.get(b).head();
      List<Tier> steps = blocks.get(b).steps();
      boolean last = b == blocks.size() - 1;
      Tier cap = last ? null : head;
      if (steps.isEmpty()) {
        tiers.add(priced(null, last ? endless(head) : head, head.usdPerMwh()));
        continue;
      }
      if (!head.isFree()) {
        notes.take(
            head.at().path(),
            "is a block with steps in kWh: their prices hold, and its own was not used.");
      }
      RatePeriod.checkRising(steps);
      for (int s = 0; s < steps.size(); s++) {
        boolean toTheEnd = s == steps.size() - 1;
        tiers.add(
            priced(cap, toTheEnd ? endless(steps.get(s)) : steps.get(s), steps.get(s).usdPerMwh()));
        noteFiniteEnd(steps.get(s), toTheEnd && !last, notes);
      }
      if (last) {
        noteFiniteEnd(head, true, notes);
      }
    }
    return tiers;
  }

  private static void noteFiniteEnd(Tier tier, boolean ends, Notes notes) {
    if (ends && tier.max() != null && tier.max().number() < RatePeriod.NO_LIMIT) {
      notes.take(
          tier.max().path(),
          "is "
              + Placed.plain(tier.max().number())
              + ", and no price of its block follows: the last was taken on beyond.");
    }
  }

  private static Tier endless(Tier tier) {
    return new Tier(tier.at(), null, tier.price(), tier.unit());
  }

  /** A tier up to its own limit and that of the block it is a step of. */
  private static EnergyTier priced(@Nullable Tier block, Tier tier, double usdPerMwh) {
    return new EnergyTier(
        limit(Unit.KWH, block, tier),
        limit(Unit.KWH_DAILY, block, tier),
        limit(Unit.KWH_PER_KW, block, tier),
        limit(Unit.KWH_PER_KW_DAILY, block, tier),
        usdPerMwh);
  }

  private static @Nullable Double limit(Unit unit, @Nullable Tier block, Tier tier) {
    for (Tier limiting : block == null ? List.of(tier) : List.of(block, tier)) {
      if (Unit.of(limiting.unit()) == unit && limiting.max() != null) {
        return limiting.max().number();
      }
    }
    return null;
  }

  private static String words(List<Tier> tiers) {
    return tiers.stream()
        .map(tier -> tier.unit() == null ? "kWh" : tier.unit().text())
        .distinct()
        .collect(Collectors.joining(" and "));
  }
}
