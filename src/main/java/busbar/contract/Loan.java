package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loan: rigs pledged to the lender, and covenants with the figures last reported under them.
 *
 * @param groups groups that may be neither sold nor moved without the lender's consent
 * @param minimumCashUsd cash that the borrower must keep; absent where there is no such covenant
 * @param cashUsd cash as last reported
 * @param minimumDscr least debt service cover, cash flow over debt service; absent where there is
 *     no such covenant
 * @param dscr debt service cover as last reported
 * @param asOf local day of the reported figures
 */
public record Loan(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("The lender") String lender,
    @JsonPropertyDescription("Ids of the groups that are pledged") List<String> groups,
    @JsonPropertyDescription("Least cash, USD") @Nullable Double minimumCashUsd,
    @JsonPropertyDescription("Cash as last reported, USD") @Nullable Double cashUsd,
    @JsonPropertyDescription("Least debt service cover ratio") @Nullable Double minimumDscr,
    @JsonPropertyDescription("Debt service cover ratio as last reported") @Nullable Double dscr,
    @JsonPropertyDescription("Day of the reported figures") @Nullable LocalDate asOf,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {
  public Loan {
    Ranges.text("ref", ref);
    Ranges.text("lender", lender);
    groups = Ranges.list("groups", groups);
    checkCovenant("minimumCashUsd", minimumCashUsd, 1e11, "cashUsd", cashUsd, -1e11);
    checkCovenant("minimumDscr", minimumDscr, 100, "dscr", dscr, -1_000);
    if (minimumCashUsd == null && minimumDscr == null && groups.isEmpty()) {
      throw new OutOfRange(
          "groups", "are empty, and there is no covenant", "name what is pledged, or a covenant");
    }
    if (minimumCashUsd != null || minimumDscr != null) {
      Ranges.present("asOf", asOf);
    }
  }

  private static void checkCovenant(
      String minimumField,
      @Nullable Double minimum,
      double most,
      String field,
      @Nullable Double reported,
      double least) {
    if (minimum == null && reported == null) {
      return;
    }
    double floor = Ranges.positive(minimumField, Ranges.present(minimumField, minimum));
    Ranges.within(minimumField, floor, 0, most);
    Ranges.within(field, Ranges.present(field, reported), least, 10 * most);
  }

  @Override
  public String party() {
    return lender;
  }
}
