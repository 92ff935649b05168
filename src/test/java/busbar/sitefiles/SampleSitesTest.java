package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.billing.Bill;
import busbar.billing.Biller;
import busbar.billing.LoadSeries;
import busbar.feeds.BundledHardware;
import busbar.hardware.HardwareCatalogue;
import busbar.site.Site;
import busbar.tariff.Charge;
import busbar.tariff.DemandCharge;
import busbar.tariff.PriceCurve;
import busbar.tariff.RateSchedule;
import busbar.urdb.UrdbImport;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The site files that Busbar ships. */
class SampleSitesTest {
  private static final Path FOLDER = Path.of("sites");

  private static final Path URDB = Path.of("src", "test", "resources", "urdb");

  private final HardwareCatalogue catalogue = new BundledHardware().catalogue();
  private final SiteFileReader reader = new SiteFileReader(catalogue, (key, value) -> {});

  static Stream<Path> files() throws IOException {
    return Files.list(FOLDER).filter(file -> file.toString().endsWith(".yaml")).sorted();
  }

  @Test
  void thereAreFive() throws IOException {
    assertThat(files()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachReadsWithoutProblemOrWarning(Path file) {
    SiteReading reading = reader.read(file);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachSaysThatItIsASampleAndNamesItsSchemaForEditors(Path file) throws IOException {
    assertThat(reader.read(file).site().notices()).first().asString().startsWith("Sample site:");
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo("# yaml-language-server: $schema=site.schema.json");
  }

  @ParameterizedTest
  @CsvSource({
    "west-memphis-arkansas, entergy_arkansas_lps_tou_industrial_ge1000kw.json",
    "sacramento-california, smud_ci_tod4_1000kw_plus_2025.json"
  })
  void aUtilitysRateIsTheOneOfTheRateDatabase(String id, String urdb) throws IOException {
    JsonNode export = new ObjectMapper().readTree(URDB.resolve(urdb).toFile());
    JsonNode rate = export.has("items") ? export.get("items").get(0) : export;
    Site site = site(id);
    for (int month = 1; month <= 12; month++) {
      // Midway through a month no clock changes.
      LocalDate weekday = firstThursdayFrom(LocalDate.of(2026, month, 12));
      checkDay(rate, "energyweekdayschedule", month, site.tariff().day(weekday, site.timeZone()));
      LocalDate weekend = weekday.plusDays(2);
      checkDay(rate, "energyweekendschedule", month, site.tariff().day(weekend, site.timeZone()));
    }

    RateSchedule imported = UrdbImport.read(export, null).tariff();
    RateSchedule own = withoutPeaks((RateSchedule) site.tariff());
    LoadSeries year = unevenYear(site.timeZone());
    assertThat(Biller.of(own, site.timeZone()).bill(year, true).months())
        .extracting(Bill.Month::totalUsd)
        .isEqualTo(
            Biller.of(imported, site.timeZone()).bill(year, true).months().stream()
                .map(Bill.Month::totalUsd)
                .toList());
    assertThat(List.of(own.name(), own.charges().size()))
        .isEqualTo(List.of(imported.name(), imported.charges().size()));
    assertThat(own.validFrom()).isEqualTo(imported.validFrom());
    assertThat(own.validUntil()).isEqualTo(imported.validUntil());
    assertThat(own.minKw()).isEqualTo(imported.minKw());
  }

  /** A year of quarter hours of which no two months and no two hours of a day are alike. */
  private static LoadSeries unevenYear(ZoneId zone) {
    Instant start = LocalDate.of(2025, 6, 1).atStartOfDay(zone).toInstant();
    double[] kw = new double[365 * 96];
    for (int i = 0; i < kw.length; i++) {
      kw[i] = 5000 + 37 * (i / 96 % 30) + 11 * (i % 96) + i / 1000.0;
    }
    return LoadSeries.of(start, 15, kw);
  }

  private static RateSchedule withoutPeaks(RateSchedule tariff) {
    return tariff.withCharges(
        tariff.charges().stream()
            .map(
                charge ->
                    charge instanceof DemandCharge demand
                        ? new DemandCharge(
                            demand.name(),
                            demand.ref(),
                            demand.windowMinutes(),
                            demand.periods(),
                            demand.ratchet(),
                            demand.minimumKw(),
                            null)
                        : charge)
            .toList());
  }

  private static LocalDate firstThursdayFrom(LocalDate date) {
    return date.with(TemporalAdjusters.nextOrSame(DayOfWeek.THURSDAY));
  }

  private static void checkDay(JsonNode rate, String schedule, int month, PriceCurve day) {
    for (int hour = 0; hour < 24; hour++) {
      int period = rate.get(schedule).get(month - 1).get(hour).asInt();
      JsonNode price = rate.get("energyratestructure").get(period).get(0);
      double usdPerKwh = price.get("rate").asDouble() + price.get("adj").asDouble();
      assertThat(day.usdPerMwh(hour))
          .as("%s, month %d, hour %d", schedule, month, hour)
          .isCloseTo(usdPerKwh * 1000, Offset.offset(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachBillsFebruaryWithAllItsRigsOnAndItsLinesAreTheTotal(Path file) {
    Site site = reader.read(file).site();
    Bill bill = billOfFebruary(site);

    assertThat(bill.months())
        .singleElement()
        .satisfies(month -> assertThat(month.lines()).isNotEmpty());
    assertThat(
            bill.months().get(0).lines().stream()
                .map(Bill.Line::amountUsd)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(bill.totalUsd());
    // Flat out, no sample's power costs less than its cheapest hour or thrice its dearest.
    PriceCurve day = site.tariff().day(LocalDate.of(2026, 2, 12), site.timeZone());
    assertThat(bill.averageUsdPerMwh()).isBetween(day.lowest(), 3 * day.highest());
  }

  @Test
  void anEndedRateSaysThatItIsPricedAsIfCurrent() {
    assertThat(billOfFebruary(site("west-memphis-arkansas")).warnings())
        .first()
        .asString()
        .startsWith("Priced as if current: validUntil is 2019-01-31");
  }

  @Test
  void aPeakThatWasMeteredIsBilledThoughTheLoadStaysBelowIt() {
    // 14,100 kW were metered; all rigs together draw less.
    assertThat(billOfFebruary(site("west-memphis-arkansas")).months().get(0).lines())
        .filteredOn(line -> "kW".equals(line.unit()))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.quantity()).isEqualByComparingTo("14100"));
  }

  @Test
  void lastYearsCoincidentPeaksAreBilledByTheirMean() {
    // (310 + 295 + 620 + 280) kW / 4 at 5.70 USD/kW
    assertThat(billOfFebruary(site("pecos-texas")).months().get(0).lines())
        .filteredOn(line -> line.charge().startsWith("Transmission"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.quantity()).isEqualByComparingTo("376.25");
              assertThat(line.amountUsd()).isEqualByComparingTo("2144.63");
            });
  }

  @Test
  void everyKindOfChargeStandsInSomeSample() throws IOException {
    try (Stream<Path> files = files()) {
      assertThat(
              files
                  .map(file -> (RateSchedule) reader.read(file).site().tariff())
                  .flatMap(tariff -> tariff.charges().stream())
                  .map(Object::getClass)
                  .distinct())
          .containsExactlyInAnyOrder(Charge.class.getPermittedSubclasses());
    }
  }

  @Test
  void everyKindOfChargeIsExplainedToSiteManagers() throws IOException {
    String page = Files.readString(FOLDER.resolve("README.md"));
    assertThat(Charge.class.getAnnotation(JsonSubTypes.class).value())
        .allSatisfy(type -> assertThat(page).contains("| `" + type.name() + "` |"));
  }

  private Site site(String id) {
    return reader.read(FOLDER.resolve(id + ".yaml")).site();
  }

  /** All its rigs at their nameplate's draw, at the meter, all month. */
  private Bill billOfFebruary(Site site) {
    double kw =
        site.groups().stream()
            .mapToDouble(group -> group.count() * catalogue.getRig(group.model()).powerW() / 1000)
            .sum();
    LoadSeries load =
        LoadSeries.flat(
            kw * site.operation().facilityOverhead(),
            LocalDate.of(2026, 2, 1),
            LocalDate.of(2026, 3, 1),
            site.timeZone(),
            15);
    return Biller.of(site.tariff(), site.timeZone()).bill(load, false);
  }

  @Test
  void theWinterStormsPricesReadAsADatedSeries() {
    String yaml =
        """
        id: uri
        name: What if Uri came back
        timeZone: America/Chicago
        grid: {mw: 1, firm: false}
        operation: {facilityOverhead: 1, poolFeePercent: 0, uptimePercent: 100}
        groups: []
        tariff:
          kind: hourly-series
          file: prices/ercot-uri-2021-02.csv
          repeats: never
          adderUsdPerMwh: 0
        """;
    SiteReading reading = reader.read("uri.yaml", yaml, FOLDER.toAbsolutePath());

    assertThat(reading.problems()).isEmpty();
    PriceCurve worst =
        reading.site().tariff().day(LocalDate.of(2021, 2, 17), reading.site().timeZone());
    assertThat(worst.hours()).isEqualTo(24);
    assertThat(worst.highest()).isGreaterThan(8_000);
    assertThat(worst.hoursUnknown()).isZero();
  }
}
