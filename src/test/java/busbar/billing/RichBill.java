package busbar.billing;

import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CoincidentPeakCharge.Billed;
import busbar.tariff.CoincidentPeakCharge.Reading;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.FixedCharge;
import busbar.tariff.Holidays;
import busbar.tariff.IndexCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.PriceSeries;
import busbar.tariff.RateSchedule;
import busbar.tariff.RiderCharge;
import busbar.tariff.TakeOrPayCharge;
import busbar.tariff.TaxCharge;
import busbar.tariff.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A year of load under the richest tariff: every kind of charge, and an index of 5 minutes. */
public final class RichBill {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Holidays HOLIDAYS =
      new Holidays(false, List.of(LocalDate.of(2026, 5, 25), LocalDate.of(2026, 12, 25)));
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private final Biller biller;
  private final LoadSeries load;
  private final SlowBill slow;
  private final double[] kw;

  private RichBill(RateSchedule tariff, int minutes, double[] kw) {
    Instant start = FIRST.atStartOfDay(CHICAGO).toInstant();
    this.biller = Biller.of(tariff, CHICAGO);
    this.load = LoadSeries.of(start, minutes, kw);
    this.slow = new SlowBill(tariff, CHICAGO, start, minutes, kw.length);
    this.kw = kw;
  }

  /** The year in intervals of so many minutes. */
  public static RichBill ofYear(int minutes) {
    Random random = new Random(4);
    double[] kw = new double[365 * 24 * 60 / minutes];
    for (int i = 0; i < kw.length; i++) {
      kw[i] = random.nextInt(10) == 0 ? 0 : 20_000 + random.nextInt(30_000);
    }
    return new RichBill(tariff(random), minutes, kw);
  }

  public Bill bill() {
    return biller.bill(load, false);
  }

  public AvoidablePrices avoidablePrices() {
    return biller.avoidablePrices(load, false);
  }

  /** The same bill's total by the slow twin. */
  public double slowUsd() {
    return slow.bill(kw).values().stream()
        .flatMap(month -> month.values().stream())
        .mapToDouble(usd -> usd)
        .sum();
  }

  private static RateSchedule tariff(Random random) {
    List<When> peak = List.of(new When(null, Days.WEEKDAY, 6, 22));
    List<When> offPeak =
        List.of(
            new When(null, Days.WEEKDAY, 22, 6),
            new When(null, Days.WEEKEND_OR_HOLIDAY, null, null));
    List<EnergyTier> tiers =
        List.of(
            new EnergyTier(null, null, 200.0, null, 62),
            new EnergyTier(null, null, null, null, 48));
    Map<YearMonth, Double> peaks = new TreeMap<>();
    for (int back = 1; back <= 11; back++) {
      peaks.put(YearMonth.from(FIRST).minusMonths(back), 48_000.0);
    }
    List<Reading> fourCp = new ArrayList<>();
    List<Reading> twelveCp = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      LocalDateTime at = LocalDate.of(2026, month, 18).atTime(16, 45);
      twelveCp.add(new Reading(at.withMinute(30), null));
      if (month >= 6 && month <= 9) {
        fourCp.add(new Reading(at, null));
        fourCp.add(new Reading(at.minusYears(1), 31_000.0));
      }
    }
    List<CurtailmentCredit.Event> events = new ArrayList<>();
    for (int day = 3; day < 300; day += 20) {
      LocalDateTime from = FIRST.plusDays(day).atTime(14, 0);
      events.add(new CurtailmentCredit.Event(from, from.plusHours(3)));
    }
    List<Charge> charges =
        List.of(
            new IndexCharge(
                "Real time",
                "PPA §5",
                peak,
                "HB_NORTH",
                IndexCharge.Market.REAL_TIME,
                prices(random),
                4.5,
                1.03,
                2_000.0,
                -250.0),
            new EnergyCharge(
                "Off-peak energy",
                "Schedule §2",
                List.of(new EnergyPeriod("off-peak", offPeak, null, tiers)),
                "Demand"),
            new RiderCharge(
                "Fuel",
                null,
                List.of(
                    new EnergyPeriod("summer", List.of(summer()), 3.5, null),
                    new EnergyPeriod("winter", List.of(winter()), 2.5, null))),
            new BlockCharge("Block", "PPA §4.2", peak, 20, 41, null, null, 1.5, null),
            new TakeOrPayCharge("Take or pay", null, TakeOrPayCharge.Per.MONTH, 22_000, 12, 3),
            new TakeOrPayCharge("Yearly", null, TakeOrPayCharge.Per.YEAR, 280_000, 5, 1),
            new DemandCharge(
                "Demand",
                null,
                15,
                List.of(
                    new DemandPeriod("summer", List.of(summer()), 9.5, null),
                    new DemandPeriod("winter", List.of(winter()), 6.5, null)),
                new DemandCharge.Ratchet(80, 11, null),
                30_000.0,
                peaks),
            new DemandCharge(
                "Demand by time of use",
                null,
                30,
                List.of(
                    new DemandPeriod("peak", peak, 4.0, null),
                    new DemandPeriod(
                        "off-peak",
                        offPeak,
                        null,
                        List.of(
                            new DemandPeriod.Tier(40_000.0, 1), new DemandPeriod.Tier(null, 2)))),
                null,
                null,
                null),
            new CoincidentPeakCharge(
                "4CP", null, List.of(6, 7, 8, 9), 4, 15, 5.5, Billed.NEXT_YEAR, fourCp),
            new CoincidentPeakCharge(
                "12CP",
                null,
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                12,
                30,
                2.5,
                Billed.THIS_YEAR,
                twelveCp),
            new CurtailmentCredit("Interruptible", null, 1.5, 10_000.0, 250.0, 45_000.0, events),
            new FixedCharge("Meter", null, null, 21.0),
            new FixedCharge("Customer", null, 468.6, null),
            new MinimumCharge("Minimum", null, 500_000.0, null),
            new MinimumCharge("Yearly minimum", null, null, 9_000_000.0),
            new TaxCharge("State tax", null, 5, null),
            new TaxCharge("City tax", null, 2, List.of("Off-peak energy", "Demand")));
    return new RateSchedule("The richest", null, null, null, null, null, null, HOLIDAYS, charges);
  }

  private static When summer() {
    return new When(List.of(5, 6, 7, 8, 9, 10), null, null, null);
  }

  private static When winter() {
    return new When(List.of(11, 12, 1, 2, 3, 4), null, null, null);
  }

  private static PriceSeries prices(Random random) {
    List<PriceSeries.Price> prices = new ArrayList<>();
    LocalDateTime end = FIRST.plusYears(1).plusDays(1).atStartOfDay();
    for (LocalDateTime at = FIRST.atStartOfDay(); at.isBefore(end); at = at.plusMinutes(5)) {
      for (int times = CHICAGO.getRules().getValidOffsets(at).size(); times > 0; times--) {
        double price = random.nextInt(200) == 0 ? 3_000 : random.nextInt(90) - 20;
        prices.add(new PriceSeries.Price(at, price));
      }
    }
    return new PriceSeries(null, PriceSeries.Repeats.NEVER, 5, prices);
  }
}
