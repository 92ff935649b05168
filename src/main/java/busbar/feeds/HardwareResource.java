package busbar.feeds;

import busbar.access.Page;
import busbar.access.Paging;
import busbar.access.QueryParameters;
import busbar.access.Sorting;
import busbar.access.Table;
import busbar.feeds.ElectricityCosts.RigCost;
import busbar.hardware.HardwareCatalogue;
import busbar.market.MarketSnapshot;
import busbar.units.Ranges;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The hardware catalogue, and what power costs its rigs. */
@Path("/api/v1/hardware")
@Tag(name = "Hardware")
public class HardwareResource {
  /** Where no power price is given: what the published tables of rigs take. */
  static final double DEFAULT_POWER_PRICE_USD_PER_MWH = 60;

  private final HardwareCatalogue catalogue;
  private final BundledMarket market;

  HardwareResource(HardwareCatalogue catalogue, BundledMarket market) {
    this.catalogue = catalogue;
    this.market = market;
  }

  /** The rigs in the order of the catalogue. */
  @GET
  @Path("/rigs")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(
      summary = "The catalogue of rigs; a table in JSON or CSV",
      description = "As CSV it is flat: a line an operating point, the nameplate among them.")
  public Rigs rigs(
      @QueryParam("page") @Nullable String page, @QueryParam("size") @Nullable String size) {
    List<Rig> all = catalogue.listRigs().stream().map(rig -> Rig.of(rig, catalogue)).toList();
    return Rigs.of(Page.of(all, Paging.of(page, size, Paging.MAX_SIZE)));
  }

  /**
   * What power costs each rig of its revenue.
   *
   * @param sort a column, the order of the catalogue where absent
   * @param order {@code asc}, the default, or {@code desc}
   */
  @GET
  @Path("/electricity-cost")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(
      summary = "What power costs each rig of its revenue; a table in JSON or CSV",
      description =
          "Nameplate figures, no pool fee, no facility overhead, always up. Values that are not"
              + " given are the current market's; the power price is 60 USD/MWh where none is"
              + " given. The values used are in the answer.")
  public ElectricityCosts electricityCost(
      @Parameter(
              description = "USD per BTC",
              schema = @Schema(type = SchemaType.NUMBER, minimum = "0.000001", maximum = "1e9"))
          @QueryParam("btcPriceUsd")
          @Nullable String btcPriceUsd,
      @Parameter(
              description = "Network difficulty, 1 or more",
              schema = @Schema(type = SchemaType.NUMBER, minimum = "1", maximum = "1e24"))
          @QueryParam("difficulty")
          @Nullable String difficulty,
      @Parameter(
              description = "Mean fees, BTC a block",
              schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1e6"))
          @QueryParam("feesBtcPerBlock")
          @Nullable String feesBtcPerBlock,
      @Parameter(
              description = "Power price, USD/MWh; negative where one is paid to take power",
              schema =
                  @Schema(
                      type = SchemaType.NUMBER,
                      minimum = "-10000",
                      maximum = "100000",
                      defaultValue = "60"))
          @QueryParam("powerPriceUsdPerMwh")
          @Nullable String powerPriceUsdPerMwh,
      @Parameter(description = "Column to sort by; the catalogue's order by default")
          @QueryParam("sort")
          @Nullable String sort,
      @Parameter(
              description = "asc or desc",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"asc", "desc"},
                      defaultValue = "asc"))
          @QueryParam("order")
          @Nullable String order) {
    Double price =
        within(
            "btcPriceUsd",
            btcPriceUsd,
            MarketSnapshot.MIN_BTC_PRICE_USD,
            MarketSnapshot.MAX_BTC_PRICE_USD);
    Double given =
        within(
            "difficulty", difficulty, MarketSnapshot.MIN_DIFFICULTY, MarketSnapshot.MAX_DIFFICULTY);
    Double fees = within("feesBtcPerBlock", feesBtcPerBlock, 0, MarketSnapshot.MAX_BTC_PER_BLOCK);
    Double power = within("powerPriceUsdPerMwh", powerPriceUsdPerMwh, -10_000, 100_000);
    MarketSnapshot used = market.snapshot();
    if (price != null) {
      used = used.withBtcPriceUsd(price);
    }
    if (given != null) {
      used = used.withDifficulty(given);
    }
    if (fees != null) {
      used = used.withFeesBtcPerBlock(fees);
    }
    ElectricityCosts costs =
        ElectricityCosts.of(
            catalogue, used, power == null ? DEFAULT_POWER_PRICE_USD_PER_MWH : power);
    return costs.with(Sorting.sorted(costs.items(), RigCost.class, sort, order));
  }

  private static @Nullable Double within(
      String name, @Nullable String text, double low, double high) {
    return QueryParameters.number(name, text, value -> Ranges.within(name, value, low, high));
  }
}
