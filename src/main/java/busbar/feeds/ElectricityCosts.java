package busbar.feeds;

import busbar.access.Table;
import busbar.economics.RigEconomics;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.RigModel;
import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import busbar.site.Operation;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What power costs each rig of its revenue, as miners' dashboards print it: nameplate figures, no
 * pool fee, no facility overhead, always up.
 */
@Schema(description = "What power costs each rig of its revenue: nameplate, no fee, always up")
public record ElectricityCosts(
    @Schema(description = "The day of the market values that were not given, UTC") LocalDate date,
    @Schema(description = "Whether those are bundled sample data") boolean sample,
    @Schema(description = "BTC price used, USD") double btcPriceUsd,
    @Schema(description = "Difficulty used") double difficulty,
    @Schema(
            description = "Fees used, BTC a block; null where not known and taken as none",
            nullable = true)
        @Nullable Double feesBtcPerBlock,
    @Schema(description = "Power price used, USD/MWh") double powerPriceUsdPerMwh,
    @Schema(description = "Hashprice that follows, USD per PH/s per day")
        double hashpriceUsdPerPhDay,
    @Schema(description = "A row a rig") List<RigCost> items,
    @Schema(description = "Number of rows") int total)
    implements Table<ElectricityCosts.RigCost> {

  /** One rig's row. */
  @Schema(description = "What power costs one rig of its revenue")
  public record RigCost(
      @Schema(description = "Rig model") String model,
      @Schema(description = "Nameplate hashrate, TH/s") double hashrateThs,
      @Schema(description = "Nameplate power at the wall, W") double powerW,
      @Schema(description = "Efficiency, J/TH") double efficiencyJPerTh,
      @Schema(description = "Revenue, USD a day") double revenueUsdPerDay,
      @Schema(description = "Cost of power, USD a day") double electricityUsdPerDay,
      @Schema(
              description =
                  "Electricity over revenue, a fraction: 0.519 where dashboards print 51.9 %")
          double electricityCostRate,
      @Schema(description = "Power price at which the rig earns nothing, USD/MWh")
          double breakevenPowerPriceUsdPerMwh,
      @Schema(
              description =
                  "BTC price at which the rig earns nothing, USD; negative where power is paid for")
          double shutdownPriceUsd) {

    static RigCost of(RigModel rig, MarketSnapshot market, double powerPriceUsdPerMwh) {
      RigEconomics economics =
          RigEconomics.of(
              rig.nameplate(),
              Operation.BARE,
              market.hashpriceUsdPerPhDay(),
              market.btcPriceUsd().value(),
              powerPriceUsdPerMwh);
      return new RigCost(
          rig.model(),
          rig.hashrateThs(),
          rig.powerW(),
          rig.efficiencyJPerTh(),
          economics.revenueUsdPerDay(),
          economics.electricityUsdPerDay(),
          economics.electricityCostRate(),
          economics.breakevenPowerPriceUsdPerMwh(),
          economics.shutdownPriceUsd());
    }
  }

  static ElectricityCosts of(
      HardwareCatalogue catalogue, MarketSnapshot market, double powerPriceUsdPerMwh) {
    Quote fees = market.feesBtcPerBlock();
    List<RigCost> rows =
        catalogue.listRigs().stream()
            .map(rig -> RigCost.of(rig, market, powerPriceUsdPerMwh))
            .toList();
    return new ElectricityCosts(
        market.date(),
        market.sample(),
        market.btcPriceUsd().value(),
        market.difficulty().value(),
        fees == null ? null : (Double) fees.value(),
        powerPriceUsdPerMwh,
        market.hashpriceUsdPerPhDay(),
        rows,
        rows.size());
  }

  @Override
  public List<RigCost> rows() {
    return items;
  }

  /** The same rows in another order. */
  ElectricityCosts with(List<RigCost> rows) {
    return new ElectricityCosts(
        date,
        sample,
        btcPriceUsd,
        difficulty,
        feesBtcPerBlock,
        powerPriceUsdPerMwh,
        hashpriceUsdPerPhDay,
        rows,
        rows.size());
  }
}
