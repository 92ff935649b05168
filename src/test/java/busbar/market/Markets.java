package busbar.market;

import java.time.Instant;
import java.time.LocalDate;

/** Market snapshots for tests. */
final class Markets {
  static final LocalDate DAY = LocalDate.of(2026, 2, 2);
  private static final Instant NOON = Instant.parse("2026-02-02T12:00:00Z");

  private Markets() {}

  /** After the halving of 2024: 3.125 BTC a block. */
  static MarketSnapshot market(double btcPriceUsd, double difficulty, double feesBtcPerBlock) {
    return new MarketSnapshot(
        DAY,
        new Quote(btcPriceUsd, "test", NOON),
        new Quote(difficulty, "test", NOON),
        new Quote(3.125, "test", NOON),
        new Quote(feesBtcPerBlock, "test", NOON),
        null,
        false);
  }
}
