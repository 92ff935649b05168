package busbar.recommendation;

import busbar.rulebook.Parameter;
import busbar.rulebook.RuleCard;
import busbar.rulebook.Rulebook;
import busbar.rulebook.RulebookProblem;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rules and numbers in force. */
@Path("/api/v1/rulebook")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rulebook")
public class RulebookResource {
  private final RulebookInForce inForce;

  RulebookResource(RulebookInForce inForce) {
    this.inForce = inForce;
  }

  /**
   * The rulebook in force, and why the folder's latest state is not, if so.
   *
   * @param lastRefusal absent where the folder as it is now is in force
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Rulebook", description = "The rules and numbers in force")
  public record Answer(
      @Schema(description = "SHA-256 of rules, parameters and examples: the version") String hash,
      @Schema(description = "The rules, by id") List<RuleCard> rules,
      @Schema(description = "The numbers that rules and engine read, by key")
          List<Parameter> parameters,
      @Schema(description = "Why the folder's latest state is not in force; absent where it is")
          @Nullable Refusal lastRefusal) {}

  /** A state of the folder that was refused as a whole. */
  @Schema(name = "RulebookRefusal", description = "A state of the folder that was refused whole")
  public record Refusal(
      @Schema(description = "When") Instant at,
      @Schema(description = "Everything that is wrong with it") List<RulebookProblem> problems) {}

  @GET
  @Operation(
      summary = "The rulebook in force",
      description =
          "Its version, its rules with sentence, reason and owner, its parameters, and"
              + " the last refusal where the folder's latest state is not in force.")
  public Answer rulebook() {
    Rulebook rulebook = inForce.current();
    return new Answer(
        rulebook.hash(),
        rulebook.listRules(),
        rulebook.listParameters(),
        inForce
            .lastRefusal()
            .map(refusal -> new Refusal(refusal.at(), refusal.problems()))
            .orElse(null));
  }
}
