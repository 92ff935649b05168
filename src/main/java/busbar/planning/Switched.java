package busbar.planning;

import busbar.tariff.PriceCurve;

/**
 * What it costs to switch a block, and what the hours after the day cost it: with minimum times and
 * restarts a day's end depends on what comes after it.
 *
 * @param limits with intervals of an hour
 * @param later what a MWh less saves in the hours after the day, USD; NaN where it is not known
 */
public record Switched(SwitchingLimits limits, PriceCurve later) {}
