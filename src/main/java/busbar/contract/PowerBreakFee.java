package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * What ending or changing the power contract costs, as a conversion would.
 *
 * @param usd the fee, USD, once
 */
public record PowerBreakFee(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("The supplier") String party,
    @JsonPropertyDescription("The fee, once, USD; 0 where conversion is permitted") double usd)
    implements Clause {
  public PowerBreakFee {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    Ranges.within("usd", usd, 0, 1e11);
  }
}
