package busbar.urdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.billing.Bill;
import busbar.billing.Biller;
import busbar.billing.LoadSeries;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.RateSchedule;
import busbar.units.OutOfRange;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The three rates billed, each figure worked by hand from the utility's own prices. */
class UrdbBillsTest {
  private static final ZoneId ARKANSAS = ZoneId.of("America/Chicago");
  private static final ZoneId PENNSYLVANIA = ZoneId.of("America/New_York");
  private static final ZoneId CALIFORNIA = ZoneId.of("America/Los_Angeles");

  @Test
  void entergyBillsAMegawattForAMonth() {
    Bill bill = bill(UrdbFiles.ENTERGY, flat(LocalDate.of(2018, 7, 1), 1, ARKANSAS), ARKANSAS);

    // July 2018 has 22 weekdays and 744 hours: on peak, weekdays 13 to 20, 22 · 7 = 154 h.
    //   energy  154 MWh · (19.73 + 18.82) =  5,936.70
    //           590 MWh · (14.08 + 18.82) = 19,411.00
    //   demand  1,000 kW · (18.18 + 0.707) = 18,887.00, on peak
    //           1,000 kW · ( 5.33 + 0.707) =  6,037.00, off peak
    //   fixed                                  468.60
    assertThat(lines(bill))
        .containsExactly(
            "Energy · Jun–Sep weekdays 13–20 · 5936.70",
            "Energy · Jun–Sep weekdays 20–13 and weekends · 19411.00",
            "Time-of-use demand · Jun–Sep weekdays 13–20 · 18887.00",
            "Time-of-use demand · Jun–Sep weekdays 20–13 and weekends · 6037.00",
            "Fixed charge · null · 468.60");
    assertThat(bill.totalUsd()).isEqualTo("50740.30");
    assertThat(bill.warnings()).isEmpty();
  }

  @Test
  void entergyBillsAMegawattForAYear() {
    LocalDate start = LocalDate.of(2018, 1, 1);
    Bill bill = bill(UrdbFiles.ENTERGY, flat(start, 12, ARKANSAS), ARKANSAS);

    // Summer is June to September; on peak weekdays 13 to 20 then, and 7 to 18 in other months.
    assertThat(hours(start, ARKANSAS, t -> summer(t) && entergyPeak(t))).isEqualTo(602);
    assertThat(hours(start, ARKANSAS, t -> summer(t) && !entergyPeak(t))).isEqualTo(2326);
    assertThat(hours(start, ARKANSAS, t -> !summer(t) && entergyPeak(t))).isEqualTo(1925);
    assertThat(hours(start, ARKANSAS, t -> !summer(t) && !entergyPeak(t))).isEqualTo(3907);
    //   energy  602 · 38.55 +  2,326 · 32.90 =  23,207.10 +  76,525.40
    //         1,925 · 29.68 +  3,907 · 28.12 =  57,134.00 + 109,864.84
    //   demand  4 · (18,887 + 6,037)  =  99,696.00
    //           8 · (16,017 + 5,337)  = 170,832.00
    //   fixed  12 · 468.60            =   5,623.20
    assertThat(bill.totalUsd()).isEqualTo("542882.54");
    assertThat(bill.warnings()).isEmpty();
  }

  @Test
  void entergyBillsALoadThatIsOffOnPeak() {
    LocalDate start = LocalDate.of(2018, 1, 1);
    Bill july =
        bill(
            UrdbFiles.ENTERGY,
            curtailed(LocalDate.of(2018, 7, 1), 1, ARKANSAS, UrdbBillsTest::entergyPeak),
            ARKANSAS);
    Bill year =
        bill(
            UrdbFiles.ENTERGY,
            curtailed(start, 12, ARKANSAS, UrdbBillsTest::entergyPeak),
            ARKANSAS);

    // 19,411.00 + 6,037.00 + 468.60
    assertThat(july.totalUsd()).isEqualTo("25916.60");
    // 76,525.40 + 109,864.84 + 4 · 6,037 + 8 · 5,337 + 5,623.20
    assertThat(year.totalUsd()).isEqualTo("258857.44");
  }

  @Test
  void entergyOutsideItsDatesIsBilledAsIfCurrentOnly() {
    LoadSeries load = flat(LocalDate.of(2025, 7, 1), 1, ARKANSAS);
    Biller biller = Biller.of(UrdbFiles.imported(UrdbFiles.ENTERGY).tariff(), ARKANSAS);

    assertThatThrownBy(() -> biller.bill(load, false))
        .isInstanceOfSatisfying(
            OutOfRange.class, refusal -> assertThat(refusal.field()).isEqualTo("validUntil"));
    // July 2025 has 23 weekdays: 161 · 38.55 + 583 · 32.90 + 24,924.00 + 468.60
    assertThat(biller.bill(load, true).totalUsd()).isEqualTo("50779.85");
    assertThat(biller.bill(load, true).warnings())
        .singleElement()
        .asString()
        .contains("validUntil is 2019-01-31");
  }

  @Test
  void pecoBillsTheSystemsPeakOnceItsReadingIsAdded() {
    LoadSeries load = flat(LocalDate.of(2014, 7, 1), 1, PENNSYLVANIA);
    RateSchedule imported = UrdbFiles.imported(UrdbFiles.PECO).tariff();

    assertThatThrownBy(() -> Biller.of(imported, PENNSYLVANIA).bill(load, true))
        .isInstanceOfSatisfying(
            OutOfRange.class,
            refusal -> assertThat(refusal.field()).isEqualTo("charges[2].readings"));

    Biller biller =
        Biller.of(withPeak(imported, LocalDateTime.of(2014, 7, 2, 16, 0)), PENNSYLVANIA);
    Bill bill = biller.bill(load, true);
    //   energy      744 MWh · (1.50 + 68.40) = 52,005.60
    //   flat demand 1,000 kW · (3.55 + 1.71) =  5,260.00
    //   at the peak 1,000 kW · 0.79          =    790.00
    //   fixed                                     298.92
    assertThat(bill.totalUsd()).isEqualTo("58354.52");
    // The rate is for loads of up to 500 kW.
    assertThat(bill.warnings()).singleElement().asString().contains("maxKw is 500.0");

    Bill off =
        biller.bill(
            curtailed(
                LocalDate.of(2014, 7, 1),
                1,
                PENNSYLVANIA,
                t -> t.getDayOfMonth() == 2 && t.getHour() == 16),
            true);
    // An hour less: 743 · 69.90 + 5,260.00 + 298.92, and nothing at the peak
    assertThat(off.totalUsd()).isEqualTo("57494.62");
  }

  @Test
  void smudBillsAMegawattForAMonth() {
    LocalDate july = LocalDate.of(2026, 7, 1);
    Bill bill = bill(UrdbFiles.SMUD, flat(july, 1, CALIFORNIA), CALIFORNIA);

    // July 2026 has 23 weekdays: on peak, 16 to 21, 23 · 5 = 115 h of 744.
    //   energy  115 MWh · (236.70 + 0.30) = 27,255.00
    //           629 MWh · (115.10 + 0.30) = 72,586.60
    //   demand  1,000 kW · 5.539 = 5,539.00 at any time; 1,000 kW · 11.609 = 11,609.00 on peak
    //   fixed                                 3,897.40
    assertThat(lines(bill))
        .containsExactly(
            "Energy · Jun–Sep weekdays 16–21 · 27255.00",
            "Energy · Jun–Sep weekdays 21–16 and weekends · 72586.60",
            "Flat demand · All hours · 5539.00",
            "Time-of-use demand · Jun–Sep weekdays 16–21 · 11609.00",
            "Fixed charge · null · 3897.40");
    assertThat(bill.totalUsd()).isEqualTo("120887.00");
    assertThat(
            bill(
                    UrdbFiles.SMUD,
                    curtailed(july, 1, CALIFORNIA, UrdbBillsTest::smudPeak),
                    CALIFORNIA)
                .totalUsd())
        .isEqualTo("82023.00");
  }

  @Test
  void smudBillsAMegawattForAYear() {
    LocalDate start = LocalDate.of(2026, 1, 1);
    Bill bill = bill(UrdbFiles.SMUD, flat(start, 12, CALIFORNIA), CALIFORNIA);
    Bill off =
        bill(
            UrdbFiles.SMUD,
            curtailed(start, 12, CALIFORNIA, t -> summer(t) && smudPeak(t)),
            CALIFORNIA);

    assertThat(hours(start, CALIFORNIA, t -> !summer(t) && smudPeak(t))).isEqualTo(865);
    assertThat(hours(start, CALIFORNIA, t -> !summer(t) && smudSaver(t))).isEqualTo(1211);
    assertThat(hours(start, CALIFORNIA, t -> !summer(t) && !smudPeak(t) && !smudSaver(t)))
        .isEqualTo(3756);
    assertThat(hours(start, CALIFORNIA, t -> summer(t) && smudPeak(t))).isEqualTo(440);
    assertThat(hours(start, CALIFORNIA, t -> summer(t) && !smudPeak(t))).isEqualTo(2488);
    //   winter    865 · 144.50 = 124,992.50 on peak
    //           3,756 · 118.90 = 446,588.40
    //           1,211 ·  76.80 =  93,004.80
    //   summer    440 · 237.00 = 104,280.00 on peak
    //           2,488 · 115.40 = 287,115.20
    //   demand  12 · 5,539 + 4 · 11,609 = 112,904.00
    //   fixed   12 · 3,897.40           =  46,768.80
    assertThat(bill.totalUsd()).isEqualTo("1215653.70");
    // Less 104,280.00 and 4 · 11,609.00
    assertThat(off.totalUsd()).isEqualTo("1064937.70");
  }

  private static Bill bill(String file, LoadSeries load, ZoneId zone) {
    return Biller.of(UrdbFiles.imported(file).tariff(), zone).bill(load, false);
  }

  private static List<String> lines(Bill bill) {
    return bill.months().stream()
        .flatMap(month -> month.lines().stream())
        .map(line -> line.charge() + " · " + line.period() + " · " + line.amountUsd())
        .toList();
  }

  private static RateSchedule withPeak(RateSchedule tariff, LocalDateTime at) {
    List<Charge> charges = new ArrayList<>();
    for (Charge charge : tariff.charges()) {
      charges.add(
          charge instanceof CoincidentPeakCharge peak
              ? new CoincidentPeakCharge(
                  peak.name(),
                  peak.ref(),
                  peak.months(),
                  peak.peaks(),
                  peak.intervalMinutes(),
                  peak.usdPerKwMonth(),
                  peak.billed(),
                  List.of(new CoincidentPeakCharge.Reading(at, null)))
              : charge);
    }
    return tariff.withCharges(charges);
  }

  private static LoadSeries flat(LocalDate from, int months, ZoneId zone) {
    return curtailed(from, months, zone, hour -> false);
  }

  /** A megawatt, and nothing in some hours. */
  private static LoadSeries curtailed(
      LocalDate from, int months, ZoneId zone, Predicate<ZonedDateTime> off) {
    double[] kw =
        listHours(from, months, zone).stream()
            .flatMapToDouble(
                hour -> DoubleStream.generate(() -> off.test(hour) ? 0 : 1000).limit(4))
            .toArray();
    return LoadSeries.of(from.atStartOfDay(zone).toInstant(), 15, kw);
  }

  private static long hours(LocalDate from, ZoneId zone, Predicate<ZonedDateTime> test) {
    return listHours(from, 12, zone).stream().filter(test).count();
  }

  private static List<ZonedDateTime> listHours(LocalDate from, int months, ZoneId zone) {
    List<ZonedDateTime> hours = new ArrayList<>();
    ZonedDateTime end = from.plusMonths(months).atStartOfDay(zone);
    for (ZonedDateTime hour = from.atStartOfDay(zone);
        hour.isBefore(end);
        hour = hour.plusHours(1)) {
      hours.add(hour);
    }
    return hours;
  }

  private static boolean summer(ZonedDateTime hour) {
    return hour.getMonthValue() >= 6 && hour.getMonthValue() <= 9;
  }

  private static boolean weekday(ZonedDateTime hour) {
    return hour.getDayOfWeek() != DayOfWeek.SATURDAY && hour.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  private static boolean entergyPeak(ZonedDateTime hour) {
    return weekday(hour)
        && (summer(hour)
            ? hour.getHour() >= 13 && hour.getHour() < 20
            : hour.getHour() >= 7 && hour.getHour() < 18);
  }

  private static boolean smudPeak(ZonedDateTime hour) {
    return weekday(hour) && hour.getHour() >= 16 && hour.getHour() < 21;
  }

  /** SMUD's off-peak saver hours. */
  private static boolean smudSaver(ZonedDateTime hour) {
    return weekday(hour) && hour.getHour() >= 9 && hour.getHour() < 16;
  }

  @Test
  void theSumOfTheLinesIsTheBill() {
    Bill bill = bill(UrdbFiles.SMUD, flat(LocalDate.of(2026, 1, 1), 12, CALIFORNIA), CALIFORNIA);

    assertThat(
            bill.months().stream()
                .flatMap(month -> month.lines().stream())
                .map(Bill.Line::amountUsd)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualTo(bill.totalUsd());
  }
}
