package busbar.rates;

import busbar.access.FieldError;
import busbar.access.ProblemException;
import busbar.access.Table;
import busbar.advice.CanonicalJson;
import busbar.billing.Biller;
import busbar.billing.LoadSeries;
import busbar.site.Site;
import busbar.sitefiles.SiteFolder;
import busbar.sitefiles.SiteProblem;
import busbar.sitefiles.SiteReading;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import busbar.urdb.ImportedRate;
import busbar.urdb.UrdbImport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Bills and avoidable prices of a site's tariff, or of one that the caller states. */
@Path("/api/v1/tariffs")
@Produces({MediaType.APPLICATION_JSON, Table.CSV})
@Blocking
@Tag(name = "Tariffs", description = "What a load is billed, and what one MWh less would save")
class TariffsResource {
  private static final String YAML = "application/yaml";
  private static final String AT_LEAST = "give a siteId or a tariff, and a load";

  private final SiteFolder sites;
  private final ObjectMapper json;

  TariffsResource(SiteFolder sites, ObjectMapper json) {
    this.sites = sites;
    this.json = json;
  }

  @POST
  @Path("bill")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Bill a load",
      description =
          "Line items a month, each with its quantity, unit price and clause; their sum is the bill"
              + " to the cent.")
  public BillAnswer bill(@RequestBody(required = true) @Nullable BillRequest request) {
    Priced priced = priced(request);
    return BillAnswer.of(within(priced, p -> p.biller.bill(p.load, p.asIfCurrent)));
  }

  @POST
  @Path("bill")
  @Consumes(Table.CSV)
  @Operation(
      summary = "Bill a load in CSV under a site's tariff",
      description =
          "Columns interval_beginning or interval_ending, and one of kw, mw, kwh, mwh; times in the"
              + " site's zone unless they carry an offset.")
  public BillAnswer billCsv(
      @QueryParam("siteId") @Nullable String siteId,
      @QueryParam("asIfCurrent") @Nullable String asIfCurrent,
      @RequestBody(description = "The load", required = true) String csv) {
    Priced priced = priced(siteId, asIfCurrent, csv);
    return BillAnswer.of(within(priced, p -> p.biller.bill(p.load, p.asIfCurrent)));
  }

  @POST
  @Path("avoidable-price")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tell what one MWh less would save",
      description =
          "Interval by interval, given what the load has already set this month: the number that"
              + " decides a curtailment. The load should begin with the month; 'from' leaves out what"
              + " is past.")
  public AvoidablePriceAnswer avoidablePrice(
      @RequestBody(required = true) @Nullable BillRequest request) {
    Priced priced = priced(request);
    return AvoidablePriceAnswer.of(
        within(priced, p -> p.biller.avoidablePrices(p.load, p.asIfCurrent)), priced.from);
  }

  @POST
  @Path("avoidable-price")
  @Consumes(Table.CSV)
  @Operation(summary = "Tell what one MWh less of a load in CSV would save under a site's tariff")
  public AvoidablePriceAnswer avoidablePriceCsv(
      @QueryParam("siteId") @Nullable String siteId,
      @QueryParam("asIfCurrent") @Nullable String asIfCurrent,
      @RequestBody(description = "The load", required = true) String csv) {
    Priced priced = priced(siteId, asIfCurrent, csv);
    return AvoidablePriceAnswer.of(
        within(priced, p -> p.biller.avoidablePrices(p.load, p.asIfCurrent)), priced.from);
  }

  @POST
  @Path("import")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, YAML})
  @Operation(
      summary = "Read a rate of OpenEI's Utility Rate Database",
      description =
          "Takes a document of the database in any of its spellings and names whatever it could not"
              + " carry over. As application/yaml the answer is the 'tariff' of a site file, the notes"
              + " as comments above it.")
  @APIResponse(
      responseCode = "200",
      description = "The rate as a tariff",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ImportedRate.class)),
        @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response importRate(
      @Parameter(description = "Which rate, where the document holds several") @QueryParam("label")
          @Nullable String label,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept,
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          @Nullable JsonNode document) {
    if (document == null) {
      throw new ProblemException(
          400,
          "Bad request",
          "The body is empty",
          List.of(new FieldError(null, null, "is empty", "send a rate's JSON")));
    }
    ImportedRate rate = UrdbImport.read(document, label);
    return accept != null && accept.contains("yaml")
        ? Response.ok(ImportedYaml.write(rate), YAML).build()
        : Response.ok(CanonicalJson.write(rate), MediaType.APPLICATION_JSON).build();
  }

  /** A tariff laid out, and a load to price under it. */
  private record Priced(
      Biller biller, LoadSeries load, boolean asIfCurrent, Instant from, String tariffField) {}

  private interface Pricing<T> {
    T of(Priced priced);
  }

  /** What the tariff refuses is named as the caller spelt it. */
  private static <T> T within(Priced priced, Pricing<T> pricing) {
    try {
      return pricing.of(priced);
    } catch (OutOfRange e) {
      throw e.within(priced.tariffField);
    }
  }

  private Priced priced(@Nullable BillRequest request) {
    if (request == null) {
      throw new ProblemException(
          400,
          "Bad request",
          "The body is empty",
          List.of(new FieldError(null, null, "is empty", AT_LEAST)));
    }
    Site site = site(request);
    LoadSeries load = load(request, site.timeZone());
    Instant from =
        request.from() == null
            ? load.start()
            : StatedLoad.instant("from", request.from(), site.timeZone());
    if (!from.isBefore(load.end())) {
      throw new OutOfRange(
          "from", "is " + request.from() + ", and the load ends before", "write a time within it");
    }
    return new Priced(
        Biller.of(site.tariff(), site.timeZone()),
        load,
        Boolean.TRUE.equals(request.asIfCurrent()),
        from,
        "tariff");
  }

  private Priced priced(@Nullable String siteId, @Nullable String asIfCurrent, String csv) {
    Site site = known(Ranges.text("siteId", siteId));
    LoadSeries load = StatedLoad.ofCsv("load", csv, null, site.timeZone());
    return new Priced(
        Biller.of(site.tariff(), site.timeZone()),
        load,
        isTrue("asIfCurrent", asIfCurrent),
        load.start(),
        "tariff");
  }

  private static boolean isTrue(String name, @Nullable String text) {
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw new OutOfRange(name, "is '" + text + "'", "write true or false");
    }
    return true;
  }

  private static LoadSeries load(BillRequest request, ZoneId zone) {
    StatedLoad load = Ranges.present("load", request.load());
    try {
      return load.in(zone);
    } catch (OutOfRange e) {
      throw e.within("load");
    }
  }

  private Site site(BillRequest request) {
    JsonNode tariff = request.tariff();
    String id = request.siteId();
    if ((tariff == null) == (id == null)) {
      throw new ProblemException(
          400,
          "Bad request",
          tariff == null ? "No tariff is given" : "Both tariff and siteId are given",
          List.of(
              new FieldError(
                  tariff == null ? "tariff" : "siteId",
                  null,
                  tariff == null ? "is missing" : "is given beside tariff",
                  AT_LEAST)));
    }
    return tariff == null
        ? known(String.valueOf(id))
        : stated(tariff, Ranges.present("timeZone", request.timeZone()));
  }

  private Site known(String id) {
    return sites.findSite(id).orElseThrow(() -> sites.unknownSite("siteId", id));
  }

  /** A tariff is read by the rules for site files, as that of a site without rigs. */
  private Site stated(JsonNode tariff, ZoneId zone) {
    ObjectNode tree = json.createObjectNode();
    tree.put("id", "stated").put("name", "Stated in the request").put("timeZone", zone.getId());
    tree.putObject("grid").put("mw", 1).put("firm", false);
    tree.putObject("operation")
        .put("facilityOverhead", 1)
        .put("poolFeePercent", 0)
        .put("uptimePercent", 100);
    tree.putArray("groups");
    tree.set("tariff", tariff);
    SiteReading reading = sites.check(tree.toString());
    Site site = reading.site();
    if (site == null) {
      List<SiteProblem> problems = reading.problems();
      throw new ProblemException(
          422,
          "Tariff refused",
          problems.isEmpty()
              ? "The tariff cannot be read"
              : problems.get(0).field() + " " + problems.get(0).message(),
          // Lines are left off: they would count in a text that the caller did not write.
          problems.stream()
              .map(p -> new FieldError(p.field(), null, p.message(), p.remedy()))
              .toList());
    }
    return site;
  }
}
