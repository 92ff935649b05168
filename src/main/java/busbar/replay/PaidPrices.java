package busbar.replay;

import busbar.replay.ReplayDay.BlockDay;
import busbar.tariff.BlockCharge;
import busbar.tariff.Tariff;
import busbar.tariff.Tariff.IndexedPrices;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** What a MWh costs a block as the index moves: power by its tariff, and what duties add. */
final class PaidPrices {
  private final IndexedPrices metered;
  private final List<IndexedPrices> unused = new ArrayList<>();

  PaidPrices(Tariff tariff) {
    metered = tariff.indexed(null);
    for (BlockCharge block : tariff.blocks()) {
      unused.add(tariff.indexed(block));
    }
  }

  /** Price of power at the margin of the site, USD/MWh; NaN where the index is not known. */
  double power(ZonedDateTime at, double index) {
    return metered.usdPerMwh(at, index);
  }

  /** Price of power alone, USD/MWh; NaN where the index is not known. */
  double power(BlockDay block, ZonedDateTime at, double index) {
    if (block.clientPaysPower()) {
      return 0;
    }
    Integer prepaid = block.prepaidBy();
    return (prepaid == null ? metered : unused.get(prepaid)).usdPerMwh(at, index);
  }

  /**
   * The same with what duties add.
   *
   * @param hour of the block's day
   */
  double all(BlockDay block, ZonedDateTime at, int hour, double index) {
    return power(block, at, index) + block.dutyUsdPerMwh().get(hour);
  }
}
