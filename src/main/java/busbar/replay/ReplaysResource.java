package busbar.replay;

import busbar.access.FieldError;
import busbar.access.Page;
import busbar.access.Paging;
import busbar.access.ProblemException;
import busbar.access.QueryParameters;
import busbar.access.Table;
import io.smallrye.common.annotation.Blocking;
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

/** Replays, asked for, read, compared and cancelled. */
@Path("/api/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Replays", description = "What the engine would have earned on real prices")
class ReplaysResource {
  private final Replays replays;

  ReplaysResource(Replays replays) {
    this.replays = replays;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replay a site over a span of history, in the background",
      description =
          "Rules, contracts and planner decide as they would have then, knowing each price as its"
              + " interval begins and day-ahead prices from 14:00 on the day before. The same"
              + " inputs, rulebook and engine are the same replay; one that was cancelled or failed"
              + " goes on where it stood.")
  @APIResponse(
      responseCode = "200",
      description = "The same replay was asked for before",
      content = @Content(schema = @Schema(implementation = ReplayView.class)))
  @APIResponse(
      responseCode = "202",
      description = "It is under way; read it at its Location",
      headers = @Header(name = "Location", description = "Where its progress is read"),
      content = @Content(schema = @Schema(implementation = ReplayView.class)))
  public Response ask(
      @RequestBody(required = true) @Nullable ReplayRequest request, @Context UriInfo uri) {
    if (request == null) {
      throw new ProblemException(
          400,
          "Bad request",
          "The body is empty",
          List.of(new FieldError(null, null, "is empty", "give a siteId, from and until")));
    }
    Replays.Asked asked = replays.ask(request);
    return Response.status(asked.isNew() ? 202 : 200)
        .location(uri.getAbsolutePathBuilder().path(asked.replay().id()).build())
        .entity(asked.replay())
        .build();
  }

  @GET
  @Operation(summary = "Replays, the newest first")
  public Page<ReplayView> list(
      @QueryParam("page") @Nullable String page, @QueryParam("size") @Nullable String size) {
    Paging paging = Paging.of(page, size);
    return new Page<>(
        replays.list(paging.page(), paging.size()), paging.page(), paging.size(), replays.count());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A replay: how far it has come, and what came of it")
  @APIResponse(responseCode = "200", description = "The replay")
  @APIResponse(responseCode = "404", description = "There is no such replay")
  public ReplayView get(@PathParam("id") String id) {
    return replays.get(id);
  }

  @GET
  @Path("{id}/months")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(summary = "What came of a replay, by month and in total")
  @APIResponse(responseCode = "200", description = "The result")
  @APIResponse(responseCode = "409", description = "The replay is not done")
  public ReplayResult months(@PathParam("id") String id) {
    return replays.done(id);
  }

  @GET
  @Path("{id}/intervals")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(
      summary = "Price, breakeven and load of each interval",
      description = "At most 20,000 at a time.")
  @APIResponse(responseCode = "200", description = "The intervals")
  @APIResponse(responseCode = "409", description = "The replay is not done")
  public ReplayIntervals intervals(
      @PathParam("id") String id,
      @Parameter(
              description = "First local day; that of the replay by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("from")
          @Nullable String from,
      @Parameter(
              description = "The local day after the last; that of the replay by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("until")
          @Nullable String until) {
    return replays.intervals(
        id, QueryParameters.date("from", from), QueryParameters.date("until", until));
  }

  @GET
  @Path("{id}/decisions")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(summary = "What rigs did, from when to when, and why")
  @APIResponse(responseCode = "200", description = "The decisions")
  @APIResponse(responseCode = "409", description = "The replay is not done")
  public ReplayDecisions decisions(
      @PathParam("id") String id,
      @Parameter(
              description = "First local day; that of the replay by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("from")
          @Nullable String from,
      @Parameter(
              description = "The local day after the last; that of the replay by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("until")
          @Nullable String until) {
    return replays.decisions(
        id, QueryParameters.date("from", from), QueryParameters.date("until", until));
  }

  @GET
  @Path("{id}/comparison")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(summary = "Where another replay of the same span decided otherwise, and what it made")
  @APIResponse(responseCode = "200", description = "The differences")
  @APIResponse(responseCode = "409", description = "One of the two is not done")
  @APIResponse(responseCode = "422", description = "The two are not comparable")
  public ReplayComparison compare(
      @PathParam("id") String id,
      @Parameter(description = "Id of the other replay", required = true) @QueryParam("with")
          @Nullable String with) {
    if (with == null || with.isBlank()) {
      throw ProblemException.badParameter("with", "is missing", "write the id of another replay");
    }
    return replays.compare(id, with);
  }

  @POST
  @Path("{id}/cancel")
  @Operation(
      summary = "Stop a replay",
      description = "What it has done is kept; asked for again, it goes on where it stood.")
  @APIResponse(responseCode = "200", description = "It is stopped")
  @APIResponse(responseCode = "409", description = "It is neither waiting nor running")
  public ReplayView cancel(@PathParam("id") String id) {
    return replays.cancel(id);
  }
}
