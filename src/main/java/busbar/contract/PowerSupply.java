package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the power contract says besides its prices.
 *
 * @param permittedUses what the power may be used for; at least one
 * @param assignmentConsent whether the supplier must agree before another takes the contract over
 * @param breakFeeUsd what ending or changing it costs, USD, once, as a conversion would; absent
 *     where nobody knows, and then no conversion is advised
 * @param elections what must be decided by a date
 */
public record PowerSupply(
    @JsonPropertyDescription("Where the clause stands, such as 'PPA §11.3'") String ref,
    @JsonPropertyDescription("The supplier") String party,
    @JsonProperty(required = true)
        @JsonPropertyDescription("What the power may be used for: mining, ai-hosting")
        List<Use> permittedUses,
    @JsonPropertyDescription("Whether the supplier must agree before another takes it over")
        boolean assignmentConsent,
    @JsonPropertyDescription("Cost of ending it, once, USD; 0 where conversion is permitted")
        @Nullable Double breakFeeUsd,
    @JsonPropertyDescription("What must be decided by a date") List<Election> elections,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {

  /**
   * A choice that the site may make until a date.
   *
   * @param what the choice, as a manager would say it
   * @param by local day on which it takes effect
   * @param noticeDays days before that day by which it must be declared, 0 to 3,660
   */
  public record Election(
      @JsonPropertyDescription("The choice, such as 'next year's block size'") String what,
      @JsonPropertyDescription("Local day on which it takes effect") LocalDate by,
      @JsonPropertyDescription("Days before that by which it must be declared") int noticeDays) {
    public Election {
      Ranges.text("what", what);
      Ranges.present("by", by);
      Ranges.within("noticeDays", noticeDays, 0, 3_660);
    }

    /** Last local day on which it can be declared. */
    public LocalDate lastDay() {
      return by.minusDays(noticeDays);
    }
  }

  public PowerSupply {
    Ranges.text("ref", ref);
    Ranges.text("party", party);
    permittedUses = List.copyOf(Ranges.notEmpty("permittedUses", permittedUses));
    if (breakFeeUsd != null) {
      Ranges.within("breakFeeUsd", breakFeeUsd, 0, 1e11);
    }
    elections = Ranges.list("elections", elections);
  }
}
