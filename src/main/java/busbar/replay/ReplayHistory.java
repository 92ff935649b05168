package busbar.replay;

import busbar.economics.OperatingPoints;
import busbar.market.PowerPrices;
import busbar.replay.ReplayDay.BlockDay;
import busbar.replay.ReplayDay.Piece;
import busbar.site.Site;
import busbar.site.Switching;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The days of a replay that is done, laid out interval by interval. */
final class ReplayHistory {
  final ReplayInputs inputs;
  final List<ReplayDay> days;
  final List<Stretch> stretches;

  /** First interval of each day; that after the last is the number of intervals. */
  final int[] firstOf;

  private final double[] index;
  private final PaidPrices paid;

  ReplayHistory(ReplayInputs inputs, List<ReplayDay> days) {
    this.inputs = inputs;
    this.days = List.copyOf(days);
    this.paid = new PaidPrices(inputs.site().tariff());
    firstOf = new int[days.size() + 1];
    for (int d = 0; d < days.size(); d++) {
      firstOf[d + 1] = firstOf[d] + inputs.intervals(days.get(d).date());
    }
    index = new double[intervals()];
    PowerPrices prices = inputs.prices();
    int first = prices == null ? 0 : prices.indexOf(startOf(0).toInstant());
    Arrays.setAll(index, i -> prices == null ? 0 : prices.realTime(first + i));
    stretches = stretches();
  }

  int intervals() {
    return firstOf[days.size()];
  }

  double hours() {
    return inputs.minutes() / 60.0;
  }

  /** The beginning of an interval on the site's clock. */
  ZonedDateTime startOf(int interval) {
    Instant from = inputs.from().atStartOfDay(inputs.zone()).toInstant();
    return from.plusSeconds(interval * 60L * inputs.minutes()).atZone(inputs.zone());
  }

  /** The index in an interval, USD/MWh; NaN where it is not known. */
  double index(int interval) {
    return index[interval];
  }

  /** What switching some rigs costs, and how often it may be done. */
  Switching switching(Stretch stretch) {
    Site site = inputs.site();
    return site.groups().stream()
        .filter(group -> group.id().equals(stretch.group()))
        .map(site::switchingOf)
        .findFirst()
        .orElseThrow();
  }

  /** What power cost rigs that pay for it at the margin, USD/MWh; NaN where it is not known. */
  double power(int interval) {
    return paid.power(startOf(interval), index[interval]);
  }

  /** The day in which an interval lies. */
  int dayOf(int interval) {
    int found = Arrays.binarySearch(firstOf, interval);
    return found >= 0 ? found : -found - 2;
  }

  /** The profile at which some rigs ran; empty when off. */
  String profile(Stretch stretch, int interval) {
    int d = dayOf(interval);
    int point = stretch.piece(days.get(d)).points().get(interval - firstOf[d]);
    return point == OperatingPoints.OFF ? "" : stretch.block(days.get(d)).profiles().get(point);
  }

  /** What decided what some rigs did. */
  String decidedBy(Stretch stretch, int interval) {
    int d = dayOf(interval);
    return stretch.piece(days.get(d)).decidedBy().get(interval - firstOf[d]);
  }

  /** What some rigs earned by interval, starts left out, USD; 0 where the price is not known. */
  double[] margins(Stretch stretch) {
    double[] prices = prices(stretch, true);
    int[] points = decided(stretch);
    double[] usd = new double[intervals()];
    for (int d = 0; d < days.size(); d++) {
      BlockDay block = stretch.block(days.get(d));
      double share = (double) stretch.rigs() / block.rigs();
      for (int i = firstOf[d]; i < firstOf[d + 1]; i++) {
        if (points[i] != OperatingPoints.OFF && !Double.isNaN(prices[i])) {
          double cost = block.kw().get(points[i]) / 1000 * prices[i];
          usd[i] = share * (block.revenueUsdPerHour().get(points[i]) - cost) * hours();
        }
      }
    }
    return usd;
  }

  /** The hour of its day in which an interval lies, counted from the day's beginning. */
  int hourOf(int day, int interval) {
    return (interval - firstOf[day]) * inputs.minutes() / 60;
  }

  /** What a MWh cost some rigs, USD by interval: power alone, or with what duties add. */
  double[] prices(Stretch stretch, boolean duties) {
    double[] prices = new double[intervals()];
    for (int d = 0; d < days.size(); d++) {
      BlockDay block = stretch.block(days.get(d));
      for (int i = firstOf[d]; i < firstOf[d + 1]; i++) {
        prices[i] =
            duties
                ? paid.all(block, startOf(i), hourOf(d, i), index[i])
                : paid.power(block, startOf(i), index[i]);
      }
    }
    return prices;
  }

  /** What was decided of some rigs, by interval. */
  int[] decided(Stretch stretch) {
    int[] points = new int[intervals()];
    for (int d = 0; d < days.size(); d++) {
      List<Integer> ofDay = stretch.piece(days.get(d)).points();
      for (int i = firstOf[d]; i < firstOf[d + 1]; i++) {
        points[i] = ofDay.get(i - firstOf[d]);
      }
    }
    return points;
  }

  /** The rigs of every group, cut wherever any day cut them. */
  private List<Stretch> stretches() {
    Map<String, TreeSet<Integer>> cuts = new TreeMap<>();
    for (ReplayDay day : days) {
      for (Piece piece : day.pieces()) {
        String group = day.blocks().get(piece.block()).group();
        TreeSet<Integer> own = cuts.computeIfAbsent(group, any -> new TreeSet<>());
        own.add(piece.firstRig());
        own.add(piece.firstRig() + piece.rigs());
      }
    }
    List<Stretch> all = new ArrayList<>();
    cuts.forEach(
        (group, own) -> {
          for (int from : own.headSet(own.last())) {
            Integer to = own.higher(from);
            if (to != null) {
              all.add(new Stretch(group, from, to - from));
            }
          }
        });
    return all;
  }
}
