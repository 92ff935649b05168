package busbar.feeds;

import busbar.access.Page;
import busbar.access.Paging;
import busbar.access.ProblemException;
import busbar.access.QueryParameters;
import busbar.access.Table;
import busbar.market.MarketDay;
import busbar.market.MarketHistory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The market now and in the past. */
@Path("/api/v1/market")
@Tag(name = "Market")
public class MarketResource {
  private final BundledMarket market;

  MarketResource(BundledMarket market) {
    this.market = market;
  }

  /** Today's market: without a feed, the last good day of the bundled sample. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The market now",
      description =
          "Without a feed this is the last good day of the bundled sample data: 'sample' says so,"
              + " and ages count from noon of that day.")
  public MarketAnswer now() {
    return MarketAnswer.of(market.snapshot(), market.assessedAt());
  }

  /**
   * Past days in order.
   *
   * @param from first day; the history's first where absent
   * @param to last day; the history's last where absent
   */
  @GET
  @Path("/history")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  @Operation(summary = "Past days, the earliest first; a table in JSON or CSV")
  public Page<PastDay> history(
      @Parameter(
              description = "First day; the history's first by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("from")
          @Nullable String from,
      @Parameter(
              description = "Last day, included; the history's last by default",
              schema = @Schema(type = SchemaType.STRING, format = "date"))
          @QueryParam("to")
          @Nullable String to,
      @QueryParam("page") @Nullable String page,
      @QueryParam("size") @Nullable String size) {
    MarketHistory history = market.history();
    LocalDate first = QueryParameters.date("from", from);
    LocalDate last = QueryParameters.date("to", to);
    if (first != null && last != null && first.isAfter(last)) {
      throw ProblemException.badParameter(
          "from", "is " + first + ", after to, " + last, "swap the two");
    }
    List<MarketDay> days =
        history.listDays(
            first == null ? history.firstDate() : first, last == null ? history.lastDate() : last);
    Page<MarketDay> part = Page.of(days, Paging.of(page, size));
    return new Page<>(
        part.items().stream().map(PastDay::of).toList(), part.page(), part.size(), part.total());
  }
}
