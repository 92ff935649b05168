package busbar.replay;

import busbar.advice.Assessor;
import busbar.advice.DayOrders;
import busbar.contract.ClientHosting;
import busbar.duties.Block;
import busbar.duties.CalledEvent;
import busbar.duties.HeldAward;
import busbar.economics.OperatingPoints;
import busbar.market.MarketHistory;
import busbar.planning.PlannableBlock;
import busbar.replay.ReplayDay.BlockDay;
import busbar.replay.ReplayDay.Owed;
import busbar.replay.ReplayDay.Piece;
import busbar.tariff.PriceSeries;
import busbar.units.HourSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides day by day what the engine would have decided then. Each local midnight the day is
 * assessed on the prices that were known or expected, which gives what rules and contracts ask of
 * each block; then each interval is decided as it begins, its price known, those after it as odds.
 *
 * <p>RETIRE and CONVERT are standing decisions that nobody has carried out: rigs stay.
 */
final class ReplayEngine {
  /** Of so many hours all odds are weighed; those after them count as they are expected. */
  private static final int ODDS_HOURS = 12;

  private static final int AHEAD_HOURS = 48;

  private final ReplayInputs inputs;
  private final Assessor assessor;
  private final MarketHistory history;
  private final PriceFeed feed;
  private final PaidPrices paid;
  private final RunningBudgets budgets;
  private final Map<String, List<RigState>> states = new LinkedHashMap<>();
  private int days;

  ReplayEngine(ReplayInputs inputs, Assessor assessor) {
    this.inputs = inputs;
    this.assessor = assessor;
    this.history = inputs.history();
    this.feed = new PriceFeed(inputs);
    this.paid = new PaidPrices(inputs.site().tariff());
    this.budgets = new RunningBudgets(inputs.site());
  }

  /** Goes on after days that were replayed before. */
  void resume(List<ReplayDay> done) {
    for (ReplayDay day : done) {
      budgets.begin(day.date());
      begin(day.blocks());
      for (Piece piece : day.pieces()) {
        RigState state = stateOf(day.blocks().get(piece.block()).group(), piece.firstRig());
        piece.points().forEach(point -> state.pass(point != OperatingPoints.OFF));
      }
      budgets.pass(day, inputs.minutes() / 60.0);
      days++;
    }
    if (!done.isEmpty()) {
      LocalDate next = inputs.day(days);
      feed.seeUntil(startOf(next).minus(inputs.minutes(), ChronoUnit.MINUTES));
    }
  }

  private RigState stateOf(String group, int firstRig) {
    return states.getOrDefault(group, List.of()).stream()
        .filter(state -> state.firstRig == firstRig)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the days do not follow each other"));
  }

  boolean isDone() {
    return days == inputs.days();
  }

  private Instant startOf(LocalDate date) {
    return date.atStartOfDay(inputs.zone()).toInstant();
  }

  /** Replays the next day. */
  ReplayDay next() {
    LocalDate date = inputs.day(days);
    int minutes = inputs.minutes();
    int intervals = inputs.intervals(date);
    feed.seeUntil(startOf(date));
    List<PriceSeries.Price> expected = feed.expectedHours(date, intervals, minutes);
    budgets.begin(date);
    DayOrders orders = assessor.order(inputs.siteDay(date, history, expected, budgets::used));
    List<DayOrders.OfBlock> asked =
        orders.blocks().stream().filter(o -> o.limits().points().kw(0) > 0).toList();
    List<BlockDay> blocks = blocks(asked);
    begin(blocks);

    List<PieceCourse> courses = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      BlockDay block = blocks.get(b);
      for (RigState state : states.getOrDefault(block.group(), List.of())) {
        if (state.firstRig >= block.firstRig() && state.end() <= block.firstRig() + block.rigs()) {
          courses.add(new PieceCourse(inputs, b, block, asked.get(b), state, intervals));
        }
      }
    }
    int odds = ODDS_HOURS * 60 / minutes;
    int ahead = AHEAD_HOURS * 60 / minutes;
    ZonedDateTime[] clock = new ZonedDateTime[intervals + ahead];
    for (int i = 0; i < clock.length; i++) {
      Instant at = startOf(date).plus((long) i * minutes, ChronoUnit.MINUTES);
      clock[i] = at.atZone(inputs.zone());
    }
    for (int i = 0; i < intervals; i++) {
      feed.seeUntil(clock[i].toInstant());
      Moment moment = new Moment(i, intervals, minutes, odds, ahead, clock, feed, paid);
      courses.forEach(course -> course.decide(moment));
      fitConnection(courses, moment);
    }
    ReplayDay day =
        new ReplayDay(
            date, blocks, orders.missedUsd(), courses.stream().map(PieceCourse::piece).toList());
    budgets.pass(day, inputs.minutes() / 60.0);
    days++;
    return day;
  }

  /** Gives way where all together would draw more than the connection carries. */
  private void fitConnection(List<PieceCourse> courses, Moment moment) {
    double connectionKw = inputs.site().grid().mw() * 1000;
    int[] points =
        ConnectionFit.fit(
            connectionKw, courses.stream().map(course -> course.rigs(moment)).toList());
    for (int i = 0; i < points.length; i++) {
      courses.get(i).take(points[i]);
    }
  }

  /** Cuts the rigs of each group as the day's blocks cut them. */
  private void begin(List<BlockDay> blocks) {
    Map<String, List<RigState>> before = new HashMap<>(states);
    states.clear();
    for (BlockDay block : blocks) {
      List<RigState> now = states.computeIfAbsent(block.group(), any -> new ArrayList<>());
      List<RigState> old =
          before.getOrDefault(
              block.group(), List.of(new RigState(0, Integer.MAX_VALUE, true, RigState.LONG)));
      int end = block.firstRig() + block.rigs();
      for (RigState state : merged(old)) {
        int from = Math.max(state.firstRig, block.firstRig());
        int to = Math.min(state.rigs == Integer.MAX_VALUE ? end : state.end(), end);
        if (from < to) {
          now.add(state.part(from, to));
        }
      }
    }
  }

  private static List<RigState> merged(List<RigState> states) {
    List<RigState> merged = new ArrayList<>();
    for (RigState state : states) {
      int last = merged.size() - 1;
      if (last >= 0
          && merged.get(last).on == state.on
          && merged.get(last).intervals == state.intervals) {
        RigState other = merged.get(last);
        merged.set(
            last, new RigState(other.firstRig, other.rigs + state.rigs, other.on, other.intervals));
      } else {
        merged.add(state);
      }
    }
    return merged;
  }

  private List<BlockDay> blocks(List<DayOrders.OfBlock> asked) {
    Map<String, Integer> rigsBelow = new HashMap<>();
    List<BlockDay> blocks = new ArrayList<>();
    for (DayOrders.OfBlock orders : asked) {
      Block block = orders.block();
      PlannableBlock limits = orders.limits();
      OperatingPoints points = limits.points();
      int first = rigsBelow.merge(block.group().id(), block.rigs(), Integer::sum) - block.rigs();
      int[] all = IntStream.range(0, points.count()).toArray();
      int prepaid =
          block.prepaidBy() == null
              ? -1
              : inputs.site().tariff().blocks().indexOf(block.prepaidBy());
      blocks.add(
          new BlockDay(
              block.id(),
              block.group().id(),
              first,
              block.rigs(),
              block.mayRun(),
              prepaid < 0 ? null : (Integer) prepaid,
              block.clientPaysPower(),
              Arrays.stream(all).mapToObj(points::name).toList(),
              Arrays.stream(all).mapToObj(points::kw).toList(),
              Arrays.stream(all).mapToObj(p -> points.marginUsdPerHour(p, 0, 1)).toList(),
              orders.dutyUsdPerMwh(),
              orders.dueUsdPerDay(),
              hosting(block),
              limits.mustBeOff().list(),
              limits.hold().list(),
              limits.mustRun().list(),
              limits.capped().list(),
              limits.excused().list(),
              owed(block),
              orders.rule().orElse(null)));
    }
    return blocks;
  }

  private static @Nullable String hosting(Block block) {
    ClientHosting hosting = block.hostingThatBinds();
    return hosting == null || hosting.uptime() == null ? null : hosting.ref();
  }

  private static List<Owed> owed(Block block) {
    List<Owed> owed = new ArrayList<>();
    for (CalledEvent event : block.events()) {
      add(owed, event.clause().ref(), false, event.owed());
    }
    for (HeldAward award : block.awards()) {
      add(owed, award.clause().ref(), true, award.hours());
    }
    return owed;
  }

  private static void add(List<Owed> owed, String ref, boolean running, HourSet hours) {
    if (!hours.isEmpty()) {
      owed.add(new Owed(ref, running, hours.list()));
    }
  }
}
