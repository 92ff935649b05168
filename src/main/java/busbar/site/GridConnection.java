package busbar.site;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * The site's connection to the grid.
 *
 * @param mw what it carries at the meter, MW, above zero
 * @param firm whether the grid owes that power at all hours; interruptible power is not firm
 */
public record GridConnection(
    @JsonPropertyDescription("What the connection carries at the meter, MW") double mw,
    @JsonPropertyDescription("Whether the grid owes that power at all hours") boolean firm) {
  public GridConnection {
    Ranges.within("mw", Ranges.positive("mw", mw), 0, 100_000);
  }
}
