package busbar.advice;

import busbar.advice.Recommendation.LedgerEntry;
import busbar.advice.Recommendation.LedgerEntry.Verdict;
import busbar.assessment.Action;
import busbar.assessment.OfferFacts;
import busbar.assessment.Reason;
import busbar.planning.PlannableBlock;
import busbar.units.Notation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How each of the four actions fared for one block: chosen, lost, ruled out or not evaluated. */
final class Ledger {
  private final Decision decision;

  private Ledger(Decision decision) {
    this.decision = decision;
  }

  /** Four entries, in the order of {@link Action}. */
  static List<LedgerEntry> of(Decision decision) {
    Ledger ledger = new Ledger(decision);
    return List.of(ledger.run(), ledger.curtail(), ledger.retire(), ledger.convert());
  }

  private LedgerEntry run() {
    PlannableBlock block = decision.plannable();
    double never = 0;
    for (int hour = 0; hour < decision.plan().hours(); hour++) {
      if (block.mustBeOff().contains(hour)) {
        return ruledOut(
            Action.RUN, null, decision.bounds().offRule(hour).orElse("the grid connection"));
      }
      double margin = margin(hour, running(hour));
      never += Double.isNaN(margin) ? 0 : margin;
    }
    double plan = decision.planFacts().gainUsdPerDay();
    double gain = plan + never - decision.plan().valueUsd() - decision.peakSavedUsdPerDay();
    return operating(Action.RUN, gain, plan - gain);
  }

  /** The point at which the block runs in that hour, or would if it were not off. */
  private int running(int hour) {
    return decision.plan().isOff(hour)
        ? decision.plannable().bestRunning(hour)
        : decision.plan().point(hour);
  }

  private double margin(int hour, int point) {
    PlannableBlock block = decision.plannable();
    return block.points().marginUsdPerHour(point, block.avoidable().usdPerMwh(hour), block.scale());
  }

  private LedgerEntry curtail() {
    double plan = decision.planFacts().gainUsdPerDay();
    if (decision.operating() == Action.CURTAIL) {
      return operating(Action.CURTAIL, plan, 0);
    }
    if (decision.bounds().barsHoursOff()) {
      return ruledOut(Action.CURTAIL, null, decision.bounds().mostHoursOffRule());
    }
    double cheapest = Double.POSITIVE_INFINITY;
    Optional<String> holder = Optional.empty();
    for (int hour = 0; hour < decision.plan().hours(); hour++) {
      boolean open =
          !decision.plannable().hold().contains(hour)
              && !decision.plannable().mustRun().contains(hour);
      if (open) {
        cheapest = Math.min(cheapest, decision.costOfTimeOffUsd(hour));
      } else {
        holder = holder.isPresent() ? holder : decision.bounds().onRule(hour);
      }
    }
    if (cheapest == Double.POSITIVE_INFINITY) {
      return holder
          .map(rule -> ruledOut(Action.CURTAIL, null, rule))
          .orElseGet(
              () ->
                  entry(
                      Action.CURTAIL,
                      null,
                      null,
                      Verdict.NOT_EVALUATED,
                      "no power price is known"));
    }
    return operating(Action.CURTAIL, plan - cheapest, cheapest);
  }

  /** RUN or CURTAIL: chosen, in force until a standing decision is carried out, or behind. */
  private LedgerEntry operating(Action action, double gain, double behind) {
    if (action != decision.operating()) {
      return entry(
          action, gain, behind, Verdict.LOST, "lost by " + Notation.usd(behind) + " a day");
    }
    if (action == decision.action()) {
      return entry(action, gain, 0.0, Verdict.CHOSEN, "chosen");
    }
    return entry(
        action,
        gain,
        null,
        Verdict.LOST,
        "the day's plan until " + decision.action() + " is carried out");
  }

  private LedgerEntry retire() {
    double gain = decision.keep().gainUsdPerYear();
    Double usd = Double.isNaN(gain) ? null : (Double) gain;
    if (decision.block().isHosted()) {
      return standing(Action.RETIRE, null, "the rigs are a client's");
    }
    if (usd == null) {
      return standing(Action.RETIRE, null, "no resale price is known");
    }
    if (gain > 0) {
      return standing(Action.RETIRE, usd, "not proposed: " + gate());
    }
    return standing(
        Action.RETIRE, usd, "lost: keeping is worth " + Notation.usd(-gain) + " a year more");
  }

  /** Why a sale that would gain is not proposed. */
  private String gate() {
    if (!decision.keep().historyKnown()) {
      return "the past days' hashprices are not known";
    }
    if (!decision.plannable().hold().isEmpty()) {
      return "what they earn today is not known";
    }
    return "they have earned less than their resale value loses on only "
        + decision.keep().lossDays()
        + " days in a row";
  }

  private LedgerEntry convert() {
    Optional<OfferFacts> offer = decision.offer();
    if (offer.isEmpty()) {
      return standing(Action.CONVERT, null, "no AI-hosting offer takes this capacity");
    }
    double gain = offer.get().gainUsdPerYear();
    return standing(
        Action.CONVERT,
        gain,
        gain > 0
            ? "not proposed: a gate of the offer is not passed"
            : "lost: keeping is worth " + Notation.usd(-gain) + " a year more");
  }

  private LedgerEntry standing(Action action, @Nullable Double usd, String otherwise) {
    if (action == decision.action()) {
      return entry(action, usd, 0.0, Verdict.CHOSEN, "chosen");
    }
    Optional<String> bar = decision.bounds().ruledOut(action);
    if (bar.isPresent()) {
      return ruledOut(action, usd, bar.get());
    }
    if (usd == null) {
      return entry(action, null, null, Verdict.NOT_EVALUATED, "not evaluated: " + otherwise);
    }
    if (decision.action() == Action.CONVERT && usd > 0) {
      // The offer's gain is counted above selling the rigs, so it is the gap itself.
      double gap = decision.offer().map(OfferFacts::gainUsdPerYear).orElse(0.0);
      return entry(action, usd, gap, Verdict.LOST, "lost by " + Notation.usd(gap) + " a year");
    }
    return entry(action, usd, usd < 0 ? (Double) (-usd) : null, Verdict.LOST, otherwise);
  }

  private LedgerEntry ruledOut(Action action, @Nullable Double usd, String rule) {
    String why =
        Stream.concat(decision.firings().stream(), decision.siteWide().stream())
            .filter(firing -> firing.rule().equals(rule))
            .flatMap(firing -> firing.reason().stream())
            .map(Reason::title)
            .findFirst()
            .map(title -> rule + " " + title)
            .orElse(rule);
    return entry(action, usd, null, Verdict.RULED_OUT, "ruled out: " + why);
  }

  private static LedgerEntry entry(
      Action action, @Nullable Double usd, @Nullable Double gap, Verdict verdict, String words) {
    return new LedgerEntry(action, usd, gap, verdict, words);
  }
}
