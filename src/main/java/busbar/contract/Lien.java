package busbar.contract;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** A lender's claim on rigs: they may not be sold without its consent. */
public record Lien(
    @JsonPropertyDescription("Where the clause stands") String ref,
    @JsonPropertyDescription("The lender") String lender,
    @JsonProperty(required = true) @JsonPropertyDescription("Ids of the groups that are pledged")
        List<String> groups)
    implements Clause {
  public Lien {
    Ranges.text("ref", ref);
    Ranges.text("lender", lender);
    groups = List.copyOf(Ranges.notEmpty("groups", groups));
  }
}
