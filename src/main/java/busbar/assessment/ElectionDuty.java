package busbar.assessment;

import java.time.LocalDate;

/**
 * A choice under a power contract that must be declared by a day; about the site as a whole.
 *
 * @param what the choice
 * @param by day on which it takes effect
 * @param lastDay last day on which it can be declared
 * @param leftDays days until the last day, negative once it is past
 */
public record ElectionDuty(
    String ref,
    String party,
    String what,
    LocalDate by,
    LocalDate lastDay,
    int leftDays,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
