package busbar.tariff;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tax or surcharge in per cent of other charges; never of taxes.
 *
 * @param percent 0 to 100
 * @param of names of the charges that it is taken of; absent for all but taxes
 */
public record TaxCharge(
    @JsonPropertyDescription("Name, as on the bill") String name,
    @JsonPropertyDescription("Where it stands in the tariff") @Nullable String ref,
    @JsonPropertyDescription("Per cent of the charges") double percent,
    @JsonPropertyDescription("Names of the charges; leave out for all but taxes")
        @Nullable List<String> of)
    implements Charge {

  public TaxCharge {
    Ranges.text("name", name);
    Ranges.percent("percent", percent);
    of = of == null ? null : List.copyOf(Ranges.notEmpty("of", of));
  }

  /** Whether it is taken of a charge. */
  public boolean covers(Charge charge) {
    return !(charge instanceof TaxCharge) && (of == null || of.contains(charge.name()));
  }
}
