package busbar.assessment;

import org.jspecify.annotations.Nullable;

/** A block of rigs before its plan is made: rules say what must or may not happen. */
public record Situation(
    BlockFacts block,
    MarketFacts market,
    PowerFacts power,
    @Nullable OfferFacts offer,
    Parameters parameters,
    Findings findings)
    implements Fact {

  public void constrain(Constraint constraint) {
    findings.add(constraint);
  }
}
