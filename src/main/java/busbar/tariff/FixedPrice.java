package busbar.tariff;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * One price for every hour.
 *
 * @param usdPerMwh price at the meter, USD/MWh, −10,000 to 100,000
 */
public record FixedPrice(@JsonPropertyDescription("Price at the meter, USD/MWh") double usdPerMwh)
    implements Tariff {
  public FixedPrice {
    Ranges.within("usdPerMwh", usdPerMwh, -10_000, 100_000);
  }

  @Override
  public RateSchedule asRateSchedule() {
    return RateSchedule.of("Fixed price", EnergyCharge.flat("Energy", usdPerMwh));
  }

  @Override
  public FixedPrice plus(double usdPerMwhMore) {
    return new FixedPrice(usdPerMwh + usdPerMwhMore);
  }

  @Override
  public PricedDays in(ZoneId zone) {
    return date -> {
      double[] prices = new double[Tariff.hoursOf(date, zone)];
      Arrays.fill(prices, usdPerMwh);
      return PriceCurve.of(date.atStartOfDay(zone).toInstant(), prices);
    };
  }

  @Override
  public PriceYear yearFrom(LocalDate date, ZoneId zone) {
    var year = new PriceYear.Gatherer();
    for (int month = 0; month < 12; month++) {
      LocalDate first = date.plusMonths(month);
      year.add(month, usdPerMwh, 24.0 * ChronoUnit.DAYS.between(first, date.plusMonths(month + 1)));
    }
    return year.build("the fixed price, all year");
  }
}
