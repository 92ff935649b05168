package busbar.recommendation;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A recommendation in one row: megawatts by action, dollars, the leading reason. */
@Schema(description = "A recommendation in one row")
public record RecommendationSummary(
    @Schema(description = "Id, the same for the same inputs, rulebook and engine") String id,
    @Schema(description = "The daily run that it belongs to") String runId,
    String siteId,
    String siteName,
    @Schema(description = "The site's local day") LocalDate date,
    Instant keptAt,
    @Schema(description = "MW that run, at the default profiles") double runMw,
    @Schema(description = "MW that are off in at least one hour") double curtailMw,
    @Schema(description = "MW whose rigs should be sold") double retireMw,
    @Schema(description = "MW that should become AI hosting") double convertMw,
    @Schema(description = "The day's plans against running everything, USD/day")
        double gainUsdPerDay,
    @Schema(description = "What the RETIRE decisions are worth apart from it, USD/year")
        double retireGainUsdPerYear,
    @Schema(description = "What the CONVERT decisions are worth apart from it, USD/year")
        double convertGainUsdPerYear,
    @Schema(description = "The leading reason") String reason,
    String engineVersion,
    @Schema(description = "SHA-256 of the rules") String rulebookHash,
    @Schema(description = "SHA-256 of every other input") String inputHash) {}
