package busbar.recommendation;

import busbar.advice.Recommendation;
import java.time.Instant;

/**
 * A recommendation as it is kept.
 *
 * @param id made from the hashes of all that it depends on: the same inputs, rulebook and engine
 *     give the same id
 * @param runId the daily run that it was read from; where it was asked for by its id, the run that
 *     made it
 * @param keptAt when it was first kept
 */
public record Kept(String id, String runId, Instant keptAt, Recommendation recommendation) {}
