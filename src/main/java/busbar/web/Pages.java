package busbar.web;

import busbar.recommendation.Recommendations;
import busbar.sitefiles.SiteFolder;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The pages, each whole without JavaScript. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class Pages {
  private static final int SITES_A_PAGE = 20;

  private final Recommendations recommendations;
  private final SiteFolder siteFolder;
  private final String apiDocs;

  Pages(
      Recommendations recommendations,
      SiteFolder siteFolder,
      @ConfigProperty(name = "quarkus.swagger-ui.always-include", defaultValue = "false")
          boolean swaggerAlways,
      @ConfigProperty(name = "quarkus.swagger-ui.path", defaultValue = "swagger-ui")
          String swaggerPath,
      @ConfigProperty(name = "quarkus.smallrye-openapi.path", defaultValue = "openapi")
          String openApiPath) {
    this.recommendations = recommendations;
    this.siteFolder = siteFolder;
    boolean swagger = swaggerAlways || LaunchMode.current().isDevOrTest();
    this.apiDocs = fromRoot(swagger ? swaggerPath : openApiPath);
  }

  /** Where Quarkus serves a path of its own: paths that are not absolute stand under /q. */
  private static String fromRoot(String path) {
    return path.startsWith("/") ? path : "/q/" + path;
  }

  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance sites(Frame frame, SitesView sites);

    static native TemplateInstance today(Frame frame, TodayView today, SiteView site);

    static native TemplateInstance decision(Frame frame, SiteView site, String jsonPath);

    static native TemplateInstance help(Frame frame, HelpView help);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance sites(@QueryParam("page") @DefaultValue("1") int page) {
    Optional<LocalDate> date = recommendations.latestDate();
    long count = date.map(day -> recommendations.count(day, null, null)).orElse(0L);
    int pages = (int) Math.max(1, (count + SITES_A_PAGE - 1) / SITES_A_PAGE);
    if (page < 1 || page > pages) {
      throw new NotFoundException("There is no page " + page + " of sites.");
    }
    List<SiteView> sites =
        date
            .map(day -> recommendations.list(day, null, null, page - 1, SITES_A_PAGE))
            .orElse(List.of())
            .stream()
            .map(SiteView::of)
            .toList();
    SitesView view =
        new SitesView(
            date.map(SiteClock::date).orElse(""),
            sites,
            SitesView.refused(siteFolder.listStatuses()),
            count,
            page,
            pages);
    return Templates.sites(Frame.of(view, "All sites"), view);
  }

  @GET
  @Path("s/{site}/today")
  @Operation(hidden = true)
  public TemplateInstance today(@PathParam("site") String siteId) {
    SiteView site =
        recommendations
            .latestDate()
            .flatMap(date -> recommendations.list(date, siteId, null, 0, 1).stream().findFirst())
            .map(SiteView::of)
            .orElseThrow(
                () -> new NotFoundException("No site '" + siteId + "' has a recommendation."));
    return Templates.today(
        Frame.of(site, site.name() + " today", "today"), TodayView.of(site), site);
  }

  @GET
  @Path("d/{id}")
  @Operation(hidden = true)
  public TemplateInstance decision(@PathParam("id") String id) {
    SiteView site =
        recommendations
            .find(id)
            .map(SiteView::of)
            .orElseThrow(() -> new NotFoundException("No decision '" + id + "' is kept."));
    return Templates.decision(
        Frame.of(site, site.name() + ", decision of " + site.date(), "decision"),
        site,
        "/api/v1/recommendations/" + site.decisionId());
  }

  @GET
  @Path("help")
  @Operation(hidden = true)
  public TemplateInstance help() {
    return Templates.help(Frame.plain("Help", "help"), HelpView.IN_STRIP_ORDER);
  }

  /** Swagger UI where it is on, else the OpenAPI document. */
  @GET
  @Path("api")
  @Operation(hidden = true)
  public RestResponse<Void> api() {
    return RestResponse.seeOther(URI.create(apiDocs));
  }

  /** Any other address that a person may have typed; the API answers for its own. */
  @GET
  @Path("{path:[^/]+}")
  @Operation(hidden = true)
  public TemplateInstance unknown(@PathParam("path") String path) {
    throw new NotFoundException("Nothing stands at /" + path + ".");
  }

  @GET
  @Path("s/{path:.+}")
  @Operation(hidden = true)
  public TemplateInstance unknownOfSite(@PathParam("path") String path) {
    return unknown("s/" + path);
  }

  @ServerExceptionMapper
  RestResponse<String> notFound(NotFoundException problem) {
    return PageProblems.notFound(problem);
  }

  @ServerExceptionMapper
  RestResponse<String> failed(Exception problem) {
    return PageProblems.failed(problem);
  }
}
