package busbar.assessment;

/**
 * A covenant of a loan; about the site as a whole.
 *
 * @param party the lender
 * @param covenant what is measured: "cash", or "debt service cover"
 * @param reported the figure last reported, in words
 * @param minimum the least that the loan allows, in words
 * @param headroomPercent how far the reported figure lies above the minimum, negative below it
 * @param ageDays days since the figure was reported
 */
public record CovenantDuty(
    String ref,
    String party,
    String covenant,
    String reported,
    String minimum,
    double headroomPercent,
    int ageDays,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
