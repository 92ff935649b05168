package busbar.replay;

import busbar.economics.OperatingPoints;
import busbar.replay.ReplayDay.BlockDay;
import busbar.replay.ReplayDay.Owed;
import busbar.replay.ReplayResult.Figures;
import busbar.site.Switching;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy would have earned, at the avoidable price, as recommendations reckon it: in an hour
 * of an event its payment when off and its penalty when running, in an hour of an award its payment
 * when running and its penalty when off. An interval without a price earns and costs nothing.
 */
final class Settlement {
  private final ReplayHistory history;
  private final Map<YearMonth, double[]> usd = new TreeMap<>();
  private final Map<String, Boolean> kept = new HashMap<>();
  private final Map<String, YearMonth> monthOf = new HashMap<>();
  private final UptimeAccount uptime;
  private final double siteKw;

  // Of each month's sums.
  private static final int USD = 0;
  private static final int MWH = 1;
  private static final int HOURS_OFF = 2;
  private static final int STARTS = 3;

  Settlement(ReplayHistory history) {
    this.history = history;
    this.uptime = new UptimeAccount(history.inputs.site(), history.inputs.from());
    double kw = 0;
    if (!history.days.isEmpty()) {
      for (BlockDay block : history.days.get(0).blocks()) {
        kw += block.kw().get(0);
      }
    }
    siteKw = kw;
  }

  /** Settles what some rigs did; all rigs of the site are to be settled once. */
  void add(Stretch stretch, int[] points, double[] prices) {
    Switching switching = history.switching(stretch);
    double hours = history.hours();
    double warmUpHours = switching.warmUpMinutes() == null ? 0 : switching.warmUpMinutes() / 60;
    boolean on = true;
    double coldHours = 0;
    for (int d = 0; d < history.days.size(); d++) {
      ReplayDay day = history.days.get(d);
      BlockDay block = stretch.block(day);
      double share = (double) stretch.rigs() / block.rigs();
      YearMonth month = YearMonth.from(day.date());
      double[] sums = usd.computeIfAbsent(month, any -> new double[4]);
      sums[USD] += share * block.dueUsd();
      for (int i = history.firstOf[d]; i < history.firstOf[d + 1]; i++) {
        int point = points[i];
        if (point == OperatingPoints.OFF) {
          sums[HOURS_OFF] += share * block.kw().get(0) / siteKw * hours;
          on = false;
          coldHours = 0;
          continue;
        }
        if (!on) {
          on = true;
          coldHours = warmUpHours;
          sums[STARTS]++;
          sums[USD] -= switching.startUsd(share * block.kw().get(0) / 1000, 0);
        }
        double mwh = share * block.kw().get(point) / 1000 * hours;
        sums[MWH] += mwh;
        if (!Double.isNaN(prices[i])) {
          double warmHours = hours - Math.min(coldHours, hours);
          sums[USD] += share * block.revenueUsdPerHour().get(point) * warmHours - mwh * prices[i];
        }
        coldHours = Math.max(0, coldHours - hours);
      }
      List<Integer> ofDay =
          Arrays.stream(points, history.firstOf[d], history.firstOf[d + 1]).boxed().toList();
      uptime.add(
          block,
          day.date(),
          share * block.kw().get(0),
          RunningBudgets.countedOff(block, ofDay, hours) * hours,
          ofDay.size() * hours);
      for (Owed owed : block.owed()) {
        String key = day.date() + " " + owed.ref() + " " + owed.hours();
        monthOf.put(key, month);
        kept.merge(key, keeps(owed, d, block, points), Boolean::logicalAnd);
      }
    }
  }

  private boolean keeps(Owed owed, int day, BlockDay block, int[] points) {
    for (int i = history.firstOf[day]; i < history.firstOf[day + 1]; i++) {
      if (owed.hours().contains(history.hourOf(day, i))) {
        boolean off = points[i] == OperatingPoints.OFF;
        boolean full = !off && block.kw().get(points[i]) >= block.kw().get(0) * (1 - 1e-9);
        if (owed.running() ? !full : !off) {
          return false;
        }
      }
    }
    return true;
  }

  /** The sums of each month. */
  Map<YearMonth, Figures> figures() {
    Map<YearMonth, Figures> figures = new TreeMap<>();
    for (ReplayDay day : history.days) {
      usd.computeIfAbsent(YearMonth.from(day.date()), any -> new double[4])[USD] -= day.missedUsd();
    }
    List<UptimeAccount.Settled> floors = uptime.settle();
    usd.forEach(
        (month, sums) -> {
          List<Boolean> owed =
              kept.entrySet().stream()
                  .filter(each -> month.equals(monthOf.get(each.getKey())))
                  .map(Map.Entry::getValue)
                  .toList();
          List<UptimeAccount.Settled> ofMonth =
              floors.stream().filter(floor -> floor.month().equals(month)).toList();
          double penalties = ofMonth.stream().mapToDouble(UptimeAccount.Settled::penaltyUsd).sum();
          long kept = ofMonth.stream().filter(UptimeAccount.Settled::met).count();
          int met = (int) (owed.stream().filter(each -> each).count() + kept);
          figures.put(
              month,
              new Figures(
                  sums[USD] - penalties,
                  sums[MWH],
                  sums[HOURS_OFF],
                  (int) sums[STARTS],
                  met,
                  owed.size() + ofMonth.size() - met));
        });
    return figures;
  }
}
