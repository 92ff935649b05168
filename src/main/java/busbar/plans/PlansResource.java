package busbar.plans;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.access.Table;
import busbar.planning.GroupScheduler;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Plans on request. Keeps nothing. */
@Path("/api/v1/plans")
@Produces({MediaType.APPLICATION_JSON, Table.CSV})
@Blocking
@Tag(name = "Plans", description = "When to run, given what each interval would earn")
class PlansResource {

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Plan one group of rigs",
      description =
          "Exactly the plan of greatest value: minimum times count the time already spent and bind"
              + " every change inside the horizon, not what lies beyond its end; each change from"
              + " off to on pays the restart cost. Nothing is kept.")
  public PlanAnswer plan(@RequestBody(required = true) @Nullable PlanRequest request) {
    if (request == null) {
      throw new ProblemException(
          400,
          "Bad request",
          "The body is empty",
          List.of(
              new FieldError(
                  null, null, "is empty", "give marginsUsdPerInterval and initiallyOn")));
    }
    return PlanAnswer.of(GroupScheduler.schedule(request.problem()));
  }
}
