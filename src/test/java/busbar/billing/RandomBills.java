package busbar.billing;

import static busbar.tariff.Days.HOLIDAY;
import static busbar.tariff.Days.WEEKDAY;
import static busbar.tariff.Days.WEEKEND;
import static busbar.tariff.Days.WEEKEND_OR_HOLIDAY;

import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws tariffs of any charges, loads and zones: clock changes, leap days and New Years among them.
 */
final class RandomBills {
  /** A load under a tariff. */
  record Case(RateSchedule tariff, ZoneId zone, Instant start, int minutes, double[] kw) {
    LoadSeries load() {
      return LoadSeries.of(start, minutes, kw);
    }

    Case with(RateSchedule other) {
      return new Case(other, zone, start, minutes, kw);
    }

    Bill bill() {
      return Biller.of(tariff, zone).bill(load(), false);
    }

    AvoidablePrices avoidable() {
      return Biller.of(tariff, zone).avoidablePrices(load(), false);
    }

    SlowBill slow() {
      return new SlowBill(tariff, zone, start, minutes, kw.length);
    }

    @Override
    public String toString() {
      String shown = kw.length < 40 ? Arrays.toString(kw) : kw.length + " of them";
      return zone + " from " + start + " by " + minutes + ": " + shown + " under " + words(tariff);
    }

    private static String words(RateSchedule tariff) {
      List<String> all = new ArrayList<>();
      for (Charge charge : tariff.charges()) {
        String words = charge.toString();
        all.add(words.length() < 1_500 ? words : words.substring(0, 1_500) + "…");
      }
      return tariff.holidays() + " " + String.join("\n  ", all);
    }
  }

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("America/Chicago"),
          ZoneId.of("Europe/Oslo"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("UTC"));

  /** Days around which something happens to a calendar or a clock. */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2024, 2, 26),
          LocalDate.of(2025, 2, 26),
          LocalDate.of(2025, 12, 29),
          LocalDate.of(2026, 3, 6),
          LocalDate.of(2026, 3, 27),
          LocalDate.of(2026, 4, 3),
          LocalDate.of(2026, 7, 1),
          LocalDate.of(2026, 10, 2),
          LocalDate.of(2026, 10, 23),
          LocalDate.of(2026, 10, 30));

  private final Random random;
  private final ZoneId zone;
  private final LocalDate first;
  private final Instant start;
  private final int minutes;
  private final double[] kw;
  private final @Nullable Holidays holidays;
  private final List<Charge> charges = new ArrayList<>();
  private final List<Charge> base = new ArrayList<>();

  private RandomBills(Random random, boolean years) {
    this.random = random;
    zone = of(ZONES);
    boolean long_ = years || random.nextInt(6) == 0;
    minutes = long_ ? 60 : of(List.of(5, 15, 15, 30, 60));
    first =
        years
            ? LocalDate.of(2024, 1 + random.nextInt(12), 1)
            : long_ ? of(DAYS).withDayOfMonth(1) : of(DAYS).minusDays(random.nextInt(3));
    Instant midnight = first.atStartOfDay(zone).toInstant();
    // Off its clock's grid an hour of load lies in two hours; else it begins at midnight.
    start =
        random.nextInt(4) == 0
            ? midnight
                .plusSeconds(60L * minutes * random.nextInt(24))
                .plusSeconds(random.nextInt(3) == 0 ? 300L * random.nextInt(12) : 0)
            : midnight;
    int days =
        years ? 366 + random.nextInt(800) : long_ ? 28 + random.nextInt(70) : 1 + random.nextInt(9);
    kw = load(days * 24 * 60 / minutes + random.nextInt(5));
    holidays =
        random.nextBoolean()
            ? new Holidays(
                false,
                IntStream.range(0, 3)
                    .mapToObj(i -> first.plusDays(random.nextInt(days + 5)))
                    .distinct()
                    .toList())
            : null;
  }

  static Case any(Random random) {
    return new RandomBills(random, false).draw();
  }

  /** A load of more than a year, by the hour. */
  static Case ofYears(Random random) {
    return new RandomBills(random, true).draw();
  }

  private <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private double[] load(int intervals) {
    double[] load = new double[intervals];
    double scale = of(List.of(0.0, 1.0, 30.0, 1_000.0, 40_000.0, 40_000.0, 1e8));
    int levels = of(List.of(1, 2, 5, 1_000));
    boolean often = random.nextBoolean();
    for (int i = 0; i < intervals; i++) {
      double level = levels == 1 ? 1 : (double) random.nextInt(levels + 1) / levels;
      load[i] = often && random.nextInt(5) == 0 ? 0 : scale * level;
    }
    return load;
  }

  private double price() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> -random.nextInt(300);
      // Room below the limit of 100,000 for a law that adds a little to every price.
      case 2 -> random.nextInt(99_990);
      default -> random.nextInt(20_000) / 100.0;
    };
  }

  private double kw(int most) {
    return random.nextInt(8) == 0 ? 0 : random.nextInt(most);
  }

  private Case draw() {
    energy();
    int extras = random.nextInt(9);
    for (int i = 0; i < extras; i++) {
      String name = "extra " + i;
      switch (random.nextInt(11)) {
        case 0 -> charges.add(new RiderCharge(name, null, periods(name, random.nextInt(4) == 0)));
        case 1, 2, 3 -> charges.add(demand(name));
        case 4 -> charges.add(coincident(name));
        case 5 -> charges.add(takeOrPay(name));
        case 6 -> charges.add(credit(name));
        case 7 ->
            charges.add(
                random.nextBoolean()
                    ? new FixedCharge(name, null, price(), null)
                    : new FixedCharge(name, null, null, price()));
        case 8 ->
            charges.add(
                random.nextInt(3) > 0
                    ? new MinimumCharge(name, null, 1_000.0 * random.nextInt(5_000), null)
                    : new MinimumCharge(name, null, null, 50_000.0 * random.nextInt(5_000)));
        case 9 -> block(name);
        default -> {}
      }
    }
    List<String> names = new ArrayList<>(charges.stream().map(Charge::name).toList());
    for (int i = random.nextInt(6) - 3; i > 0; i--) {
      Collections.shuffle(names, random);
      charges.add(
          new TaxCharge(
              "tax " + i,
              null,
              random.nextInt(400) / 10.0,
              random.nextBoolean()
                  ? null
                  : List.copyOf(names.subList(0, 1 + random.nextInt(names.size())))));
    }
    Collections.shuffle(charges, random);
    RateSchedule tariff =
        new RateSchedule(
            "random", null, null, null, null, null, null, holidays, List.copyOf(charges));
    return new Case(tariff, zone, start, minutes, kw);
  }

  /** All hours of the year, in groups that share none. */
  private List<List<When>> hours() {
    List<List<Integer>> months =
        random.nextBoolean()
            ? Collections.singletonList(null)
            : List.of(List.of(3, 4, 5, 6, 7, 8, 9, 10), List.of(1, 2, 11, 12));
    List<Days> days =
        switch (random.nextInt(3)) {
          case 0 -> Collections.singletonList(null);
          case 1 ->
              holidays == null ? List.of(WEEKDAY, WEEKEND) : List.of(WEEKDAY, WEEKEND, HOLIDAY);
          default -> holidays == null ? List.of(Days.ALL) : List.of(WEEKDAY, WEEKEND_OR_HOLIDAY);
        };
    List<When> cells = new ArrayList<>();
    for (List<Integer> month : months) {
      for (Days day : days) {
        int from = random.nextInt(23);
        int to = from + 1 + random.nextInt(23 - from);
        if (random.nextBoolean()) {
          cells.add(new When(month, day, null, null));
        } else {
          cells.add(new When(month, day, from, to));
          cells.add(new When(month, day, to, from == 0 ? 24 : from));
        }
      }
    }
    int groups = 1 + random.nextInt(Math.min(3, cells.size()));
    List<List<When>> grouped = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      grouped.add(new ArrayList<>());
    }
    Collections.shuffle(cells, random);
    for (int c = 0; c < cells.size(); c++) {
      grouped.get(c < groups ? c : random.nextInt(groups)).add(cells.get(c));
    }
    return grouped;
  }

  private List<EnergyPeriod> periods(String name, boolean tiers) {
    List<EnergyTier> limits = new ArrayList<>();
    for (int t = tiers ? 1 + random.nextInt(3) : 0; t > 0; t--) {
      double limit =
          random.nextInt(4) == 0 ? random.nextInt(3_000_000) + 1 : random.nextInt(9_000) + 1;
      limits.add(
          switch (random.nextInt(5)) {
            case 0 -> new EnergyTier(limit, null, null, null, 0);
            case 1 -> new EnergyTier(null, limit, null, null, 0);
            case 2 -> new EnergyTier(null, null, 1 + limit % 700, null, 0);
            case 3 -> new EnergyTier(null, null, null, 1 + limit % 24, 0);
            default -> new EnergyTier(limit, null, 1 + limit % 300, null, 0);
          });
    }
    List<EnergyPeriod> periods = new ArrayList<>();
    List<List<When>> hours = hours();
    for (int p = 0; p < hours.size(); p++) {
      List<EnergyTier> priced = new ArrayList<>();
      for (EnergyTier limit : limits) {
        priced.add(
            new EnergyTier(
                limit.upToKwh(),
                limit.upToKwhPerDay(),
                limit.upToKwhPerKw(),
                limit.upToKwhPerKwPerDay(),
                price()));
      }
      priced.add(new EnergyTier(null, null, null, null, price()));
      periods.add(
          limits.isEmpty()
              ? new EnergyPeriod(name + p, hours.get(p), price(), null)
              : new EnergyPeriod(name + p, hours.get(p), null, priced));
    }
    return periods;
  }

  private void energy() {
    int kind = random.nextInt(4);
    if (kind < 2) {
      String demand = null;
      boolean tiers = random.nextBoolean();
      if (tiers && random.nextBoolean()) {
        demand = "measures tiers";
        charges.add(demand(demand));
      }
      base.add(new EnergyCharge("energy", "§1", periods("e", tiers), demand));
    } else {
      List<List<When>> hours = hours();
      base.add(index("index", hours.get(0)));
      if (hours.size() > 1) {
        List<When> rest = hours.subList(1, hours.size()).stream().flatMap(List::stream).toList();
        if (kind == 2) {
          base.add(index("other index", rest));
        } else {
          base.add(
              new EnergyCharge(
                  "energy", null, List.of(new EnergyPeriod("e", rest, price(), null)), null));
        }
      }
    }
    charges.addAll(base);
  }

  private IndexCharge index(String name, List<When> when) {
    int step = kw.length * minutes > 90 * 1440 ? 60 : of(List.of(5, 15, 30, 60));
    boolean daily = random.nextInt(3) == 0;
    List<PriceSeries.Price> prices = new ArrayList<>();
    LocalDateTime end =
        daily
            ? first.plusDays(1).atStartOfDay()
            : start
                .plusSeconds(60L * minutes * kw.length)
                .atZone(zone)
                .toLocalDate()
                .plusDays(2)
                .atStartOfDay();
    for (LocalDateTime at = first.atStartOfDay(); at.isBefore(end); at = at.plusMinutes(step)) {
      for (int times = daily ? 1 : zone.getRules().getValidOffsets(at).size(); times > 0; times--) {
        prices.add(
            new PriceSeries.Price(at, random.nextInt(20) == 0 ? price() : random.nextInt(90) - 20));
      }
    }
    boolean cap = random.nextInt(3) == 0;
    boolean floor = random.nextInt(3) == 0;
    return new IndexCharge(
        name,
        null,
        when,
        "HB_NORTH",
        IndexCharge.Market.REAL_TIME,
        new PriceSeries(
            null, daily ? PriceSeries.Repeats.DAILY : PriceSeries.Repeats.NEVER, step, prices),
        random.nextBoolean() ? null : random.nextInt(20) - 4.5,
        random.nextBoolean() ? null : 1.03,
        cap ? 60.0 : null,
        floor ? -5.0 : null);
  }

  private void block(String name) {
    Charge bought = of(base);
    List<When> when = bought instanceof IndexCharge index ? index.when() : null;
    boolean sells = bought instanceof IndexCharge && random.nextBoolean();
    LocalDate from = random.nextBoolean() ? null : first.plusDays(random.nextInt(4));
    charges.add(
        new BlockCharge(
            name,
            "PPA §4.2",
            when,
            of(List.of(0.2, 5.0, 40.0)),
            price(),
            from,
            from == null || random.nextBoolean() ? null : from.plusDays(random.nextInt(60)),
            sells ? 2.5 : null,
            sells || random.nextBoolean() ? null : price()));
  }

  private DemandCharge demand(String name) {
    boolean bound = random.nextBoolean();
    List<DemandPeriod> periods = new ArrayList<>();
    if (bound) {
      List<When> when = random.nextBoolean() ? null : hours().get(0);
      periods.add(demandPeriod(name, when));
    } else {
      List<List<When>> hours = hours();
      for (int p = 0; p < hours.size(); p++) {
        if (p == 0 || random.nextInt(4) > 0) {
          periods.add(demandPeriod(name + p, hours.get(p)));
        }
      }
    }
    Map<YearMonth, Double> peaks = new HashMap<>();
    YearMonth begins = YearMonth.from(start.atZone(zone));
    DemandCharge.Ratchet ratchet = null;
    if (bound && random.nextInt(4) > 0) {
      int lookback = 1 + random.nextInt(14);
      ratchet =
          new DemandCharge.Ratchet(
              of(List.of(60.0, 80.0, 100.0)),
              lookback,
              random.nextBoolean() ? null : List.of(2, 3, 4, 6, 7, 8, 9));
      double scale = of(List.of(1.0, 500.0, 50_000.0));
      // The first month, too: what is covered of it may have none of the charge's hours.
      for (int back = 0; back <= lookback; back++) {
        peaks.put(begins.minusMonths(back), scale * random.nextInt(100) / 100);
      }
    }
    if (random.nextInt(3) == 0) {
      peaks.put(begins, kw(40_000));
    }
    return new DemandCharge(
        name,
        null,
        of(List.of(5, 15, 30, 60)),
        periods,
        ratchet,
        bound && random.nextInt(3) == 0 ? kw(30_000) : null,
        peaks.isEmpty() ? null : peaks);
  }

  private DemandPeriod demandPeriod(String name, @Nullable List<When> when) {
    if (random.nextBoolean()) {
      return new DemandPeriod(name, when, random.nextInt(3_000) / 100.0, null);
    }
    List<DemandPeriod.Tier> tiers = new ArrayList<>();
    double limit = 0;
    for (int t = random.nextInt(3); t > 0; t--) {
      limit += 1 + random.nextInt(25_000);
      tiers.add(new DemandPeriod.Tier(limit, random.nextInt(3_000) / 100.0));
    }
    tiers.add(new DemandPeriod.Tier(null, random.nextInt(3_000) / 100.0));
    return new DemandPeriod(name, when, null, tiers);
  }

  private boolean covered(LocalDateTime at, int length) {
    Instant from = at.atZone(zone).toInstant();
    return !from.isBefore(start)
        && !from.plusSeconds(60L * length).isAfter(start.plusSeconds(60L * minutes * kw.length));
  }

  private CoincidentPeakCharge coincident(String name) {
    boolean next = random.nextBoolean();
    int length = of(List.of(5, 15, 30, 60));
    LocalDate last = start.plusSeconds(60L * minutes * kw.length).atZone(zone).toLocalDate();
    List<Integer> months =
        next ? List.of(6, 7, 8, 9, 3, 10) : IntStream.rangeClosed(1, 12).boxed().toList();
    int peaks = next ? 1 + random.nextInt(5) : 12;
    List<CoincidentPeakCharge.Reading> readings = new ArrayList<>();
    Set<LocalDateTime> taken = new HashSet<>();
    for (int year = first.getYear() - 1; year <= last.getYear(); year++) {
      for (int p = 0; p < peaks; ) {
        int month = next ? of(months) : p + 1;
        LocalDateTime at =
            YearMonth.of(year, month)
                .atDay(1 + random.nextInt(28))
                .atTime(random.nextInt(24), random.nextInt(12) * 5);
        if (random.nextBoolean()) {
          LocalDateTime within = first.plusDays(random.nextInt(5)).atTime(at.toLocalTime());
          if (within.getYear() == year
              && (next
                  ? months.contains(within.getMonthValue())
                  : within.getMonthValue() == month)) {
            at = within;
          }
        }
        if (zone.getRules().getValidOffsets(at).size() == 1 && taken.add(at)) {
          boolean tells = covered(at, length) && random.nextInt(4) > 0;
          readings.add(new CoincidentPeakCharge.Reading(at, tells ? null : kw(40_000)));
          p++;
        }
      }
    }
    Collections.shuffle(readings, random);
    return new CoincidentPeakCharge(
        name,
        null,
        months,
        peaks,
        length,
        random.nextInt(900) / 100.0,
        next ? CoincidentPeakCharge.Billed.NEXT_YEAR : CoincidentPeakCharge.Billed.THIS_YEAR,
        readings);
  }

  private TakeOrPayCharge takeOrPay(String name) {
    boolean yearly = random.nextInt(3) == 0;
    double mean = Arrays.stream(kw).average().orElse(0) / 1000 * 730 * (yearly ? 12 : 1);
    Map<YearMonth, Double> taken = new TreeMap<>();
    for (YearMonth month = YearMonth.of(first.getYear(), 1 + random.nextInt(2));
        yearly && !month.isAfter(YearMonth.from(first));
        month = month.plusMonths(1)) {
      taken.put(month, Math.rint(mean / 12 * random.nextDouble() * 2));
    }
    return new TakeOrPayCharge(
        name,
        null,
        yearly ? TakeOrPayCharge.Per.YEAR : TakeOrPayCharge.Per.MONTH,
        Math.max(1, Math.rint(mean * of(List.of(0.5, 0.97, 1.0, 1.03, 2.0)))),
        random.nextInt(9_000) / 100.0,
        random.nextBoolean() ? null : 1 + random.nextInt(3),
        taken);
  }

  private CurtailmentCredit credit(String name) {
    List<CurtailmentCredit.Event> events = new ArrayList<>();
    LocalDateTime at = first.atStartOfDay();
    for (int e = random.nextInt(4); e > 0; e--) {
      LocalDateTime from = at.plusMinutes(random.nextInt(3_000));
      at = from.plusMinutes(1 + random.nextInt(300));
      if (zone.getRules().getValidOffsets(from).size() == 1
          && zone.getRules().getValidOffsets(at).size() == 1) {
        events.add(new CurtailmentCredit.Event(from, at));
      }
    }
    boolean monthly = random.nextBoolean();
    return new CurtailmentCredit(
        name,
        null,
        monthly ? random.nextInt(900) / 100.0 : null,
        monthly ? kw(30_000) : null,
        random.nextInt(9_000) / 10.0,
        kw(30_000),
        events);
  }
}
