package busbar.market;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the market said on one day, each value with its source and age.
 *
 * <p>Amounts of money are double: they feed estimates, never a bill.
 *
 * @param date the day it stands for, UTC
 * @param btcPriceUsd USD per BTC, {@value #MIN_BTC_PRICE_USD} to {@value #MAX_BTC_PRICE_USD}
 * @param difficulty network difficulty, {@value #MIN_DIFFICULTY} to {@value #MAX_DIFFICULTY}
 * @param subsidyBtcPerBlock BTC a block
 * @param feesBtcPerBlock mean fees of the last 144 blocks, BTC a block; absent where unknown
 * @param retarget the next change of difficulty, where it is in sight
 * @param sample whether these are bundled sample data rather than a live feed
 */
public record MarketSnapshot(
    LocalDate date,
    Quote btcPriceUsd,
    Quote difficulty,
    Quote subsidyBtcPerBlock,
    @Nullable Quote feesBtcPerBlock,
    @Nullable Retarget retarget,
    boolean sample) {

  /** Far beyond what can be, and yet so that every figure made of them stays finite. */
  public static final double MIN_BTC_PRICE_USD = 0.000_001;

  public static final double MAX_BTC_PRICE_USD = 1e9;

  /** The difficulty of the first block. */
  public static final double MIN_DIFFICULTY = 1;

  public static final double MAX_DIFFICULTY = 1e24;

  /** Most BTC that a block may bring, by subsidy or by fees. */
  public static final double MAX_BTC_PER_BLOCK = 1e6;

  /** Hashes that one unit of difficulty takes on average: 2^32. */
  private static final double HASHES_PER_DIFFICULTY = 4_294_967_296.0;

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double BLOCK_SECONDS = 600;

  public MarketSnapshot {
    Ranges.present("date", date);
    Ranges.within(
        "btcPriceUsd",
        Ranges.present("btcPriceUsd", btcPriceUsd).value(),
        MIN_BTC_PRICE_USD,
        MAX_BTC_PRICE_USD);
    Ranges.within(
        "difficulty",
        Ranges.present("difficulty", difficulty).value(),
        MIN_DIFFICULTY,
        MAX_DIFFICULTY);
    Ranges.within(
        "subsidyBtcPerBlock",
        Ranges.present("subsidyBtcPerBlock", subsidyBtcPerBlock).value(),
        0,
        MAX_BTC_PER_BLOCK);
    if (feesBtcPerBlock != null) {
      Ranges.within("feesBtcPerBlock", feesBtcPerBlock.value(), 0, MAX_BTC_PER_BLOCK);
    }
  }

  /**
   * Expected revenue, USD per PH/s per day: 10^15 · 86400 / (D · 2^32) · (subsidy + fees) · price.
   *
   * <p>It follows difficulty, not the hashrate of the last days: the two can differ by a third.
   * Unknown fees count as none.
   */
  @JsonIgnore
  public double hashpriceUsdPerPhDay() {
    double blocksPerPhDay = 1e15 * SECONDS_PER_DAY / (difficulty.value() * HASHES_PER_DIFFICULTY);
    double fees = feesBtcPerBlock == null ? 0 : feesBtcPerBlock.value();
    return blocksPerPhDay * (subsidyBtcPerBlock.value() + fees) * btcPriceUsd.value();
  }

  /** Network hashrate that the difficulty stands for, EH/s: D · 2^32 / 600. */
  @JsonIgnore
  public double networkHashrateEhs() {
    return difficulty.value() * HASHES_PER_DIFFICULTY / BLOCK_SECONDS / 1e18;
  }

  /** Age of the oldest of price and difficulty, hours. */
  public double ageHours(Instant assessedAt) {
    return Stream.of(btcPriceUsd, difficulty)
        .mapToDouble(q -> q.ageHours(assessedAt))
        .max()
        .orElseThrow();
  }

  /** The same day at another price. */
  public MarketSnapshot withBtcPriceUsd(double usd) {
    return new MarketSnapshot(
        date,
        new Quote(usd, btcPriceUsd.source(), btcPriceUsd.asOf()),
        difficulty,
        subsidyBtcPerBlock,
        feesBtcPerBlock,
        retarget,
        sample);
  }

  /** The same day at another difficulty. */
  public MarketSnapshot withDifficulty(double value) {
    return new MarketSnapshot(
        date,
        btcPriceUsd,
        new Quote(value, difficulty.source(), difficulty.asOf()),
        subsidyBtcPerBlock,
        feesBtcPerBlock,
        retarget,
        sample);
  }

  /**
   * The same day at other fees a block; they take the source and instant of the fees that stood
   * here, or of the difficulty where none did.
   */
  public MarketSnapshot withFeesBtcPerBlock(double btc) {
    Quote before = feesBtcPerBlock == null ? difficulty : feesBtcPerBlock;
    return new MarketSnapshot(
        date,
        btcPriceUsd,
        difficulty,
        subsidyBtcPerBlock,
        new Quote(btc, before.source(), before.asOf()),
        retarget,
        sample);
  }
}
