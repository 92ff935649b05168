package busbar.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A clause that binds a site, or an offer made to it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientHosting.class, name = "client-hosting"),
  @JsonSubTypes.Type(value = DemandResponseProgramme.class, name = "demand-response"),
  @JsonSubTypes.Type(value = DemandResponseEvent.class, name = "demand-response-event"),
  @JsonSubTypes.Type(value = AncillaryAward.class, name = "ancillary-award"),
  @JsonSubTypes.Type(value = PowerSupply.class, name = "power-supply"),
  @JsonSubTypes.Type(value = Loan.class, name = "loan"),
  @JsonSubTypes.Type(value = LandLease.class, name = "land-lease"),
  @JsonSubTypes.Type(value = AiHostingOffer.class, name = "ai-hosting-offer")
})
public sealed interface Clause
    permits ClientHosting,
        DemandResponseProgramme,
        DemandResponseEvent,
        AncillaryAward,
        PowerSupply,
        Loan,
        LandLease,
        AiHostingOffer {

  /** What kind of clause it is, as site files spell it: {@code "client-hosting"}. */
  default String kind() {
    return Arrays.stream(Clause.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> type.value() == getClass())
        .map(JsonSubTypes.Type::name)
        .findFirst()
        .orElseThrow();
  }

  /** Where it stands, as a manager would cite it: {@code "PPA §4.2"}. */
  String ref();

  /** The other side of it. */
  String party();

  /** Its dates, notice and wording; absent where it is in force without end. */
  default @Nullable Term term() {
    return null;
  }

  /** Whether it is in force on a local day; a clause out of its dates binds nothing. */
  default boolean inForceOn(LocalDate day) {
    Term term = term();
    return term == null || term.includes(day);
  }

  /** Whether there is a day on which both this clause and the other are in force. */
  default boolean overlaps(Clause other) {
    return Term.overlap(term(), other.term());
  }
}
