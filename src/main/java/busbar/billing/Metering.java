package busbar.billing;

import busbar.billing.Compiled.Block;
import busbar.billing.Compiled.Demand;
import busbar.billing.Compiled.Energy;
import busbar.billing.Compiled.Index;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.HourTable;
import busbar.units.OutOfRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;

/** One walk through a load: what each charge counts, by month and period. */
final class Metering {
  /** The highest mean of a window, when, and how often it was reached. */
  static final class Peaks {
    final double[] kw;
    final int[] at;
    final int[] until;
    final int[] times;

    Peaks(int size) {
      kw = new double[size];
      Arrays.fill(kw, Double.NEGATIVE_INFINITY);
      at = new int[size];
      until = new int[size];
      times = new int[size];
    }

    void see(int place, double mean, int from, int to) {
      // Equal loads summed in another order differ in their last digits: they reach the same peak.
      double alike = 1e-12 * Math.abs(kw[place]);
      if (times[place] == 0 || mean > kw[place] + alike) {
        kw[place] = mean;
        at[place] = from;
        until[place] = to;
        times[place] = 1;
      } else if (mean >= kw[place] - alike) {
        times[place]++;
      }
    }

    boolean seen(int place) {
      return times[place] > 0;
    }
  }

  final LoadSeries load;
  final YearMonth first;
  final int months;

  /** Local days of each month that the load touches, and whether it covers the month whole. */
  final int[] days;

  final boolean[] whole;

  /** First interval that begins in each month; beyond the last for the month after it. */
  private final int[] firstInterval;

  final double[] kwh;

  /** By energy charge: kWh of each month and period. */
  final double[][] energyKwh;

  final double[][] indexKwh;
  final double[][] indexUsd;
  final double[][] blockKwh;
  final double[][] unusedKwh;
  final double[][] unusedUsd;
  final Peaks[] demand;

  /** The month's highest load over a quarter of an hour, or over an interval where it is longer. */
  final Peaks highest;

  final double[][] belowBaselineKwh;

  private final Compiled tariff;

  Metering(Compiled tariff, LoadSeries load) {
    this.tariff = tariff;
    this.load = load;
    ZoneId zone = tariff.zone;
    this.first = YearMonth.from(load.start().atZone(zone));
    Instant lastBegins = load.end().minusSeconds(load.seconds());
    YearMonth last = YearMonth.from(lastBegins.atZone(zone));
    this.months =
        (last.getYear() - first.getYear()) * 12 + last.getMonthValue() - first.getMonthValue() + 1;
    days = new int[months];
    whole = new boolean[months];
    firstInterval = new int[months + 1];
    kwh = new double[months];
    energyKwh = new double[tariff.energy.size()][];
    for (int i = 0; i < energyKwh.length; i++) {
      energyKwh[i] = new double[months * tariff.energy.get(i).periods().size()];
    }
    indexKwh = new double[tariff.indexes.size()][months];
    indexUsd = new double[tariff.indexes.size()][months];
    blockKwh = new double[tariff.blocks.size()][months];
    unusedKwh = new double[tariff.blocks.size()][months];
    unusedUsd = new double[tariff.blocks.size()][months];
    demand = new Peaks[tariff.demands.size()];
    for (int i = 0; i < demand.length; i++) {
      demand[i] = new Peaks(months * tariff.demands.get(i).of().periods().size());
    }
    highest = new Peaks(months);
    belowBaselineKwh = new double[tariff.schedule.charges().size()][];
    for (int month = 0; month < months; month++) {
      YearMonth m = monthAt(month);
      Instant begins = m.atDay(1).atStartOfDay(zone).toInstant();
      Instant ends = m.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
      whole[month] = !load.start().isAfter(begins) && !load.end().isBefore(ends);
      firstInterval[month + 1] =
          (int) Math.min(load.intervals(), load.indexOf(ends.getEpochSecond() - 1) + 1);
    }
    walk();
    meterEvents();
  }

  YearMonth monthAt(int month) {
    return first.plusMonths(month);
  }

  /** Index of a calendar month; below zero or beyond the last where the load has none of it. */
  int indexOf(YearMonth month) {
    return (month.getYear() - first.getYear()) * 12 + month.getMonthValue() - first.getMonthValue();
  }

  /** The month in which an interval begins. */
  int monthOf(int interval) {
    int month = 0;
    while (interval >= firstInterval[month + 1]) {
      month++;
    }
    return month;
  }

  private void walk() {
    LocalHours hours = new LocalHours(load, tariff.zone, tariff.schedule.holidays());
    LocalDate day = null;
    int dayMonth = -1;
    while (hours.next()) {
      if (!hours.date().equals(day) || hours.month() != dayMonth) {
        day = hours.date();
        dayMonth = hours.month();
        days[dayMonth]++;
      }
      double metered = 0;
      for (int i = hours.from(); i < hours.to(); i++) {
        metered += load.kw(i);
      }
      metered *= load.hours();
      double bought = buy(hours, metered);
      kwh[hours.month()] += metered;
      for (int i = 0; i < energyKwh.length; i++) {
        Energy energy = tariff.energy.get(i);
        int period = energy.table().period(hours.slot());
        if (period != HourTable.NONE) {
          energyKwh[i][hours.month() * energy.periods().size() + period] +=
              energy.rider() ? metered : bought;
        }
      }
      for (int i = 0; i < demand.length; i++) {
        Demand charge = tariff.demands.get(i);
        int period = charge.table().period(hours.slot());
        if (period != HourTable.NONE) {
          int place = hours.month() * charge.of().periods().size() + period;
          measure(hours, charge.of().windowMinutes() * 60, demand[i], place);
        }
      }
      measure(hours, 15 * 60, highest, hours.month());
    }
  }

  /** Means over the windows that begin in the hour. */
  private void measure(LocalHours hours, int window, Peaks peaks, int place) {
    int seconds = load.seconds();
    int at = hours.from();
    while (at < hours.to()) {
      int second = hours.secondOfDay() + (at - hours.from()) * seconds;
      int rest = window - second % window;
      int end = Math.min(hours.to(), at + Math.max(1, (rest + seconds - 1) / seconds));
      double sum = 0;
      for (int i = at; i < end; i++) {
        sum += load.kw(i);
      }
      peaks.see(place, sum / (end - at), at, end);
      at = end;
    }
  }

  /** Counts blocks and index energy; gives the kWh that are neither a block's. */
  private double buy(LocalHours hours, double metered) {
    int index = tariff.indexOf(hours.slot());
    boolean block = false;
    for (int k = 0; k < blockKwh.length; k++) {
      block |= isOn(tariff.blocks.get(k), hours);
    }
    if (index < 0 && !block) {
      return metered;
    }
    double bought = 0;
    for (int i = hours.from(); i < hours.to(); i++) {
      int later = (i - hours.from()) * load.seconds();
      double price =
          index < 0
              ? 0
              : tariff
                  .indexes
                  .get(index)
                  .usdPerMwh(
                      hours.epochSecond() + later, hours.secondOfDay() + later, load.seconds());
      double bare =
          index < 0 || !block
              ? 0
              : tariff
                  .indexes
                  .get(index)
                  .bareUsdPerMwh(
                      hours.epochSecond() + later, hours.secondOfDay() + later, load.seconds());
      double rest = load.kw(i);
      for (int k = 0; block && k < blockKwh.length; k++) {
        if (isOn(tariff.blocks.get(k), hours)) {
          rest -= use(k, hours.month(), rest, bare, index, i);
        }
      }
      if (rest > 0) {
        double kwhOfInterval = rest * load.hours();
        bought += kwhOfInterval;
        if (index >= 0) {
          indexKwh[index][hours.month()] += kwhOfInterval;
          indexUsd[index][hours.month()] += kwhOfInterval / 1000 * known(price, index, i);
        }
      }
    }
    return bought;
  }

  /** Uses a block; gives the kW of it that were used. */
  private double use(int k, int month, double restKw, double bare, int index, int interval) {
    double kw = tariff.blocks.get(k).of().mw() * 1000;
    double used = Math.min(Math.max(0, restKw), kw);
    blockKwh[k][month] += kw * load.hours();
    if (used < kw) {
      double unused = (kw - used) * load.hours();
      double brings = tariff.blocks.get(k).of().unusedUsdPerMwh(bare);
      unusedKwh[k][month] += unused;
      unusedUsd[k][month] += unused / 1000 * known(brings, index, interval);
    }
    return used;
  }

  static boolean isOn(Block block, LocalHours hours) {
    return block.table().covers(hours.slot()) && block.of().isOn(hours.date());
  }

  private double known(double price, int index, int interval) {
    if (Double.isNaN(price)) {
      throw unknown(index, interval);
    }
    return price;
  }

  /** Refuses an interval for which an index has no price. */
  OutOfRange unknown(int index, int interval) {
    Index charge = tariff.indexes.get(index);
    return new OutOfRange(
        "charges[" + charge.charge() + "].prices",
        "of "
            + charge.of().name()
            + " hold none for "
            + load.start()
                .plusSeconds((long) interval * load.seconds())
                .atZone(tariff.zone)
                .toLocalDateTime(),
        "add the prices of that time, or bill a load that they cover");
  }

  private void meterEvents() {
    for (int c = 0; c < belowBaselineKwh.length; c++) {
      if (!(tariff.charge(c) instanceof CurtailmentCredit credit) || credit.baselineKw() == null) {
        continue;
      }
      belowBaselineKwh[c] = new double[months];
      for (CurtailmentCredit.Event event : credit.events()) {
        Span span = span(event);
        for (int i = span.from(); i < span.until(); i++) {
          belowBaselineKwh[c][monthOf(i)] +=
              Math.max(0, credit.baselineKw() - load.kw(i)) * load.hours() * span.share(i);
        }
      }
    }
  }

  /** The intervals that a span of time touches, and how much of each it covers. */
  final class Span {
    private final long fromSecond;
    private final long untilSecond;

    private Span(long fromSecond, long untilSecond) {
      this.fromSecond = fromSecond;
      this.untilSecond = untilSecond;
    }

    /** The first interval that it touches. */
    int from() {
      return (int) Math.max(0, Math.min(load.intervals(), load.indexOf(fromSecond)));
    }

    /** The interval after the last that it touches. */
    int until() {
      return (int) Math.max(0, Math.min(load.intervals(), load.indexOf(untilSecond - 1) + 1));
    }

    /** Whether the load covers all of it. */
    boolean isCovered() {
      return fromSecond >= load.start().getEpochSecond()
          && untilSecond <= load.end().getEpochSecond();
    }

    /** How much of an interval lies within it, 0 to 1. */
    double share(int interval) {
      long begins = load.start().getEpochSecond() + (long) interval * load.seconds();
      long within = Math.min(untilSecond, begins + load.seconds()) - Math.max(fromSecond, begins);
      return (double) within / load.seconds();
    }

    double hours() {
      return (untilSecond - fromSecond) / 3600.0;
    }
  }

  Span span(CurtailmentCredit.Event event) {
    return new Span(
        event.from().atZone(tariff.zone).toEpochSecond(),
        event.until().atZone(tariff.zone).toEpochSecond());
  }

  /** A coincident peak's interval. */
  Span span(CoincidentPeakCharge charge, CoincidentPeakCharge.Reading reading) {
    long from = reading.at().atZone(tariff.zone).toEpochSecond();
    return new Span(from, from + charge.intervalMinutes() * 60L);
  }

  /** The hours in which a coincident peak is expected. */
  Span span(CoincidentPeakCharge.Alert alert) {
    return new Span(
        alert.date().atTime(alert.fromHour(), 0).atZone(tariff.zone).toEpochSecond(),
        alert.date().atStartOfDay().plusHours(alert.toHour()).atZone(tariff.zone).toEpochSecond());
  }

  /** Mean load over a span that the load covers, kW. */
  double meanKw(Span span) {
    double kwh = 0;
    for (int i = span.from(); i < span.until(); i++) {
      kwh += load.kw(i) * load.hours() * span.share(i);
    }
    return kwh / span.hours();
  }
}
