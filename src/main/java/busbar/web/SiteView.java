package busbar.web;

import busbar.advice.Recommendation;
import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.Input;
import busbar.advice.Recommendation.Notice;
import busbar.assessment.Action;
import busbar.recommendation.Kept;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One kept recommendation in the words and figures of the pages.
 *
 * @param retireGain empty where no MW is advised so, as is {@code convertGain}
 * @param actions those with any MW, in strip order
 * @param siteRules the rules that fired for the site as a whole
 * @param clauses every clause in force
 * @param unavailable why no dollars can be given; empty where they can
 */
record SiteView(
    String decisionId,
    String siteId,
    String name,
    String date,
    String assessed,
    boolean sample,
    List<String> sampleNotices,
    List<String> notices,
    List<String> warnings,
    String gain,
    String earns,
    String running,
    String unavailable,
    String retireGain,
    String convertGain,
    String totalMw,
    String connection,
    List<MegawattStrip> strips,
    List<ActionView> actions,
    List<BlockView> blocks,
    List<BlockView.Rule> siteRules,
    List<ClauseView> clauses,
    String freshness,
    boolean allFresh,
    List<InputView> inputs,
    String hashprice,
    String power,
    String powerRange,
    Recommendation recommendation) {

  /** Least widths of a site's strip, px: on a phone, on a tablet, beside the rail. */
  static final List<Double> STRIP_WIDTHS = List.of(250.0, 368.0, 712.0);

  /**
   * What one action comes to on a site.
   *
   * @param worth dollars a day of its plans, or a year for a standing decision
   * @param why the leading reason of its largest block
   * @param more how many blocks it has besides that one, in words
   * @param formula how a standing decision's worth is reckoned; empty for the others
   * @param until what its plans are worth a day until it is carried out; empty for the others
   */
  record ActionView(
      Action action,
      String mw,
      String note,
      String worth,
      String why,
      String more,
      String formula,
      String until) {}

  /**
   * @param badge empty where the input is fresh
   * @param badgeKind stale or missing
   */
  record InputView(
      String label, String value, String source, String asOf, String badge, String badgeKind) {}

  static SiteView of(Kept kept) {
    Recommendation recommendation = kept.recommendation();
    SiteClock clock = SiteClock.of(recommendation);
    List<Integer> tenths = blockTenths(recommendation);
    List<MegawattStrip.Part> parts = parts(recommendation, tenths);
    boolean priced = recommendation.power().averageUsdPerMwh() != null;
    boolean dollars = priced || recommendation.blocks().isEmpty();
    List<InputView> inputs =
        recommendation.inputs().stream().map(input -> input(input, clock)).toList();
    return new SiteView(
        kept.id(),
        recommendation.siteId(),
        recommendation.siteName(),
        SiteClock.date(recommendation.date()),
        clock.timeWithZone(recommendation.assessedAt()),
        recommendation.market().sample(),
        notices(recommendation, Notice.Kind.SAMPLE),
        notices(recommendation, Notice.Kind.SITE),
        notices(recommendation, Notice.Kind.WARNING),
        dollars ? Notation.usdDifference(recommendation.gainUsdPerDay()) : Notation.UNKNOWN,
        dollars ? Notation.usd(recommendation.usdPerDay()) : Notation.UNKNOWN,
        dollars ? Notation.usd(recommendation.runEverythingUsdPerDay()) : Notation.UNKNOWN,
        dollars ? "" : "No power price of the day is known.",
        standing(parts, Action.RETIRE, recommendation.retireGainUsdPerYear()),
        standing(parts, Action.CONVERT, recommendation.convertGainUsdPerYear()),
        Notation.mw(tenths.stream().mapToInt(Integer::intValue).sum() / 10.0),
        connection(recommendation),
        strips(parts),
        actions(recommendation, parts),
        blocks(recommendation, tenths, clock),
        recommendation.siteRules().stream().map(BlockView::rule).toList(),
        recommendation.obligations().stream().map(ClauseView::of).toList(),
        freshness(recommendation.inputs()),
        recommendation.inputs().stream().allMatch(i -> i.state() == Input.State.FRESH),
        inputs,
        Notation.format("usdPerPhDay", recommendation.market().hashpriceUsdPerPhDay()),
        Wording.usdPerMwh(recommendation.power().averageUsdPerMwh()),
        priced
            ? Notation.usdCents(Wording.orUnknown(recommendation.power().lowestUsdPerMwh()))
                + " to "
                + Notation.usdCents(Wording.orUnknown(recommendation.power().highestUsdPerMwh()))
            : "no price known",
        recommendation);
  }

  private static List<String> notices(Recommendation recommendation, Notice.Kind kind) {
    return recommendation.notices().stream()
        .filter(notice -> notice.kind() == kind)
        .map(Notice::text)
        .toList();
  }

  /** Tenths of a MW by block: actions are rounded first, then each action's blocks to its sum. */
  private static List<Integer> blockTenths(Recommendation recommendation) {
    List<Action> order = Look.STRIP_ORDER;
    List<Double> byAction =
        order.stream().map(action -> mw(recommendation.blocks(), action)).toList();
    int[] actionTenths = Shares.tenths(byAction);
    Integer[] tenths = new Integer[recommendation.blocks().size()];
    for (int a = 0; a < order.size(); a++) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < tenths.length; i++) {
        if (recommendation.blocks().get(i).action() == order.get(a)) {
          places.add(i);
        }
      }
      int[] split =
          Shares.split(
              actionTenths[a],
              places.stream().map(place -> recommendation.blocks().get(place).mw()).toList());
      for (int i = 0; i < split.length; i++) {
        tenths[places.get(i)] = split[i];
      }
    }
    return Arrays.asList(tenths);
  }

  private static double mw(List<BlockAdvice> blocks, Action action) {
    return blocks.stream()
        .filter(block -> block.action() == action)
        .mapToDouble(BlockAdvice::mw)
        .sum();
  }

  private static List<MegawattStrip.Part> parts(
      Recommendation recommendation, List<Integer> tenths) {
    List<MegawattStrip.Part> parts = new ArrayList<>();
    for (Action action : Look.STRIP_ORDER) {
      int sum = 0;
      long fewest = Long.MAX_VALUE;
      long most = 0;
      for (int i = 0; i < tenths.size(); i++) {
        BlockAdvice block = recommendation.blocks().get(i);
        if (block.action() == action) {
          sum += tenths.get(i);
          fewest = Math.min(fewest, BlockView.hoursOff(block));
          most = Math.max(most, BlockView.hoursOff(block));
        }
      }
      double mw = mw(recommendation.blocks(), action);
      if (mw > 0) {
        String hours = fewest == most ? Wording.hours(most) : fewest + "–" + Wording.hours(most);
        parts.add(new MegawattStrip.Part(action, mw, sum, action == Action.CURTAIL ? hours : ""));
      }
    }
    return parts;
  }

  private static List<MegawattStrip> strips(List<MegawattStrip.Part> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    return List.of(
        MegawattStrip.of(parts, STRIP_WIDTHS.get(0), false),
        MegawattStrip.of(parts, STRIP_WIDTHS.get(1), true),
        MegawattStrip.of(parts, STRIP_WIDTHS.get(2), true));
  }

  /** What an action is worth a year; empty where no MW is advised so. */
  private static String standing(List<MegawattStrip.Part> parts, Action action, double usdPerYear) {
    return parts.stream().anyMatch(part -> part.action() == action)
        ? Wording.worth(usdPerYear, true)
        : "";
  }

  /** What the connection carries, and how much of that no rig uses. */
  private static String connection(Recommendation recommendation) {
    String connection =
        "The connection carries " + Notation.mw(recommendation.connectionMw()) + " MW";
    double idle = recommendation.idleMw();
    return idle < 0.05
        ? connection + "."
        : connection + "; " + Notation.mw(idle) + " MW of it are idle, without rigs.";
  }

  private static List<ActionView> actions(
      Recommendation recommendation, List<MegawattStrip.Part> parts) {
    List<ActionView> views = new ArrayList<>();
    for (MegawattStrip.Part part : parts) {
      Action action = part.action();
      List<BlockAdvice> blocks =
          recommendation.blocks().stream().filter(block -> block.action() == action).toList();
      // The block with most at stake today speaks for all; among equals the leading.
      BlockAdvice leading =
          blocks.stream()
              .max(
                  Comparator.comparingDouble(
                          (BlockAdvice block) -> Math.rint(block.gainUsdPerDay()))
                      .thenComparingDouble(BlockAdvice::mw))
              .orElseThrow();
      int others = blocks.size() - 1;
      views.add(
          new ActionView(
              action,
              Wording.mw(part.tenths(), part.mw()),
              part.note(),
              worth(recommendation, action, blocks),
              leading.reason().sentence(),
              others == 0
                  ? ""
                  : leading.model()
                      + "; and "
                      + others
                      + (others == 1 ? " block more" : " blocks more"),
              formula(action),
              action.isStanding() ? gain(recommendation, blocks) : ""));
    }
    return views;
  }

  /** What the blocks' plans for the day are worth against running them in every hour. */
  private static String gain(Recommendation recommendation, List<BlockAdvice> blocks) {
    return recommendation.power().averageUsdPerMwh() == null
        ? Notation.UNKNOWN
        : Wording.worth(blocks.stream().mapToDouble(BlockAdvice::gainUsdPerDay).sum(), false);
  }

  private static String formula(Action action) {
    return switch (action) {
      case RUN, CURTAIL -> "";
      case RETIRE -> Recommendation.RETIRE_FORMULA;
      case CONVERT -> Recommendation.CONVERT_FORMULA;
    };
  }

  private static String worth(
      Recommendation recommendation, Action action, List<BlockAdvice> blocks) {
    if (action == Action.RETIRE) {
      return Wording.worth(recommendation.retireGainUsdPerYear(), true);
    }
    if (action == Action.CONVERT) {
      return Wording.worth(recommendation.convertGainUsdPerYear(), true);
    }
    return gain(recommendation, blocks);
  }

  private static List<BlockView> blocks(
      Recommendation recommendation, List<Integer> tenths, SiteClock clock) {
    Map<String, Long> byModel =
        recommendation.blocks().stream()
            .collect(
                Collectors.groupingBy(BlockAdvice::model, HashMap::new, Collectors.counting()));
    List<BlockView> views = new ArrayList<>();
    for (int i = 0; i < tenths.size(); i++) {
      BlockAdvice block = recommendation.blocks().get(i);
      boolean several = byModel.getOrDefault(block.model(), 0L) > 1;
      views.add(BlockView.of(block, tenths.get(i), several, clock));
    }
    return views;
  }

  /** "5 of 5 inputs fresh", or how many are, and which is worst. */
  private static String freshness(List<Input> inputs) {
    long fresh = inputs.stream().filter(input -> input.state() == Input.State.FRESH).count();
    String count = fresh + " of " + inputs.size() + " inputs fresh";
    return inputs.stream()
        .filter(input -> input.state() != Input.State.FRESH)
        .max(Comparator.comparing(Input::state).thenComparingDouble(SiteView::ageHours))
        .map(worst -> count + "; " + worst.label() + " " + badge(worst))
        .orElse(count);
  }

  private static double ageHours(Input input) {
    return input.ageHours() == null ? 0 : input.ageHours();
  }

  private static String badge(Input input) {
    return switch (input.state()) {
      case FRESH -> "";
      case STALE ->
          input.ageHours() == null ? "stale" : "stale, " + Wording.age(input.ageHours()) + " old";
      case MISSING -> "missing";
    };
  }

  private static InputView input(Input input, SiteClock clock) {
    // An input that is there without one value of its own stands with each group.
    return new InputView(
        input.label(),
        input.value() == null && input.state() == Input.State.FRESH
            ? "by rig group"
            : Wording.figure(input.field(), input.value()),
        input.source(),
        asOf(input, clock),
        badge(input),
        input.state().name().toLowerCase(Locale.ROOT));
  }

  private static String asOf(Input input, SiteClock clock) {
    if (input.asOf() == null) {
      return input.state() == Input.State.MISSING ? "not available" : "in force, has no age";
    }
    double age = ageHours(input);
    return age < 1 ? Wording.age(age) + " old" : clock.dayAndTime(input.asOf());
  }

  /** Price of the day for the ladder; absent where none is known. */
  static ValueLadder.@Nullable Price price(Recommendation recommendation) {
    Double average = recommendation.power().averageUsdPerMwh();
    return average == null
        ? null
        : new ValueLadder.Price(
            average,
            Wording.orUnknown(recommendation.power().lowestUsdPerMwh()),
            Wording.orUnknown(recommendation.power().highestUsdPerMwh()));
  }
}
