package busbar.advice;

import busbar.advice.Recommendation.BlockAdvice;
import busbar.advice.Recommendation.FiredRule;
import busbar.advice.Recommendation.IfNot;
import busbar.advice.Recommendation.Input;
import busbar.advice.Recommendation.MarketFigures;
import busbar.advice.Recommendation.Notice;
import busbar.advice.Recommendation.PlannedHour;
import busbar.advice.Recommendation.PowerFigures;
import busbar.assessment.Action;
import busbar.assessment.Constraint;
import busbar.assessment.Firing;
import busbar.assessment.OfferFacts;
import busbar.assessment.Reason;
import busbar.assessment.Rules;
import busbar.duties.BindingClause;
import busbar.duties.Block;
import busbar.duties.CalledEvent;
import busbar.duties.ClauseWords;
import busbar.duties.TariffWords;
import busbar.economics.OperatingPoints;
import busbar.market.MarketSnapshot;
import busbar.market.Quote;
import busbar.planning.BlockPlan;
import busbar.site.RigGroup;
import busbar.units.HourSet;
import busbar.units.Notation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the recommendation from the evaluation at today's drivers. */
final class RecommendationWriter {
  /** The strip's order of actions. */
  private static final List<Action> STRIP =
      List.of(Action.RUN, Action.CONVERT, Action.CURTAIL, Action.RETIRE);

  private static final double HOURS_PER_YEAR = 8_760;

  private final PreparedSite site;
  private final Rules rules;
  private final Evaluation today;
  private final String engineVersion;
  private final Map<RuleAndPart, Evaluation> without = new HashMap<>();

  RecommendationWriter(PreparedSite site, Rules rules, Evaluation today, String engineVersion) {
    this.site = site;
    this.rules = rules;
    this.today = today;
    this.engineVersion = engineVersion;
  }

  Recommendation write() {
    FlipFinder flips = new FlipFinder(site, today);
    List<BlockAdvice> blocks = new ArrayList<>();
    Map<Action, Double> megawatts = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      megawatts.put(action, 0.0);
    }
    // Owed whatever the plans do, so no part of the gain.
    double usd = 0 - site.bound.missedUsdPerDay();
    double gain = 0;
    double retire = 0;
    double convert = 0;
    double rigsMw = 0;
    for (int i = 0; i < site.blocks.size(); i++) {
      Decision decision = today.decisions.get(i);
      blocks.add(block(i, decision, flips));
      megawatts.merge(decision.action(), decision.block().mw(), Double::sum);
      rigsMw += decision.block().mw();
      usd += decision.planFacts().usdPerDay();
      gain += decision.planFacts().gainUsdPerDay();
      retire += decision.action() == Action.RETIRE ? decision.keep().gainUsdPerYear() : 0;
      convert +=
          decision.action() == Action.CONVERT
              ? decision.offer().map(OfferFacts::gainUsdPerYear).orElse(0.0)
              : 0;
    }
    blocks.sort(
        Comparator.comparingInt((BlockAdvice b) -> STRIP.indexOf(b.action()))
            .thenComparing(Comparator.comparingDouble(BlockAdvice::breakevenUsdPerMwh).reversed())
            .thenComparing(BlockAdvice::id));
    SiteDay day = site.day;
    double connection = day.site().grid().mw();
    return new Recommendation(
        day.site().id(),
        day.site().name(),
        day.date(),
        day.site().timeZone().getId(),
        day.assessedAt(),
        engineVersion,
        rules.hash(),
        CanonicalJson.sha256(CanonicalJson.write(day)),
        notices(rigsMw, connection),
        inputs(),
        market(),
        power(),
        connection,
        Math.max(0, connection - rigsMw),
        megawatts,
        usd,
        usd - gain,
        gain,
        retire,
        convert,
        blocks,
        today.siteWide.stream().map(RecommendationWriter::fired).toList(),
        obligations());
  }

  /** What the contracts and the tariff bind the site to. */
  private List<BindingClause> obligations() {
    List<Firing> firings =
        Stream.concat(
                today.decisions.stream().flatMap(decision -> decision.firings().stream()),
                today.siteWide.stream())
            .toList();
    return Stream.concat(
            new ClauseWords(site.bound, today.weighing, today::firingsOf).list().stream(),
            new TariffWords(site.bound, firings).list().stream())
        .toList();
  }

  private List<Notice> notices(double rigsMw, double connection) {
    List<Notice> notices = new ArrayList<>();
    MarketSnapshot market = site.day.market().snapshot();
    if (market.sample()) {
      notices.add(
          new Notice(
              Notice.Kind.SAMPLE,
              "Sample data: the market of "
                  + market.date()
                  + ". Ages are counted from that day. Not advice for today."));
    }
    site.day.site().notices().forEach(text -> notices.add(new Notice(Notice.Kind.SITE, text)));
    if (rigsMw > connection * (1 + 1e-9)) {
      notices.add(
          new Notice(
              Notice.Kind.WARNING,
              "The rigs can draw "
                  + Notation.format("mw", rigsMw)
                  + ", the connection carries "
                  + Notation.format("mw", connection)
                  + ": those that earn least stay off."));
    }
    for (CalledEvent event : site.bound.duties().events()) {
      shortage(event).ifPresent(notices::add);
    }
    for (RigGroup group : site.day.site().groups()) {
      site.blocks.stream()
          .filter(block -> block.group().equals(group) && block.isHosted())
          .filter(block -> !block.hostingInForce())
          .findFirst()
          .map(Block::hosting)
          .ifPresent(
              hosting ->
                  notices.add(
                      new Notice(
                          Notice.Kind.WARNING,
                          hosting.ref()
                              + " is not in force today: the rigs of "
                              + group.id()
                              + " are "
                              + hosting.client()
                              + "’s all the same, and count as earning no fee.")));
    }
    for (String charge : site.bound.unknownPeaks()) {
      notices.add(
          new Notice(
              Notice.Kind.WARNING,
              "Decided without: this month's metered peak under "
                  + charge
                  + ", which its peaksKw lacks. It is taken as set."));
    }
    if (site.unknown.count() > 0) {
      notices.add(
          new Notice(
              Notice.Kind.WARNING,
              "Decided without: the power price of "
                  + site.unknown.count()
                  + " of "
                  + site.hours()
                  + " hours. The rigs stay as they are in them."));
    }
    return notices;
  }

  /** What rigs are missing to answer an event. */
  private Optional<Notice> shortage(CalledEvent event) {
    double answering = site.bound.answeringMw(event);
    if (event.owed().isEmpty() || answering > event.clause().reduceMw() - 1e-6) {
      return Optional.empty();
    }
    double missedUsd = site.bound.missedUsd(event);
    String wants =
        event.clause().ref()
            + " wants "
            + Notation.format("mw", event.clause().reduceMw())
            + " off, ";
    String text =
        missedUsd > 0
            ? "the rigs that answer no other event in its hours draw only "
                + Notation.format("mw", answering)
                + ". A megawatt answers one event at a time; what others answer is missed here, and costs "
                + Notation.usd(missedUsd)
                + " in penalties."
            : "the rigs here that are free for it draw only "
                + Notation.format("mw", answering)
                + ".";
    return Optional.of(new Notice(Notice.Kind.WARNING, wants + text));
  }

  private List<Input> inputs() {
    MarketSnapshot market = site.day.market().snapshot();
    List<Input> inputs = new ArrayList<>();
    inputs.add(quote("BTC price", "btcPriceUsd", market.btcPriceUsd()));
    inputs.add(quote("Difficulty", "difficulty", market.difficulty()));
    inputs.add(quote("Fees a block", "feesBtcPerBlock", market.feesBtcPerBlock()));
    Double average = orNull(site.tariff.average());
    inputs.add(
        new Input(
            "Power price",
            "averageUsdPerMwh",
            average,
            "site file",
            null,
            null,
            site.unknown.isEmpty() ? Input.State.FRESH : Input.State.MISSING));
    List<Block> own = site.blocks.stream().filter(block -> !block.isHosted()).toList();
    if (!own.isEmpty()) {
      long known = own.stream().filter(b -> b.group().resaleUsdPerRig() != null).count();
      inputs.add(
          new Input(
              "Blocks with a resale price",
              "resaleKnownPercent",
              100.0 * known / own.size(),
              "site file",
              null,
              null,
              known == own.size() ? Input.State.FRESH : Input.State.MISSING));
    }
    site.offer.ifPresent(
        offer ->
            inputs.add(
                new Input(
                    "AI rent",
                    "firstRentUsdPerKwMonth",
                    offer.firstRentUsdPerKwMonth(),
                    offer.ref(),
                    null,
                    null,
                    Input.State.FRESH)));
    return inputs;
  }

  private Input quote(String label, String field, @Nullable Quote quote) {
    if (quote == null) {
      return new Input(label, field, null, "none", null, null, Input.State.MISSING);
    }
    double age = quote.ageHours(site.day.assessedAt());
    boolean stale = age > site.parameters.get(Assessor.MARKET_MAX_AGE);
    return new Input(
        label,
        field,
        quote.value(),
        quote.source(),
        quote.asOf(),
        age,
        stale ? Input.State.STALE : Input.State.FRESH);
  }

  private MarketFigures market() {
    MarketSnapshot market = site.day.market().snapshot();
    Quote fees = market.feesBtcPerBlock();
    return new MarketFigures(
        market.date(),
        market.sample(),
        market.btcPriceUsd().value(),
        market.difficulty().value(),
        market.networkHashrateEhs(),
        market.subsidyBtcPerBlock().value(),
        fees == null ? null : (Double) fees.value(),
        market.hashpriceUsdPerPhDay());
  }

  private PowerFigures power() {
    return new PowerFigures(
        site.tariff,
        orNull(site.tariff.average()),
        orNull(site.tariff.lowest()),
        orNull(site.tariff.highest()),
        site.year.basis());
  }

  private BlockAdvice block(int index, Decision decision, FlipFinder flips) {
    Block block = decision.block();
    double average = site.tariff.average();
    Double hosting =
        decision
            .offer()
            .map(offer -> orNull(offer.hostingUsdPerMwYear() / HOURS_PER_YEAR + average))
            .orElse(null);
    return new BlockAdvice(
        block.id(),
        block.group().id(),
        block.group().model(),
        block.rigs(),
        block.hosting() == null ? null : block.hosting().client(),
        block.mw(),
        decision.action(),
        leadingReason(decision),
        block.points().earnsUsdPerMwh(0, 1),
        block.points().breakevenUsdPerMwh(1),
        hosting,
        orNull(decision.keep().clearsPercent()),
        decision.planFacts().usdPerDay(),
        decision.planFacts().usdPerDay() - decision.planFacts().gainUsdPerDay(),
        decision.planFacts().gainUsdPerDay(),
        plan(decision),
        Ledger.of(decision),
        decision.firings().stream().map(RecommendationWriter::fired).toList(),
        ifNot(index, decision),
        flips.find(index));
  }

  /** The words of the rule whose proposal won; the plan speaks for itself where no rule does. */
  private static Reason leadingReason(Decision decision) {
    return Optional.ofNullable(decision.leading().get(decision.action()))
        .flatMap(Firing::reason)
        .orElseGet(
            () ->
                new Reason(
                    "PLAN",
                    "The plan that earns most",
                    decision.action() == Action.CURTAIL
                        ? "The plan that earns most is off " + decision.planFacts().off() + "."
                        : "The plan that earns most runs in every hour.",
                    new TreeMap<>()));
  }

  private List<PlannedHour> plan(Decision decision) {
    BlockPlan plan = decision.plan();
    OperatingPoints points = decision.block().points();
    List<PlannedHour> hours = new ArrayList<>();
    for (int hour = 0; hour < plan.hours(); hour++) {
      int point = plan.point(hour);
      hours.add(
          new PlannedHour(
              site.tariff.startOf(hour),
              orNull(decision.plannable().avoidable().usdPerMwh(hour)),
              plan.isOff(hour) ? null : points.name(point),
              points.kw(point),
              orNull(plan.marginUsd(hour)),
              binds(decision, hour)));
    }
    return hours;
  }

  /** The rule without which the hour would be planned otherwise. */
  private static @Nullable String binds(Decision decision, int hour) {
    BlockPlan plan = decision.plan();
    if (decision.plannable().mustBeOff().contains(hour)) {
      return decision.bounds().offRule(hour).orElse(null);
    }
    if (decision.plannable().hold().contains(hour)) {
      return decision.bounds().onRule(hour).orElse(null);
    }
    if (!plan.isOff(hour) && plan.marginUsd(hour) < 0) {
      return decision
          .bounds()
          .onRule(hour)
          .orElse(decision.bounds().limitsHoursOff() ? decision.bounds().mostHoursOffRule() : null);
    }
    return null;
  }

  private static FiredRule fired(Firing firing) {
    List<String> effects = new ArrayList<>();
    firing.constraints().forEach(constraint -> effects.add(words(constraint)));
    firing.proposals().forEach(action -> effects.add("proposes " + action));
    if (effects.isEmpty()) {
      effects.add("asks for nothing");
    }
    return new FiredRule(firing.reason().orElseThrow(), effects);
  }

  private static String words(Constraint constraint) {
    if (constraint instanceof Constraint.MustCurtail demand) {
      return "must be off " + count(demand.hours());
    }
    if (constraint instanceof Constraint.Hold demand) {
      return "stays as it is " + count(demand.hours());
    }
    if (constraint instanceof Constraint.MustRun demand) {
      return "must run " + count(demand.hours());
    }
    if (constraint instanceof Constraint.AtMostHoursOff limit) {
      return "may be off at most " + limit.hours() + " h";
    }
    if (constraint instanceof Constraint.HoursOffCost limit) {
      return "pays "
          + Notation.format("usdPerMwh", limit.usdPerMwh())
          + " beyond "
          + limit.hours()
          + " h off";
    }
    if (constraint instanceof Constraint.Avoid demand) {
      return "is better off " + count(demand.hours());
    }
    if (constraint instanceof Constraint.Excuse demand) {
      return "may be off without counting " + count(demand.hours());
    }
    if (constraint instanceof Constraint.RuleOut out) {
      return "rules out " + out.action();
    }
    throw new IllegalStateException("a constraint without words: " + constraint);
  }

  private static String count(HourSet hours) {
    return "for " + hours.count() + " h";
  }

  /** What is evaluated without a rule, once for all blocks of a part. */
  private record RuleAndPart(String rule, List<Integer> part) {}

  /** What each rule that constrains the block changes: its part is evaluated without it. */
  private List<IfNot> ifNot(int index, Decision decision) {
    List<IfNot> changes = new ArrayList<>();
    List<Firing> bearing =
        Stream.concat(decision.firings().stream(), decision.siteWide().stream()).toList();
    Set<String> seen = new HashSet<>();
    for (Firing firing : bearing) {
      if (firing.constraints().isEmpty() || !seen.add(firing.rule())) {
        continue;
      }
      Decision instead =
          without
              .computeIfAbsent(
                  new RuleAndPart(firing.rule(), site.parts.of(index)),
                  asked -> today.without(asked.rule, index))
              .decision(index);
      double gain = instead.planFacts().gainUsdPerDay() - decision.planFacts().gainUsdPerDay();
      if (instead.action() != decision.action()
          || instead.plan().hoursOff() != decision.plan().hoursOff()
          || Math.abs(gain) >= 0.005) {
        changes.add(
            new IfNot(
                firing.rule(),
                firing.reason().map(Reason::title).orElse(""),
                instead.action(),
                instead.plan().hoursOff(),
                gain));
      }
    }
    return changes;
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
