package busbar.web;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.FiredRule;
import busbar.advice.Recommendation.FlipPoint;
import busbar.advice.Recommendation.IfNot;
import busbar.advice.Recommendation.LedgerEntry;
import busbar.assessment.Action;
import busbar.units.Notation;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block as Today's table and the decision show it.
 *
 * @param name what a manager calls it: model, and the block's id where the model is in several
 * @param lead action, MW and hours: "CURTAIL 18.0 MW, 07:00–16:00"
 * @param nearest the flip point that is the fewest typical days away; absent where none was found
 */
record BlockView(
    String id,
    String name,
    String rigs,
    Action action,
    String mw,
    String does,
    String lead,
    String why,
    String rule,
    String earns,
    String breakeven,
    String hosting,
    String clears,
    String usd,
    String runUsd,
    String gain,
    List<Ledger> ledger,
    List<Rule> rules,
    List<Without> ifNot,
    List<Flip> flips,
    @Nullable Flip nearest,
    HourBar hours) {

  record Ledger(Action action, String worth, String gap, String verdict, boolean chosen) {}

  record Rule(String id, String title, String sentence, List<String> effects, List<Fact> facts) {}

  record Fact(String path, String value) {}

  record Without(String rule, String title, String becomes, String gain) {}

  record Flip(
      String driver,
      String now,
      String at,
      String distance,
      String percent,
      String moves,
      boolean closeCall,
      Action becomes) {}

  /**
   * @param tenths its MW as printed, so that a table adds up
   * @param several whether other blocks hold the same model
   */
  static BlockView of(BlockAdvice block, int tenths, boolean several, SiteClock clock) {
    String off = clock.offSpans(block.plan());
    String mw = Wording.mw(tenths, block.mw());
    return new BlockView(
        block.id(),
        several ? block.model() + " · " + block.id() : block.model(),
        Wording.rigs(block.rigs()) + (block.client() == null ? "" : " of " + block.client()),
        block.action(),
        mw,
        block.action() == Action.CURTAIL ? Wording.hours(hoursOff(block)) : "",
        block.action()
            + " "
            + mw
            + " MW"
            + (block.action() == Action.CURTAIL && !off.isEmpty() ? ", " + off : ""),
        block.reason().sentence(),
        block.reason().rule(),
        Wording.usdPerMwh(block.earnsUsdPerMwh()),
        Wording.usdPerMwh(block.breakevenUsdPerMwh()),
        Wording.usdPerMwh(block.hostingUsdPerMwh()),
        Wording.percent(block.clearsPercent()),
        Notation.format("usdPerDay", block.usdPerDay()),
        Notation.format("usdPerDay", block.runUsdPerDay()),
        Notation.usdDifference(block.gainUsdPerDay()),
        block.ledger().stream().map(BlockView::ledger).toList(),
        block.rules().stream().map(BlockView::rule).toList(),
        block.ifNot().stream().map(change -> without(change, mw)).toList(),
        block.flips().stream().map(BlockView::flip).toList(),
        block.flips().stream()
            .min(Comparator.comparingDouble(BlockView::remoteness))
            .map(BlockView::flip)
            .orElse(null),
        HourBar.of(block, clock));
  }

  static long hoursOff(BlockAdvice block) {
    return block.plan().stream().filter(hour -> hour.profile() == null).count();
  }

  /**
   * In typical days where the driver has a history, else far behind those, by relative distance.
   */
  private static double remoteness(FlipPoint flip) {
    double distance = Math.abs(flip.at() - flip.now());
    Double move = flip.typicalDailyMove();
    return move != null && move > 0
        ? distance / move
        : 1e6 * (1 + distance / Math.max(1e-9, Math.abs(flip.now())));
  }

  private static Ledger ledger(LedgerEntry entry) {
    boolean yearly = entry.action().isStanding();
    boolean chosen = entry.verdict() == LedgerEntry.Verdict.CHOSEN;
    return new Ledger(
        entry.action(),
        Wording.worth(Wording.orUnknown(entry.usd()), yearly),
        gap(entry, yearly),
        entry.words(),
        chosen);
  }

  /** How far behind the winner, as a negative difference; the winner is behind nobody. */
  private static String gap(LedgerEntry entry, boolean yearly) {
    if (entry.verdict() == LedgerEntry.Verdict.CHOSEN) {
      return "";
    }
    return Wording.worth(-Math.abs(Wording.orUnknown(entry.gapUsd())), yearly);
  }

  static Rule rule(FiredRule fired) {
    return new Rule(
        fired.reason().rule(),
        fired.reason().title(),
        fired.reason().sentence(),
        fired.effects(),
        fired.reason().facts().entrySet().stream()
            .map(fact -> new Fact(fact.getKey(), value(fact.getKey(), fact.getValue())))
            .toList());
  }

  private static String value(String path, Object value) {
    return Wording.figure(path.substring(path.lastIndexOf('.') + 1), value);
  }

  private static Without without(IfNot change, String mw) {
    return new Without(
        change.rule(),
        change.title(),
        change.action()
            + " "
            + mw
            + " MW"
            + (change.offHours() > 0 ? ", off for " + Wording.hours(change.offHours()) : ""),
        Wording.worth(change.gainUsdPerDay(), false));
  }

  private static Flip flip(FlipPoint flip) {
    return new Flip(
        flip.driver().label(),
        Wording.driver(flip.driver(), flip.now()),
        Wording.driver(flip.driver(), flip.at()),
        Wording.distance(flip),
        Wording.distancePercent(flip),
        Wording.moves(flip),
        flip.closeCall(),
        flip.becomes());
  }
}
