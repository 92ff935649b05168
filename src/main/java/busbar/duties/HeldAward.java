package busbar.duties;

import busbar.contract.AncillaryAward;
import busbar.units.HourSet;

/**
 * An ancillary award of the day assessed.
 *
 * @param hours the hours of the day that it covers
 */
public record HeldAward(AncillaryAward clause, HourSet hours) {}
