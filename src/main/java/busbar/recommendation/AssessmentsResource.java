package busbar.recommendation;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.advice.CanonicalJson;
import busbar.advice.Recommendation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What-ifs. */
@Path("/api/v1/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations")
public class AssessmentsResource {
  private final WhatIf whatIf;

  AssessmentsResource(WhatIf whatIf) {
    this.whatIf = whatIf;
  }

  @POST
  @Operation(
      summary = "Assess a site as it is, or as it might be",
      description =
          "Takes a site by its id or as a whole, a market as a whole or the known one, and changes"
              + " to either. Nothing is kept. Flip points hold for the blocks as they are cut today:"
              + " at other values other rigs may be pledged to an award.")
  @APIResponse(
      responseCode = "200",
      description = "The full recommendation",
      content = @Content(schema = @Schema(implementation = Recommendation.class)))
  public String assess(@RequestBody(required = true) @Nullable AssessmentRequest request) {
    if (request == null) {
      throw new ProblemException(
          400,
          "Bad request",
          "The body is empty",
          List.of(new FieldError(null, null, "is empty", "give at least a siteId")));
    }
    return CanonicalJson.write(whatIf.assess(request));
  }
}
