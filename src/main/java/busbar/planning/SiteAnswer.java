package busbar.planning;

import busbar.planning.Binding.Kind;
import busbar.planning.Coupling.Guess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of a plan of a site what it does, what it is worth and why. */
final class SiteAnswer {
  private final SiteSchedulingProblem problem;
  private final SiteModel model;
  private final SitePlan plan;
  private final SitePlan best;
  private final Set<String> caps = new HashSet<>();

  SiteAnswer(SiteSchedulingProblem problem, SiteModel model, SitePlan plan, SitePlan best) {
    this.problem = problem;
    this.model = model;
    this.plan = plan;
    this.best = best;
    for (SiteCoupling coupling : problem.couplings()) {
      if (coupling instanceof SiteCoupling.Cap) {
        caps.add(coupling.name());
      }
    }
  }

  SiteSchedule schedule(
      double boundUsd, double alwaysOnUsd, double thresholdSwitchUsd, double alwaysOffUsd) {
    GroupSchedule[] schedules = new GroupSchedule[model.groups()];
    for (int g = 0; g < model.groups(); g++) {
      schedules[problem.groups().indexOf(model.group(g))] = group(g);
    }
    return new SiteSchedule(
        List.of(schedules),
        plan.valueUsd(),
        boundUsd,
        plan.revenueUsd(),
        alwaysOnUsd,
        thresholdSwitchUsd,
        alwaysOffUsd,
        contradictions());
  }

  private List<Contradiction> contradictions() {
    List<Contradiction> contradictions = new ArrayList<>();
    double[] startedKw = plan.startedKw();
    for (int c = 0; c < model.couplings().size(); c++) {
      Coupling coupling = model.couplings().get(c);
      double[] kw = plan.kw()[c];
      for (int t = 0; t < model.intervals(); t++) {
        if (coupling.loadViolation(t, kw[t]) + coupling.startViolation(t, startedKw[t]) > 0) {
          @Nullable String cap = capInTheWay(c, t);
          AllowedStates.add(
              contradictions,
              t,
              cap == null ? List.of(coupling.name()) : List.of(cap, coupling.name()),
              cap == null ? "what the groups' own duties need" : "the cap is kept");
        }
      }
    }
    return contradictions;
  }

  /** The cap for which groups cannot draw what a coupling asks of them, if any. */
  private @Nullable String capInTheWay(int c, int t) {
    if (!(model.couplings().get(c) instanceof LimitCoupling limit) || limit.limitsStarts()) {
      return null;
    }
    double missingKw = limit.shortfallKw(t, plan.kw()[c][t]);
    double stepKw = Double.POSITIVE_INFINITY;
    for (int g = 0; g < model.groups(); g++) {
      ProfileMargins margins = model.group(g).margins();
      for (int p = 0; p < margins.profiles() && limit.concerns(g); p++) {
        double moreKw = margins.kw(p) - plan.groups()[g].kw()[t];
        boolean possible = caps.containsAll(model.program(g).allowed().excluding(t, p));
        stepKw = possible && moreKw > 0 ? Math.min(stepKw, moreKw) : stepKw;
      }
    }
    for (int k = 0; k < model.couplings().size() && stepKw < Double.POSITIVE_INFINITY; k++) {
      if (model.couplings().get(k) instanceof LimitCoupling cap && cap.isCap()) {
        double roomKw = cap.capKw(t) - plan.kw()[k][t];
        if (Math.max(missingKw, stepKw) > roomKw + 1e-9 * model.siteKw()) {
          return cap.name();
        }
      }
    }
    return null;
  }

  private GroupSchedule group(int g) {
    GroupProgram program = model.program(g);
    GroupSchedulingProblem group = model.group(g);
    double aloneUsd = program.best(new ShadowPrices(group)).valueUsd();
    double alwaysOnUsd = program.best(Policies.alwaysOn(group)).valueUsd();
    double switchUsd = program.best(Policies.thresholdSwitch(group)).valueUsd();
    int[] profiles = plan.groups()[g].profiles();
    PlanReckoning reckoned = program.reckon(profiles);
    Explanation explanation = new Explanation(group, program.allowed(), reckoned);
    List<Binding> bindings =
        new ArrayList<>(explanation.bindings(profiles, best.groups()[g].profiles()));
    // A group that was cut for the site's cap has a cap of that name.
    bindings.replaceAll(
        binding ->
            binding.kind() == Kind.CONSTRAINT && caps.contains(binding.name())
                ? new Binding(Kind.SITE, binding.name())
                : binding);
    bindToSite(g, bindings);
    List<Contradiction> contradictions = new ArrayList<>(program.allowed().contradictions());
    contradictions.addAll(reckoned.contradictions());
    return new GroupSchedule(
        group,
        profiles,
        reckoned,
        Math.max(aloneUsd, reckoned.valueUsd()),
        alwaysOnUsd,
        switchUsd,
        bindings,
        contradictions);
  }

  /** Names the coupling that keeps the group from what would earn most for it alone. */
  private void bindToSite(int g, List<Binding> bindings) {
    GroupPlan own = plan.groups()[g];
    double[] startedKw = plan.startedKw();
    double[] keptBackUsd = new double[model.intervals()];
    for (int c = 0; c < model.couplings().size(); c++) {
      Coupling coupling = model.couplings().get(c);
      if (!coupling.concerns(g)) {
        continue;
      }
      double[] presentKw = plan.kw()[c];
      double[] othersKw = presentKw.clone();
      for (int t = 0; t < othersKw.length; t++) {
        othersKw[t] -= own.kw()[t];
      }
      for (Guess guess : List.of(Guess.AS_PRESENT, Guess.AS_OTHERS)) {
        coupling.guess(guess, othersKw, presentKw, new double[0]);
        for (int t = 0; t < othersKw.length; t++) {
          int wanted = wanted(g, t);
          Kind kind = bindings.get(t).kind();
          boolean open = kind == Kind.SWITCHING_COST || kind == Kind.PRICE || kind == Kind.SITE;
          if (!open || wanted == own.profiles()[t]) {
            continue;
          }
          double kw = othersKw[t] + model.group(g).margins().kw(wanted);
          double usd =
              coupling.guessedUsd(t, kw, model.stakesUsd())
                  - coupling.guessedUsd(t, presentKw[t], model.stakesUsd());
          boolean starts = wanted != ProfileMargins.OFF && own.kw()[t] == 0;
          double started = startedKw[t] + (starts ? model.group(g).margins().kw(wanted) : 0);
          usd += model.stakesUsd() * coupling.startViolation(t, started);
          if (usd > keptBackUsd[t] + model.roundingUsd()) {
            keptBackUsd[t] = usd;
            bindings.set(t, new Binding(Kind.SITE, coupling.name()));
          }
        }
      }
    }
  }

  /** What would earn the group most in an interval by itself. */
  private int wanted(int g, int t) {
    ProfileMargins margins = model.group(g).margins();
    AllowedStates allowed = model.program(g).allowed();
    int wanted = allowed.mayBeOff(t) ? ProfileMargins.OFF : plan.groups()[g].profiles()[t];
    for (int rest = allowed.profiles(t); rest != 0; rest &= rest - 1) {
      int p = Integer.numberOfTrailingZeros(rest);
      wanted = margins.marginUsd(p, t) > margins.marginUsd(wanted, t) ? p : wanted;
    }
    return wanted;
  }
}
