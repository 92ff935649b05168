package busbar.recommendation;

import busbar.access.Page;
import busbar.access.Paging;
import busbar.access.ProblemException;
import busbar.access.QueryParameters;
import busbar.recommendation.DailyRuns.Requested;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Daily runs, made and read. */
@Path("/api/v1/daily-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Daily runs")
public class DailyRunsResource {
  /** Whoever would wait longer is told how far it has come. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DailyRuns runs;
  private final CurrentInputs current;

  DailyRunsResource(DailyRuns runs, CurrentInputs current) {
    this.runs = runs;
    this.current = current;
  }

  /**
   * Which run to make.
   *
   * @param date the last day of which a market is known where absent
   */
  @Schema(name = "DailyRunRequest", description = "Which run to make")
  public record DailyRunRequest(
      @Schema(description = "The day; by default the last of which a market is known")
          @Nullable LocalDate date) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make the run for a day, or take up the one made for the same inputs",
      description = "A run for the same sites, market, rulebook, engine and day is the same run.")
  @APIResponse(
      responseCode = "200",
      description = "The same run was made before; it is in force",
      content = @Content(schema = @Schema(implementation = DailyRunView.class)))
  @APIResponse(
      responseCode = "201",
      description = "A new run, made and in force",
      headers = @Header(name = "Location", description = "Where the run is read"),
      content = @Content(schema = @Schema(implementation = DailyRunView.class)))
  @APIResponse(
      responseCode = "202",
      description = "The run is under way; read it at its Location",
      headers = @Header(name = "Location", description = "Where its progress is read"),
      content = @Content(schema = @Schema(implementation = DailyRunView.class)))
  public Response make(
      @RequestBody(required = false) @Nullable DailyRunRequest request, @Context UriInfo uri) {
    Requested requested = runs.request(request == null ? null : request.date(), PATIENCE);
    DailyRunView run = getRun(requested.id());
    if (run.status() == RunStatus.FAILED) {
      throw new ProblemException(
          503,
          "Run failed",
          "Run " + run.id() + " failed and nothing of it was kept; the log says why",
          List.of());
    }
    int status = run.status() == RunStatus.RUNNING ? 202 : requested.isNew() ? 201 : 200;
    return Response.status(status)
        .location(uri.getAbsolutePathBuilder().path(run.id()).build())
        .entity(run)
        .build();
  }

  @GET
  @Operation(summary = "Runs, the newest first")
  public Page<DailyRunView> list(
      @Parameter(
              description = "Runs of this day; of all days by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("date")
          @Nullable String date,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size) {
    Paging paging = Paging.of(page, size);
    LocalDate day = current.checkDate(QueryParameters.date("date", date));
    return new Page<>(
        runs.list(day, paging.page(), paging.size()),
        paging.page(),
        paging.size(),
        runs.count(day));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A run: how far it has come, and which sites it left out")
  @APIResponse(responseCode = "200", description = "The run")
  @APIResponse(responseCode = "404", description = "There is no such run")
  public DailyRunView get(@PathParam("id") String id) {
    return getRun(id);
  }

  private DailyRunView getRun(String id) {
    return runs.find(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "There is no daily run '" + QueryParameters.shortened(id) + "'"));
  }
}
