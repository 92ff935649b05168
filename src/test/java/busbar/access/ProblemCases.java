package busbar.access;

import busbar.tariff.Tariff;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;

/** What resources do that ends in a problem; in the tests alone. */
@Path("/problem-cases")
@Produces(MediaType.APPLICATION_JSON)
public class ProblemCases {
  /** A body with a list and a value of the domain. */
  public record Body(String name, List<Tariff> tariffs, LocalDate date) {}

  /** A row of a table. */
  public record Row(String model, double powerW, Double feesBtc) {}

  @GET
  @Path("/refused")
  public String refused() {
    throw new ProblemException(
        409,
        "Site file refused",
        "texas.yaml has an error",
        List.of(new FieldError("groups[0].count", 12, "is -3", "write zero or more")));
  }

  @GET
  @Path("/unforeseen")
  public String unforeseen() {
    throw new IllegalStateException("a secret of the inside");
  }

  @GET
  @Path("/number")
  public String number(@QueryParam("priceUsd") String price) {
    return String.valueOf(QueryParameters.number("priceUsd", price, v -> v));
  }

  @GET
  @Path("/date")
  public String date(@QueryParam("from") String from) {
    return String.valueOf(QueryParameters.date("from", from));
  }

  @GET
  @Path("/typed-date")
  public String typedDate(@QueryParam("from") LocalDate from) {
    return String.valueOf(from);
  }

  @GET
  @Path("/typed-number")
  public String typedNumber(@QueryParam("count") Integer count) {
    return String.valueOf(count);
  }

  @GET
  @Path("/table")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  public Page<Row> table(
      @QueryParam("page") String page,
      @QueryParam("size") String size,
      @QueryParam("sort") String sort,
      @QueryParam("order") String order) {
    List<Row> rows =
        List.of(
            new Row("A, the \"first\"", 1.2586459011949425e14, 0.1),
            new Row("B", -3500.5, null),
            new Row("C", 17.0, 0.02));
    return Page.of(Sorting.sorted(rows, Row.class, sort, order), Paging.of(page, size));
  }

  @GET
  @Path("/empty-table")
  @Produces({MediaType.APPLICATION_JSON, Table.CSV})
  public Page<Row> emptyTable() {
    return Page.of(List.of(), Paging.of(null, null));
  }

  @POST
  @Path("/body")
  @Consumes(MediaType.APPLICATION_JSON)
  public Body body(Body body) {
    return body;
  }
}
