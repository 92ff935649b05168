package busbar.feeds;

import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The market as the API answers it. */
@Schema(name = "Market", description = "What the network and the exchanges say on one day")
public record MarketAnswer(
    @Schema(description = "The day it stands for, UTC") LocalDate date,
    @Schema(description = "Whether these are bundled sample data rather than a live feed's")
        boolean sample,
    @Schema(description = "The instant from which ages count") Instant assessedAt,
    @Schema(description = "Expected revenue from difficulty, USD per PH/s per day")
        double hashpriceUsdPerPhDay,
    @Schema(description = "USD per BTC") double btcPriceUsd,
    @Schema(description = "Network difficulty") double difficulty,
    @Schema(description = "Network hashrate that the difficulty stands for, EH/s")
        double networkHashrateEhs,
    @Schema(description = "Block subsidy, BTC a block") double subsidyBtcPerBlock,
    @Schema(description = "Mean fees, BTC a block; null where not known", nullable = true)
        @Nullable Double feesBtcPerBlock,
    @Schema(description = "Where each value comes from and how old it is") List<Origin> origins) {

  /**
   * Where a value comes from.
   *
   * @param ageHours hours from {@code asOf} to the instant assessed
   */
  @Schema(name = "Origin", description = "Where a value comes from and how old it is")
  public record Origin(
      @Schema(description = "Name of the value's field") String field,
      @Schema(description = "Who says so") String source,
      @Schema(description = "The instant at which it was true") Instant asOf,
      @Schema(description = "Hours from then to the instant assessed") double ageHours) {
    private static Origin of(String field, Quote quote, Instant assessedAt) {
      return new Origin(field, quote.source(), quote.asOf(), quote.ageHours(assessedAt));
    }
  }

  static MarketAnswer of(MarketSnapshot market, Instant assessedAt) {
    List<Origin> origins = new ArrayList<>();
    origins.add(Origin.of("btcPriceUsd", market.btcPriceUsd(), assessedAt));
    origins.add(Origin.of("difficulty", market.difficulty(), assessedAt));
    origins.add(Origin.of("subsidyBtcPerBlock", market.subsidyBtcPerBlock(), assessedAt));
    Quote fees = market.feesBtcPerBlock();
    if (fees != null) {
      origins.add(Origin.of("feesBtcPerBlock", fees, assessedAt));
    }
    return new MarketAnswer(
        market.date(),
        market.sample(),
        assessedAt,
        market.hashpriceUsdPerPhDay(),
        market.btcPriceUsd().value(),
        market.difficulty().value(),
        market.networkHashrateEhs(),
        market.subsidyBtcPerBlock().value(),
        fees == null ? null : (Double) fees.value(),
        origins);
  }
}
