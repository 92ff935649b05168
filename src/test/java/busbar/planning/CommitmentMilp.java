package busbar.planning;

import com.google.ortools.Loader;
import com.google.ortools.modelbuilder.LinearExpr;
import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.SolveStatus;
import com.google.ortools.modelbuilder.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Unit commitment as a mixed-integer program, the slow twin of the planner: on, start and stop
 * variables with the turn-on inequalities of Rajan and Takriti ("Minimum up/down polytopes of the
 * unit commitment problem with start-up costs", IBM RC23628, 2005). Groups without ramps, whose
 * constraints do not contradict.
 */
final class CommitmentMilp {
  static {
    Loader.loadNativeLibraries();
  }

  private final boolean mixesNothing;
  final ModelBuilder model = new ModelBuilder();
  final LinearExprBuilder objective = LinearExpr.newBuilder();

  private CommitmentMilp(boolean mixesNothing) {
    this.mixesNothing = mixesNothing;
  }

  /** The load of one group by interval, and what it draws just after a start. */
  record Loads(List<LinearExpr> kw, List<LinearExpr> startedKw) {}

  static double bestUsd(GroupSchedulingProblem problem) {
    CommitmentMilp milp = new CommitmentMilp(false);
    milp.add(problem);
    return milp.solve();
  }

  double solve() {
    model.maximize(objective);
    ModelSolver solver = new ModelSolver("scip");
    // SCIP's presolve does not come back from some of these; without it they take milliseconds.
    solver.setSolverSpecificParameters("presolving/maxrounds = 0\nlimits/gap = 1e-9\n");
    SolveStatus status = solver.solve(model);
    if (status != SolveStatus.OPTIMAL) {
      throw new IllegalStateException("no optimum: " + status);
    }
    return solver.getObjectiveValue();
  }

  Loads add(GroupSchedulingProblem problem) {
    int n = problem.horizon().intervals();
    SwitchingLimits limits = problem.limits();
    InitialState initial = problem.initial();
    boolean wasOn = initial.isOn();
    AllowedStates allowed = new AllowedStates(problem);
    Variable[] on = new Variable[n];
    Variable[] start = new Variable[n];
    Variable[] stop = new Variable[n];
    for (int t = 0; t < n; t++) {
      on[t] = model.newBoolVar("");
      start[t] = model.newBoolVar("");
      stop[t] = model.newBoolVar("");
      objective.addTerm(start[t], -limits.restartCostUsd());
      LinearExprBuilder change =
          LinearExpr.newBuilder().addTerm(on[t], 1).addTerm(start[t], -1).addTerm(stop[t], 1);
      if (t == 0) {
        model.addEquality(change, wasOn ? 1 : 0);
      } else {
        model.addEquality(change.addTerm(on[t - 1], -1), 0);
      }
      model.addLessOrEqual(
          sum(start, Math.max(0, t - limits.minOnIntervals() + 1), t, on[t], -1), 0);
      model.addLessOrEqual(
          sum(stop, Math.max(0, t - limits.minOffIntervals() + 1), t, on[t], 1), 1);
      model.addLessOrEqual(LinearExpr.newBuilder().addTerm(start[t], 1).addTerm(stop[t], 1), 1);
      int least = wasOn ? limits.minOnIntervals() : limits.minOffIntervals();
      if (t < least - initial.intervals()) {
        model.addEquality(on[t], wasOn ? 1 : 0);
      }
      if (!allowed.mayRun(t)) {
        model.addEquality(on[t], 0);
      }
      if (!allowed.mayBeOff(t)) {
        model.addEquality(on[t], 1);
      }
    }
    limitStarts(problem, start);
    limitOff(problem, allowed, on);
    double ends = problem.terminal().onUsd() - problem.terminal().offUsd();
    objective.add(problem.terminal().offUsd());
    if (n > 0) {
      objective.addTerm(on[n - 1], ends);
    } else {
      objective.add(wasOn ? ends : 0);
    }
    return profiles(problem, allowed, on, start);
  }

  private static LinearExprBuilder sum(Variable[] of, int from, int to, Variable also, double by) {
    LinearExprBuilder sum = LinearExpr.newBuilder().addTerm(also, by);
    for (int t = from; t <= to; t++) {
      sum.addTerm(of[t], 1);
    }
    return sum;
  }

  private void limitStarts(GroupSchedulingProblem problem, Variable[] start) {
    int most = problem.limits().maxStartsPerDay();
    if (most == Integer.MAX_VALUE) {
      return;
    }
    for (int from = 0; from < start.length; ) {
      int day = problem.horizon().day(from);
      LinearExprBuilder made = LinearExpr.newBuilder();
      int left = from == 0 ? Math.max(0, most - problem.initial().startsToday()) : most;
      while (from < start.length && problem.horizon().day(from) == day) {
        made.addTerm(start[from++], 1);
      }
      model.addLessOrEqual(made, left);
    }
  }

  private void limitOff(GroupSchedulingProblem problem, AllowedStates allowed, Variable[] on) {
    OffBudget budget = problem.offBudget();
    if (budget.intervals() == Integer.MAX_VALUE) {
      return;
    }
    boolean none = Double.isInfinite(budget.usdPerIntervalBeyond());
    Variable beyond = model.newNumVar(0, none ? 0 : on.length, "");
    objective.addTerm(beyond, none ? 0 : -budget.usdPerIntervalBeyond());
    LinearExprBuilder off = LinearExpr.newBuilder().addTerm(beyond, -1);
    for (int t = 0; t < on.length; t++) {
      if (allowed.countsAsOff(t)) {
        off.add(1).addTerm(on[t], -1);
      }
    }
    model.addLessOrEqual(off, budget.intervals());
  }

  /** Which profile runs in each interval, for every time since the start until it is warm. */
  private Loads profiles(
      GroupSchedulingProblem problem, AllowedStates allowed, Variable[] on, Variable[] start) {
    ProfileMargins margins = problem.margins();
    double warmUp = problem.limits().warmUpMinutes() / problem.horizon().minutes();
    int cold = (int) Math.ceil(warmUp);
    List<LinearExpr> kw = new ArrayList<>();
    List<LinearExpr> startedKw = new ArrayList<>();
    for (int t = 0; t < on.length; t++) {
      LinearExprBuilder load = LinearExpr.newBuilder();
      LinearExprBuilder started = LinearExpr.newBuilder();
      LinearExprBuilder all = LinearExpr.newBuilder().addTerm(on[t], -1);
      for (int age = 0; age <= Math.max(cold, 1); age++) {
        LinearExprBuilder atAge = LinearExpr.newBuilder();
        double share = Math.max(0, Math.min(1, age + 1 - warmUp));
        for (int p = 0; p < margins.profiles(); p++) {
          if (!allowed.allows(t, p)) {
            continue;
          }
          // A group alone has a best plan that does not mix profiles.
          Variable runs = model.newVar(0, 1, mixesNothing, "");
          atAge.addTerm(runs, 1);
          all.addTerm(runs, 1);
          load.addTerm(runs, margins.kw(p));
          started.addTerm(runs, age == 0 ? margins.kw(p) : 0);
          objective.addTerm(runs, share * margins.revenueUsd(p, t) - margins.costUsd(p, t));
        }
        LinearExpr running = atAge.build();
        boolean isOldest = age == Math.max(cold, 1);
        if (!isOldest) {
          limitToAge(running, problem.initial(), start, t, age);
        }
        for (int younger = 0; younger < age && younger <= t; younger++) {
          model.addLessOrEqual(
              LinearExpr.newBuilder().add(running).addTerm(start[t - younger], 1), 1);
        }
        if (isOldest && problem.initial().isOn()) {
          limitOldest(running, problem.initial(), start, t, age);
        }
      }
      model.addEquality(all, 0);
      kw.add(load.build());
      startedKw.add(started.build());
    }
    return new Loads(kw, startedKw);
  }

  /** Runs at that age only if started so long ago, be it before the horizon. */
  private void limitToAge(
      LinearExpr running, InitialState initial, Variable[] start, int t, int age) {
    boolean initially = initial.isOn() && initial.intervals() == age - t;
    if (age <= t && !initially) {
      model.addLessOrEqual(LinearExpr.newBuilder().add(running).addTerm(start[t - age], -1), 0);
    } else if (!initially) {
      model.addEquality(running, 0);
    }
  }

  /**
   * Warm only if started long enough ago: the initial start counts as long as nothing replaced it.
   */
  private void limitOldest(
      LinearExpr running, InitialState initial, Variable[] start, int t, int age) {
    if (initial.intervals() + t < age) {
      LinearExprBuilder startedSince = LinearExpr.newBuilder().add(running);
      for (int since = 0; since <= t - age; since++) {
        startedSince.addTerm(start[since], -1);
      }
      model.addLessOrEqual(startedSince, 0);
    }
  }

  /** The best that a site whose limits can be kept could do. */
  static double bestUsd(SiteSchedulingProblem problem) {
    CommitmentMilp milp = new CommitmentMilp(true);
    List<Loads> loads = new ArrayList<>();
    for (GroupSchedulingProblem group : problem.groups()) {
      loads.add(milp.add(group));
    }
    for (SiteCoupling coupling : problem.couplings()) {
      milp.couple(problem, coupling, loads);
    }
    return milp.solve();
  }

  private void couple(SiteSchedulingProblem problem, SiteCoupling coupling, List<Loads> loads) {
    double hours = problem.groups().get(0).horizon().minutes() / 60.0;
    Variable peak = model.newNumVar(0, 1e9, "");
    Variable missing = model.newNumVar(0, 1e9, "");
    LinearExprBuilder taken = LinearExpr.newBuilder().addTerm(missing, 1);
    for (IntervalRange range : coupling.intervals()) {
      for (int t = range.from(); t < range.to(); t++) {
        LinearExprBuilder kw = LinearExpr.newBuilder();
        for (int g = 0; g < loads.size(); g++) {
          boolean counts =
              !(coupling instanceof SiteCoupling.SheddableLoad load)
                  || load.groups().isEmpty()
                  || load.groups().contains(problem.groups().get(g).group());
          boolean started = coupling instanceof SiteCoupling.StartLimit;
          Loads of = loads.get(g);
          kw.addTerm((started ? of.startedKw() : of.kw()).get(t), counts ? 1 : 0);
        }
        taken.addTerm(kw.build(), hours / 1000);
        if (coupling instanceof SiteCoupling.Cap cap) {
          model.addLessOrEqual(kw, cap.kw());
        } else if (coupling instanceof SiteCoupling.StartLimit limit) {
          model.addLessOrEqual(kw, limit.kw());
        } else if (coupling instanceof SiteCoupling.SheddableLoad load) {
          model.addGreaterOrEqual(kw, load.kw());
        } else if (coupling instanceof SiteCoupling.EnergyBlock block) {
          Variable above = model.newNumVar(0, 1e9, "");
          double more = block.usdPerMwhAbove() - block.usdPerMwhBelow();
          objective.addTerm(kw.build(), -hours / 1000 * block.usdPerMwhBelow());
          objective.addTerm(above, -hours / 1000 * more);
          model.addLessOrEqual(kw.addTerm(above, -1), block.kw());
        }
      }
      if (coupling instanceof SiteCoupling.DemandCharge charge) {
        for (int from = range.from(); from < range.to(); from += charge.intervalsPerReading()) {
          int to = Math.min(range.to(), from + charge.intervalsPerReading());
          LinearExprBuilder mean = LinearExpr.newBuilder().addTerm(peak, -1);
          for (int t = from; t < to; t++) {
            for (Loads of : loads) {
              mean.addTerm(of.kw().get(t), 1.0 / (to - from));
            }
          }
          model.addLessOrEqual(mean, charge.peakSoFarKw());
        }
      }
    }
    if (coupling instanceof SiteCoupling.DemandCharge charge) {
      objective.addTerm(peak, -charge.usdPerKw());
    } else if (coupling instanceof SiteCoupling.TakeOrPay takeOrPay) {
      objective.addTerm(missing, -takeOrPay.usdPerMwhShort());
      model.addGreaterOrEqual(taken, takeOrPay.mwh());
    }
  }
}
