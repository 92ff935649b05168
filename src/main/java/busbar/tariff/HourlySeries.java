package busbar.tariff;

import busbar.tariff.PriceSeries.Price;
import busbar.tariff.PriceSeries.Repeats;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hourly prices plus an adder.
 *
 * @param file CSV beside the site file that holds the prices; absent where they are given in {@code
 *     hours}
 * @param repeats {@code daily}: 24 hours, hour 0 to 23, that stand for every day; {@code never}:
 *     dated hours
 * @param adderUsdPerMwh delivery, losses and fees on top of each price, USD/MWh
 * @param hours the prices themselves, filled from the file
 */
public record HourlySeries(
    @JsonPropertyDescription("CSV beside the site file with hour_beginning and usd_per_mwh")
        @Nullable String file,
    @JsonPropertyDescription("'daily': 24 hours that stand for every day; 'never': dated hours")
        Repeats repeats,
    @JsonPropertyDescription("Delivery, losses and fees on top of each price, USD/MWh")
        double adderUsdPerMwh,
    @JsonPropertyDescription("The prices themselves, in place of a file")
        @Nullable List<Price> hours)
    implements Tariff {

  public HourlySeries {
    Ranges.present("repeats", repeats);
    Ranges.within("adderUsdPerMwh", adderUsdPerMwh, -10_000, 10_000);
    if (file == null && hours == null) {
      throw new OutOfRange("file", "is missing", "name a CSV file, or give the 'hours'");
    }
    if (hours != null) {
      hours = List.copyOf(Ranges.notEmpty("hours", hours));
      PriceSeries.check("hours", hours, repeats, 60);
    }
  }

  /** The same tariff with the prices that its file holds. */
  public HourlySeries withHours(List<Price> read) {
    return new HourlySeries(file, repeats, adderUsdPerMwh, read);
  }

  @Override
  public void checkIn(ZoneId zone) {
    series().checkIn("hours", zone);
  }

  @Override
  public RateSchedule asRateSchedule() {
    return RateSchedule.of(
        "Hourly prices",
        new IndexCharge(
            "Energy",
            null,
            null,
            file == null ? "prices given" : file,
            IndexCharge.Market.DAY_AHEAD,
            series(),
            adderUsdPerMwh,
            null,
            null,
            null));
  }

  @Override
  public HourlySeries plus(double usdPerMwh) {
    return new HourlySeries(file, repeats, adderUsdPerMwh + usdPerMwh, hours);
  }

  @Override
  public PricedDays in(ZoneId zone) {
    PriceGrid grid = PriceGrid.of(series(), zone);
    PriceCurve everyDay =
        repeats == Repeats.DAILY ? hours(grid, LocalDate.EPOCH, ZoneOffset.UTC) : null;
    return date -> {
      if (everyDay != null && hasPlainClock(date, zone)) {
        return everyDay.startingAt(date.atStartOfDay(zone).toInstant());
      }
      return hours(grid, date, zone);
    };
  }

  private PriceCurve hours(PriceGrid grid, LocalDate date, ZoneId zone) {
    Instant start = date.atStartOfDay(zone).toInstant();
    double[] prices = new double[Tariff.hoursOf(date, zone)];
    for (int hour = 0; hour < prices.length; hour++) {
      prices[hour] = grid.at(start.plus(hour, ChronoUnit.HOURS).atZone(zone)) + adderUsdPerMwh;
    }
    return PriceCurve.of(start, prices);
  }

  /** Whether the clock does not change on that day. */
  private static boolean hasPlainClock(LocalDate date, ZoneId zone) {
    Instant start = date.atStartOfDay(zone).toInstant();
    ZoneOffsetTransition change = zone.getRules().nextTransition(start.minusNanos(1));
    return change == null
        || !change.getInstant().isBefore(date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  @Override
  public PriceYear yearFrom(LocalDate date, ZoneId zone) {
    var year = new PriceYear.Gatherer();
    List<Price> known = series().known();
    for (int month = 0; month < 12; month++) {
      long days = ChronoUnit.DAYS.between(date.plusMonths(month), date.plusMonths(month + 1));
      // Nobody knows next year's prices: each hour of the series stands for its share of the month.
      double each = 24.0 * days / known.size();
      for (Price hour : known) {
        year.add(month, hour.usdPerMwh() + adderUsdPerMwh, each);
      }
    }
    return year.build(
        repeats == Repeats.DAILY
            ? "the same 24 hours every day"
            : "the " + known.size() + " hours of the price file, spread over the year");
  }

  private PriceSeries series() {
    return new PriceSeries(file, repeats, 60, hours);
  }
}
