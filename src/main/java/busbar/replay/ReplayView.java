package busbar.replay;

import busbar.advice.CanonicalJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A replay as it is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Replay", description = "The engine over history")
public record ReplayView(
    @Schema(description = "Id, the same for the same inputs, rulebook and engine") String id,
    String siteId,
    String siteName,
    @Schema(description = "First local day") LocalDate from,
    @Schema(description = "The local day after the last") LocalDate until,
    @Schema(description = "Length of each interval, minutes") int intervalMinutes,
    ReplayStatus status,
    @Schema(description = "Days that are replayed") int daysDone,
    @Schema(description = "Days of the span") int daysTotal,
    @Schema(description = "SHA-256 of the rules") String rulebookHash,
    String engineVersion,
    @Schema(description = "SHA-256 of all inputs") String inputHash,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Why it failed") @Nullable String problem,
    @Schema(description = "What came of it, once it is done") @Nullable ReplayResult result) {

  static ReplayView of(KeptReplay replay) {
    return new ReplayView(
        replay.id,
        replay.siteId,
        replay.siteName,
        replay.fromDate,
        replay.untilDate,
        replay.intervalMinutes,
        replay.status,
        replay.daysDone,
        replay.daysTotal,
        replay.rulebookHash,
        replay.engineVersion,
        replay.inputHash,
        replay.requestedAt,
        replay.finishedAt,
        replay.problem,
        replay.result == null ? null : CanonicalJson.read(replay.result, ReplayResult.class));
  }
}
