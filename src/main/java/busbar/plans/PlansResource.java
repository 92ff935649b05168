package busbar.plans;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.access.Table;
import busbar.planning.GroupScheduler;
import busbar.planning.SiteScheduler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Plans on request. Keeps nothing. */
@Path("/api/v1/plans")
@Produces({MediaType.APPLICATION_JSON, Table.CSV})
@Blocking
@Tag(name = "Plans", description = "When to run, given what each interval would earn")
class PlansResource {
  private static final String AT_LEAST =
      "give marginsUsdPerInterval and initiallyOn, or intervalMinutes and groups";

  private final ObjectMapper json;

  PlansResource(ObjectMapper json) {
    this.json = json;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Plan one group of rigs, or a site's groups together",
      description =
          "One group, by its margins alone: exactly the plan of greatest value; minimum times count"
              + " the time already spent and bind every change inside the horizon, not what lies"
              + " beyond its end; each change from off to on pays the restart cost. A site's groups:"
              + " the best plan that is found, a proven bound and the gap between them. Where rules"
              + " contradict, the safe one is taken and the contradiction is named. Nothing is"
              + " kept.")
  @APIResponse(
      responseCode = "200",
      description = "The plan: a Plan of one group, a SitePlan of groups",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(oneOf = {PlanAnswer.class, SitePlanAnswer.class})),
        @Content(mediaType = Table.CSV)
      })
  public Response plan(
      @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(oneOf = {PlanRequest.class, SitePlanRequest.class})))
          @Nullable String body)
      throws JsonProcessingException {
    if (body == null || body.isBlank()) {
      throw empty();
    }
    if (json.readTree(body).has("groups")) {
      SitePlanRequest request = json.readValue(body, SitePlanRequest.class);
      return Response.ok(SitePlanAnswer.of(request, SiteScheduler.schedule(request.problem())))
          .build();
    }
    PlanRequest request = json.readValue(body, PlanRequest.class);
    if (request == null) {
      throw empty();
    }
    return Response.ok(PlanAnswer.of(GroupScheduler.schedule(request.problem()))).build();
  }

  private static ProblemException empty() {
    return new ProblemException(
        400,
        "Bad request",
        "The body is empty",
        List.of(new FieldError(null, null, "is empty", AT_LEAST)));
  }
}
