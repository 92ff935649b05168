package busbar.billing;

import busbar.tariff.Charge;
import busbar.tariff.Days;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandCharge.Ratchet;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.EnergyTier;
import busbar.tariff.IndexCharge;
import busbar.tariff.RateSchedule;
import busbar.tariff.When;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tariffs and loads in few words. */
final class Bills {
  static final ZoneId UTC = ZoneOffset.UTC;
  static final When WORKDAY_3PM_TO_8PM = new When(null, Days.WEEKDAY, 15, 20);
  static final List<When> THE_REST =
      List.of(new When(null, Days.WEEKDAY, 20, 15), new When(null, Days.WEEKEND, null, null));

  private Bills() {}

  /** A rate of these charges; its energy is free where none of them prices it. */
  static RateSchedule rate(Charge... charges) {
    List<Charge> all = new ArrayList<>(List.of(charges));
    if (all.stream().noneMatch(c -> c instanceof EnergyCharge || c instanceof IndexCharge)) {
      all.add(energy(0));
    }
    return new RateSchedule("A rate", null, null, null, null, null, null, null, all);
  }

  static EnergyCharge energy(double usdPerMwh) {
    return energy(new EnergyPeriod("all hours", null, usdPerMwh, null));
  }

  static EnergyCharge energy(EnergyPeriod... periods) {
    return new EnergyCharge("Energy", null, List.of(periods), null);
  }

  static EnergyTier upToKwh(@Nullable Double kwh, double usdPerMwh) {
    return new EnergyTier(kwh, null, null, null, usdPerMwh);
  }

  static DemandCharge demand(String name, int windowMinutes, DemandPeriod... periods) {
    return new DemandCharge(name, null, windowMinutes, List.of(periods), null, null, null);
  }

  /** A demand with a ratchet, known peaks of months before the load, or both. */
  static DemandCharge demand(
      int windowMinutes,
      @Nullable Ratchet ratchet,
      @Nullable Map<YearMonth, Double> peaksKw,
      DemandPeriod... periods) {
    return new DemandCharge(
        "Demand", null, windowMinutes, List.of(periods), ratchet, null, peaksKw);
  }

  static DemandPeriod period(String name, @Nullable List<When> when, double usdPerKw) {
    return new DemandPeriod(name, when, usdPerKw, null);
  }

  /** A demand period of two tiers. */
  static DemandPeriod period(
      String name,
      @Nullable List<When> when,
      double upToKw,
      double usdPerKw,
      double aboveUsdPerKw) {
    return new DemandPeriod(
        name,
        when,
        null,
        List.of(
            new DemandPeriod.Tier(upToKw, usdPerKw), new DemandPeriod.Tier(null, aboveUsdPerKw)));
  }

  static When months(Integer... months) {
    return new When(List.of(months), null, null, null);
  }

  /** Peaks that are all the same. */
  static Map<YearMonth, Double> peaks(YearMonth from, int months, double kw) {
    Map<YearMonth, Double> peaks = new TreeMap<>();
    IntStream.range(0, months).forEach(m -> peaks.put(from.plusMonths(m), kw));
    return peaks;
  }

  /** Hours of a load that is otherwise the same; those that differ by their index. */
  static LoadSeries hourly(
      LocalDate from, int days, double kw, Map<Integer, Double> others, ZoneId zone) {
    double[] load = new double[days * 24];
    Arrays.fill(load, kw);
    others.forEach((hour, other) -> load[hour] = other);
    return LoadSeries.of(from.atStartOfDay(zone).toInstant(), 60, load);
  }

  static Bill bill(RateSchedule rate, LoadSeries load) {
    return Biller.of(rate, UTC).bill(load, false);
  }

  /** What a charge comes to in all months. */
  static BigDecimal usd(Bill bill, String charge) {
    return bill.months().stream()
        .map(month -> usd(month, charge))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal usd(Bill bill, YearMonth of, String charge) {
    return bill.months().stream()
        .filter(month -> month.month().equals(of))
        .map(month -> usd(month, charge))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal usd(Bill.Month month, String charge) {
    return month.lines().stream()
        .filter(line -> line.charge().equals(charge))
        .map(Bill.Line::amountUsd)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Quantities of a charge's lines in one month. */
  static List<Double> quantities(Bill bill, YearMonth of, String charge) {
    return bill.months().stream()
        .filter(month -> month.month().equals(of))
        .flatMap(month -> month.lines().stream())
        .filter(line -> line.charge().equals(charge))
        .map(line -> line.quantity().doubleValue())
        .toList();
  }
}
