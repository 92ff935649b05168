package busbar.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Lets what groups must do give way where it does not fit under a cap of the site, which is what a
 * connection or a breaker carries. A group that gives way has a cap of its own from then on, under
 * the name of the site's, and {@link AllowedStates} says what that beats.
 *
 * <p>Of groups that must run, the one which earns least per kW gives way first: all to lower
 * profiles, as far as these are enough; then some are off. Neither the order of groups nor units
 * change which.
 */
final class SiteCaps {
  private static final double ROUNDING = 1e-9;
  private static final Set<String> OWN_LIMITS =
      Set.of(
          Binding.Kind.MINIMUM_ON.label(),
          Binding.Kind.MINIMUM_OFF.label(),
          Binding.Kind.RAMP.label(),
          Binding.Kind.START_LIMIT.label(),
          Binding.Kind.OFF_BUDGET.label());

  private final SiteSchedulingProblem problem;
  // By name, so that the caller's order makes no difference to any sum.
  private final int[] byName;
  private final int intervals;
  private final double roundingKw;
  // The tightest cap of each interval.
  private final double[] capKw;
  private final String[] capName;
  // By group and interval, what a group must not exceed, and whether it gave way there.
  private final double[][] mostKw;
  private final boolean[][] gaveWay;
  // By group, what it may do if it must not run; made when needed.
  private final AllowedStates[] withoutDuties;

  /** The caps of a site; what its groups' constraints alone force beyond them is cut. */
  SiteCaps(SiteSchedulingProblem problem) {
    this.problem = problem;
    int groups = problem.groups().size();
    this.intervals = problem.intervals();
    this.byName =
        IntStream.range(0, groups)
            .boxed()
            .sorted(Comparator.comparing(g -> problem.groups().get(g).group()))
            .mapToInt(g -> g)
            .toArray();
    double siteKw = 0;
    for (int g : byName) {
      siteKw += margins(g).highestKw();
    }
    this.roundingKw = ROUNDING * siteKw;
    this.capKw = new double[intervals];
    this.capName = new String[intervals];
    Arrays.fill(capKw, Double.POSITIVE_INFINITY);
    Arrays.fill(capName, "");
    this.mostKw = new double[groups][];
    this.gaveWay = new boolean[groups][];
    this.withoutDuties = new AllowedStates[groups];
    boolean any = false;
    for (SiteCoupling coupling : problem.couplings()) {
      if (coupling instanceof SiteCoupling.Cap cap) {
        add(cap);
        any = true;
      }
    }
    boolean duties = problem.groups().stream().anyMatch(SiteCaps::hasDuties);
    if (any && duties) {
      cut(leastKw());
    }
  }

  private void add(SiteCoupling.Cap cap) {
    for (IntervalRange range : cap.intervals()) {
      for (int t = range.from(); t < Math.min(range.to(), intervals); t++) {
        boolean sameButFirst = cap.kw() == capKw[t] && cap.name().compareTo(capName[t]) < 0;
        if (cap.kw() < capKw[t] || sameButFirst) {
          capKw[t] = cap.kw();
          capName[t] = cap.name();
        }
      }
    }
  }

  private static boolean hasDuties(GroupSchedulingProblem group) {
    return group.constraints().stream().anyMatch(AllowedStates::asksToRun);
  }

  private ProfileMargins margins(int group) {
    return problem.groups().get(group).margins();
  }

  /** By group and interval, the least that a group's constraints let it draw. */
  private double[][] leastKw() {
    double[][] least = new double[byName.length][intervals];
    for (int g : byName) {
      GroupSchedulingProblem group = problem.groups().get(g);
      if (!hasDuties(group)) {
        continue;
      }
      AllowedStates allowed = new AllowedStates(group);
      for (int t = 0; t < intervals; t++) {
        least[g][t] = allowed.mayBeOff(t) ? 0 : lowestKw(g, allowed.profiles(t));
      }
    }
    return least;
  }

  /** The site as it can be under its caps. */
  SiteSchedulingProblem problem() {
    List<GroupSchedulingProblem> groups = new ArrayList<>();
    for (int g = 0; g < mostKw.length; g++) {
      groups.add(mostKw[g] == null ? problem.groups().get(g) : cut(g));
    }
    return new SiteSchedulingProblem(groups, problem.couplings());
  }

  private GroupSchedulingProblem cut(int g) {
    GroupSchedulingProblem group = problem.groups().get(g);
    List<ScheduleConstraint> constraints = new ArrayList<>(group.constraints());
    int from = 0;
    while (from < intervals) {
      double kw = mostKw[g][from];
      int to = from + 1;
      while (to < intervals && mostKw[g][to] == kw && capName[to].equals(capName[from])) {
        to++;
      }
      if (kw < Double.POSITIVE_INFINITY) {
        constraints.add(ScheduleConstraint.cap(capName[from], new IntervalRange(from, to), kw));
      }
      from = to;
    }
    return group.withConstraints(constraints);
  }

  /** Cuts what a plan draws beyond a cap; whether there was any. */
  boolean cut(SiteSchedule plan) {
    double[][] kw = new double[byName.length][intervals];
    for (int g : byName) {
      for (int t = 0; t < intervals; t++) {
        kw[g][t] = plan.groups().get(g).kw(t);
      }
    }
    return cut(kw);
  }

  /**
   * Lets no group draw more than in a plan, or than it was cut to, wherever all together could
   * exceed a cap: then none can be.
   */
  void cutAll(SiteSchedule plan) {
    for (int t = 0; t < intervals; t++) {
      double together = 0;
      for (int g : byName) {
        together += margins(g).highestKw();
      }
      for (int g = 0; g < byName.length && together > capKw[t] + roundingKw; g++) {
        limit(g, t, plan.groups().get(g).kw(t));
      }
    }
  }

  private boolean cut(double[][] kw) {
    boolean any = false;
    int from = 0;
    while (from < intervals) {
      int to = from;
      while (to < intervals && exceeds(kw, to)) {
        to++;
      }
      if (to > from) {
        List<Integer> leastWorthFirst = leastWorthFirst(kw, from, to);
        for (int t = from; t < to; t++) {
          fit(kw, t, leastWorthFirst);
        }
        any = true;
      }
      from = to + 1;
    }
    return any;
  }

  private boolean exceeds(double[][] kw, int t) {
    return roomKw(kw, t) < 0;
  }

  private double roomKw(double[][] kw, int t) {
    double sum = 0;
    for (int g : byName) {
      sum += kw[g][t];
    }
    return capKw[t] + roundingKw - sum;
  }

  /** By margin per kW over the intervals in which groups draw so much. */
  private List<Integer> leastWorthFirst(double[][] kw, int from, int to) {
    double[] usdPerKw = new double[byName.length];
    for (int g : byName) {
      double usd = 0;
      double sum = 0;
      for (int t = from; t < to; t++) {
        int profile = nearest(g, kw[g][t]);
        usd += kw[g][t] > 0 ? margins(g).marginUsd(profile, t) : 0;
        sum += kw[g][t] > 0 ? margins(g).kw(profile) : 0;
      }
      usdPerKw[g] = sum > 0 ? usd / sum : 0;
    }
    return Arrays.stream(byName)
        .boxed()
        .sorted(Comparator.comparingDouble(g -> usdPerKw[g]))
        .toList();
  }

  private int nearest(int g, double kw) {
    int nearest = 0;
    for (int p = 1; p < margins(g).profiles(); p++) {
      double further = Math.abs(margins(g).kw(nearest) - kw);
      nearest = Math.abs(margins(g).kw(p) - kw) < further ? p : nearest;
    }
    return nearest;
  }

  /** Makes loads of an interval fit under its cap: lower profiles first, then off. */
  private void fit(double[][] kw, int t, List<Integer> leastWorthFirst) {
    double[] before = new double[byName.length];
    for (int g : byName) {
      before[g] = kw[g][t];
    }
    for (int g : leastWorthFirst) {
      if (exceeds(kw, t)) {
        double fitting = fittingKw(g, t, before[g], roomKw(kw, t) + kw[g][t]);
        kw[g][t] = fitting > 0 ? fitting : Math.min(before[g], lowestKw(g, runnable(g, t)));
      }
    }
    for (int g : leastWorthFirst) {
      kw[g][t] = exceeds(kw, t) ? 0 : kw[g][t];
    }
    // What one more group off left free may do for another.
    for (int i = leastWorthFirst.size() - 1; i >= 0; i--) {
      int g = leastWorthFirst.get(i);
      double lowest = lowestKw(g, runnable(g, t));
      boolean fits = kw[g][t] == 0 && lowest <= before[g] && lowest <= roomKw(kw, t);
      kw[g][t] = fits ? lowest : kw[g][t];
    }
    for (int i = leastWorthFirst.size() - 1; i >= 0; i--) {
      int g = leastWorthFirst.get(i);
      kw[g][t] = Math.max(kw[g][t], fittingKw(g, t, before[g], roomKw(kw, t) + kw[g][t]));
    }
    for (int g : byName) {
      if (kw[g][t] < before[g]) {
        limit(g, t, kw[g][t]);
        gaveWay[g][t] = true;
      }
    }
  }

  private void limit(int g, int t, double kw) {
    if (mostKw[g] == null) {
      mostKw[g] = new double[intervals];
      gaveWay[g] = new boolean[intervals];
      Arrays.fill(mostKw[g], Double.POSITIVE_INFINITY);
    }
    mostKw[g][t] = Math.min(mostKw[g][t], kw);
  }

  /** The most that a group may draw in that room: as before, at a lower profile, or nothing. */
  private double fittingKw(int g, int t, double before, double roomKw) {
    if (before <= roomKw) {
      return before;
    }
    double most = 0;
    for (int rest = runnable(g, t); rest != 0; rest &= rest - 1) {
      double kw = margins(g).kw(Integer.numberOfTrailingZeros(rest));
      most = kw <= roomKw && kw <= before ? Math.max(most, kw) : most;
    }
    return most;
  }

  /** The profiles at which a group may run, whatever its duties. */
  private int runnable(int g, int t) {
    if (withoutDuties[g] == null) {
      GroupSchedulingProblem group = problem.groups().get(g);
      withoutDuties[g] =
          new AllowedStates(
              group.withConstraints(
                  group.constraints().stream()
                      .filter(constraint -> !AllowedStates.asksToRun(constraint))
                      .toList()));
    }
    return withoutDuties[g].profiles(t);
  }

  /** The least that one of these profiles draws; infinite where there is none. */
  private double lowestKw(int g, int profiles) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int rest = profiles; rest != 0; rest &= rest - 1) {
      lowest = Math.min(lowest, margins(g).kw(Integer.numberOfTrailingZeros(rest)));
    }
    return lowest;
  }

  /**
   * The last plan with what gave way.
   *
   * @param first the plan before any was cut for what it drew: what bounds it bounds every plan
   */
  SiteSchedule told(SiteSchedule first, SiteSchedule last) {
    if (Arrays.stream(gaveWay).allMatch(each -> each == null)) {
      return last;
    }
    List<Contradiction> contradictions = new ArrayList<>();
    for (int t = 0; t < intervals; t++) {
      Set<String> names = new LinkedHashSet<>(List.of(capName[t]));
      List<String> taken = new ArrayList<>();
      for (int g : byName) {
        GroupSchedule plan = last.groups().get(g);
        List<String> lost = lost(g, t, first.groups().get(g), plan);
        if (!lost.isEmpty()) {
          taken.add(plan.group() + (plan.kw(t) > 0 ? " lower" : " off"));
        }
        if (!lost.isEmpty() || plan.kw(t) > 0) {
          names.addAll(duties(g, t));
          names.addAll(lost);
        }
      }
      if (!taken.isEmpty()) {
        AllowedStates.add(
            contradictions, t, List.copyOf(names), "the cap is kept: " + String.join(", ", taken));
      }
    }
    contradictions.addAll(last.contradictions());
    return new SiteSchedule(
        last.groups(),
        last.valueUsd(),
        Math.max(first.boundUsd(), last.boundUsd()),
        last.revenueUsd(),
        last.alwaysOnUsd(),
        last.thresholdSwitchUsd(),
        last.alwaysOffUsd(),
        contradictions);
  }

  private List<String> duties(int g, int t) {
    return problem.groups().get(g).constraints().stream()
        .filter(each -> each.intervals().contains(t) && AllowedStates.asksToRun(each))
        .map(ScheduleConstraint::name)
        .toList();
  }

  /** The names of what a group could not keep for the cap's sake. */
  private List<String> lost(int g, int t, GroupSchedule first, GroupSchedule last) {
    if (gaveWay[g] == null || !gaveWay[g][t]) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    List<String> ownLimits = new ArrayList<>();
    boolean named = false;
    for (Contradiction each : last.contradictions()) {
      boolean namesCap = each.constraints().contains(capName[t]);
      named |= namesCap;
      if (namesCap && each.intervals().contains(t)) {
        names.addAll(each.constraints());
      }
      each.constraints().stream().filter(OWN_LIMITS::contains).forEach(ownLimits::add);
    }
    // A limit that is broken in other intervals, as time off is, does not name the cap.
    return !named && last.limitsBroken() > first.limitsBroken() ? ownLimits : names;
  }
}
