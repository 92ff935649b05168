package busbar.web;

import busbar.access.ProblemException;
import busbar.access.QueryParameters;
import busbar.access.Table;
import busbar.recommendation.RulebookInForce;
import busbar.replay.ReplayBasis;
import busbar.replay.ReplayComparison;
import busbar.replay.ReplayDecisions;
import busbar.replay.ReplayIntervals;
import busbar.replay.ReplayResult;
import busbar.replay.ReplayView;
import busbar.replay.Replays;
import busbar.rulebook.RuleCard;
import busbar.sitefiles.SiteFolder;
import busbar.units.OutOfRange;
import busbar.web.ReplaysView.SiteChoice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The pages of replays: all of them, one, and two against each other. */
@Path("/replays")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ReplayPages {
  private static final int REPLAYS_A_PAGE = 20;
  private static final String ATTACHED = "attachment; filename=\"%s\"";

  private final Replays replays;
  private final SiteFolder folder;
  private final RulebookInForce rulebook;

  ReplayPages(Replays replays, SiteFolder folder, RulebookInForce rulebook) {
    this.replays = replays;
    this.folder = folder;
    this.rulebook = rulebook;
  }

  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance replays(Frame frame, ReplaysView view);

    static native TemplateInstance replay(Frame frame, ReplayPageView view);

    static native TemplateInstance comparison(Frame frame, ReplayComparisonView view);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance replays(@QueryParam("page") @DefaultValue("1") int page) {
    long count = replays.count();
    int pages = (int) Math.max(1, (count + REPLAYS_A_PAGE - 1) / REPLAYS_A_PAGE);
    if (page < 1 || page > pages) {
      throw new NotFoundException("There is no page " + page + " of replays.");
    }
    List<ReplayLine> lines =
        replays.list(page - 1, REPLAYS_A_PAGE).stream().map(this::line).toList();
    List<SiteChoice> sites =
        folder.listSites().stream()
            .map(site -> new SiteChoice(site.id(), site.name(), site.tariff().followsIndex()))
            .sorted(Comparator.comparing(SiteChoice::name))
            .toList();
    return Templates.replays(
        Frame.of("Replays", "replays", ReplayLine.sampleWords(lines)),
        new ReplaysView(lines, sites, count, page, pages));
  }

  private ReplayLine line(ReplayView replay) {
    return ReplayLine.of(replay, replays.basis(replay.id()));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance replay(
      @PathParam("id") String id, @QueryParam("day") @Nullable String day) {
    ReplayView replay = replays.get(id);
    ReplayBasis basis = replays.basis(id);
    ReplayResult result = replay.result();
    LocalDate stated = QueryParameters.date("day", day);
    ReplayPageView view =
        ReplayPageView.of(
            replay,
            basis,
            result == null ? null : day(replay, result, stated, basis.site().timeZone()));
    return Templates.replay(
        Frame.of(
            "Replay of " + replay.siteName(),
            "replays",
            ReplayLine.sampleWords(List.of(view.line()))),
        view);
  }

  /** The day that is asked for; else that of the dearest power. */
  private ReplayDayView day(
      ReplayView replay, ReplayResult result, @Nullable LocalDate stated, ZoneId zone) {
    LocalDate day = stated == null ? dearest(replay, result, zone) : stated;
    return ReplayDayView.of(
        day,
        replay.from(),
        replay.until().minusDays(1),
        replays.decisions(replay.id(), day, day.plusDays(1)),
        replays.intervals(replay.id(), day, day.plusDays(1)),
        zone,
        ruleTitles());
  }

  private LocalDate dearest(ReplayView replay, ReplayResult result, ZoneId zone) {
    if (result.intervals() > ReplayIntervals.MOST) {
      return replay.from();
    }
    return replays.intervals(replay.id(), null, null).intervals().stream()
        .filter(row -> row.powerUsdPerMwh() != null)
        .max(Comparator.comparingDouble(row -> Wording.orUnknown(row.powerUsdPerMwh())))
        .map(row -> LocalDate.ofInstant(row.start(), zone))
        .orElse(replay.from());
  }

  private Map<String, String> ruleTitles() {
    return rulebook.use(
        rules ->
            rules.listRules().stream().collect(Collectors.toMap(RuleCard::id, RuleCard::title)));
  }

  /** Two that were picked from the list, which holds the newer first. */
  @GET
  @Path("compare")
  @Operation(hidden = true)
  public RestResponse<Void> compare(@QueryParam("with") List<String> ids) {
    if (ids.size() != 2) {
      throw ProblemException.badParameter(
          "with", "names " + ids.size() + " replays", "pick two replays that are done");
    }
    return RestResponse.seeOther(
        URI.create(
            "/replays/"
                + replays.get(ids.get(1)).id()
                + "/compare/"
                + replays.get(ids.get(0)).id()));
  }

  @GET
  @Path("{id}/compare/{other}")
  @Operation(hidden = true)
  public TemplateInstance comparison(@PathParam("id") String id, @PathParam("other") String other) {
    ReplayComparison comparison = replays.compare(id, other);
    ReplayBasis basis = replays.basis(id);
    ReplayComparisonView view =
        ReplayComparisonView.of(
            comparison,
            line(comparison.one()),
            line(comparison.other()),
            basis.site().timeZone(),
            ruleTitles());
    return Templates.comparison(
        Frame.of(
            "Two replays of " + comparison.one().siteName(),
            "replays",
            ReplayLine.sampleWords(List.of(view.one().line(), view.other().line()))),
        view);
  }

  @GET
  @Path("{id}/months.csv")
  @Produces(Table.CSV)
  @Operation(hidden = true)
  public RestResponse<ReplayResult> months(@PathParam("id") String id) {
    return csv(replays.done(id), "replay-" + ReplayLine.shortened(id) + "-months.csv");
  }

  /**
   * @param month such as 2025-07; the whole span where absent
   */
  @GET
  @Path("{id}/intervals.csv")
  @Produces(Table.CSV)
  @Operation(hidden = true)
  public RestResponse<ReplayIntervals> intervals(
      @PathParam("id") String id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    return csv(
        replays.intervals(
            id, QueryParameters.date("from", from), QueryParameters.date("until", until)),
        "replay-" + ReplayLine.shortened(id) + "-intervals.csv");
  }

  @GET
  @Path("{id}/decisions.csv")
  @Produces(Table.CSV)
  @Operation(hidden = true)
  public RestResponse<ReplayDecisions> decisions(@PathParam("id") String id) {
    return csv(
        replays.decisions(id, null, null), "replay-" + ReplayLine.shortened(id) + "-decisions.csv");
  }

  @GET
  @Path("{id}/compare/{other}/differences.csv")
  @Produces(Table.CSV)
  @Operation(hidden = true)
  public RestResponse<ReplayComparison> differences(
      @PathParam("id") String id, @PathParam("other") String other) {
    return csv(
        replays.compare(id, other),
        "replays-" + ReplayLine.shortened(id) + "-" + ReplayLine.shortened(other) + ".csv");
  }

  private static <T> RestResponse<T> csv(T table, String fileName) {
    return RestResponse.ResponseBuilder.ok(table)
        .header("Content-Disposition", String.format(ATTACHED, fileName))
        .build();
  }

  @GET
  @Path("{id}/{path:.+}")
  @Operation(hidden = true)
  public TemplateInstance unknown(@PathParam("id") String id, @PathParam("path") String path) {
    throw new NotFoundException("Nothing stands at /replays/" + id + "/" + path + ".");
  }

  @ServerExceptionMapper
  RestResponse<String> notFound(NotFoundException problem) {
    return PageProblems.notFound(problem);
  }

  @ServerExceptionMapper
  RestResponse<String> refused(ProblemException problem) {
    return PageProblems.refused(problem.problem());
  }

  @ServerExceptionMapper
  RestResponse<String> outOfRange(OutOfRange problem) {
    return PageProblems.refused(
        busbar.access.Problem.of(
            400,
            "Out of range",
            String.valueOf(problem.getMessage()),
            List.of(busbar.access.FieldError.of(problem))));
  }

  @ServerExceptionMapper
  RestResponse<String> failed(Exception problem) {
    return PageProblems.failed(problem);
  }
}
