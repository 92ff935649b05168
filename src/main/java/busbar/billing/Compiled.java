package busbar.billing;

import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.DemandCharge;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.HourTable;
import busbar.tariff.IndexCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.PriceGrid;
import busbar.tariff.RateSchedule;
import busbar.tariff.RiderCharge;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A rate schedule laid out for the walk through a load: a table an hour, a grid an index. */
final class Compiled {
  /** An energy charge or a rider. */
  record Energy(
      int charge, HourTable table, List<EnergyPeriod> periods, boolean rider, String demandOf) {}

  record Index(int charge, IndexCharge of, HourTable table, PriceGrid grid) {
    /** What a metered MWh costs in an interval, USD/MWh; NaN where the index is not known. */
    double usdPerMwh(long epochSecond, int secondOfDay, int seconds) {
      return grid.mean(epochSecond, secondOfDay, seconds, of::usdPerMwh);
    }

    /** The index itself in an interval, USD/MWh; NaN where it is not known. */
    double bareUsdPerMwh(long epochSecond, int secondOfDay, int seconds) {
      return grid.mean(epochSecond, secondOfDay, seconds, bare -> bare);
    }
  }

  record Block(int charge, BlockCharge of, HourTable table) {}

  record Demand(int charge, DemandCharge of, HourTable table) {}

  final RateSchedule schedule;
  final ZoneId zone;
  final List<Energy> energy = new ArrayList<>();
  final List<Index> indexes = new ArrayList<>();
  final List<Block> blocks = new ArrayList<>();
  final List<Demand> demands = new ArrayList<>();

  /** In the order in which they top a bill up: by month before by year, the highest first. */
  final List<MinimumCharge> minimums;

  Compiled(RateSchedule schedule, ZoneId zone) {
    this.schedule = schedule;
    this.zone = zone;
    this.minimums =
        schedule
            .charges(MinimumCharge.class)
            .sorted(
                Comparator.comparing((MinimumCharge least) -> least.usdPerYear() != null)
                    .thenComparing(Compiled::usd, Comparator.reverseOrder())
                    .thenComparing(MinimumCharge::name))
            .toList();
    for (int i = 0; i < schedule.charges().size(); i++) {
      Charge charge = schedule.charges().get(i);
      if (charge instanceof EnergyCharge priced) {
        HourTable table = HourTable.of("periods", priced.periods());
        String of = priced.billingDemandOf() == null ? "" : priced.billingDemandOf();
        energy.add(new Energy(i, table, priced.periods(), false, of));
      } else if (charge instanceof RiderCharge rider) {
        HourTable table = HourTable.of("periods", rider.periods());
        energy.add(new Energy(i, table, rider.periods(), true, ""));
      } else if (charge instanceof IndexCharge index) {
        HourTable table = HourTable.of("when", List.of(index));
        indexes.add(new Index(i, index, table, PriceGrid.of(index.prices(), zone)));
      } else if (charge instanceof BlockCharge block) {
        blocks.add(new Block(i, block, HourTable.of("when", List.of(block))));
      } else if (charge instanceof DemandCharge demand) {
        demands.add(new Demand(i, demand, HourTable.of("periods", demand.periods())));
      }
    }
  }

  private static double usd(MinimumCharge least) {
    return (least.usdPerMonth() == null ? 0 : least.usdPerMonth())
        + (least.usdPerYear() == null ? 0 : least.usdPerYear());
  }

  Charge charge(int index) {
    return schedule.charges().get(index);
  }

  /** The index charge that prices a slot, or −1. */
  int indexOf(int slot) {
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).table().covers(slot)) {
        return i;
      }
    }
    return -1;
  }
}
