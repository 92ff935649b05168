package busbar.forecast;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How probable it is that the hours of a coming day are among the coincident peaks of its month or
 * year.
 *
 * <p>The daily peaks from the last known day to the end of the span may go as they went in any
 * earlier course that began on the same weekday, within four weeks of the same time of year: its
 * level brought to that of the present four weeks, and its start to the last known peak, or, where
 * there is a load forecast for the day, its peak of that day to the forecast; of that correction so
 * much is left a day further as weather lasts in this system. The day's probability is the share of
 * courses in which it ends among the highest, the peaks so far included, leaning with the weight of
 * one course on what any day of the span has. The hour is that of the peaks of the ten highest days
 * in each span known, leaning with the weight of one day on all hours alike.
 *
 * @param day the local day
 * @param probability that a coincident peak falls on it, 0 to 1
 * @param byHour the same for each local hour, 0 to 23; sums to {@code probability}
 * @param courses number of earlier courses it rests on; with none it is only what any day has
 */
public record CoincidentPeakForecast(
    LocalDate day, double probability, List<Double> byHour, int courses) {
  private static final int HOURS = 24;
  private static final int DAYS_AROUND = 28;
  private static final int LEVEL_DAYS = 28;
  private static final int HIGHEST_DAYS = 10;

  /** Standard normal quantiles of 10, 30, 50, 70 and 90 %: five equally probable errors. */
  private static final double[] ERRORS = {-1.2816, -0.5244, 0, 0.5244, 1.2816};

  public CoincidentPeakForecast {
    byHour = List.copyOf(byHour);
  }

  /**
   * A forecast of the system's peak load on the day, neither high nor low on the mean.
   *
   * @param mw above zero
   * @param standardErrorPercent its standard error, per cent of {@code mw}, 0 to 30
   */
  public record LoadForecast(double mw, double standardErrorPercent) {
    public LoadForecast {
      Ranges.positive("mw", mw);
      Ranges.within("standardErrorPercent", standardErrorPercent, 0, 30);
    }
  }

  /**
   * @param load what is known; nothing later than {@code lastKnown} is looked at
   * @param lastKnown the last day whose load is known, before {@code day}
   * @param forecast of the day's peak; null where there is none
   * @throws OutOfRange where {@code lastKnown} is not before {@code day}
   */
  public static CoincidentPeakForecast of(
      SystemLoad load,
      PeakRule rule,
      LocalDate lastKnown,
      LocalDate day,
      @Nullable LoadForecast forecast) {
    if (!lastKnown.isBefore(day)) {
      throw new OutOfRange("lastKnown", "is " + lastKnown, "give a day before " + day);
    }
    if (!rule.covers(day)) {
      return new CoincidentPeakForecast(day, 0, Collections.nCopies(HOURS, 0.0), 0);
    }
    Race race = Race.of(load, rule, lastKnown, day);
    double among = 0;
    int courses = 0;
    for (long start = load.firstDay(); start + race.length() <= race.lastKnown(); start++) {
      double share = race.isLike(start) ? race.shareAmongHighest(start, forecast) : Double.NaN;
      if (!Double.isNaN(share)) {
        among += share;
        courses++;
      }
    }
    double any = Math.min(1, (double) rule.peaks() / race.days());
    double probability = (among + any) / (courses + 1);
    List<Double> byHour =
        Arrays.stream(hourShares(load, rule, lastKnown)).mapToObj(h -> h * probability).toList();
    return new CoincidentPeakForecast(day, probability, byHour, courses);
  }

  /** How peaks are shared between the hours of the day. */
  private static double[] hourShares(SystemLoad load, PeakRule rule, LocalDate lastKnown) {
    Map<LocalDate, List<Long>> spans = new HashMap<>();
    for (long day = load.firstDay(); day <= lastKnown.toEpochDay(); day++) {
      LocalDate date = LocalDate.ofEpochDay(day);
      if (rule.covers(date) && !Double.isNaN(load.peakMw(day))) {
        spans.computeIfAbsent(rule.firstDay(date), first -> new ArrayList<>()).add(day);
      }
    }
    double[] shares = new double[HOURS];
    Arrays.fill(shares, 1.0 / HOURS);
    double total = 1;
    for (List<Long> span : spans.values()) {
      span.sort((a, b) -> Double.compare(load.peakMw(b), load.peakMw(a)));
      for (long day : span.subList(0, Math.min(HIGHEST_DAYS, span.size()))) {
        shares[load.peakHour(day)]++;
        total++;
      }
    }
    for (int hour = 0; hour < HOURS; hour++) {
      shares[hour] /= total;
    }
    return shares;
  }

  /**
   * A day and those it competes with. Days are counts since 1970.
   *
   * @param rivals the other days of the span after the last known one
   * @param length from the last known day to the span's last
   * @param days how many the span has
   * @param highest the peaks of the span that are known, the highest first, MW
   * @param left what is left of a deviation some days later, 0 to 1, by their number
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Race(
      SystemLoad load,
      PeakRule rule,
      long lastKnown,
      long day,
      List<Long> rivals,
      long length,
      int days,
      List<Double> highest,
      double[] left) {

    static Race of(SystemLoad load, PeakRule rule, LocalDate lastKnown, LocalDate day) {
      long known = lastKnown.toEpochDay();
      long last = rule.lastDay(day).toEpochDay();
      List<Long> span =
          LongStream.rangeClosed(rule.firstDay(day).toEpochDay(), last)
              .filter(other -> rule.covers(LocalDate.ofEpochDay(other)))
              .boxed()
              .toList();
      List<Double> highest =
          span.stream()
              .filter(other -> other <= known && !Double.isNaN(load.peakMw(other)))
              .map(load::peakMw)
              .sorted(Collections.reverseOrder())
              .limit(rule.peaks())
              .toList();
      List<Long> rivals =
          span.stream().filter(other -> other > known && other != day.toEpochDay()).toList();
      double persistence = load.persistence(known);
      double[] left = new double[(int) (last - known) + 1];
      Arrays.setAll(left, apart -> Math.pow(persistence, apart));
      return new Race(
          load, rule, known, day.toEpochDay(), rivals, last - known, span.size(), highest, left);
    }

    /** Whether a course began on the same weekday and about the same time of year. */
    boolean isLike(long start) {
      if ((lastKnown - start) % 7 != 0) {
        return false;
      }
      int apart =
          Math.abs(
              LocalDate.ofEpochDay(lastKnown).getDayOfYear()
                  - LocalDate.ofEpochDay(start).getDayOfYear());
      return Math.min(apart, 365 - apart) <= DAYS_AROUND;
    }

    /**
     * The share of the forecast's errors with which the day ends among the highest in a course; NaN
     * where the course does not tell.
     */
    double shareAmongHighest(long start, @Nullable LoadForecast forecast) {
      double level =
          load.meanPeakMw(lastKnown, LEVEL_DAYS, 1) / load.meanPeakMw(start, LEVEL_DAYS, 1);
      if (Double.isNaN(level + load.peakMw(start + day - lastKnown))) {
        return Double.NaN;
      }
      if (forecast == null) {
        double fromStart = load.peakMw(lastKnown) + load.peakMw(start);
        return Double.isNaN(fromStart)
            ? Double.NaN
            : isAmongHighest(start, level, lastKnown, load.peakMw(lastKnown)) ? 1 : 0;
      }
      int among = 0;
      for (double error : ERRORS) {
        double mw = forecast.mw() * (1 + error * forecast.standardErrorPercent() / 100);
        among += isAmongHighest(start, level, day, mw) ? 1 : 0;
      }
      return (double) among / ERRORS.length;
    }

    private boolean isAmongHighest(long start, double level, long anchor, double anchorMw) {
      double ofDay = mw(day, start, level, anchor, anchorMw);
      int higher = 0;
      for (double peak : highest) {
        higher += peak > ofDay ? 1 : 0;
      }
      for (int i = 0; i < rivals.size() && higher < rule.peaks(); i++) {
        higher += mw(rivals.get(i), start, level, anchor, anchorMw) > ofDay ? 1 : 0;
      }
      return higher < rule.peaks();
    }

    /** A day's peak in a course that is brought to a known or forecast peak on one of its days. */
    private double mw(long of, long start, double level, long anchor, double anchorMw) {
      double course = level * load.peakMw(start + of - lastKnown);
      double atAnchor = level * load.peakMw(start + anchor - lastKnown);
      return course + left[(int) Math.abs(of - anchor)] * (anchorMw - atAnchor);
    }
  }
}
