package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;

/**
 * A block of power that is paid for whether it is used or not. Its price is sunk; what counts at
 * the margin is what the power could be resold for.
 *
 * @param mw the block, MW in every hour
 * @param usdPerMwh its price, paid in any case
 * @param resaleUsdPerMwh what an unused MWh brings; zero where it cannot be resold
 * @param until last local day of the block
 */
public record TakeOrPay(
    @JsonPropertyDescription("Where the clause stands, such as 'PPA §4.2'") String ref,
    @JsonPropertyDescription("The supplier") String party,
    @JsonPropertyDescription("The block, MW in every hour") double mw,
    @JsonPropertyDescription("Its price, paid whether used or not, USD/MWh") double usdPerMwh,
    @JsonPropertyDescription("What an unused MWh brings; 0 where it cannot be resold, USD/MWh")
        double resaleUsdPerMwh,
    @JsonPropertyDescription("Last local day of the block") LocalDate until)
    implements Clause {
  public TakeOrPay {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    Ranges.positive("mw", mw);
    Ranges.within("usdPerMwh", usdPerMwh, -10_000, 100_000);
    Ranges.within("resaleUsdPerMwh", resaleUsdPerMwh, -10_000, 100_000);
    Ranges.present("until", until);
  }
}
