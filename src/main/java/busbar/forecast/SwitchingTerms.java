package busbar.forecast;

import busbar.units.Ranges;

/**
 * What binds a group's switching.
 *
 * @param minOnIntervals least number of intervals on after a start, 1 or more
 * @param minOffIntervals least number of intervals off after a stop, 1 or more
 * @param startUsd paid at every change from off to on, zero or more
 */
public record SwitchingTerms(int minOnIntervals, int minOffIntervals, double startUsd) {
  public SwitchingTerms {
    Ranges.within("minOnIntervals", minOnIntervals, 1, 100_000);
    Ranges.within("minOffIntervals", minOffIntervals, 1, 100_000);
    Ranges.atLeastZero("startUsd", startUsd);
  }
}
