package busbar.rates;

import busbar.tariff.Tariff;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tariff, or that of a site, and a load to price under it.
 *
 * @param timeZone by whose clock a stated tariff prices; a site has its own
 * @param asIfCurrent whether to price a load that the rate's dates or limits leave out
 * @param from of avoidable prices: what lies before is past and only sets what it sets
 */
@Schema(name = "BillRequest", description = "A tariff, or that of a site, and a load")
public record BillRequest(
    @Schema(description = "Id of a site in force, in place of 'tariff'") @Nullable String siteId,
    @Schema(description = "A tariff, as a site file describes it", implementation = Tariff.class)
        @Nullable JsonNode tariff,
    @Schema(description = "Time zone of a stated tariff; a site has its own")
        @Nullable ZoneId timeZone,
    @Schema(description = "The load to price", required = true) @Nullable StatedLoad load,
    @Schema(description = "Price it outside the rate's dates and limits, with a warning")
        @Nullable Boolean asIfCurrent,
    @Schema(
            description =
                "Of avoidable prices: answer from this time on; the load before it is past",
            examples = "2026-01-20T00:00")
        @Nullable String from) {}
