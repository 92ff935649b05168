package busbar.market;

import busbar.units.OutOfRange;
import java.time.LocalDate;
import java.util.List;

/** The block subsidy, BTC: 50 halved every 210,000 blocks. */
public final class Subsidy {
  private static final int HALVING_BLOCKS = 210_000;
  private static final long SATOSHIS_PER_BTC = 100_000_000;

  /** Genesis and the days of the halvings so far (heights 210,000 to 840,000), UTC. */
  private static final List<LocalDate> HALVINGS =
      List.of(
          LocalDate.of(2009, 1, 3),
          LocalDate.of(2012, 11, 28),
          LocalDate.of(2016, 7, 9),
          LocalDate.of(2020, 5, 11),
          LocalDate.of(2024, 4, 20));

  private Subsidy() {}

  /**
   * 50 / 2^floor(height / 210000), BTC, in whole satoshis: the protocol drops the rest, and so ends
   * after 33 halvings.
   *
   * <p>Source: Bitcoin Core, {@code GetBlockSubsidy}.
   */
  public static double atHeight(long height) {
    if (height < 0) {
      throw new OutOfRange("height", "is " + height, "write a block height of zero or more");
    }
    long halvings = height / HALVING_BLOCKS;
    return halvings >= 64 ? 0 : (50 * SATOSHIS_PER_BTC >> halvings) / (double) SATOSHIS_PER_BTC;
  }

  /**
   * The subsidy of the blocks of that day, from the halving dates; a halving's own day counts as
   * after it.
   *
   * @throws OutOfRange before Bitcoin began, and from 2028 on, where the next halving's day is not
   *     known: give the block height there
   */
  public static double on(LocalDate day) {
    if (day.isBefore(HALVINGS.get(0))) {
      throw new OutOfRange("date", "is " + day, "Bitcoin began on " + HALVINGS.get(0));
    }
    if (day.getYear() >= 2028) {
      throw new OutOfRange(
          "date", "is " + day, "the halving of 2028 has no known day; give the block height");
    }
    int halvings = -1;
    for (LocalDate halving : HALVINGS) {
      if (!day.isBefore(halving)) {
        halvings++;
      }
    }
    return 50.0 / (1 << halvings);
  }
}
