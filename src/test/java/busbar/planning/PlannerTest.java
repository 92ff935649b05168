package busbar.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.economics.OperatingPoints;
import busbar.hardware.Basis;
import busbar.hardware.PowerProfile;
import busbar.site.Operation;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
import busbar.units.OutOfRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final HourSet NONE = HourSet.NONE;
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** 999 kW that earn 50 USD/MWh, 499.5 kW that earn 60, and 1,499 kW that earn 46.7. */
  private static final OperatingPoints RIGS =
      OperatingPoints.of(
          List.of(
              profile("default", 100, 3000), profile("eco", 60, 1500), profile("turbo", 140, 4500)),
          1000 / 3,
          Operation.BARE,
          36,
          null);

  private static PowerProfile profile(String name, double hashrateThs, double powerW) {
    return new PowerProfile("rig", null, name, hashrateThs, powerW, Basis.TUNED);
  }

  private static PlannableBlock block(
      double[] prices, HourSet off, HourSet hold, HourSet run, int most) {
    return block(prices, off, hold, run, NONE, NONE, most, NEVER);
  }

  private static PlannableBlock block(
      double[] prices,
      HourSet off,
      HourSet hold,
      HourSet run,
      HourSet capped,
      HourSet excused,
      int most,
      double missedUsdPerMwh) {
    return new PlannableBlock(
        RIGS,
        PriceCurve.of(Instant.EPOCH, prices),
        1,
        off,
        hold,
        run,
        capped,
        excused,
        most,
        missedUsdPerMwh,
        null);
  }

  private static BlockPlan plan(PlannableBlock block) {
    return Planner.plan(1e9, List.of(block)).get(0);
  }

  private static List<String> points(BlockPlan plan) {
    return java.util.stream.IntStream.range(0, plan.hours())
        .mapToObj(h -> plan.isOff(h) ? "off" : RIGS.name(plan.point(h)))
        .toList();
  }

  @Test
  void runsFullWhenPowerIsCheapSlowlyWhenItIsDearAndNotAtAllAboveBreakeven() {
    BlockPlan plan = plan(block(new double[] {-30, 20, 45, 55, 65}, NONE, NONE, NONE, 5));

    assertThat(points(plan)).containsExactly("turbo", "turbo", "eco", "eco", "off");
  }

  @Test
  void aDutyToBeOffComesBeforeADutyToRun() {
    HourSet first = HourSet.where(3, h -> h == 0);

    BlockPlan plan = plan(block(new double[] {10, 10, 10}, first, NONE, HourSet.all(3), 3));

    assertThat(points(plan)).containsExactly("off", "turbo", "turbo");
  }

  @Test
  void aDutyToRunIsMetWithTheLoadOfTheDefaultPoint() {
    // At 55 USD/MWh the best point is the one of half the load, and at 65 it is off.
    BlockPlan plan = plan(block(new double[] {55, 65, 55}, NONE, NONE, HourSet.all(2), 3));

    assertThat(points(plan)).containsExactly("default", "default", "eco");
  }

  @Test
  void aCappedHourDrawsNoMoreThanTheDefaultPoint() {
    HourSet first = HourSet.where(2, h -> h == 0);

    BlockPlan plan = plan(block(new double[] {10, 10}, NONE, NONE, NONE, first, NONE, 2, NEVER));

    assertThat(points(plan)).containsExactly("default", "turbo");
  }

  @Test
  void anExcusedHourOffCountsAgainstNoLimit() {
    HourSet dearest = HourSet.where(3, h -> h == 1);

    BlockPlan plan =
        plan(block(new double[] {70, 100, 90}, NONE, NONE, NONE, NONE, dearest, 1, NEVER));

    assertThat(points(plan)).containsExactly("eco", "off", "off");
  }

  @Test
  void anHourIsMissedWhereRunningWouldLoseMoreThanItCosts() {
    // 499.5 kW that earn 60 lose 10.0 at 80 USD/MWh and 20.0 at 100; a missed hour costs 15.0.
    double missed = 15 / 0.999;

    BlockPlan plan = plan(block(new double[] {80, 100}, NONE, NONE, NONE, NONE, NONE, 0, missed));

    assertThat(points(plan)).containsExactly("eco", "off");
    assertThat(plan.hoursMissed()).isEqualTo(1);
    assertThat(plan.valueUsd()).isEqualTo(-0.4995 * 20 - 15, within(1e-9));
  }

  @Test
  void aHeldBlockStaysAtItsDefaultWhateverThePrice() {
    BlockPlan plan = plan(block(new double[] {Double.NaN, 500}, NONE, HourSet.all(2), NONE, 2));

    assertThat(points(plan)).containsExactly("default", "default");
    assertThat(plan.marginUsd(0)).isNaN();
    assertThat(plan.valueUsd()).isEqualTo(plan.marginUsd(1), within(1e-9));
  }

  @Test
  void withFewHoursToBeOffTheDearestAreChosen() {
    BlockPlan plan = plan(block(new double[] {70, 90, 80, 100, 30}, NONE, NONE, NONE, 2));

    assertThat(points(plan)).containsExactly("eco", "off", "eco", "off", "turbo");
  }

  @Test
  void anHourWithoutAPriceMustBeHeld() {
    assertThatThrownBy(() -> block(new double[] {50, Double.NaN}, NONE, NONE, NONE, 2))
        .isInstanceOf(OutOfRange.class)
        .hasMessageContaining("hour 1");
  }

  @Test
  void roomOnTheConnectionGoesToWhatEarnsMostPerKilowatt() {
    OperatingPoints hungry =
        OperatingPoints.of(
            List.of(profile("default", 100, 3000), profile("turbo", 140, 4500)),
            1000,
            Operation.BARE,
            36,
            null);
    HourSet none = HourSet.NONE;
    PlannableBlock dear =
        new PlannableBlock(
            hungry,
            PriceCurve.of(Instant.EPOCH, new double[] {10}),
            1,
            none,
            none,
            none,
            none,
            none,
            1,
            NEVER,
            null);
    PlannableBlock cheap =
        new PlannableBlock(
            hungry,
            PriceCurve.of(Instant.EPOCH, new double[] {-10}),
            1,
            none,
            none,
            none,
            none,
            none,
            1,
            NEVER,
            null);

    // 6,000 kW by default; room for one of the two to draw 1,500 kW more.
    List<BlockPlan> plans = Planner.plan(8000, List.of(dear, cheap));

    assertThat(hungry.name(plans.get(0).point(0))).isEqualTo("default");
    assertThat(hungry.name(plans.get(1).point(0))).isEqualTo("turbo");
  }

  @Test
  void noBlocksMakeNoPlans() {
    assertThat(Planner.plan(100, List.of())).isEmpty();
  }

  @Provide
  Arbitrary<double[]> prices() {
    return Arbitraries.doubles().between(-50, 150).array(double[].class).ofMinSize(1).ofMaxSize(7);
  }

  /** Against every possible plan of so few hours. */
  @Property(tries = 300)
  void noFeasiblePlanEarnsMore(
      @ForAll("prices") double[] prices,
      @ForAll @IntRange(max = 127) int offBits,
      @ForAll @IntRange(max = 127) int runBits,
      @ForAll @IntRange(max = 127) int excusedBits,
      @ForAll @IntRange(max = 7) int most,
      @ForAll @IntRange(max = 60) int missedUsdPerMwh) {
    int hours = prices.length;
    HourSet off = HourSet.where(hours, h -> (offBits >> h & 1) == 1 && h % 3 == 0);
    HourSet run = HourSet.where(hours, h -> (runBits >> h & 1) == 1 && h % 2 == 0);
    HourSet capped = HourSet.where(hours, h -> (runBits >> h & 1) == 0 && h % 2 == 0);
    HourSet excused = HourSet.where(hours, h -> (excusedBits >> h & 1) == 1);
    double missed = missedUsdPerMwh > 50 ? NEVER : missedUsdPerMwh;
    PlannableBlock block = block(prices, off, NONE, run, capped, excused, most, missed);

    BlockPlan plan = plan(block);

    assertThat(plan.valueUsd()).isEqualTo(exhaustive(block, new int[hours], 0), within(1e-9));
    assertThat(isFeasible(block, plan)).isTrue();
  }

  private static double exhaustive(PlannableBlock block, int[] points, int hour) {
    if (hour == points.length) {
      long chosenOff =
          java.util.stream.IntStream.range(0, points.length)
              .filter(h -> points[h] < 0)
              .filter(h -> !block.mustBeOff().contains(h) && !block.excused().contains(h))
              .count();
      long missed = Math.max(0, chosenOff - block.mostHoursOff());
      // 0.999 MW by default.
      return java.util.stream.IntStream.range(0, points.length)
              .mapToDouble(h -> block.margin(h, points[h]))
              .sum()
          - (missed == 0 ? 0 : missed * 0.999 * block.missedUsdPerMwh());
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int point = -1; point < RIGS.count(); point++) {
      boolean off = point < 0;
      if (block.mustBeOff().contains(hour) != off
          && (block.mustBeOff().contains(hour) || block.mustRun().contains(hour))) {
        continue;
      }
      boolean tooLittle = block.mustRun().contains(hour) && !off && RIGS.kw(point) < RIGS.kw(0);
      boolean tooMuch = block.capped().contains(hour) && !off && RIGS.kw(point) > RIGS.kw(0);
      if (tooLittle || tooMuch) {
        continue;
      }
      points[hour] = point;
      best = Math.max(best, exhaustive(block, Arrays.copyOf(points, points.length), hour + 1));
    }
    return best;
  }

  private static boolean isFeasible(PlannableBlock block, BlockPlan plan) {
    int chosenOff = 0;
    for (int hour = 0; hour < plan.hours(); hour++) {
      boolean mustBeOff = block.mustBeOff().contains(hour);
      if (mustBeOff && !plan.isOff(hour)
          || !mustBeOff && block.mustRun().contains(hour) && plan.isOff(hour)) {
        return false;
      }
      chosenOff += plan.isOff(hour) && !mustBeOff && !block.excused().contains(hour) ? 1 : 0;
    }
    return chosenOff <= block.mostHoursOff() || block.missedUsdPerMwh() < NEVER;
  }

  @Property(tries = 300)
  void theConnectionIsNeverOverloadedWhereItCanBeHelped(
      @ForAll("prices") double[] prices, @ForAll @IntRange(min = 2997, max = 6000) int connection) {
    int hours = prices.length;
    List<PlannableBlock> blocks =
        List.of(
            block(prices, NONE, NONE, NONE, hours),
            block(prices, NONE, NONE, NONE, hours),
            block(prices, NONE, NONE, NONE, hours));

    List<BlockPlan> plans = Planner.plan(connection, blocks);

    for (int hour = 0; hour < hours; hour++) {
      int at = hour;
      double load = plans.stream().mapToDouble(p -> RIGS.kw(p.point(at))).sum();
      assertThat(load).isLessThanOrEqualTo(connection * (1 + 1e-9));
    }
  }

  private static PlannableBlock switched(double[] prices, double[] later, SwitchingLimits limits) {
    return new PlannableBlock(
        RIGS,
        PriceCurve.of(Instant.EPOCH, prices),
        1,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        prices.length,
        NEVER,
        new Switched(limits, PriceCurve.of(Instant.EPOCH, later)));
  }

  /** 1 MW that earns 50 USD/MWh: two hours at 80 lose 60, less than a restart at 70. */
  @Test
  void timeOffIsTakenOnlyWhereItPaysForTheRestart() {
    double[] prices = {20, 80, 80, 20};
    PlannableBlock dear =
        switched(prices, new double[] {20}, SwitchingLimits.minimumTimes(1, 1, 70));
    assertThat(plan(dear).hoursOff()).isZero();
    PlannableBlock cheap =
        switched(prices, new double[] {20}, SwitchingLimits.minimumTimes(1, 1, 10));
    assertThat(points(plan(cheap))).containsExactly("turbo", "off", "off", "turbo");
    assertThat(plan(cheap).switchingUsd()).isEqualTo(10);
  }

  /** Off for the last hour, the restart is still to come tomorrow, and counts today. */
  @Test
  void aRestartThatTomorrowNeedsCountsToday() {
    double[] prices = {20, 200};
    PlannableBlock block =
        switched(prices, new double[] {20, 20}, SwitchingLimits.minimumTimes(1, 1, 30));
    assertThat(plan(block).isOff(1)).isTrue();
    assertThat(plan(block).switchingUsd()).isCloseTo(30, within(1e-9));
    PlannableBlock forGood =
        switched(prices, new double[] {200, 200}, SwitchingLimits.minimumTimes(1, 1, 1e6));
    assertThat(plan(forGood).isOff(1)).isTrue();
    assertThat(plan(forGood).switchingUsd()).isCloseTo(0, within(1e-9));
  }

  /** Every pattern of on and off is tried, each hour on at its best point. */
  @Property(tries = 200)
  void aSwitchedBlockHasTheBestOfAllPatterns(@ForAll long seed) {
    Random random = new Random(seed);
    double[] prices = random.doubles(6, -20, 120).toArray();
    double[] later = random.doubles(4, -20, 120).toArray();
    SwitchingLimits limits =
        SwitchingLimits.minimumTimes(random.nextInt(4), random.nextInt(4), random.nextInt(3) * 40);
    PlannableBlock block = switched(prices, later, limits);
    double[] all = new double[10];
    System.arraycopy(prices, 0, all, 0, 6);
    System.arraycopy(later, 0, all, 6, 4);

    double best = bestOfAllPatterns(all, limits);
    double tomorrow = bestOfAllPatterns(later, limits);

    assertThat(plan(block).valueUsd()).isCloseTo(best - tomorrow, within(1e-6));
    double never = 0;
    for (double price : prices) {
      never += RIGS.marginUsdPerHour(RIGS.best(price, 1), price, 1);
    }
    assertThat(plan(block).valueUsd()).isGreaterThanOrEqualTo(never - 1e-6);
    assertThat(block.gainOfTimeOffUsd(0, 1) > 1e-9).isEqualTo(plan(block).hoursOff() > 0);
  }

  private static double bestOfAllPatterns(double[] prices, SwitchingLimits limits) {
    double best = Double.NEGATIVE_INFINITY;
    for (int pattern = 0; pattern < 1 << prices.length; pattern++) {
      double usd = 0;
      boolean on = true;
      int since = 1_000;
      boolean feasible = true;
      for (int hour = 0; hour < prices.length; hour++) {
        boolean next = (pattern >> hour & 1) == 1;
        if (next != on) {
          feasible &= since >= (on ? limits.minOnIntervals() : limits.minOffIntervals());
          usd -= next ? limits.restartCostUsd() : 0;
          since = 0;
          on = next;
        }
        since++;
        double price = prices[hour];
        usd += on ? RIGS.marginUsdPerHour(RIGS.best(price, 1), price, 1) : 0;
      }
      best = feasible ? Math.max(best, usd) : best;
    }
    return best;
  }
}
