package busbar.replay;

import busbar.market.MarketDay;
import busbar.replay.ReplayInputs.Learning;
import busbar.site.Site;
import busbar.site.Switching;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to replay.
 *
 * @param switching in place of what the site file says; the site's own where absent
 * @param market the known history where absent
 * @param learning as it goes where absent
 */
@Schema(name = "ReplayRequest", description = "A site, its prices, a market and a span")
public record ReplayRequest(
    @Schema(description = "Id of a site in force") @Nullable String siteId,
    @Schema(
            description = "A whole site, as a site file describes it, in place of 'siteId'",
            implementation = Site.class)
        @Nullable JsonNode site,
    @Schema(description = "First local day", required = true) @Nullable LocalDate from,
    @Schema(description = "The local day after the last", required = true)
        @Nullable LocalDate until,
    @Schema(
            description =
                "Prices of the index that the site's tariff follows, in place of the tariff's own;"
                    + " left out where it follows none")
        @Nullable Prices prices,
    @Schema(description = "What switching rigs costs, in place of what the site says")
        @Nullable Switching switching,
    @Schema(
            description =
                "Days of the Bitcoin market, in place of those known: each of the span, and 120"
                    + " before it that rules look back on, as far as there are any")
        @Nullable List<MarketDay> market,
    @Schema(
            description =
                "What the price forecast learns from: all that was observed before an interval, as"
                    + " it would have then (the default), or what was before the span alone")
        @Nullable Learning learning) {

  /**
   * Prices by interval, from a file or as text.
   *
   * @param file a CSV in the folder of the site files
   * @param csv its text, in place of a file
   * @param intervalMinutes the distance of the first two where absent
   */
  @Schema(
      name = "ReplayPrices",
      description =
          "A CSV with times, a column that ends in usd_per_mwh (the price in real time) and,"
              + " perhaps, day_ahead_usd_per_mwh; prices that are not known are left empty")
  public record Prices(
      @Schema(description = "Path of the CSV within the folder of the site files")
          @Nullable String file,
      @Schema(description = "The CSV itself, in place of a file") @Nullable String csv,
      @Schema(description = "5, 15, 30 or 60; the distance of the first two by default")
          @Nullable Integer intervalMinutes) {}
}
