package busbar.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busbar.units.OutOfRange;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsidyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 50",
    "209999, 50",
    "210000, 25",
    "419999, 25",
    "420000, 12.5",
    "630000, 6.25",
    "839999, 6.25",
    "840000, 3.125",
    "1050000, 1.5625",
    "6929999, 0.00000001",
    "6930000, 0",
    "13440000, 0",
    "9223372036854775807, 0"
  })
  void itHalvesEvery210000Blocks(long height, double btc) {
    assertThat(Subsidy.atHeight(height)).isEqualTo(btc);
  }

  @Test
  void allOfThemTogetherAreTheMoneyThatThereWillEverBe() {
    // Bitcoin Core, src/test/validation_tests.cpp, subsidy_limit_test: 2099999997690000 satoshis.
    long satoshis = 0;
    for (long height = 0; height < 14_000_000; height += 1_000) {
      satoshis += Math.round(Subsidy.atHeight(height) * 1e8) * 1_000;
    }
    assertThat(satoshis).isEqualTo(2_099_999_997_690_000L);
  }

  /** Days of the blocks 210,000, 420,000, 630,000 and 840,000, UTC, as any block explorer has. */
  @ParameterizedTest
  @CsvSource({
    "2009-01-03, 50",
    "2012-11-27, 50",
    "2012-11-28, 25",
    "2016-07-08, 25",
    "2016-07-09, 12.5",
    "2020-05-10, 12.5",
    "2020-05-11, 6.25",
    "2024-04-19, 6.25",
    "2024-04-20, 3.125",
    "2026-02-12, 3.125",
    "2027-12-31, 3.125"
  })
  void aDayHasTheSubsidyOfItsBlocks(LocalDate day, double btc) {
    assertThat(Subsidy.on(day)).isEqualTo(btc);
  }

  @Test
  void whatNobodyCanKnowIsRefused() {
    assertThatThrownBy(() -> Subsidy.atHeight(-1)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Subsidy.on(LocalDate.of(1800, 1, 1)))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("2009-01-03");
    assertThatThrownBy(() -> Subsidy.on(LocalDate.of(2028, 1, 1)))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("block height");
  }
}
