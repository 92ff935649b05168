package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A price by month, kind of day and hour. Every hour of the year is priced exactly once; hours are
 * local, and a repeated or skipped hour is priced by what the clock on the wall says.
 */
public record TimeOfUse(
    @JsonProperty(required = true)
        @JsonPropertyDescription("The periods; together they price every hour exactly once")
        List<Period> periods)
    implements Tariff {

  /**
   * @param months 1 to 12; absent for the whole year
   * @param fromHour first hour, 0 to 23
   * @param toHour hour at which it ends, 1 to 24, after {@code fromHour}
   * @param usdPerMwh price at the meter with its riders, USD/MWh
   */
  public record Period(
      @JsonPropertyDescription("Name, as on the bill") String name,
      @JsonPropertyDescription("Months, 1 to 12; leave out for the whole year")
          @Nullable List<Integer> months,
      @JsonPropertyDescription("all, weekday or weekend") Days days,
      @JsonPropertyDescription("First hour, 0 to 23, local time") int fromHour,
      @JsonPropertyDescription("Hour at which it ends, 1 to 24, local time") int toHour,
      @JsonPropertyDescription("Price at the meter with its riders, USD/MWh") double usdPerMwh) {
    public Period {
      Ranges.text("name", name);
      Ranges.present("days", days);
      if (days.namesHolidays()) {
        throw new OutOfRange(
            "days",
            "names holidays, which a time-of-use tariff does not know",
            "write all, weekday or weekend; or use a rate-schedule, which lists holidays");
      }
      Ranges.hoursOfDay(fromHour, toHour);
      Ranges.within("usdPerMwh", usdPerMwh, -10_000, 100_000);
      if (months != null) {
        Ranges.notEmpty("months", months);
        months.forEach(month -> Ranges.within("months", month, 1, 12));
        months = List.copyOf(months);
      }
    }

    private Period plus(double more) {
      return new Period(name, months, days, fromHour, toHour, usdPerMwh + more);
    }

    private boolean covers(int month, boolean weekend, int hour) {
      return (months == null || months.contains(month))
          && days.covers(weekend ? DayKind.WEEKEND : DayKind.WEEKDAY)
          && hour >= fromHour
          && hour < toHour;
    }
  }

  public TimeOfUse {
    periods = List.copyOf(Ranges.notEmpty("periods", periods));
    for (int month = 1; month <= 12; month++) {
      for (boolean weekend : new boolean[] {false, true}) {
        for (int hour = 0; hour < 24; hour++) {
          pricedOnce(periods, month, weekend, hour);
        }
      }
    }
  }

  private static void pricedOnce(List<Period> periods, int month, boolean weekend, int hour) {
    List<String> names =
        periods.stream().filter(p -> p.covers(month, weekend, hour)).map(Period::name).toList();
    if (names.size() == 1) {
      return;
    }
    String when =
        String.format(
            Locale.ROOT,
            "%02d:00 to %02d:00 on a %s in %s",
            hour,
            hour + 1,
            weekend ? "weekend day" : "weekday",
            java.time.Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    throw names.isEmpty()
        ? new OutOfRange("periods", "price nothing from " + when, "add a period that covers it")
        : new OutOfRange(
            "periods",
            "price twice, by " + String.join(" and ", names) + ", from " + when,
            "let one period cover it");
  }

  @Override
  public RateSchedule asRateSchedule() {
    List<EnergyPeriod> priced = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (Period period : periods) {
      int times = names.merge(period.name(), 1, Integer::sum);
      priced.add(
          new EnergyPeriod(
              times == 1 ? period.name() : period.name() + " (" + times + ")",
              List.of(new When(period.months(), period.days(), period.fromHour(), period.toHour())),
              period.usdPerMwh(),
              null));
    }
    return RateSchedule.of("Time of use", new EnergyCharge("Energy", null, priced, null));
  }

  @Override
  public TimeOfUse plus(double usdPerMwh) {
    return new TimeOfUse(periods.stream().map(period -> period.plus(usdPerMwh)).toList());
  }

  @Override
  public PricedDays in(ZoneId zone) {
    return date -> {
      Instant start = date.atStartOfDay(zone).toInstant();
      double[] prices = new double[Tariff.hoursOf(date, zone)];
      for (int hour = 0; hour < prices.length; hour++) {
        prices[hour] = at(start.plus(hour, ChronoUnit.HOURS).atZone(zone));
      }
      return PriceCurve.of(start, prices);
    };
  }

  @Override
  public PriceYear yearFrom(LocalDate date, ZoneId zone) {
    var year = new PriceYear.Gatherer();
    for (int month = 0; month < 12; month++) {
      LocalDate end = date.plusMonths(month + 1);
      for (LocalDate day = date.plusMonths(month); day.isBefore(end); day = day.plusDays(1)) {
        for (int hour = 0; hour < 24; hour++) {
          year.add(month, at(day.getMonthValue(), isWeekend(day.getDayOfWeek()), hour), 1);
        }
      }
    }
    return year.build("the time-of-use rate, all year");
  }

  private double at(ZonedDateTime hour) {
    return at(hour.getMonthValue(), isWeekend(hour.getDayOfWeek()), hour.getHour());
  }

  private double at(int month, boolean weekend, int hour) {
    for (Period period : periods) {
      if (period.covers(month, weekend, hour)) {
        return period.usdPerMwh;
      }
    }
    throw new IllegalStateException("every hour was checked to be priced");
  }

  private static boolean isWeekend(DayOfWeek day) {
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }
}
