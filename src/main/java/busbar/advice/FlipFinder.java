package busbar.advice;

import busbar.advice.Recommendation.Driver;
import busbar.advice.Recommendation.FlipPoint;
import busbar.assessment.Action;
import busbar.assessment.OfferFacts;
import busbar.assessment.Rules;
import busbar.contract.AiHostingOffer;
import busbar.market.MarketSnapshot;
import busbar.planning.PlannableBlock;
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
import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest value of each driver at which a block's action changes.
 *
 * <p>Each boundary between two actions is where some sum is zero: an hour's margin, what selling is
 * worth above keeping, what an offer is worth above mining. Those sums are solved for the driver,
 * and a root is reported only after the whole site was evaluated on both sides of it: today's
 * action on the near side, another on the far one.
 */
final class FlipFinder {
  private static final double POWER_SHIFT_LIMIT = 1_000;
  private static final double SCALE_LOW = 0.02;
  private static final double SCALE_HIGH = 50;
  private static final double RESALE_LIMIT = 100_000;
  private static final double RENT_LIMIT = 10_000;

  /** How far from a root the two sides are evaluated, relative to the driver's size. */
  private static final double SIDE = 1e-6;

  private static final int MOST_SOLVER_STEPS = 200;

  private final PreparedSite site;
  private final Rules rules;
  private final Evaluation today;
  private final Map<Drivers, Evaluation> evaluations = new HashMap<>();

  FlipFinder(PreparedSite site, Rules rules, Evaluation today) {
    this.site = site;
    this.rules = rules;
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
    flip(block, 1, 1, scaleRoots(block), Drivers::hashprice)
        .ifPresent(
            f -> {
              double btc = snapshot.btcPriceUsd().value();
              double difficulty = snapshot.difficulty().value();
              flips.add(point(Driver.BTC_PRICE, btc, btc * f.at, market.typicalBtcMoveUsd(), f));
              flips.add(
                  point(
                      Driver.DIFFICULTY,
                      difficulty,
                      difficulty / f.at,
                      market.typicalDifficultyMove(),
                      f));
            });
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
      double side = Math.copySign(SIDE * Math.max(size, Math.abs(root)), root - now);
      boolean beyondNow = Math.abs(root - now) > Math.abs(side);
      Action near = beyondNow ? evaluate(drivers.apply(root - side)).action(block) : action;
      Action far = evaluate(drivers.apply(root + side)).action(block);
      if (near == action && far != action) {
        return Optional.of(new Flip(root, far));
      }
    }
    return Optional.empty();
  }

  private Evaluation evaluate(Drivers drivers) {
    return evaluations.computeIfAbsent(
        drivers, d -> Evaluation.run(site, rules, d, Optional.empty(), false));
  }

  /** Shifts of every hour's price at which some boundary is crossed, USD/MWh. */
  private Set<Double> powerRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    highestOpenPrice(block).ifPresent(price -> roots.add(breakevenUsdPerMwh(block) - price));
    KeepReckoning keep = new KeepReckoning(site, block);
    double resale = today.decisions.get(block).keep().resaleUsd();
    if (!Double.isNaN(resale)) {
      add(roots, s -> keep.retireGainUsd(s, 1, resale), -POWER_SHIFT_LIMIT, POWER_SHIFT_LIMIT);
      for (double scale : lossScales(keep)) {
        add(roots, s -> keep.dayGainUsd(s, scale, resale), -POWER_SHIFT_LIMIT, POWER_SHIFT_LIMIT);
      }
    }
    if (isInOffer(block)) {
      add(roots, s -> offerAdvantageUsd(s, 1), -POWER_SHIFT_LIMIT, POWER_SHIFT_LIMIT);
    }
    return roots;
  }

  /** Multiples of today's hashprice at which some boundary is crossed. */
  private Set<Double> scaleRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    if (site.blocks.get(block).points().followsHashprice() && breakevenUsdPerMwh(block) > 0) {
      highestOpenPrice(block)
          .filter(price -> price > 0)
          .ifPresent(price -> roots.add(price / breakevenUsdPerMwh(block)));
    }
    KeepReckoning keep = new KeepReckoning(site, block);
    double resale = today.decisions.get(block).keep().resaleUsd();
    if (!Double.isNaN(resale)) {
      add(roots, k -> keep.retireGainUsd(0, k, resale), SCALE_LOW, SCALE_HIGH);
      add(roots, k -> keep.dayGainUsd(0, k, resale), SCALE_LOW, SCALE_HIGH);
    }
    if (isInOffer(block)) {
      add(roots, k -> offerAdvantageUsd(0, k), SCALE_LOW, SCALE_HIGH);
    }
    return roots;
  }

  /** First rents at which the offer is worth as much as the best of keeping and selling. */
  private Set<Double> rentRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    if (isInOffer(block)) {
      add(roots, rent -> evaluateOffer(rent).orElse(Double.NaN), 1e-3, RENT_LIMIT);
    }
    return roots;
  }

  /** Resale prices at which some boundary is crossed, USD a rig. */
  private Set<Double> resaleRoots(int block) {
    Set<Double> roots = new LinkedHashSet<>();
    Block own = site.blocks.get(block);
    if (own.rigs() == 0 || own.isHosted()) {
      return roots;
    }
    KeepReckoning keep = new KeepReckoning(site, block);
    int rigs = own.rigs();
    add(roots, usd -> keep.retireGainUsd(0, 1, usd * rigs), 0, RESALE_LIMIT);
    for (double scale : lossScales(keep)) {
      add(roots, usd -> keep.dayGainUsd(0, scale, usd * rigs), 0, RESALE_LIMIT);
    }
    return roots;
  }

  /** Today's hashprice, and the past ones that outdid all since, as multiples of today's. */
  private List<Double> lossScales(KeepReckoning keep) {
    List<Double> scales = new ArrayList<>(List.of(1.0));
    double highest = 1;
    for (double hashprice : site.day.market().pastHashpricesUsdPerPhDay()) {
      double scale = keep.scaleOf(hashprice);
      if (scale > highest) {
        highest = scale;
        scales.add(scale);
      }
    }
    return scales;
  }

  private boolean isInOffer(int block) {
    return site.blocks.get(block).inOffer();
  }

  private double breakevenUsdPerMwh(int block) {
    return site.blocks.get(block).points().breakevenUsdPerMwh(1);
  }

  /** The dearest hour in which the plan may choose to be off. */
  private Optional<Double> highestOpenPrice(int block) {
    PlannableBlock plannable = today.decisions.get(block).plannable();
    double highest = Double.NEGATIVE_INFINITY;
    for (int hour = 0; hour < site.hours(); hour++) {
      if (plannable.mayBeOff(hour)) {
        highest = Math.max(highest, plannable.avoidable().usdPerMwh(hour));
      }
    }
    return highest == Double.NEGATIVE_INFINITY ? Optional.empty() : Optional.of(highest);
  }

  /** What the offer is worth above the best of keeping and selling, USD a year, all blocks. */
  private double offerAdvantageUsd(double shiftUsdPerMwh, double scale) {
    double advantage = 0;
    for (int i = 0; i < site.blocks.size(); i++) {
      if (!isInOffer(i)) {
        continue;
      }
      KeepReckoning keep = new KeepReckoning(site, i);
      double resale = today.decisions.get(i).keep().resaleUsd();
      double earnings = keep.earningsUsd(shiftUsdPerMwh, scale);
      double lost = Double.isNaN(resale) ? 0 : resale - keep.resaleInAYearUsd(resale);
      double perMw =
          today.decisions.get(i).offer().map(OfferFacts::hostingUsdPerMwYear).orElse(0.0);
      double sell = Double.isNaN(resale) ? 0 : Math.max(0, lost - earnings);
      advantage += site.blocks.get(i).mw() * perMw + lost - earnings - sell;
    }
    return advantage;
  }

  /** The same at another first rent. */
  private Optional<Double> evaluateOffer(double rent) {
    double mw = 0;
    for (Block block : site.blocks) {
      mw += block.inOffer() ? block.mw() : 0;
    }
    double inOffer = mw;
    return site.offer.map(
        offer ->
            offerAdvantageUsd(0, 1)
                + inOffer
                    * (site.hostingUsdPerMwYear(offer.withFirstRentUsdPerKwMonth(rent))
                        - site.hostingUsdPerMwYear(offer)));
  }

  /** Adds the root of a monotone sum between two bounds, if it has one there. */
  private static void add(Set<Double> roots, DoubleUnaryOperator sum, double low, double high) {
    double atLow = sum.applyAsDouble(low);
    double atHigh = sum.applyAsDouble(high);
    if (atLow * atHigh < 0) {
      roots.add(
          new BrentSolver(1e-12, 1e-12).solve(MOST_SOLVER_STEPS, sum::applyAsDouble, low, high));
    }
  }
}
