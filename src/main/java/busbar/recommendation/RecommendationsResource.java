package busbar.recommendation;

import busbar.access.Page;
import busbar.access.Paging;
import busbar.access.ProblemException;
import busbar.access.QueryParameters;
import busbar.access.Table;
import busbar.advice.Recommendation;
import busbar.advice.SiteDay;
import busbar.assessment.Action;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The recommendations that daily runs kept. */
@Path("/api/v1/recommendations")
@Tag(name = "Recommendations")
public class RecommendationsResource {
  private final Recommendations recommendations;
  private final CurrentInputs current;

  RecommendationsResource(Recommendations recommendations, CurrentInputs current) {
    this.recommendations = recommendations;
    this.current = current;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(
      summary = "A day's recommendations, a row a site",
      description =
          "Those of the run in force, in the order of site ids. The whole recommendation, with every"
              + " reason, rule fired and flip point, is read by its id.")
  public Page<RecommendationSummary> list(
      @Parameter(
              description = "The day; the latest by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("date")
          @Nullable String date,
      @Parameter(description = "That site's alone") @QueryParam("siteId") @Nullable String siteId,
      @Parameter(
              description = "Those in which at least one block is advised so",
              schema = @Schema(implementation = Action.class))
          @QueryParam("action")
          @Nullable String action,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size) {
    Paging paging = Paging.of(page, size);
    LocalDate day = current.checkDate(QueryParameters.date("date", date));
    String site = siteId == null || siteId.isBlank() ? null : siteId;
    Action advised = QueryParameters.oneOf("action", action, Action.class);
    if (site != null
        && current.sites().findSite(site).isEmpty()
        && recommendations.count(day, site, null) == 0) {
      throw current.sites().unknownSite("siteId", site);
    }
    return new Page<>(
        recommendations.listSummaries(day, site, advised, paging.page(), paging.size()),
        paging.page(),
        paging.size(),
        recommendations.count(day, site, advised));
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "A recommendation, byte for byte as it was kept",
      description = "Its ETag is the SHA-256 of these bytes.")
  @APIResponse(
      responseCode = "200",
      description = "The recommendation",
      headers = @Header(name = "ETag", description = "SHA-256 of the body"),
      content = @Content(schema = @Schema(implementation = Recommendation.class)))
  @APIResponse(responseCode = "304", description = "The caller has it already")
  @APIResponse(responseCode = "404", description = "There is no such recommendation")
  public Response get(@PathParam("id") String id, @Context Request request) {
    KeptRecommendation row = getRow(id);
    EntityTag tag = new EntityTag(row.documentHash);
    ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok(row.document) : unchanged).tag(tag).build();
  }

  @GET
  @Path("{id}/inputs")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What a recommendation was derived from, besides the rules",
      description = "The SHA-256 of these bytes is the recommendation's inputHash.")
  @APIResponse(
      responseCode = "200",
      description = "Site, rigs, profiles, market, day",
      content = @Content(schema = @Schema(implementation = SiteDay.class)))
  @APIResponse(responseCode = "404", description = "There is no such recommendation")
  public String inputs(@PathParam("id") String id) {
    return recommendations.findInputs(id).orElseThrow(() -> notFound(id));
  }

  private KeptRecommendation getRow(String id) {
    return recommendations.findRow(id).orElseThrow(() -> notFound(id));
  }

  private static ProblemException notFound(String id) {
    return ProblemException.notFound(
        "There is no recommendation '" + QueryParameters.shortened(id) + "'");
  }
}
