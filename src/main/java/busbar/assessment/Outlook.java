package busbar.assessment;

import org.jspecify.annotations.Nullable;

/** A block of rigs with its plan: rules propose what it should do. */
public record Outlook(
    BlockFacts block,
    MarketFacts market,
    PowerFacts power,
    PlanFacts plan,
    KeepFacts keep,
    @Nullable OfferFacts offer,
    Parameters parameters,
    Findings findings)
    implements Fact {

  public void propose(Action action) {
    findings.add(action);
  }
}
