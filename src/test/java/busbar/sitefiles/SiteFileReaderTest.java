package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import busbar.tariff.HourlySeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a site file may hold, and how it is refused. */
class SiteFileReaderTest {
  private static final String GOOD =
      """
      id: test-site
      name: Test site
      timeZone: America/Chicago
      grid:
        mw: 10
        firm: true
      operation:
        facilityOverhead: 1.05
        poolFeePercent: 0.5
        uptimePercent: 99
      groups:
        - id: s21
          model: Antminer S21
          count: 1000
          resaleUsdPerRig: 1700
        - id: s19k
          model: Antminer S19k Pro
          count: 100
          firmware: LuxOS 2025.4.8
      tariff:
        kind: fixed
        usdPerMwh: 55
      contracts:
        - kind: demand-response-event
          ref: ERS 1
          party: Grid operator
          date: 2026-02-12
          fromHour: 17
          toHour: 20
          reduceMw: 2
          paymentUsdPerMwh: 60
          penaltyUsdPerMwh: 100
      parameters:
        retire-loss-days: 30
      """;

  private static final String TARIFF = "  kind: fixed\n  usdPerMwh: 55\n";

  @TempDir Path folder;

  private final SiteFileReader reader =
      new SiteFileReader(
          SampleRigs.catalogue(),
          (key, value) -> {
            if (!key.equals("retire-loss-days")) {
              throw new IllegalArgumentException("the rulebook has no parameter '" + key + "'");
            }
            if (value < 1 || value > 365) {
              throw new IllegalArgumentException(key + " is " + value + ", not within 1 to 365");
            }
          });

  @Test
  void aGoodFileGivesItsSite() {
    SiteReading reading = read(GOOD);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.site().groups()).hasSize(2);
    assertThat(reading.site().parameters()).containsEntry("retire-loss-days", 30.0);
  }

  @Test
  void theSameSiteMayBeWrittenAsJson() {
    String json =
        """
        {"id": "test-site", "name": "Test site", "timeZone": "America/Chicago",
        \t"grid": {"mw": 10, "firm": true}, "notices": null,
         "operation": {"facilityOverhead": 1.05, "poolFeePercent": 0.5, "uptimePercent": 99},
         "groups": [], "tariff": {"kind": "fixed", "usdPerMwh": 55}}
        """;

    assertThat(read(json).problems()).isEmpty();
    assertRefused(json.replace("55", "NaN"), 4, null, "is not JSON");
  }

  @TestFactory
  Stream<DynamicTest> aFieldThatCannotBeIsNamedWithItsLine() {
    return Stream.of(
        field("model: Antminer S21\n", "model: Antminer S22\n", 13, "groups[0].model", "nearest: "),
        field("count: 100\n", "count: -5\n", 18, "groups[1].count", "is -5"),
        field("count: 100\n", "count: 1.5\n", 18, "groups[1].count", "is 1.5"),
        field("count: 100\n", "count: many\n", 18, "groups[1].count", "is 'many'"),
        field("count: 100\n", "count: 99999999999\n", 18, "groups[1].count", "99999999999"),
        field("count: 1000", "count: 4000", 14, "groups[0].count", "14.7 MW at the meter"),
        field("count: 100\n", "cuont: 100\n", 18, "groups[1].cuont", "did you mean count?"),
        field("  mw: 10\n", "  mw: -10\n", 5, "grid.mw", "is -10"),
        field("  mw: 10\n", "  mw: .nan\n", 5, "grid.mw", "finite number"),
        field("  mw: 10\n", "  mw: NaN\n", 5, "grid.mw", "finite number"),
        field("  mw: 10\n", "  mw: .inf\n", 5, "grid.mw", "finite number"),
        field("  mw: 10\n", "  mw: 1e999\n", 5, "grid.mw", "finite number"),
        field("  mw: 10\n", "  mw: 10 MW\n", 5, "grid.mw", "is '10 MW'"),
        field("  mw: 10\n", "  mw:\n", 5, "grid.mw", "is missing"),
        field("  mw: 10\n", "", 4, "grid.mw", "is missing"),
        field("  firm: true", "  firm: perhaps", 6, "grid.firm", "true or false"),
        field("name: Test site", "name: 5", 2, "name", "in quotes"),
        field("id: test-site", "id: Test Site", 1, "id", "lower-case"),
        field("America/Chicago", "America/Chicgo", 3, "timeZone", "America/Chicago"),
        field("1.05", "0.9", 8, "operation.facilityOverhead", "is 0.9"),
        field("0.5\n", "101\n", 9, "operation.poolFeePercent", "is 101"),
        field("id: s19k", "id: s21", 16, "groups[1].id", "used twice"),
        field("kind: fixed", "kind: fix", 21, "tariff.kind", "did you mean fixed?"),
        field("  kind: fixed\n", "", 20, "tariff.kind", "one of fixed, time-of-use"),
        field("usdPerMwh: 55", "usdPerMWh: 55", 22, "tariff.usdPerMWh", "usdPerMwh?"),
        field(TARIFF, "  5\n", 20, "tariff", "is 5"),
        field("date: 2026-02-12", "date: 1800-02-12", 27, "contracts[0].date", "is 1800-02-12"),
        field("date: 2026-02-12", "date: 2026-02-31", 27, "contracts[0].date", "2026-02-31"),
        field("toHour: 20", "toHour: 16", 29, "contracts[0].toHour", "not after fromHour"),
        field("demand-response-event", "event", 24, "contracts[0].kind", "is 'event'"),
        field("30\n", "0\n", 34, "parameters.retire-loss-days", "not within 1 to 365"),
        field("retire-loss-days", "loss", 34, "parameters.loss", "no parameter 'loss'"),
        field("retire-loss-days: 30", "a: x", 34, "parameters.a", "is 'x'"),
        field("name: Test site", "name: Test site\nname: Other", 3, "name", "stands twice"),
        field("name: Test site", "name: *n", 2, "name", "an alias"),
        field("name: Test site", "name: !!binary aGVsbG8=", 2, "name", "a tag"));
  }

  private DynamicTest field(String good, String bad, int line, String field, String message) {
    return DynamicTest.dynamicTest(
        bad.isBlank() ? "without " + good.strip() : bad.strip(),
        () -> {
          assertThat(GOOD).contains(good);
          assertRefused(GOOD.replace(good, bad), line, field, message);
        });
  }

  private static String with(String clause) {
    return GOOD.replace("parameters:\n", clause.indent(2) + "parameters:\n");
  }

  @Test
  void aDateAnywhereInAClauseIsCheckedAndCitedByItsPlace() {
    String supply =
        """
        - kind: power-supply
          ref: PPA 6
          party: Utility
          permittedUses: [mining]
          assignmentConsent: false
          elections:
            - {what: the block, by: 2026-04-01, noticeDays: 30}
            - {what: the block, by: 1799-04-01, noticeDays: 30}
          term: {from: 1801-01-01}
        """;

    assertThat(reader.read("site.yaml", with(supply), null).problems())
        .extracting(SiteProblem::field, SiteProblem::message)
        .containsExactlyInAnyOrder(
            tuple("contracts[1].elections[1].by", "is 1799-04-01"),
            tuple("contracts[1].term.from", "is 1801-01-01"));
  }

  @Test
  void aFeeOnTwoBasesIsRefusedWithTheThreeThatThereAre() {
    String hosting =
        """
        - kind: client-hosting
          ref: Hosting 5
          client: A client
          groups: [s21]
          fee: {usdPerMwh: 60, revenueSharePercent: 20}
          powerPassThrough: false
        """;

    assertThat(reader.read("site.yaml", with(hosting), null).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("contracts[1].fee.usdPerMwh");
              assertThat(problem.remedy())
                  .contains("usdPerMwh, usdPerKwMonth and revenueSharePercent");
            });
  }

  @Test
  void aUseThatNobodyKnowsIsRefusedWithThoseThatThereAre() {
    String lease =
        """
        - kind: land-lease
          ref: Lease 2
          lessor: Ranch
          permittedUses: [minning]
          until: 2040-01-01
        """;

    assertThat(reader.read("site.yaml", with(lease), null).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("contracts[1].permittedUses[0]");
              assertThat(problem.remedy()).contains("did you mean mining?");
            });
  }

  @TestFactory
  Stream<DynamicTest> aTextThatIsNoSiteFileIsRefused() {
    return Stream.of(
        text("", null, "is empty"),
        text("# only a comment\n", null, "is empty"),
        text("- a\n- b\n", 1, "holds no fields"),
        text("hello\n", 1, "holds no fields"),
        text(GOOD + "---\n" + GOOD, 36, "more than one YAML document"),
        text(GOOD.replace("name: Test site", "name: Test: site"), 2, "is not YAML"),
        text(GOOD.replace("  firm: true", "\tfirm: true"), 6, "is not YAML"),
        text(GOOD + "a: 'open\n", 35, "is not YAML"),
        text("{\"id\": \"x\",", 1, "is not JSON"),
        text("[".repeat(5000), 1, "holds no fields"),
        text("a: " + "[".repeat(5000), null, "is not YAML"),
        text("id: \u0000", 1, "control character U+0000"));
  }

  private DynamicTest text(String text, Integer line, String message) {
    return DynamicTest.dynamicTest(message, () -> assertRefused(text, line, null, message));
  }

  @Test
  void aBombOfAliasesIsRefusedBeforeItGrows() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    assertThat(read(bomb.toString()).problems())
        .anySatisfy(problem -> assertThat(problem.message()).contains("an alias"));
  }

  @Test
  void manyProblemsAreToldAtOnceInTheOrderOfTheirLines() {
    String bad =
        GOOD.replace("Antminer S21\n", "Antminer\n")
            .replace("count: 100\n", "count: -1\n")
            .replace("America/Chicago", "Mars")
            .replace("reduceMw: 2\n", "reduceMw: 0\n")
            .replace("usdPerMwh: 55", "usdPerMwh: 1000000");

    assertThat(read(bad).problems())
        .extracting(SiteProblem::field)
        .containsExactly(
            "timeZone",
            "groups[0].model",
            "groups[1].count",
            "tariff.usdPerMwh",
            "contracts[0].reduceMw");
  }

  @Test
  void groupsThatTogetherExceedTheConnectionAreAWarning() {
    SiteReading reading =
        read(GOOD.replace("count: 1000", "count: 2500").replace("count: 100\n", "count: 1000\n"));

    assertThat(reading.isValid()).isTrue();
    assertThat(reading.warnings()).hasSize(1);
    assertThat(reading.warnings().get(0).field()).isEqualTo("groups");
    assertThat(reading.warnings().get(0).line()).isEqualTo(11);
    assertThat(reading.warnings().get(0).message()).contains("12.1 MW together");
  }

  @Test
  void moreUsedThanAClauseAllowsAYearIsAWarning() {
    String programme =
        """
        contracts:
          - kind: demand-response
            ref: ERS
            party: Grid operator
            noticeMinutes: 30
            responseMinutes: 10
            mw: 2
            maxEventsPerYear: 8
            maxHoursPerYear: 24
            maxHoursPerEvent: 4
            eventsUsed: 9
            hoursUsed: 24.5
            capacityUsdPerKwMonth: 4
            energyUsdPerMwh: 60
            penaltyUsdPerMwh: 100
        """;
    SiteReading reading = read(GOOD.replace("contracts:\n", programme));

    assertThat(reading.isValid()).isTrue();
    assertThat(reading.warnings())
        .extracting(SiteProblem::line, SiteProblem::field, SiteProblem::message)
        .containsExactly(
            tuple(33, "contracts[0].eventsUsed", "is 9, more than the 8 of maxEventsPerYear"),
            tuple(34, "contracts[0].hoursUsed", "is 24.5, more than the 24 of maxHoursPerYear"));
  }

  @Test
  void aFirmwareWithoutKnownProfilesIsAWarning() {
    SiteReading reading = read(GOOD.replace("LuxOS 2025.4.8", "LuxOS 2025.4.9"));

    assertThat(reading.isValid()).isTrue();
    assertThat(reading.warnings().get(0).field()).isEqualTo("groups[1].firmware");
    assertThat(reading.warnings().get(0).remedy()).contains("LuxOS 2025.4.8");
  }

  @Test
  void aSitesOwnRigMayBeNamedByItsGroups() {
    String own =
        GOOD.replace("model: Antminer S21\n", "model: Own rig\n")
            + """
            rigs:
              - model: Own rig
                maker: Us
                hashrateThs: 100
                powerW: 2000
                cooling: air
            profiles:
              - model: Own rig
                profile: measured
                hashrateThs: 90
                powerW: 1700
                basis: measured
            """;

    assertThat(read(own).problems()).isEmpty();
    assertRefused(own.replace("cooling: air", "cooling: ice"), 40, "rigs[0].cooling", "is 'ice'");
    assertRefused(
        own.replace("  - model: Own rig\n    profile", "  - model: Another\n    profile"),
        42,
        "profiles[0].model",
        "not in the hardware catalogue");
  }

  @Nested
  class ATimeOfUseTariff {
    private static final String DAY_AND_NIGHT =
        """
          kind: time-of-use
          periods:
            - name: Day
              days: all
              fromHour: 8
              toHour: 20
              usdPerMwh: 60
            - name: Morning
              days: all
              fromHour: 0
              toHour: 8
              usdPerMwh: 30
            - name: Night
              days: all
              fromHour: 20
              toHour: 24
              usdPerMwh: 30
        """;

    @Test
    void thatPricesEveryHourOnceIsTaken() {
      assertThat(read(GOOD.replace(TARIFF, DAY_AND_NIGHT)).problems()).isEmpty();
    }

    @Test
    void thatLeavesAnHourOutIsRefused() {
      assertRefused(
          GOOD.replace(TARIFF, DAY_AND_NIGHT.replace("toHour: 8\n", "toHour: 7\n")),
          22,
          "tariff.periods",
          "price nothing from 07:00 to 08:00");
    }

    @Test
    void thatPricesAnHourTwiceIsRefused() {
      assertRefused(
          GOOD.replace(TARIFF, DAY_AND_NIGHT.replace("toHour: 8\n", "toHour: 9\n")),
          22,
          "tariff.periods",
          "price twice, by Day and Morning, from 08:00 to 09:00");
    }

    @Test
    void withAPeriodThatEndsBeforeItBeginsNamesThatPeriod() {
      assertRefused(
          GOOD.replace(TARIFF, DAY_AND_NIGHT.replace("toHour: 24", "toHour: 5")),
          36,
          "tariff.periods[2].toHour",
          "not after fromHour");
    }
  }

  @Nested
  class APriceFile {
    private static final String DAILY =
        "  kind: hourly-series\n  file: prices.csv\n  repeats: daily\n  adderUsdPerMwh: 9\n";
    private static final String DATED = DAILY.replace("daily", "never");

    @Test
    void ofADayIsRead() throws IOException {
      SiteReading reading = with(DAILY, "hour_beginning,usd_per_mwh\n" + hours(24));

      assertThat(reading.problems()).isEmpty();
      assertThat(((HourlySeries) reading.site().tariff()).hours()).hasSize(24);
      assertThat(reading.priceFiles()).containsExactly(folder.resolve("prices.csv"));
    }

    @Test
    void ofDatesAndHoursIsRead() throws IOException {
      SiteReading reading =
          with(
              DATED,
              "date,hour_beginning,day_ahead_usd_per_mwh\r\n"
                  + "2021-02-14,23,1489.77\r\n2021-02-15,0,-3.5\r\n");

      assertThat(reading.problems()).isEmpty();
      assertThat(((HourlySeries) reading.site().tariff()).hours())
          .extracting(hour -> hour.beginning() + " " + hour.usdPerMwh())
          .containsExactly("2021-02-14T23:00 1489.77", "2021-02-15T00:00 -3.5");
    }

    @Test
    void namesTheLineThatIsBad() throws IOException {
      String csv = "# made up\nhour_beginning,usd_per_mwh\n" + hours(24);

      assertCsvRefused(DAILY, csv.replace("5,5.5", "5,dear"), 8, "is 'dear'");
      assertCsvRefused(DAILY, csv.replace("5,5.5", "5,NaN"), 8, "is 'NaN'");
      assertCsvRefused(DAILY, csv.replace("5,5.5", "5,1e300"), 8, "is 1.0E300");
      assertCsvRefused(DAILY, csv.replace("5,5.5", "5"), 8, "is missing");
      assertCsvRefused(DAILY, csv.replace("5,5.5", "25,5.5"), 8, "is '25'");
      assertCsvRefused(DAILY, csv.replace("\n5,5.5", ""), 7, "hour 5 has no price");
      assertCsvRefused(DAILY, csv.replace("\n5,5.5", "\n5,5.5\n5,6"), 9, "line 8 prices already");
      assertCsvRefused(DAILY, csv.replace("hour_beginning", "hour"), 2, "is no column");
      assertCsvRefused(DAILY, "", null, "is empty");
      assertCsvRefused(DAILY, "hour_beginning,usd_per_mwh\n", null, "holds no hours");
      assertCsvRefused(DATED, csv, 3, "is '0'");
    }

    @Test
    void hasNoGapBetweenItsFirstHourAndItsLast() throws IOException {
      String csv = "hour_beginning,usd_per_mwh\n2026-02-12T01:00,5\n2026-02-12 03:00,5\n";

      assertCsvRefused(DATED, csv, 2, "2026-02-12 02:00 has no price");
    }

    @Test
    void hasNoHourThatSpringSkips() throws IOException {
      // In Chicago 2026-03-08 has 23 hours.
      String csv = "hour_beginning,usd_per_mwh\n2026-03-08T01:00,5\n2026-03-08T03:00,5\n";

      assertThat(with(DATED, csv).problems()).isEmpty();
      assertCsvRefused(DATED, csv + "2026-03-08T02:00,5\n", 4, "skips that day");
    }

    @Test
    void hasTheHourThatAutumnRepeatsTwice() throws IOException {
      // In Chicago 2026-11-01 has 25 hours.
      String csv = "hour_beginning,usd_per_mwh\n2026-11-01T00:00,4\n2026-11-01T01:00,5\n";
      String twice = csv + "2026-11-01T01:00,6\n2026-11-01T02:00,7\n";

      assertThat(with(DATED, twice).problems()).isEmpty();
      assertThat(((HourlySeries) read(withTariff(DATED)).site().tariff()).hours()).hasSize(4);
      assertCsvRefused(DATED, csv + "2026-11-01T02:00,7\n", 3, "clock repeats the hour");
      assertCsvRefused(DATED, twice + "2026-11-01T01:00,8\n", 6, "prices already");
    }

    @Test
    void thatIsNotThereIsNamed() {
      assertRefused(withTariff(DAILY), 22, "tariff.file", "which is not there");
    }

    @Test
    void outsideTheFolderIsRefused(@TempDir Path elsewhere) throws IOException {
      Path secret = Files.writeString(elsewhere.resolve("secret.csv"), "hour_beginning\n");
      Files.createSymbolicLink(folder.resolve("link.csv"), secret);

      for (String name : List.of("../secret.csv", secret.toString(), "a/../../x.csv", "link.csv")) {
        assertRefused(
            withTariff(DAILY.replace("prices.csv", name)), 22, "tariff.file", "not in the folder");
      }
    }

    @Test
    void isNotReadWherePricesStandInTheSiteFile() {
      String inline = "  hours:\n    - {beginning: '2026-02-12T17:00:00', usdPerMwh: 5}\n";
      SiteReading reading = read(withTariff(DATED + inline));

      assertThat(reading.isValid()).isTrue();
      assertThat(reading.warnings().get(0).message()).contains("is not read");
      assertRefused(
          withTariff(DATED + inline.replace("17:00:00", "five")),
          26,
          "tariff.hours[0].beginning",
          "is '2026-02-12Tfive'");
    }

    private String hours(int count) {
      return IntStream.range(0, count)
          .mapToObj(hour -> hour + "," + hour + ".5\n")
          .collect(Collectors.joining());
    }

    private String withTariff(String tariff) {
      return GOOD.replace(TARIFF, tariff);
    }

    private SiteReading with(String tariff, String csv) throws IOException {
      Files.writeString(folder.resolve("prices.csv"), csv);
      return read(withTariff(tariff));
    }

    private void assertCsvRefused(String tariff, String csv, Integer line, String message)
        throws IOException {
      SiteReading reading = with(tariff, csv);
      assertThat(reading.isValid()).isFalse();
      assertThat(reading.problems())
          .anySatisfy(
              problem -> {
                assertThat(problem.file()).isEqualTo("prices.csv");
                assertThat(problem.line()).isEqualTo(line);
                assertThat(problem.message()).contains(message);
              });
    }
  }

  @Nested
  class AFile {
    @Test
    void isReadWithOrWithoutAByteOrderMark() throws IOException {
      Path file = Files.writeString(folder.resolve("a.yaml"), "\uFEFF" + GOOD);

      assertThat(reader.read(file).problems()).isEmpty();
    }

    @Test
    void largerThanTheLimitIsNotReadWhole() throws IOException {
      Path file = folder.resolve("large.yaml");
      try (var large = new java.io.RandomAccessFile(file.toFile(), "rw")) {
        large.setLength(50L << 20);
      }

      assertFileRefused(file, null, "is larger than 1024 KiB");
    }

    @Test
    void thatIsBinaryIsRefused() throws IOException {
      assertFileRefused(
          Files.write(folder.resolve("b.yaml"), new byte[] {'i', 'd', '\n', 0, 1, 2}),
          2,
          "control character");
    }

    @Test
    void thatIsNotUtf8IsRefused() throws IOException {
      assertFileRefused(
          Files.write(
              folder.resolve("b.yaml"),
              "id: a\nname: Saint-Félicien\n".getBytes(StandardCharsets.ISO_8859_1)),
          2,
          "is not text in UTF-8");
    }

    @Test
    void thatIsAFolderOrNotThereIsRefused() throws IOException {
      assertFileRefused(Files.createDirectory(folder.resolve("d.yaml")), null, "cannot be read");
      assertFileRefused(folder.resolve("none.yaml"), null, "is not there");
    }

    private void assertFileRefused(Path file, Integer line, String message) {
      SiteReading reading = reader.read(file);
      assertThat(reading.isValid()).isFalse();
      assertThat(reading.problems()).hasSize(1);
      assertThat(reading.problems().get(0).file()).isEqualTo(file.getFileName().toString());
      assertThat(reading.problems().get(0).line()).isEqualTo(line);
      assertThat(reading.problems().get(0).message()).contains(message);
    }
  }

  private SiteReading read(String yaml) {
    return reader.read("test.yaml", yaml, folder);
  }

  private void assertRefused(String yaml, Integer line, String field, String message) {
    SiteReading reading = read(yaml);
    assertThat(reading.isValid()).isFalse();
    assertThat(reading.problems()).as("problems %s", reading.problems()).hasSize(1);
    SiteProblem problem = reading.problems().get(0);
    assertThat(problem.file()).isEqualTo("test.yaml");
    assertThat(problem.field()).as("%s", problem).isEqualTo(field);
    assertThat(problem.line()).as("%s", problem).isEqualTo(line);
    assertThat(problem.toString()).contains(message);
    assertThat(problem.remedy()).isNotBlank();
  }
}
