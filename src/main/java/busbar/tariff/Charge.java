package busbar.tariff;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One component of a rate schedule: what it prices, in its own unit, season and hours. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EnergyCharge.class, name = "energy"),
  @JsonSubTypes.Type(value = RiderCharge.class, name = "rider"),
  @JsonSubTypes.Type(value = IndexCharge.class, name = "index"),
  @JsonSubTypes.Type(value = BlockCharge.class, name = "block"),
  @JsonSubTypes.Type(value = TakeOrPayCharge.class, name = "take-or-pay"),
  @JsonSubTypes.Type(value = DemandCharge.class, name = "demand"),
  @JsonSubTypes.Type(value = CoincidentPeakCharge.class, name = "coincident-peak"),
  @JsonSubTypes.Type(value = CurtailmentCredit.class, name = "curtailment-credit"),
  @JsonSubTypes.Type(value = FixedCharge.class, name = "fixed-charge"),
  @JsonSubTypes.Type(value = MinimumCharge.class, name = "minimum"),
  @JsonSubTypes.Type(value = TaxCharge.class, name = "tax")
})
public sealed interface Charge
    permits EnergyCharge,
        RiderCharge,
        IndexCharge,
        BlockCharge,
        TakeOrPayCharge,
        DemandCharge,
        CoincidentPeakCharge,
        CurtailmentCredit,
        FixedCharge,
        MinimumCharge,
        TaxCharge {

  /** As on the bill; unique within the tariff. */
  String name();

  /** Where it stands, as a manager would cite it: {@code "Schedule LPS §III"}. */
  @Nullable String ref();
}
