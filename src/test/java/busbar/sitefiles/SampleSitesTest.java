package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.feeds.BundledHardware;
import busbar.site.Site;
import busbar.tariff.PriceCurve;
import busbar.tariff.TimeOfUse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The site files that Busbar ships. */
class SampleSitesTest {
  private static final Path FOLDER = Path.of("sites");

  private final SiteFileReader reader =
      new SiteFileReader(new BundledHardware().catalogue(), (key, value) -> {});

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
  @ValueSource(strings = {"west-memphis-arkansas", "sacramento-california"})
  void aUtilitysRateIsTheOneOfTheRateDatabase(String id) throws IOException {
    Path urdb =
        Path.of("..", "shared", "data", "urdb")
            .resolve(
                id.startsWith("west")
                    ? "entergy_arkansas_lps_tou_industrial_ge1000kw.json"
                    : "smud_ci_tod4_1000kw_plus_2025.json");
    Assumptions.assumeTrue(Files.exists(urdb), "the rate database's export is not at hand");
    JsonNode export = new ObjectMapper().readTree(urdb.toFile());
    JsonNode rate = export.has("items") ? export.get("items").get(0) : export;
    Site site = reader.read(FOLDER.resolve(id + ".yaml")).site();
    TimeOfUse tariff = (TimeOfUse) site.tariff();
    for (int month = 1; month <= 12; month++) {
      // Midway through a month no clock changes.
      LocalDate weekday = firstThursdayFrom(LocalDate.of(2026, month, 12));
      checkDay(rate, "energyweekdayschedule", month, tariff.day(weekday, site.timeZone()));
      LocalDate weekend = weekday.plusDays(2);
      checkDay(rate, "energyweekendschedule", month, tariff.day(weekend, site.timeZone()));
    }
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
