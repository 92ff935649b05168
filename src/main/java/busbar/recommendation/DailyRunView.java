package busbar.recommendation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A daily run as it is told: how far it has come and whom it left out.
 *
 * @param sitesTotal sites that it is made for, those left out included
 * @param sitesDone those of them that are finished
 * @param leftOut the sites that it could not advise
 * @param problem why it failed; absent unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DailyRun", description = "One run for all sites")
public record DailyRunView(
    @Schema(description = "Id, the same for the same inputs, rulebook and engine") String id,
    @Schema(description = "The day that it advises") LocalDate date,
    RunStatus status,
    @Schema(description = "Sites that it is made for") int sitesTotal,
    @Schema(description = "Sites that are finished") int sitesDone,
    @Schema(description = "Sites that it could not advise; known once it is done")
        List<LeftOut> leftOut,
    @Schema(description = "SHA-256 of the rules") String rulebookHash,
    String engineVersion,
    @Schema(description = "SHA-256 of all inputs") String inputHash,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Why it failed") @Nullable String problem) {

  /**
   * A site without a recommendation.
   *
   * @param site its id; the name of its file where the file never gave a site
   * @param problems why, each a sentence
   */
  public record LeftOut(
      @Schema(description = "The site's id, or its file where that never gave a site") String site,
      @Schema(description = "Why, each a sentence") List<String> problems) {}

  static DailyRunView of(DailyRun run, List<LeftOut> leftOut) {
    return new DailyRunView(
        run.id,
        run.date,
        run.status,
        run.sitesTotal,
        run.sitesDone,
        leftOut,
        run.rulebookHash,
        run.engineVersion,
        run.inputHash,
        run.startedAt,
        run.finishedAt,
        run.problem);
  }
}
