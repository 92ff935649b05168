package busbar.feeds;

import busbar.market.MarketHistory;
import busbar.market.MarketSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The market that Busbar ships: sample data up to {@link #LAST_GOOD_DAY}, which stands for today
 * wherever no feed does.
 */
@ApplicationScoped
public class BundledMarket {
  /** The row of the day after repeats this one. */
  public static final LocalDate LAST_GOOD_DAY = LocalDate.of(2026, 2, 12);

  private static final String SOURCE = "bundled sample, lukmol/gamlss-btc-VaR";

  private final MarketHistory history;

  /** Reads the bundled file. */
  public BundledMarket() {
    try (Reader csv = Bundled.open("/market/btc-daily.csv")) {
      history = MarketHistory.read(csv, SOURCE, true, LAST_GOOD_DAY);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled market cannot be read", e);
    }
  }

  /** All days, 2015-01-01 to {@link #LAST_GOOD_DAY}. */
  @Produces
  @Singleton
  public MarketHistory history() {
    return history;
  }

  /** The last good day, which an assessment takes for today. */
  public MarketSnapshot snapshot() {
    return history.getSnapshot(history.lastDate());
  }

  /** Whether these are bundled sample data rather than a live feed's. */
  public boolean isSample() {
    return history.isSample();
  }

  /** The instant from which ages count: noon of the last day, UTC. */
  public Instant assessedAt() {
    return history.lastDate().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }
}
