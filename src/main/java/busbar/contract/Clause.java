package busbar.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A clause that binds a site, or an offer made to it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientHosting.class, name = "client-hosting"),
  @JsonSubTypes.Type(value = DemandResponseEvent.class, name = "demand-response-event"),
  @JsonSubTypes.Type(value = TakeOrPay.class, name = "take-or-pay"),
  @JsonSubTypes.Type(value = PowerBreakFee.class, name = "power-break-fee"),
  @JsonSubTypes.Type(value = Lien.class, name = "lien"),
  @JsonSubTypes.Type(value = AiHostingOffer.class, name = "ai-hosting-offer")
})
public sealed interface Clause
    permits ClientHosting, DemandResponseEvent, TakeOrPay, PowerBreakFee, Lien, AiHostingOffer {

  /** Where it stands, as a manager would cite it: {@code "PPA §4.2"}. */
  String ref();
}
