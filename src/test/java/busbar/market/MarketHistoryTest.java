package busbar.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.units.OutOfRange;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MarketHistoryTest {
  private static final String CSV =
      """
      date,price_usd,network_hashrate_ths,difficulty,fees_btc
      2026-02-10,68779.9,1,125864590119494,
      2026-02-11,66991.97,1,125864590119494,2.94451038
      2026-02-12,66221.84,1,125864590119494,2.54254112
      2026-02-13,69069.98,1,125864590119494,2.54254112
      """;

  private static LocalDate day(int ofFebruary) {
    return LocalDate.of(2026, 2, ofFebruary);
  }

  private static MarketHistory history() throws IOException {
    return MarketHistory.read(new StringReader(CSV), "a file", true, day(12));
  }

  @Test
  void daysAfterTheLastGoodOneAreLeftOut() throws IOException {
    assertThat(history().lastDate()).isEqualTo(day(12));
    assertThat(history().firstDate()).isEqualTo(day(10));
    assertThat(history().findSnapshot(day(13))).isEmpty();
    assertThatThrownBy(() -> history().getSnapshot(day(13)))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("2026-02-10 to 2026-02-12");
  }

  @Test
  void feesABlockAreTheDaysOver144() throws IOException {
    assertThat(history().getSnapshot(day(12)).feesBtcPerBlock().value())
        .isCloseTo(0.0176565, within(1e-6));
    assertThat(history().getSnapshot(day(10)).feesBtcPerBlock()).isNull();
  }

  @Test
  void daysAreListedInOrderBothEndsIncluded() throws IOException {
    assertThat(history().listDays(day(11), day(28)))
        .extracting(MarketDay::date)
        .containsExactly(day(11), day(12));
    assertThat(history().listDays(day(12), day(11))).isEmpty();
  }

  @Test
  void pastHashpricesComeTheLatestFirstAndNoMoreThanThereAre() throws IOException {
    double[] past = history().hashpricesUntil(day(11), 5);
    assertThat(past)
        .containsExactly(
            history().getSnapshot(day(11)).hashpriceUsdPerPhDay(),
            history().getSnapshot(day(10)).hashpriceUsdPerPhDay());
    assertThat(history().hashpricesUntil(day(12), 2)).hasSize(2);
    assertThat(history().hashpricesUntil(day(9), 2)).isEmpty();
    assertThat(DoubleStream.of(past).allMatch(usd -> usd > 30 && usd < 40)).isTrue();
  }

  @Test
  void aDayTwiceAndNoDayAtAllAreRefused() {
    MarketDay day = new MarketDay(day(1), 75_000, 1e14, null);
    assertThatThrownBy(() -> new MarketHistory("x", true, List.of(day, day)))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("2026-02-01 twice");
    assertThatThrownBy(() -> new MarketHistory("x", true, List.of()))
        .isInstanceOf(OutOfRange.class);
  }
}
