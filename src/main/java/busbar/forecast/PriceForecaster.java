package busbar.forecast;

import busbar.units.OutOfRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts real-time prices from what has been observed, and from nothing later: it is told the
 * intervals in order, each as it begins.
 *
 * <p>The reference of an interval is its day-ahead price, or, where none is known, the price usual
 * at that hour on such a day. The spread of real time around it, on a scale on which dear and cheap
 * hours are alike, falls into eighteen classes; how they follow each other by hour of day is
 * learnt. From the class of the present interval that gives the odds for every later one, near at
 * hand close to the present spread, further on those of the hour of day. Without any history the
 * day-ahead price holds with an assumed spread.
 *
 * <p>Where autumn repeats an hour both count as that hour of day; a missing price or interval
 * widens the odds and teaches nothing. Holds what it has learnt in some 150 kB; not safe for use by
 * threads at a time.
 */
public final class PriceForecaster {
  /** Prices up to this are forecast even where none so far from zero was ever seen, USD/MWh. */
  private static final double LEAST_LIMIT = 1000;

  /** Intervals missing for longer say no more than this, days. */
  private static final int LONGEST_GAP_DAYS = 2;

  private final ZoneId zone;
  private final int minutes;
  private final SpreadLearner learner;
  private final HourLevels levels;
  private final ErrorMeter meter = new ErrorMeter();
  private final int intervalsPerDay;

  private SpreadModel model;
  private double[] belief;
  private @Nullable Instant last;
  private double lastSpread = Double.NaN;
  private double lastPrice = Double.NaN;
  private double limit = LEAST_LIMIT;
  private int untilRefresh;
  private long spreadsSeen;
  private boolean learnt;

  /**
   * @param zone whose clock tells the hour of day
   * @param minutes of each interval: 5, 15, 30 or 60
   */
  public PriceForecaster(ZoneId zone, int minutes) {
    this(zone, minutes, SpreadLearner.Assumptions.USUAL);
  }

  PriceForecaster(ZoneId zone, int minutes, SpreadLearner.Assumptions assumed) {
    if (!List.of(5, 15, 30, 60).contains(minutes)) {
      throw new OutOfRange("minutes", "is " + minutes, "write 5, 15, 30 or 60");
    }
    this.zone = zone;
    this.minutes = minutes;
    double hoursPerInterval = minutes / 60.0;
    learner = new SpreadLearner(hoursPerInterval, assumed);
    levels = new HourLevels(hoursPerInterval);
    intervalsPerDay = 24 * 60 / minutes;
    untilRefresh = intervalsPerDay;
    model = learner.model();
    belief = model.at(0);
  }

  /**
   * Takes in an interval as it begins, and learns from it.
   *
   * @param beginning of the interval, after those observed before by whole intervals
   * @param realTimeUsdPerMwh its price; NaN where it is not known
   * @param dayAheadUsdPerMwh its day-ahead price; NaN where there is none
   * @throws OutOfRange where it does not come after the last by whole intervals, or a price is
   *     infinite
   */
  public void observe(Instant beginning, double realTimeUsdPerMwh, double dayAheadUsdPerMwh) {
    take(beginning, realTimeUsdPerMwh, dayAheadUsdPerMwh, true);
  }

  /**
   * Takes in an interval as {@link #observe} does, but learns nothing of how spreads follow each
   * other: for a replay whose span is to teach nothing.
   */
  public void follow(Instant beginning, double realTimeUsdPerMwh, double dayAheadUsdPerMwh) {
    take(beginning, realTimeUsdPerMwh, dayAheadUsdPerMwh, false);
  }

  private void take(Instant beginning, double realTime, double dayAhead, boolean learn) {
    if (Double.isInfinite(realTime) || Double.isInfinite(dayAhead)) {
      throw new OutOfRange("price at " + beginning, "is infinite", "give a finite one, or NaN");
    }
    passGap(beginning);
    ZonedDateTime local = beginning.atZone(zone);
    int hour = local.getHour();
    double usual = levels.level(hour, isWeekend(local));
    double reference = Double.isNaN(dayAhead) ? usual : dayAhead;
    belief = model.next(belief, hour);
    double spread = PriceScale.of(realTime) - PriceScale.of(reference);
    if (!Double.isNaN(spread)) {
      measure(reference, realTime);
      if (learn) {
        learner.see(spread);
        if (!Double.isNaN(lastSpread)) {
          learner.seeNext(lastSpread, spread, hour);
        }
        spreadsSeen++;
      }
      belief = model.at(spread);
    }
    double seen = Double.isNaN(dayAhead) ? realTime : dayAhead;
    if (!Double.isNaN(seen)) {
      levels.see(hour, isWeekend(local), seen);
    }
    limit = greater(greater(limit, realTime), dayAhead);
    last = beginning;
    lastSpread = spread;
    lastPrice = realTime;
    if (--untilRefresh == 0) {
      refresh(learn);
    }
  }

  /** What a day taught counts from the day's end on. */
  private void refresh(boolean learn) {
    untilRefresh = intervalsPerDay;
    if (learn) {
      learner.fade(1);
      model = learner.model();
      learnt = spreadsSeen > 0;
    }
  }

  private void passGap(Instant beginning) {
    if (last == null) {
      return;
    }
    long passed = ChronoUnit.SECONDS.between(last, beginning);
    if (passed <= 0 || passed % (minutes * 60L) != 0) {
      throw new OutOfRange(
          "beginning",
          "is " + beginning + " after " + last,
          "observe in order, by whole intervals");
    }
    long missing = passed / (minutes * 60L) - 1;
    long steps = Math.min(missing, (long) LONGEST_GAP_DAYS * intervalsPerDay);
    for (long back = steps; back > 0; back--) {
      Instant at = beginning.minus(back * minutes, ChronoUnit.MINUTES);
      belief = model.next(belief, at.atZone(zone).getHour());
    }
    if (missing > 0) {
      lastSpread = Double.NaN;
      lastPrice = Double.NaN;
    }
  }

  private void measure(double reference, double realTime) {
    if (Double.isNaN(lastPrice)) {
      return;
    }
    double[] quantiles = new double[PriceForecast.PROBABILITIES.size()];
    for (int q = 0; q < quantiles.length; q++) {
      quantiles[q] =
          PriceForecast.quantile(
              model, belief, reference, limit, PriceForecast.PROBABILITIES.get(q));
    }
    meter.measure(quantiles, reference, lastPrice, realTime);
  }

  /**
   * The odds of the intervals after the last one observed.
   *
   * @param dayAheadUsdPerMwh the day-ahead price of each interval of the horizon, NaN where it is
   *     not known now
   * @throws IllegalStateException where nothing was observed yet: use {@link #forecast(Instant,
   *     double[])}
   */
  public PriceForecast forecast(double[] dayAheadUsdPerMwh) {
    if (last == null) {
      throw new IllegalStateException("no interval was observed");
    }
    return forecastFrom(last.plus(minutes, ChronoUnit.MINUTES), dayAheadUsdPerMwh);
  }

  /** The same where nothing may have been observed yet, for a horizon that begins then. */
  public PriceForecast forecast(Instant start, double[] dayAheadUsdPerMwh) {
    return last == null ? forecastFrom(start, dayAheadUsdPerMwh) : forecast(dayAheadUsdPerMwh);
  }

  private PriceForecast forecastFrom(Instant start, double[] dayAhead) {
    int n = dayAhead.length;
    int[] hours = new int[n];
    double[] references = new double[n];
    List<ForecastBasis> basis = new ArrayList<>(n);
    double highest = limit;
    for (int i = 0; i < n; i++) {
      ZonedDateTime local = start.plus((long) i * minutes, ChronoUnit.MINUTES).atZone(zone);
      hours[i] = local.getHour();
      boolean known = !Double.isNaN(dayAhead[i]);
      references[i] = known ? dayAhead[i] : levels.level(hours[i], isWeekend(local));
      if (known) {
        basis.add(learnt ? ForecastBasis.DAY_AHEAD_AND_SPREAD : ForecastBasis.DAY_AHEAD);
      } else {
        basis.add(Double.isNaN(references[i]) ? ForecastBasis.NONE : ForecastBasis.HISTORY);
      }
      highest = greater(highest, dayAhead[i]);
    }
    return new PriceForecast(
        start, minutes, model, belief, hours, references, basis, highest, meter.error());
  }

  private static double greater(double limit, double price) {
    return Double.isNaN(price) ? limit : Math.max(limit, Math.abs(price));
  }

  private static boolean isWeekend(ZonedDateTime local) {
    return local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
