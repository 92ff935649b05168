package busbar.sitefiles;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.tariff.PriceSeries.Price;
import busbar.tariff.PriceSeries.Repeats;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV as spreadsheets of all countries save it: read where it can only mean one thing. */
class SeriesFileTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private static List<Price> prices(String csv, int minutes, Problems problems) {
    return SeriesFile.prices(csv, Repeats.NEVER, minutes, CHICAGO, problems);
  }

  private static SiteProblem refused(String csv) {
    return refused(csv, Repeats.NEVER, 60);
  }

  private static SiteProblem refused(String csv, Repeats repeats, int minutes) {
    Problems problems = new Problems("prices.csv");
    SeriesFile.prices(csv, repeats, minutes, CHICAGO, problems);
    assertThat(problems.list()).hasSize(1);
    return problems.list().get(0);
  }

  private static SiteProblem at(int line, String field, String message, String remedy) {
    return new SiteProblem("prices.csv", line, field, message, remedy);
  }

  @Test
  void aByteOrderMarkBeforeTheFirstColumnIsNoPartOfItsName() {
    Problems problems = new Problems("prices.csv");
    assertThat(
            prices("\uFEFFhour_beginning,usd_per_mwh\r\n2026-01-05 00:00,45.5\r\n", 60, problems))
        .containsExactly(new Price(LocalDateTime.parse("2026-01-05T00:00"), 45.5));
    assertThat(problems.list()).isEmpty();
    SeriesFile.Load load =
        SeriesFile.load(
            "load.csv",
            "\uFEFFinterval_beginning,mwh\n2026-01-05 00:00,1\n2026-01-05 00:15,2\n",
            null,
            CHICAGO);
    assertThat(load.problems()).isEmpty();
    // A MWh in a quarter of an hour is a mean of 4 MW.
    assertThat(load.series()).isNotNull();
    assertThat(load.series().kw(0)).isEqualTo(4_000);
    assertThat(load.series().kw(1)).isEqualTo(8_000);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          hour_beginning;usd_per_mwh, semicolons
          Hour_Beginning;Node;DA_USD_per_MWh, semicolons
          hour_beginning\tusd_per_mwh, tabs
          """)
  void fieldsThatAreSeparatedOtherwiseAreRefusedByTheFirstLine(String header, String separator) {
    String sign = separator.equals("tabs") ? "\t" : ";";
    String csv = "# from a spreadsheet\n" + header + "\n2026-01-05 00:00" + sign + "45,5\n";
    assertThat(refused(csv))
        .isEqualTo(
            at(
                2,
                null,
                "separates its fields by " + separator,
                "separate them by commas and write decimals with a point, beginning with the line"
                    + " hour_beginning,usd_per_mwh"));
  }

  @Test
  void aDecimalCommaThatCutsANumberInTwoIsNotReadAsAWholeNumber() {
    assertThat(refused("hour_beginning,usd_per_mwh\n2026-01-05 00:00,45,5\n"))
        .isEqualTo(
            at(
                2,
                null,
                "has 3 fields under 2 columns",
                "write decimals with a point, such as 45.5; a comma begins the next field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"45,5", "-45,5", "1,234.5", "1.234,5", "1,234,567", ",5"})
  void aCommaInAQuotedNumberIsRefused(String number) {
    assertThat(refused("hour_beginning,usd_per_mwh\n2026-01-05 00:00,\"" + number + "\"\n"))
        .isEqualTo(
            at(
                2,
                "usd_per_mwh",
                "is '" + number + "'",
                "write decimals with a point and thousands without a comma, such as 1234.5"));
  }

  @Test
  void aNumberTooLargeToBeOneIsRefusedByLine() {
    SeriesFile.Load load =
        SeriesFile.load(
            "load.csv",
            "hour_beginning,kw\n2026-01-05 00:00,100\n2026-01-05 01:00,1e999\n",
            null,
            ZoneOffset.UTC);

    assertThat(load.series()).isNull();
    assertThat(load.problems()).hasSize(1);
    assertThat(load.problems().get(0).line()).isEqualTo(3);
    assertThat(load.problems().get(0).field()).isEqualTo("kw");
    assertThat(load.problems().get(0).message()).isEqualTo("is '1e999'");
  }

  @Test
  void emptyFieldsBehindTheLastColumnAreNoFault() {
    Problems problems = new Problems("prices.csv");
    assertThat(prices("hour_beginning,usd_per_mwh\n2026-01-05 00:00,45.5,,\n", 60, problems))
        .hasSize(1);
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-1-5 0:00, 2026-01-05 00:00",
    "2026-1-05 00:00, 2026-01-05 00:00",
    "2026-01-05 7:00, 2026-01-05 07:00",
    "2026-01-05T7:00-06:00, 2026-01-05T07:00-06:00",
    "2026-1-5 0:00-6:00, 2026-01-05 00:00-06:00"
  })
  void aTimeWithoutItsZerosIsRefusedWithThemWritten(String written, String mended) {
    assertThat(refused("hour_beginning,usd_per_mwh\n" + written + ",45.5\n"))
        .isEqualTo(at(2, "hour_beginning", "is '" + written + "'", "write " + mended));
  }

  @Test
  void aDateOrATimeOfDayWithoutItsZerosIsRefusedWithThemWritten() {
    assertThat(refused("date,hour_beginning,usd_per_mwh\n2026-1-5,7,45.5\n"))
        .isEqualTo(at(2, "date", "is '2026-1-5'", "write 2026-01-05"));
    assertThat(refused("interval_beginning,usd_per_mwh\n7:15,45.5\n", Repeats.DAILY, 15))
        .isEqualTo(at(2, "interval_beginning", "is '7:15'", "write 07:15"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-13-5 0:00",
        "5.1.2026 0:00",
        "1/5/2026 0:00",
        "2026-2-30 0:00",
        "2026-02-30 00:00"
      })
  void whatIsNoTimeWithItsZerosEitherIsAnsweredWithAnExample(String written) {
    assertThat(refused("hour_beginning,usd_per_mwh\n" + written + ",45.5\n"))
        .isEqualTo(
            at(
                2,
                "hour_beginning",
                "is '" + written + "'",
                "write a date and a full hour, such as 2026-02-12 17:00; or set intervalMinutes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-05T06:00Z",
        "2026-01-05 06:00z",
        "2026-01-05T00:00-06:00",
        "2026-01-05 00:00:00-0600"
      })
  void anOffsetIsReadHoweverItIsWritten(String written) {
    Problems problems = new Problems("prices.csv");
    assertThat(prices("hour_beginning,usd_per_mwh\n" + written + ",45.5\n", 60, problems))
        .containsExactly(new Price(LocalDateTime.parse("2026-01-05T00:00"), 45.5));
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void twentyFourOClockEndsADay() {
    Problems problems = new Problems("prices.csv");
    assertThat(prices("hour_ending,usd_per_mwh\n2026-01-05 24:00,45.5\n", 60, problems))
        .containsExactly(new Price(LocalDateTime.parse("2026-01-05T23:00"), 45.5));
    assertThat(problems.list()).isEmpty();
  }
}
