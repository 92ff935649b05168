package busbar.assessment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a demand-response programme may still ask; about the site as a whole.
 *
 * @param mw MW that it may call off
 * @param eventsLeft events that it may still call this year, today's included
 * @param hoursLeft hours of events left this year, today's included
 * @param testBy day by which a test must be passed; absent where none is due
 * @param testLeftDays days until then, negative once it is past; NaN where none is due
 */
public record ProgrammeDuty(
    String ref,
    String party,
    double mw,
    int eventsLeft,
    double hoursLeft,
    @Nullable LocalDate testBy,
    double testLeftDays,
    BlockFacts block,
    Parameters parameters,
    Findings findings)
    implements Obligation {}
