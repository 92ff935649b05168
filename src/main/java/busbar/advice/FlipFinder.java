package busbar.advice;

import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.assessment.Action;
import busbar.contract.AiHostingOffer;
import busbar.contract.ClientHosting;
import busbar.duties.Block;
import busbar.duties.CalledEvent;
import busbar.duties.TariffFacts;
import busbar.duties.Weighing;
import busbar.market.MarketSnapshot;
import busbar.planning.PlannableBlock;
import busbar.units.HourSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest value of each driver at which a block's action changes.
 *
 * <p>Each boundary between two actions is where some sum is zero: an hour's margin, what selling is
 * worth above keeping, what an offer is worth above mining. Those sums are solved for the driver,
 * and a root is reported only after the block and all that bears on it were evaluated on both sides
 * of it: today's action on the near side, another on the far one.
 */
final class FlipFinder {
  private static final double POWER_SHIFT_LIMIT = 1_000;
  private static final double SCALE_LOW = 0.02;
  private static final double SCALE_HIGH = 50;
  private static final double RESALE_LIMIT = 100_000;

  /** How far from a root the two sides are evaluated, relative to the driver's size. */
  private static final double SIDE = 1e-6;

  private static final int MOST_SOLVER_STEPS = 200;

  /** What no plan gains by rounding alone, USD a day for each MW. */
  private static final double LEAST_GAIN_USD = 1e-6;

  private final PreparedSite site;
  private final Evaluation today;
  private final Map<Asked, Evaluation> evaluations = new HashMap<>();
  private final Map<Asked, Weighing> weighings = new HashMap<>();

  FlipFinder(PreparedSite site, Evaluation today) {
    this.site = site;
    this.today = today;
  }

  /** The verified flip points of one block, in the order of {@link Driver}. */
  List<FlipPoint> find(int block) {
    List<FlipPoint> flips = new ArrayList<>();
    MarketInputs market = site.day.market();
    MarketSnapshot snapshot = market.snapshot();
    double price = site.tariff.average();
    if (!Double.isNaN(price)) {
      flip(block, 0, 100, powerRoots(block), Drivers::power)
          .ifPresent(f -> flips.add(point(Driver.POWER_PRICE, price, price + f.at, null, f)));
    }
    Set<Double> scales = scaleRoots(block);
    double btc = snapshot.btcPriceUsd().value();
    flip(block, 1, 1, scales, Drivers::hashprice)
        .ifPresent(
            f ->
                flips.add(point(Driver.BTC_PRICE, btc, btc * f.at, market.typicalBtcMoveUsd(), f)));
    // Hashprice goes with the inverse of difficulty, whose nearest root may be another one.
    Set<Double> inverse = new LinkedHashSet<>();
    scales.forEach(scale -> inverse.add(1 / scale));
    double difficulty = snapshot.difficulty().value();
    flip(block, 1, 1, inverse, multiple -> Drivers.hashprice(1 / multiple))
        .ifPresent(
            f ->
                flips.add(
                    point(
                        Driver.DIFFICULTY,
                        difficulty,
                        difficulty * f.at,
                        market.typicalDifficultyMove(),
                        f)));
    site.offer
        .map(AiHostingOffer::firstRentUsdPerKwMonth)
        .ifPresent(
            rent ->
                flip(block, rent, rent, rentRoots(block), Drivers::rent)
                    .ifPresent(f -> flips.add(point(Driver.AI_RENT, rent, f.at, null, f))));
    Double resale = site.blocks.get(block).group().resaleUsdPerRig();
    if (resale != null) {
      String group = site.blocks.get(block).group().id();
      flip(
              block,
              resale,
              Math.max(1, resale),
              resaleRoots(block),
              usd -> Drivers.resale(group, Math.max(0, usd)))
          .ifPresent(f -> flips.add(point(Driver.RESALE_PRICE, resale, f.at, null, f)));
    }
    return flips;
  }

  private record Flip(double at, Action becomes) {}

  /** What is evaluated once for all blocks of a part. */
  private record Asked(Drivers drivers, List<Integer> part) {}

  private static FlipPoint point(
      Driver driver, double now, double at, @Nullable Double typicalMove, Flip flip) {
    boolean close = typicalMove != null && Math.abs(at - now) < typicalMove;
    return new FlipPoint(driver, now, at, typicalMove, close, flip.becomes);
  }

  /**
   * The nearest root at which the block's action really changes.
   *
   * @param now the driver's value today
   * @param size what a relative step is taken of
   */
  private Optional<Flip> flip(
      int block, double now, double size, Set<Double> roots, DoubleFunction<Drivers> drivers) {
    List<Double> nearestFirst =
        roots.stream()
            .sorted(Comparator.comparingDouble((Double root) -> Math.abs(root - now)))
            .toList();
    Action action = today.action(block);
    for (double root : nearestFirst) {
      double side = SIDE * Math.max(size, Math.abs(root));
      boolean isNow = Math.abs(root - now) <= side;
      double[] directions = isNow ? new double[] {1, -1} : new double[] {Math.signum(root - now)};
      for (double direction : directions) {
        Action far = evaluate(block, drivers.apply(root + direction * side));
        // The near side is worth a look only where the far one differs.
        if (far != action
            && (isNow || evaluate(block, drivers.apply(root - direction * side)) == action)) {
          return Optional.of(new Flip(root, far));
        }
      }
    }
    return Optional.empty();
  }

  private Action evaluate(int block, Drivers drivers) {
    return evaluations
        .computeIfAbsent(
            new Asked(drivers, site.parts.of(block)), asked -> today.at(drivers, block))
        .action(block);
  }

  private Weighing weighing(int block, Drivers drivers) {
    return weighings.computeIfAbsent(
        new Asked(drivers, site.parts.of(block)),
        asked ->
            today.weighing.at(drivers.powerShiftUsdPerMwh(), drivers.hashpriceScale(), asked.part));
  }

  /** What a clause is weighed for matters to the action only where it may be breached. */
  private Optional<BreachRoots> breaches(int block) {
    return site.parameters.get(Assessor.BREACH_ALLOWED) >= 1
        ? Optional.of(new BreachRoots(site, today.weighing, block))
        : Optional.empty();
  }

  /** Shifts of every hour's price at which some boundary is crossed, USD/MWh. */
  private Set<Double> powerRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    if (site.blocks.get(block).followsPowerPrice()) {
      highestPrices(block).forEach(price -> roots.add(breakevenUsdPerMwh(block) - price));
      if (isSwitched(block)) {
        for (PlannableBlock limits : switchedLimits(block)) {
          add(roots, s -> timeOffUsd(limits, s, 1), -POWER_SHIFT_LIMIT, POWER_SHIFT_LIMIT);
        }
      }
    }
    breaches(block)
        .ifPresent(
            breaches ->
                roots.addAll(
                    breaches.shifts(
                        POWER_SHIFT_LIMIT, shift -> weighing(block, Drivers.power(shift)))));
    strikeUsdPerMwh(block)
        .ifPresent(
            strike ->
                highest(openHours(block), site.tariff::usdPerMwh)
                    .ifPresent(price -> roots.add(strike - price)));
    KeepReckoning keep = site.keep(block);
    double resale = resaleUsd(block);
    if (!Double.isNaN(resale)) {
      add(roots, s -> keep.retireGainUsd(s, 1, resale), -POWER_SHIFT_LIMIT, POWER_SHIFT_LIMIT);
      addLossDays(
          roots,
          keep,
          (day, s) -> keep.dayGainUsd(day, s, 1, resale),
          -POWER_SHIFT_LIMIT,
          POWER_SHIFT_LIMIT);
    }
    for (int peak = 0; peak < peaks(block); peak++) {
      int which = peak;
      add(
          roots,
          s -> peakGainUsd(block, which, Drivers.power(s)),
          -POWER_SHIFT_LIMIT,
          POWER_SHIFT_LIMIT);
    }
    if (isInOffer(block)) {
      add(
          roots,
          s -> offerAdvantageUsd(s, 1, this::resaleUsd),
          -POWER_SHIFT_LIMIT,
          POWER_SHIFT_LIMIT);
    }
    return roots;
  }

  /** Multiples of today's hashprice at which some boundary is crossed. */
  private Set<Double> scaleRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    if (site.blocks.get(block).points().followsHashprice() && breakevenUsdPerMwh(block) > 0) {
      highestPrices(block).stream()
          .filter(price -> price > 0)
          .forEach(price -> roots.add(price / breakevenUsdPerMwh(block)));
      if (isSwitched(block)) {
        for (PlannableBlock limits : switchedLimits(block)) {
          add(roots, k -> timeOffUsd(limits, 0, k), SCALE_LOW, SCALE_HIGH);
        }
      }
    }
    breaches(block)
        .ifPresent(
            breaches ->
                roots.addAll(
                    breaches.scales(
                        SCALE_LOW,
                        SCALE_HIGH,
                        scale -> weighing(block, Drivers.hashprice(scale)))));
    KeepReckoning keep = site.keep(block);
    double resale = resaleUsd(block);
    if (!Double.isNaN(resale)) {
      add(roots, k -> keep.retireGainUsd(0, k, resale), SCALE_LOW, SCALE_HIGH);
      add(roots, k -> keep.dayGainUsd(0, 0, k, resale), SCALE_LOW, SCALE_HIGH);
    }
    for (int peak = 0; peak < peaks(block); peak++) {
      int which = peak;
      add(roots, k -> peakGainUsd(block, which, Drivers.hashprice(k)), SCALE_LOW, SCALE_HIGH);
    }
    if (isInOffer(block)) {
      add(roots, k -> offerAdvantageUsd(0, k, this::resaleUsd), SCALE_LOW, SCALE_HIGH);
    }
    return roots;
  }

  /** The first rent at which the offer is worth as much as its megawatts are now. */
  private Set<Double> rentRoots(int block) {
    if (!isInOffer(block)) {
      return Set.of();
    }
    AiHostingOffer offer = site.offer.orElseThrow();
    OfferReckoning reckoning = new OfferReckoning(site, offer);
    double rent = offer.firstRentUsdPerKwMonth();
    double now = reckoning.hostingUsdPerMwYear(rent);
    double perUsdOfRent = (reckoning.hostingUsdPerMwYear(2 * rent) - now) / rent;
    double advantage = offerAdvantageUsd(0, 1, this::resaleUsd);
    double root = rent - advantage / offer.grossMw() / perUsdOfRent;
    return perUsdOfRent > 0 && root > 0 ? Set.of(root) : Set.of();
  }

  /** Resale prices at which some boundary is crossed, USD a rig. */
  private Set<Double> resaleRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    Block own = site.blocks.get(block);
    if (own.rigs() == 0 || own.isHosted()) {
      return roots;
    }
    KeepReckoning keep = site.keep(block);
    int rigs = own.rigs();
    add(roots, usd -> keep.retireGainUsd(0, 1, usd * rigs), 0, RESALE_LIMIT);
    addLossDays(roots, keep, (day, usd) -> keep.dayGainUsd(day, 0, 1, usd * rigs), 0, RESALE_LIMIT);
    if (isInOffer(block)) {
      add(
          roots,
          usd -> offerAdvantageUsd(0, 1, i -> resaleUsd(i, own.group().id(), usd)),
          0,
          RESALE_LIMIT);
    }
    return roots;
  }

  /** How many peaks that the tariff bills bear on the block. */
  private int peaks(int block) {
    return new TariffFacts(site.bound, 0, 1).peakGainsUsd(block).size();
  }

  private double peakGainUsd(int block, int peak, Drivers drivers) {
    return new TariffFacts(site.bound, drivers.powerShiftUsdPerMwh(), drivers.hashpriceScale())
        .peakGainsUsd(block)
        .get(peak);
  }

  private boolean isSwitched(int block) {
    return today.decisions.get(block).plannable().switched() != null
        && site.blocks.get(block).points().kw(0) > 0;
  }

  /** A block's limits, and those that it had were the peaks of its hours worth raising. */
  private List<PlannableBlock> switchedLimits(int block) {
    PlannableBlock plannable = today.decisions.get(block).plannable();
    HourSet off = plannable.mustBeOff().minus(openHours(block));
    return off.equals(plannable.mustBeOff())
        ? List.of(plannable)
        : List.of(plannable, plannable.withMustBeOff(off));
  }

  /** Below 0 where no time off pays for its restart, above 0 where some does. */
  private static double timeOffUsd(PlannableBlock plannable, double shiftUsdPerMwh, double scale) {
    double least = LEAST_GAIN_USD * plannable.points().kw(0) / 1000;
    return plannable.gainOfTimeOffUsd(shiftUsdPerMwh, scale) - least;
  }

  private boolean isInOffer(int block) {
    return site.blocks.get(block).inOffer();
  }

  private double breakevenUsdPerMwh(int block) {
    return site.blocks.get(block).points().breakevenUsdPerMwh(1);
  }

  /** What the block's rigs would sell for today, USD; NaN where nobody knows. */
  private double resaleUsd(int block) {
    return today.decisions.get(block).keep().resaleUsd();
  }

  /** The same with another price for the rigs of one group. */
  private double resaleUsd(int block, String group, double usdPerRig) {
    Block own = site.blocks.get(block);
    return own.group().id().equals(group) ? own.resaleUsd(usdPerRig) : resaleUsd(block);
  }

  /**
   * The dearest hour in which the plan may choose to be off, and the dearest in which it could were
   * the peaks of its hours worth raising; every hour where what a clause holds may be broken.
   */
  private Set<Double> highestPrices(int block) {
    PlannableBlock plannable = today.decisions.get(block).plannable();
    Set<Double> highest = new LinkedHashSet<>();
    breaches(block).ifPresent(breaches -> highest.addAll(breaches.prices(plannable.avoidable())));
    HourSet chosen = HourSet.where(site.hours(), plannable::mayBeOff);
    highest(chosen, plannable.avoidable()::usdPerMwh).ifPresent(highest::add);
    highest(openHours(block), plannable.avoidable()::usdPerMwh).ifPresent(highest::add);
    return highest;
  }

  private static Optional<Double> highest(HourSet hours, IntToDoubleFunction price) {
    return hours.list().stream().map(price::applyAsDouble).max(Comparator.naturalOrder());
  }

  /** The hours that neither a guardrail nor an event nor an award decides. */
  private HourSet openHours(int block) {
    PlannableBlock plannable = today.decisions.get(block).plannable();
    HourSet open = HourSet.all(site.hours()).minus(plannable.hold()).minus(plannable.mustRun());
    for (CalledEvent event : site.blocks.get(block).events()) {
      open = open.minus(event.owed());
    }
    return open;
  }

  private Optional<Double> strikeUsdPerMwh(int block) {
    return Optional.ofNullable(site.blocks.get(block).hostingThatBinds())
        .map(ClientHosting::strikeUsdPerMwh);
  }

  /** What the offer is worth above what its megawatts are worth now, USD a year. */
  private double offerAdvantageUsd(
      double shiftUsdPerMwh, double scale, IntToDoubleFunction resaleUsd) {
    AiHostingOffer offer = site.offer.orElseThrow();
    OfferReckoning reckoning = new OfferReckoning(site, offer);
    double keeping =
        reckoning.keepingUsd(
            i -> {
              KeepReckoning keep = site.keep(i);
              double resale = resaleUsd.applyAsDouble(i);
              return OfferReckoning.keepingUsd(
                  keep.earningsUsd(shiftUsdPerMwh, scale), resale - keep.resaleInAYearUsd(resale));
            });
    return reckoning.advantageUsd(
        reckoning.hostingUsdPerMwYear(offer.firstRentUsdPerKwMonth()), keeping);
  }

  /** What a day, so many days ago, gained at a value of the driver, USD. */
  private interface DayGain {
    double usd(int daysAgo, double driver);
  }

  /**
   * Adds the values at which the row of loss days grows: it takes in a day once the driver is above
   * that day's root and those of all younger days. A day that gains up to the high bound ends it.
   */
  private static void addLossDays(
      Set<Double> roots, KeepReckoning keep, DayGain gain, double low, double high) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int day : keep.decidingDays()) {
      if (gain.usd(day, high) > 0) {
        return;
      }
      // Losing at the highest younger root already, the day changes nothing by itself.
      double from = Math.max(low, highest);
      if (gain.usd(day, from) > 0) {
        highest =
            new BrentSolver(1e-12, 1e-12)
                .solve(MOST_SOLVER_STEPS, driver -> gain.usd(day, driver), from, high);
        roots.add(highest);
      }
    }
  }

  /** Adds the root of a monotone sum between two bounds, if it has one there. */
  private static void add(Set<Double> roots, DoubleUnaryOperator sum, double low, double high) {
    double signs = Math.signum(sum.applyAsDouble(low)) * Math.signum(sum.applyAsDouble(high));
    if (signs < 0) {
      roots.add(
          new BrentSolver(1e-12, 1e-12).solve(MOST_SOLVER_STEPS, sum::applyAsDouble, low, high));
    }
  }
}
