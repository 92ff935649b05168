package busbar.site;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What switching rigs off and on again costs, and how often it may be done.
 *
 * @param minOnMinutes once started they stay on for at least so long; no minimum where absent
 * @param minOffMinutes once stopped they stay off for at least so long; no minimum where absent
 * @param restartUsdPerMw wear and work of each start, USD for each MW started; none where absent
 * @param warmUpMinutes after a start, for so long they draw power and earn nothing; none where
 *     absent
 * @param maxStartsPerDay most starts a local day; no limit where absent
 */
public record Switching(
    @JsonPropertyDescription("Once started, on for at least so many minutes")
        @Nullable Integer minOnMinutes,
    @JsonPropertyDescription("Once stopped, off for at least so many minutes")
        @Nullable Integer minOffMinutes,
    @JsonPropertyDescription("Wear and work of each start, USD for each MW started")
        @Nullable Double restartUsdPerMw,
    @JsonPropertyDescription("Minutes after a start in which rigs draw power and earn nothing")
        @Nullable Double warmUpMinutes,
    @JsonPropertyDescription("Most starts a day") @Nullable Integer maxStartsPerDay) {

  /** Rigs that may be switched at any time for nothing. */
  public static final Switching FREE = new Switching(null, null, null, null, null);

  public Switching {
    Ranges.within("minOnMinutes", minOnMinutes == null ? 0 : minOnMinutes, 0, 10_080);
    Ranges.within("minOffMinutes", minOffMinutes == null ? 0 : minOffMinutes, 0, 10_080);
    Ranges.within("restartUsdPerMw", restartUsdPerMw == null ? 0 : restartUsdPerMw, 0, 1e6);
    Ranges.within("warmUpMinutes", warmUpMinutes == null ? 0 : warmUpMinutes, 0, 1440);
    Ranges.within("maxStartsPerDay", maxStartsPerDay == null ? 0 : maxStartsPerDay, 0, 1440);
  }

  /** Whether switching costs nothing and may be done at any time of an hour. */
  public boolean costsNothing() {
    return (minOnMinutes == null || minOnMinutes <= 60)
        && (minOffMinutes == null || minOffMinutes <= 60)
        && startUsd(1, 1) == 0
        && maxStartsPerDay == null;
  }

  /** Least number of whole intervals on after a start, 1 or more. */
  public int minOnIntervals(int minutes) {
    return intervals(minOnMinutes, minutes);
  }

  /** Least number of whole intervals off after a stop, 1 or more. */
  public int minOffIntervals(int minutes) {
    return intervals(minOffMinutes, minutes);
  }

  private static int intervals(@Nullable Integer least, int minutes) {
    return least == null ? 1 : Math.max(1, (least + minutes - 1) / minutes);
  }

  /**
   * What a start costs, USD.
   *
   * @param mw what is started
   * @param revenueUsdPerHour what it would earn warm
   */
  public double startUsd(double mw, double revenueUsdPerHour) {
    double wear = restartUsdPerMw == null ? 0 : restartUsdPerMw * mw;
    double cold = warmUpMinutes == null ? 0 : warmUpMinutes / 60 * revenueUsdPerHour;
    return wear + cold;
  }

  /** Most starts a day; the largest number where there is no limit. */
  public int mostStartsPerDay() {
    return maxStartsPerDay == null ? Integer.MAX_VALUE : maxStartsPerDay;
  }
}
