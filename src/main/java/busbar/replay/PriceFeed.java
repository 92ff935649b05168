package busbar.replay;

import busbar.forecast.PriceChain;
import busbar.forecast.PriceForecast;
import busbar.forecast.PriceForecaster;
import busbar.market.PowerPrices;
import busbar.tariff.PriceSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Prices of an index as they became known: each in real time as its interval begins, the day-ahead
 * prices of a day from 14:00 on the day before, and odds for what is not known. Without an index
 * there is nothing to know.
 */
final class PriceFeed {
  /** On the clock, when the next day's prices are known; markets publish them an hour before. */
  private static final int HOUR_OF_NEXT_DAY = 14;

  private final Optional<PowerPrices> prices;
  private final ZoneId zone;
  private final boolean learn;
  private final PriceForecaster forecaster;
  private int next;

  PriceFeed(ReplayInputs inputs) {
    prices = Optional.ofNullable(inputs.prices());
    zone = inputs.zone();
    learn = inputs.learning() == ReplayInputs.Learning.AS_IT_GOES;
    forecaster = new PriceForecaster(zone, inputs.minutes());
    if (prices.isPresent()) {
      int first = prices.get().indexOf(inputs.from().atStartOfDay(zone).toInstant());
      while (next < first) {
        forecaster.observe(prices.get().startOf(next), realTime(next), dayAhead(next));
        next++;
      }
    }
  }

  /** Lets the clock go on to the beginning of an interval, which is seen with all before it. */
  void seeUntil(Instant beginning) {
    if (prices.isEmpty()) {
      return;
    }
    int until = prices.get().indexOf(beginning);
    while (next <= until) {
      Instant at = prices.get().startOf(next);
      if (learn) {
        forecaster.observe(at, realTime(next), dayAhead(next));
      } else {
        forecaster.follow(at, realTime(next), dayAhead(next));
      }
      next++;
    }
  }

  private double realTime(int interval) {
    return prices.orElseThrow().realTime(interval);
  }

  private double dayAhead(int interval) {
    return prices.orElseThrow().dayAhead(interval);
  }

  /** The index in the present interval; NaN where it is not known, 0 where there is none. */
  double now() {
    return prices.isEmpty() ? 0 : realTime(next - 1);
  }

  /** The odds of the index in the intervals to come. */
  private PriceForecast forecast(int intervals) {
    return forecaster.forecast(dayAheadKnown(intervals));
  }

  /**
   * The index in the intervals to come.
   *
   * @param chain its classes and how they follow each other; a certain 0 where there is no index
   * @param expected its mean by interval, NaN where nobody can tell
   */
  record Outlook(PriceChain chain, double[] expected) {}

  /** What is known of the intervals to come, and the odds of the rest. */
  Outlook outlook(int intervals) {
    double[] expected = new double[intervals];
    if (prices.isEmpty()) {
      return new Outlook(PriceChain.certain(expected), expected);
    }
    PriceForecast forecast = forecast(intervals);
    Arrays.setAll(expected, forecast::expectedUsdPerMwh);
    return new Outlook(forecast.chain(), expected);
  }

  private double[] dayAheadKnown(int intervals) {
    LocalDateTime local = prices.orElseThrow().startOf(next - 1).atZone(zone).toLocalDateTime();
    LocalDate last = local.toLocalDate().plusDays(local.getHour() >= HOUR_OF_NEXT_DAY ? 1 : 0);
    Instant end = last.plusDays(1).atStartOfDay(zone).toInstant();
    double[] known = new double[intervals];
    for (int i = 0; i < intervals; i++) {
      boolean isKnown = prices.orElseThrow().startOf(next + i).isBefore(end);
      known[i] = isKnown ? dayAhead(next + i) : Double.NaN;
    }
    return known;
  }

  /**
   * The hours of a day as its beginning expects them, that of its first interval known; empty
   * without an index. An hour of which nothing is known is left out, but for a day of which nothing
   * is known at all: that one has its first price, or is like the hour before the data begin.
   */
  List<PriceSeries.Price> expectedHours(LocalDate day, int intervals, int minutes) {
    if (prices.isEmpty()) {
      return List.of();
    }
    double[] expected = outlook(intervals - 1).expected();
    int perHour = 60 / minutes;
    Instant start = day.atStartOfDay(zone).toInstant();
    List<PriceSeries.Price> hours = new ArrayList<>();
    for (int i = 0; i < intervals; i += perHour) {
      double sum = 0;
      int known = 0;
      for (int j = i; j < Math.min(i + perHour, intervals); j++) {
        double price = j == 0 ? now() : expected[j - 1];
        sum += Double.isNaN(price) ? 0 : price;
        known += Double.isNaN(price) ? 0 : 1;
      }
      if (known > 0) {
        hours.add(
            new PriceSeries.Price(
                start.plus((long) i * minutes, ChronoUnit.MINUTES).atZone(zone).toLocalDateTime(),
                sum / known));
      }
    }
    // A tariff has a price somewhere: yesterday's midnight prices nothing of today.
    return hours.isEmpty()
        ? List.of(new PriceSeries.Price(day.minusDays(1).atStartOfDay(), 0))
        : hours;
  }
}
