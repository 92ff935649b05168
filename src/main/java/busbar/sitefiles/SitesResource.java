package busbar.sitefiles;

import busbar.access.Page;
import busbar.access.Paging;
import busbar.access.ProblemException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sites and the state of their files. */
@Path("/api/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sites", description = "Sites, their files and what is wrong with them")
class SitesResource {
  private static final String YAML = "application/yaml";

  private final SiteFolder folder;

  SitesResource(SiteFolder folder) {
    this.folder = folder;
  }

  @GET
  @Operation(
      summary = "List the site files",
      description =
          "Each with the site in force, also those that were refused from the start, and what is"
              + " wrong with their present text.")
  public Page<SiteStatus> list(
      @QueryParam("page") @Nullable String page, @QueryParam("size") @Nullable String size) {
    return Page.of(folder.listStatuses(), Paging.of(page, size));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read a site, as it is in force")
  public SiteStatus get(@PathParam("id") String id) {
    return folder.findStatus(id).orElseThrow(() -> folder.unknownSite("id", id));
  }

  @GET
  @Path("schema")
  @Operation(
      summary = "Read the JSON Schema of site files",
      description =
          "Draft 2020-12, for editors; made from the types that site files are read into.")
  @APIResponse(
      responseCode = "200",
      description = "The schema",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT)))
  public ObjectNode schema() {
    return SiteSchema.asJson();
  }

  @POST
  @Path("check")
  @Consumes({
    YAML,
    "application/x-yaml",
    "text/yaml",
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_JSON
  })
  @Blocking
  @Operation(
      summary = "Check a site file without saving it",
      description =
          "Answers 200 whether the file is good or not. Price files that it names are looked for in"
              + " the folder of the site files. Its id may be that of a site in force.")
  public Checked check(
      @RequestBody(description = "A site file, YAML or JSON", required = true) byte[] body) {
    if (body.length > SiteFileReader.MAX_BYTES) {
      throw new ProblemException(
          413,
          "Content too large",
          "A site file has at most " + SiteFileReader.MAX_BYTES / 1024 + " KiB",
          List.of());
    }
    SiteReading reading = folder.check(body);
    return new Checked(reading.isValid(), reading.problems(), reading.warnings());
  }

  /** What came of a check. */
  record Checked(
      @Schema(description = "Whether the file would be taken", required = true) boolean valid,
      @Schema(description = "For what it would be refused", required = true)
          List<SiteProblem> problems,
      @Schema(description = "What is doubtful in it", required = true)
          List<SiteProblem> warnings) {}
}
