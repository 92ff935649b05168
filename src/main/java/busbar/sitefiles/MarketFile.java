package busbar.sitefiles;

import busbar.market.PowerPrices;
import busbar.units.OutOfRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Market prices that were read from a CSV, or why they were not.
 *
 * @param prices absent where they are refused
 */
public record MarketFile(@Nullable PowerPrices prices, List<SiteProblem> problems) {

  /**
   * Reads market prices from a column that ends in {@code usd_per_mwh}, the price in real time,
   * and, where there is one, a column {@code day_ahead_usd_per_mwh} or {@code dam_usd_per_mwh},
   * which is the price itself where there is no other. Intervals may be missing, and prices left
   * empty: these are not known.
   *
   * @param file name by which problems call it
   * @param minutes length of each interval; the distance of the first two where absent
   * @param zone in which times without an offset are meant
   * @return the prices, or the problems for which they are refused
   */
  public static MarketFile read(String file, String text, @Nullable Integer minutes, ZoneId zone) {
    Problems problems = new Problems(file);
    SeriesFile series = SeriesFile.market(text, minutes == null ? 0 : minutes, zone, problems);
    if (!problems.isEmpty()) {
      return new MarketFile(null, problems.list());
    }
    Instant first = series.values.firstKey();
    long seconds = series.minutes * 60L;
    long count = Duration.between(first, series.values.lastKey()).toSeconds() / seconds + 1;
    if (count > PowerPrices.MOST_INTERVALS) {
      problems.add(
          null,
          series.columns().timeColumn(),
          "reaches over " + count + " intervals",
          "give at most " + PowerPrices.MOST_INTERVALS);
      return new MarketFile(null, problems.list());
    }
    double[] realTime = new double[(int) count];
    double[] ahead = new double[(int) count];
    Arrays.fill(realTime, Double.NaN);
    Arrays.fill(ahead, Double.NaN);
    for (var each : series.values.entrySet()) {
      long after = Duration.between(first, each.getKey()).toSeconds();
      if (after % seconds != 0) {
        problems.add(
            series.lines.get(each.getKey()),
            series.columns().timeColumn(),
            "is not a whole number of " + series.minutes + " minutes after the first",
            "write intervals of one length, or give intervalMinutes");
        return new MarketFile(null, problems.list());
      }
      realTime[(int) (after / seconds)] = each.getValue();
      ahead[(int) (after / seconds)] = series.dayAhead.getOrDefault(each.getKey(), Double.NaN);
    }
    try {
      return new MarketFile(PowerPrices.of(first, series.minutes, realTime, ahead), List.of());
    } catch (OutOfRange e) {
      problems.add(null, e.field(), e.problem(), e.remedy());
      return new MarketFile(null, problems.list());
    }
  }
}
