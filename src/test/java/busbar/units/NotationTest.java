package busbar.units;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Number formats of the pages: PAGES.md, section 7. */
class NotationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | $0",
        "0.4 | $0",
        "-0.4 | $0",
        "0.5 | $1",
        "-0.5 | −$1",
        "999.6 | $1,000",
        "4020.3 | $4,020",
        "-4020.3 | −$4,020",
        "9999.4 | $9,999",
        "9999.5 | $10.0k",
        "12345 | $12.3k",
        "123456 | $123k",
        "999499 | $999k",
        "999500 | $1.00M",
        "-1234567 | −$1.23M",
        "55700000 | $55.7M",
        "999500000 | $1.00B",
        "12300000000 | $12.3B"
      })
  void dollarsAreWholeBelowTenThousandThenOfThreeDigits(double value, String text) {
    assertThat(Notation.usd(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"4020 | +$4,020", "-4020 | −$4,020", "0 | $0", "0.3 | $0", "NaN | —"})
  void aDifferenceHasItsSign(double value, String text) {
    assertThat(Notation.usdDifference(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "averageUsdPerMwh | 63.4 | $63.40/MWh",
        "averageUsdPerMwh | -20.126 | −$20.13/MWh",
        "averageUsdPerMwh | 1234.5 | $1,234.50/MWh",
        "hashpriceUsdPerPhDay | 33.28 | $33.28/PH/day",
        "firstRentUsdPerKwMonth | 120.5 | $120.50/kW-month",
        "usdPerDay | 4020 | $4,020 a day",
        "gainUsdPerYear | 1230000 | $1.23M a year",
        "resaleUsdPerRig | 450 | $450 a rig",
        "btcPriceUsd | 66221.84 | $66.2k",
        "mw | 12.34 | 12.3 MW",
        "reduceMw | 1234.56 | 1,234.6 MW",
        "clearsPercent | 61.04 | 61.0 %",
        "efficiencyJPerTh | 29.545 | 29.5 J/TH",
        "hashrateThs | 473 | 473.0 TH/s",
        "powerW | 5676 | 5,676 W",
        "ageHours | 12 | 12 h",
        "hoursOffThisMonth | 2.25 | 2.3 h",
        "lossDays | 1 | 1 day",
        "lossDays | 30 | 30 days",
        "rigs | 12000 | 12,000",
        "usd | NaN | —",
        "mw | Infinity | —"
      })
  void aFieldsNameSaysItsUnit(String field, double value, String text) {
    assertThat(Notation.format(field, value)).isEqualTo(text);
  }

  @Test
  void whatIsNotKnownIsADash() {
    assertThat(Notation.format("mw", null)).isEqualTo("—");
    assertThat(Notation.usdCents(Double.NaN)).isEqualTo("—");
    assertThat(Notation.mw(Double.NaN)).isEqualTo("—");
    assertThat(Notation.format("", 5)).isEqualTo("5");
    assertThat(Notation.format("ref", "PPA §4.2")).isEqualTo("PPA §4.2");
  }

  @Property
  void aMinusIsARealOneAndNeverStandsBeforeZero(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double value) {
    String text = Notation.usd(value);
    assertThat(text).doesNotContain("-").doesNotContain("−$0");
    assertThat(Notation.usd(-value).replace("−", "")).isEqualTo(text.replace("−", ""));
  }
}
