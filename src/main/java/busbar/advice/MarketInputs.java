package busbar.advice;

import busbar.market.MarketDay;
import busbar.market.MarketHistory;
import busbar.market.MarketSnapshot;
import busbar.units.Ranges;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The market as an assessment takes it: today's snapshot and what the past says of it.
 *
 * @param pastHashpricesUsdPerPhDay hashprice of past days, the latest first, today's left out;
 *     empty where the past is not known
 * @param typicalBtcMoveUsd median size of the BTC price's daily changes; absent without a past
 * @param typicalDifficultyMove the same of difficulty over the days on which it changed
 */
public record MarketInputs(
    MarketSnapshot snapshot,
    List<Double> pastHashpricesUsdPerPhDay,
    @Nullable Double typicalBtcMoveUsd,
    @Nullable Double typicalDifficultyMove) {

  /** How far back an assessment looks, days. */
  public static final int PAST_DAYS = 120;

  public MarketInputs {
    Ranges.present("snapshot", snapshot);
    pastHashpricesUsdPerPhDay = List.copyOf(pastHashpricesUsdPerPhDay);
  }

  /** A snapshot without a past. */
  public static MarketInputs of(MarketSnapshot snapshot) {
    return new MarketInputs(snapshot, List.of(), null, null);
  }

  /** A snapshot with the past that a history knows of it. */
  public static MarketInputs of(MarketSnapshot snapshot, MarketHistory history) {
    LocalDate yesterday = snapshot.date().minusDays(1);
    double[] past = history.hashpricesUntil(yesterday, PAST_DAYS);
    List<MarketDay> days = history.listDays(yesterday.minusDays(PAST_DAYS), yesterday);
    return new MarketInputs(
        snapshot,
        Arrays.stream(past).boxed().toList(),
        medianMove(days, MarketDay::btcPriceUsd),
        medianMove(days, MarketDay::difficulty));
  }

  private static @Nullable Double medianMove(
      List<MarketDay> days, ToDoubleFunction<MarketDay> value) {
    double[] moves =
        IntStream.range(1, days.size())
            .mapToDouble(
                i ->
                    Math.abs(
                        value.applyAsDouble(days.get(i)) - value.applyAsDouble(days.get(i - 1))))
            .filter(move -> move > 0)
            .sorted()
            .toArray();
    return moves.length == 0 ? null : (Double) moves[moves.length / 2];
  }
}
