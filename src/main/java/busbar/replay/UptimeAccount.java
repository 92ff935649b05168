package busbar.replay;

import busbar.contract.ClientHosting;
import busbar.contract.UptimeFloor;
import busbar.replay.ReplayDay.BlockDay;
import busbar.site.Site;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hours off of clients' rigs against the floors of their contracts, period by period. A right to
 * curtail is used up first in the periods of its year, in their order.
 */
final class UptimeAccount {
  /**
   * A floor in one period.
   *
   * @param month in which it is settled: the last of the period within the span
   * @param penaltyUsd owed for what was missed below it; 0 where nothing was
   */
  record Settled(YearMonth month, double penaltyUsd, boolean met) {}

  private final Site site;
  private final LocalDate from;

  /** By clause, then by the period's first day: kWh of rigs off, and kWh of all. */
  private final Map<String, TreeMap<LocalDate, double[]>> periods = new HashMap<>();

  private final Map<String, Map<LocalDate, LocalDate>> lastDays = new HashMap<>();

  private static final int OFF = 0;
  private static final int ALL = 1;

  /**
   * @param from first day that is counted
   */
  UptimeAccount(Site site, LocalDate from) {
    this.site = site;
    this.from = from;
  }

  private ClientHosting hosting(String ref) {
    return site.clauses(ClientHosting.class)
        .filter(hosting -> hosting.ref().equals(ref) && hosting.uptime() != null)
        .findFirst()
        .orElseThrow();
  }

  private static UptimeFloor floor(ClientHosting hosting) {
    UptimeFloor floor = hosting.uptime();
    if (floor == null) {
      throw new IllegalStateException(hosting.ref() + " has no floor");
    }
    return floor;
  }

  /** Counts the hours that some rigs were off on a day, of so many. */
  void add(BlockDay block, LocalDate date, double kw, double hoursOff, double hours) {
    if (block.hosting() == null) {
      return;
    }
    LocalDate first = floor(hosting(block.hosting())).period().first(date);
    double[] sums =
        periods
            .computeIfAbsent(block.hosting(), any -> new TreeMap<>())
            .computeIfAbsent(first, any -> new double[2]);
    sums[OFF] += kw * hoursOff;
    sums[ALL] += kw * hours;
    lastDays.computeIfAbsent(block.hosting(), any -> new HashMap<>()).put(first, date);
  }

  /** What came of each floor in each period. */
  List<Settled> settle() {
    List<Settled> settled = new ArrayList<>();
    periods.forEach(
        (ref, byPeriod) -> {
          ClientHosting hosting = hosting(ref);
          UptimeFloor floor = floor(hosting);
          double perYear = hosting.curtailment() == null ? 0 : hosting.curtailment().hoursPerYear();
          double right = perYear;
          int year = Integer.MIN_VALUE;
          for (var period : byPeriod.entrySet()) {
            LocalDate first = period.getKey();
            LocalDate last = lastDays.getOrDefault(ref, Map.of()).getOrDefault(first, first);
            if (first.getYear() != year) {
              year = first.getYear();
              right = perYear;
            }
            double[] sums = period.getValue();
            // Days before the span are not counted, as if the rigs had run through them.
            LocalDate begun = first.isBefore(from) ? from : first;
            double kw = sums[ALL] / hours(begun, last);
            double off = kw == 0 ? 0 : sums[OFF] / kw;
            double ofRight = Math.min(off, right);
            right -= ofRight;
            double missed = off - ofRight - floor.hoursAllowed(hoursIn(floor, first));
            boolean met = missed <= 1e-9;
            settled.add(
                new Settled(
                    YearMonth.from(last),
                    met ? 0 : missed * kw / 1000 * floor.penaltyUsdPerMwh(),
                    met));
          }
        });
    return settled;
  }

  private double hoursIn(UptimeFloor floor, LocalDate first) {
    return hours(first, floor.period().last(first));
  }

  private double hours(LocalDate first, LocalDate last) {
    return Duration.between(
                first.atStartOfDay(site.timeZone()), last.plusDays(1).atStartOfDay(site.timeZone()))
            .toMinutes()
        / 60.0;
  }
}
