package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;

/**
 * What a group does just before the horizon.
 *
 * @param profile the profile it runs at, or is being started to; {@link ProfileMargins#OFF}
 * @param intervals how many intervals it has already been on, or off
 * @param startsToday starts already made in the calendar day of the first interval
 */
public record InitialState(int profile, int intervals, int startsToday) {
  public InitialState {
    if (profile < ProfileMargins.OFF) {
      throw new OutOfRange("profile", "is " + profile, "count profiles from 0; off is -1");
    }
    Ranges.within("intervals", intervals, 0, 10_000_000);
    Ranges.within("startsToday", startsToday, 0, Integer.MAX_VALUE);
  }

  /** On for so many intervals, at that profile. */
  public static InitialState on(int profile, int intervals) {
    return new InitialState(profile, intervals, 0);
  }

  /** Off for so many intervals. */
  public static InitialState off(int intervals) {
    return new InitialState(ProfileMargins.OFF, intervals, 0);
  }

  public boolean isOn() {
    return profile != ProfileMargins.OFF;
  }
}
