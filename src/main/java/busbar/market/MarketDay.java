package busbar.market;

import busbar.units.Ranges;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One day of market history.
 *
 * @param btcPriceUsd USD per BTC, above zero
 * @param difficulty network difficulty, above zero; a day's mean on a retarget day
 * @param feesBtc fees of the day's blocks, BTC; absent where not recorded
 */
public record MarketDay(
    LocalDate date, double btcPriceUsd, double difficulty, @Nullable Double feesBtc) {
  /** Blocks expected a day. */
  private static final double BLOCKS_PER_DAY = 144;

  public MarketDay {
    Ranges.present("date", date);
    Ranges.positive("btcPriceUsd", btcPriceUsd);
    Ranges.positive("difficulty", difficulty);
    if (feesBtc != null) {
      Ranges.atLeastZero("feesBtc", feesBtc);
    }
  }

  /** This day as a snapshot, every value as of its first instant, UTC. */
  public MarketSnapshot snapshot(String source, boolean sample) {
    var asOf = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new MarketSnapshot(
        date,
        new Quote(btcPriceUsd, source, asOf),
        new Quote(difficulty, source, asOf),
        new Quote(Subsidy.on(date), "halving dates", asOf),
        feesBtc == null ? null : new Quote(feesBtc / BLOCKS_PER_DAY, source, asOf),
        null,
        sample);
  }
}
