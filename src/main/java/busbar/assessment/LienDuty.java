package busbar.assessment;

/**
 * The rigs are pledged to a lender.
 *
 * @param party the lender
 */
public record LienDuty(
    String ref, String party, BlockFacts block, Parameters parameters, Findings findings)
    implements Obligation {}
