package busbar.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busbar.billing.RandomBills.Case;
import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.CurtailmentCredit;
import busbar.tariff.DemandCharge;
import busbar.tariff.DemandPeriod;
import busbar.tariff.EnergyCharge;
import busbar.tariff.EnergyPeriod;
import busbar.tariff.FixedCharge;
import busbar.tariff.IndexCharge;
import busbar.tariff.MinimumCharge;
import busbar.tariff.RateSchedule;
import busbar.tariff.RiderCharge;
import busbar.tariff.TaxCharge;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** What holds of every bill, whatever the tariff, the load and the clock. */
class BillPropertyTest {
  /** A MWh of 100,000 USD, its quantity rounded to six decimals, is off by so many USD. */
  private static final double ROUNDING = 0.06;

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.randomValue(RandomBills::any);
  }

  @Provide
  Arbitrary<Case> years() {
    return Arbitraries.randomValue(RandomBills::ofYears);
  }

  @Property(tries = 800, shrinking = ShrinkingMode.OFF)
  void aBillIsThatOfItsSlowTwin(@ForAll("cases") Case drawn) {
    agrees(drawn);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void aBillOfYearsIsThatOfItsSlowTwin(@ForAll("years") Case drawn) {
    agrees(drawn);
  }

  private static void agrees(Case drawn) {
    Map<YearMonth, Map<String, Double>> slow = drawn.slow().bill(drawn.kw());
    Bill bill = drawn.bill();
    assertThat(bill.months())
        .extracting(Bill.Month::month)
        .containsExactlyElementsOf(slow.keySet());
    double slack = 0;
    for (Bill.Month month : bill.months()) {
      Map<String, Double> twin = Objects.requireNonNull(slow.get(month.month()));
      Map<String, Double> billed = new TreeMap<>();
      for (Bill.Line line : month.lines()) {
        billed.merge(line.charge(), line.amountUsd().doubleValue(), Double::sum);
        slack += cents(line);
      }
      Set<String> names = new TreeSet<>(twin.keySet());
      names.addAll(billed.keySet());
      for (String name : names) {
        double expected = twin.getOrDefault(name, 0.0);
        assertThat(billed.getOrDefault(name, 0.0))
            .describedAs("%s of %s under %s", name, month.month(), drawn)
            .isCloseTo(expected, within(slack(drawn, month, name, slack) + 1e-11 * size(month)));
      }
    }
  }

  /** Half a cent a line, and what the rounding of its quantity makes. */
  private static double cents(Bill.Line line) {
    return 0.006
        + 1e-6 * line.unitPriceUsd().abs().doubleValue() * (line.unit().equals("MWh") ? 1 : 0);
  }

  private static double slack(Case drawn, Bill.Month month, String name, double sofar) {
    boolean sums =
        drawn.tariff().charges().stream()
            .anyMatch(
                c ->
                    c.name().equals(name)
                        && (c instanceof TaxCharge || c instanceof MinimumCharge));
    // A tax or a minimum is reckoned from lines that are rounded.
    return sums
        ? sofar + ROUNDING
        : ROUNDING
            + month.lines().stream()
                .filter(line -> line.charge().equals(name))
                .mapToDouble(BillPropertyTest::cents)
                .sum();
  }

  private static double size(Bill.Month month) {
    return month.lines().stream().mapToDouble(l -> l.amountUsd().abs().doubleValue()).sum();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void aBillIsTheSumOfItsLinesToTheCent(@ForAll("cases") Case drawn) {
    Bill bill = drawn.bill();
    BigDecimal total = BigDecimal.ZERO;
    for (Bill.Month month : bill.months()) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Bill.Line line : month.lines()) {
        assertThat(line.amountUsd().scale()).isEqualTo(2);
        sum = sum.add(line.amountUsd());
      }
      assertThat(month.totalUsd()).isEqualByComparingTo(sum);
      total = total.add(sum);
    }
    assertThat(bill.totalUsd()).isEqualByComparingTo(total);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void theOrderOfChargesChangesNoAmount(@ForAll("cases") Case drawn, @ForAll Random random) {
    List<Charge> others = new ArrayList<>(drawn.tariff().charges());
    // Blocks are used, and energy bought, in the order in which the tariff lists them.
    List<Charge> blocks = others.stream().filter(BlockCharge.class::isInstance).toList();
    others.removeAll(blocks);
    Collections.shuffle(others, random);
    others.addAll(random.nextInt(others.size() + 1), blocks);
    Case shuffled = drawn.with(drawn.tariff().withCharges(others));
    assertThat(byCharge(shuffled.bill())).isEqualTo(byCharge(drawn.bill()));
  }

  private static Map<String, BigDecimal> byCharge(Bill bill) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Bill.Month month : bill.months()) {
      for (Bill.Line line : month.lines()) {
        sums.merge(
            month.month() + " " + line.charge() + " " + line.period(),
            line.amountUsd(),
            BigDecimal::add);
      }
    }
    return sums;
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aBillIsTheSumOfTheBillsOfItsCharges(@ForAll("cases") Case drawn) {
    List<Charge> linked = new ArrayList<>();
    List<Charge> alone = new ArrayList<>();
    for (Charge charge : drawn.tariff().charges()) {
      boolean measures = charge.name().equals("measures tiers");
      if (charge instanceof EnergyCharge
          || charge instanceof IndexCharge
          || charge instanceof BlockCharge
          || measures) {
        linked.add(charge);
      } else if (!(charge instanceof TaxCharge) && !(charge instanceof MinimumCharge)) {
        alone.add(charge);
      }
    }
    List<Charge> together = new ArrayList<>(linked);
    together.addAll(alone);
    BigDecimal sum = drawn.with(drawn.tariff().withCharges(linked)).bill().totalUsd();
    Charge free =
        new EnergyCharge("free", null, List.of(new EnergyPeriod("free", null, 0.0, null)), null);
    for (Charge charge : alone) {
      sum =
          sum.add(drawn.with(drawn.tariff().withCharges(List.of(free, charge))).bill().totalUsd());
    }
    assertThat(drawn.with(drawn.tariff().withCharges(together)).bill().totalUsd())
        .isEqualByComparingTo(sum);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aHigherPriceNeverLowersABill(@ForAll("cases") Case drawn) {
    // A tax of a minimum's top-up alone falls when the bill needs less of it.
    List<Charge> taxedAlike =
        drawn.tariff().charges().stream()
            .filter(charge -> !(charge instanceof TaxCharge tax && tax.of() != null))
            .toList();
    Case cheap = drawn.with(drawn.tariff().withCharges(taxedAlike));
    Case dear =
        drawn.with(
            drawn.tariff().withCharges(taxedAlike.stream().map(BillPropertyTest::dearer).toList()));
    BigDecimal before = cheap.bill().totalUsd();
    assertThat(dear.bill().totalUsd()).isGreaterThanOrEqualTo(before);
    // Where a block is sold back at the index, a dearer one may bring more than it costs.
    if (cheap.tariff().blocks().stream().allMatch(block -> block.sellBackFeeUsdPerMwh() == null)) {
      assertThat(drawn.with(cheap.tariff().plus(3)).bill().totalUsd())
          .isGreaterThanOrEqualTo(before);
    }
  }

  private static Charge dearer(Charge charge) {
    if (charge instanceof RiderCharge rider && rider.periods().get(0).usdPerMwh() != null) {
      return new RiderCharge(
          rider.name(),
          null,
          rider.periods().stream()
              .map(
                  p ->
                      new EnergyPeriod(
                          p.name(), p.when(), Objects.requireNonNull(p.usdPerMwh()) + 1, null))
              .toList());
    }
    if (charge instanceof FixedCharge fixed && fixed.usdPerMonth() != null) {
      return new FixedCharge(fixed.name(), null, fixed.usdPerMonth() + 1, null);
    }
    if (charge instanceof MinimumCharge least && least.usdPerMonth() != null) {
      return new MinimumCharge(least.name(), null, least.usdPerMonth() + 1, null);
    }
    if (charge instanceof CoincidentPeakCharge peak) {
      return new CoincidentPeakCharge(
          peak.name(),
          null,
          peak.months(),
          peak.peaks(),
          peak.intervalMinutes(),
          peak.usdPerKwMonth() + 1,
          peak.billed(),
          peak.readings());
    }
    if (charge instanceof DemandCharge demand) {
      return new DemandCharge(
          demand.name(),
          null,
          demand.windowMinutes(),
          demand.periods().stream().map(BillPropertyTest::dearer).toList(),
          demand.ratchet(),
          demand.minimumKw(),
          demand.peaksKw());
    }
    return charge;
  }

  private static DemandPeriod dearer(DemandPeriod period) {
    List<DemandPeriod.Tier> tiers =
        period.asTiers().stream()
            .map(tier -> new DemandPeriod.Tier(tier.upToKw(), tier.usdPerKw() + 1))
            .toList();
    return new DemandPeriod(period.name(), period.when(), null, tiers);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void splittingIntervalsChangesNoAmount(@ForAll("cases") Case drawn) {
    boolean onTheGrid = drawn.start().getEpochSecond() % 900 == 0;
    int parts =
        drawn.minutes() == 60 ? 4 : drawn.minutes() == 30 ? 2 : drawn.minutes() == 15 ? 3 : 5;
    boolean windows =
        drawn
            .tariff()
            .charges(DemandCharge.class)
            .allMatch(d -> d.windowMinutes() >= drawn.minutes());
    // Off the clock's grid an interval counts for the hour in which it begins, its parts for
    // theirs.
    boolean hours = drawn.start().atZone(drawn.zone()).getMinute() % drawn.minutes() == 0;
    if (!onTheGrid
        || !windows
        || !hours
        || drawn.minutes() > 15 && drawn.zone().getId().contains("Lord")) {
      return;
    }
    double[] split = new double[drawn.kw().length * parts];
    for (int i = 0; i < split.length; i++) {
      split[i] = drawn.kw()[i / parts];
    }
    Case fine =
        new Case(drawn.tariff(), drawn.zone(), drawn.start(), drawn.minutes() / parts, split);
    Map<String, BigDecimal> whole = byCharge(drawn.bill());
    Map<String, BigDecimal> parted = byCharge(fine.bill());
    Set<String> names = new TreeSet<>(whole.keySet());
    names.addAll(parted.keySet());
    for (String name : names) {
      BigDecimal one = whole.getOrDefault(name, BigDecimal.ZERO);
      assertThat(parted.getOrDefault(name, BigDecimal.ZERO).subtract(one).abs().doubleValue())
          .describedAs("%s of %s", name, drawn)
          .isLessThanOrEqualTo(2 * ROUNDING + 1e-11 * one.abs().doubleValue());
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void anAvoidablePriceIsTheSlopeOfTheSlowTwinsBill(
      @ForAll("cases") Case drawn, @ForAll Random random) {
    slopes(drawn, random);
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void anAvoidablePriceOverYearsIsTheSlopeOfTheSlowTwinsBill(
      @ForAll("years") Case drawn, @ForAll Random random) {
    slopes(drawn, random);
  }

  private static void slopes(Case drawn, Random random) {
    AvoidablePrices prices = drawn.avoidable();
    SlowBill slow = drawn.slow();
    double worth = slow.worth(drawn.kw());
    LoadSeries load = drawn.load();
    Set<Integer> intervals = new TreeSet<>();
    for (int n = 0; n < 4; n++) {
      intervals.add(random.nextInt(drawn.kw().length));
    }
    for (AvoidablePrices.Peak peak : prices.peaks()) {
      if (intervals.size() < 12 && peak.usdPerKw() != 0) {
        intervals.add((int) load.indexOf(peak.at().getEpochSecond()));
      }
    }
    for (CoincidentPeakCharge charge :
        drawn.tariff().charges(CoincidentPeakCharge.class).toList()) {
      for (CoincidentPeakCharge.Reading reading : charge.readings()) {
        long at = load.indexOf(reading.at().atZone(drawn.zone()).toEpochSecond());
        if (reading.kw() == null && intervals.size() < 15) {
          intervals.add((int) at);
        }
      }
    }
    for (int i : intervals) {
      double kw = drawn.kw()[i];
      if (kw == 0 && readsPeaks(drawn.tariff())) {
        continue;
      }
      // Where there is nothing to take away, a first MWh is added.
      double step = kw == 0 ? -0.02 : Math.min(kw, 0.02 + kw * 1e-7);
      Double slope = left(slow, drawn, i, step, worth);
      if (slope != null) {
        double numeric =
            1e-14 * (Math.abs(worth) + 1e6) / (Math.abs(step) / 1000 * drawn.minutes() / 60.0);
        if (numeric < 1) {
          assertThat(prices.usdPerMwh()[i])
              .describedAs("interval %s of %s", i, drawn)
              .isCloseTo(slope, within(0.01 + 1e-4 * Math.abs(slope) + numeric));
        }
      }
    }
  }

  /** Whether a first MWh may set a peak, which its price leaves out. */
  private static boolean readsPeaks(RateSchedule tariff) {
    return tariff.charges().stream()
        .anyMatch(
            charge ->
                charge instanceof DemandCharge
                    || charge instanceof CurtailmentCredit
                    || charge instanceof EnergyCharge energy && hasTiers(energy.periods())
                    || charge instanceof RiderCharge rider && hasTiers(rider.periods()));
  }

  private static boolean hasTiers(List<EnergyPeriod> periods) {
    return periods.stream().anyMatch(period -> period.tiers() != null);
  }

  /**
   * The slope towards less load; absent where it changes within the step. Shared tiers bend a bill,
   * so the differences over a step and its halves are extrapolated to no step at all, which all
   * must agree on.
   */
  private static @Nullable Double left(
      SlowBill slow, Case drawn, int i, double step, double worth) {
    double over = slope(slow, drawn, i, step, worth);
    double slope = Double.NaN;
    for (int halves = 1; halves <= 3; halves++) {
      double overHalf = slope(slow, drawn, i, step / (1 << halves), worth);
      double extrapolated = 2 * overHalf - over;
      if (Math.abs(extrapolated - slope) > 0.02 + 1e-4 * Math.abs(slope)) {
        return null;
      }
      slope = extrapolated;
      over = overHalf;
    }
    return slope;
  }

  private static double slope(SlowBill slow, Case drawn, int i, double step, double worth) {
    double[] less = drawn.kw().clone();
    less[i] -= step;
    return (worth - slow.worth(less)) / (step / 1000 * drawn.minutes() / 60.0);
  }
}
