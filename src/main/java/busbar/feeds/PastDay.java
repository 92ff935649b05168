package busbar.feeds;

import busbar.market.MarketDay;
import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One day of the market's history as the API answers it. */
@Schema(description = "One day of the market's history")
public record PastDay(
    @Schema(description = "The day, UTC") LocalDate date,
    @Schema(description = "Expected revenue from difficulty, USD per PH/s per day")
        double hashpriceUsdPerPhDay,
    @Schema(description = "USD per BTC") double btcPriceUsd,
    @Schema(description = "Network difficulty; the day's mean on a retarget day") double difficulty,
    @Schema(description = "Network hashrate that the difficulty stands for, EH/s")
        double networkHashrateEhs,
    @Schema(description = "Block subsidy, BTC a block") double subsidyBtcPerBlock,
    @Schema(description = "Mean fees, BTC a block; null where not recorded", nullable = true)
        @Nullable Double feesBtcPerBlock) {

  static PastDay of(MarketDay day) {
    MarketSnapshot market = day.snapshot("history", true);
    Quote fees = market.feesBtcPerBlock();
    return new PastDay(
        day.date(),
        market.hashpriceUsdPerPhDay(),
        day.btcPriceUsd(),
        day.difficulty(),
        market.networkHashrateEhs(),
        market.subsidyBtcPerBlock().value(),
        fees == null ? null : (Double) fees.value());
  }
}
