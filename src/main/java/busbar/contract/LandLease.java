package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lease of the land on which the site stands.
 *
 * @param permittedUses what the land may be used for; at least one
 * @param until last local day of the lease
 * @param buyOutUsd what buying the land would cost; absent where it cannot be bought
 */
public record LandLease(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("The lessor") String lessor,
    @JsonProperty(required = true)
        @JsonPropertyDescription("What the land may be used for: mining, ai-hosting")
        List<Use> permittedUses,
    @JsonPropertyDescription("Last local day of the lease") LocalDate until,
    @JsonPropertyDescription("What buying the land would cost, USD; leave out where it cannot be")
        @Nullable Double buyOutUsd,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {
  public LandLease {
    Ranges.text("ref", ref);
    Ranges.text("lessor", lessor);
    permittedUses = List.copyOf(Ranges.notEmpty("permittedUses", permittedUses));
    Ranges.present("until", until);
    if (buyOutUsd != null) {
      Ranges.within("buyOutUsd", buyOutUsd, 0, 1e11);
    }
  }

  @Override
  public String party() {
    return lessor;
  }

  @Override
  public boolean inForceOn(LocalDate day) {
    return Clause.super.inForceOn(day) && !day.isAfter(until);
  }
}
