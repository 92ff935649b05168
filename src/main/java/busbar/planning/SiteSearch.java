package busbar.planning;

import busbar.planning.Coupling.Guess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans of a site better: each group is planned anew, exactly, at what the site would really
 * pay for its load beside that of the others, until no group's plan changes for the better. What
 * breaks a limit of the site costs more than all there is to earn, so what is broken is repaired
 * first.
 */
final class SiteSearch {
  private static final List<Guess> TOLD_APART = List.of(Guess.AS_PRESENT, Guess.BY_MULTIPLIERS);
  private static final List<Guess> SPANNING =
      List.of(Guess.AS_PRESENT, Guess.AS_OTHERS, Guess.BY_MULTIPLIERS);

  private final SiteModel model;
  private final List<Guess> guesses;
  private final ShadowPrices[] prices;
  // The order in which groups are planned alternates, so that each comes first at times.
  private int turns;

  SiteSearch(SiteModel model) {
    this.model = model;
    boolean spans = model.couplings().stream().anyMatch(Coupling::spansIntervals);
    this.guesses = spans ? SPANNING : TOLD_APART;
    this.prices = new ShadowPrices[model.groups()];
    for (int g = 0; g < prices.length; g++) {
      prices[g] = new ShadowPrices(model.group(g));
    }
  }

  /**
   * Repairs a plan that breaks limits, each group leaving the others what is worth more to them,
   * then plans each anew beside the others until nothing gets better or so many rounds are over.
   */
  SitePlan improve(SitePlan start, double[][] multipliers, int rounds) {
    turns++;
    SitePlan best = repair(start, multipliers);
    int unchanged = 0;
    for (int i = 0; i < rounds * model.groups() && unchanged < model.groups(); i++) {
      SitePlan better = best;
      for (int k = 0; k < guesses.size() && better == best; k++) {
        better = replan(best, turn(i), guesses.get(k), multipliers);
      }
      unchanged = better == best ? unchanged + 1 : 0;
      best = better;
    }
    return best;
  }

  /** Lets the group make room, or fill it, at whose hands that costs least, one after another. */
  private SitePlan repair(SitePlan start, double[][] multipliers) {
    SitePlan best = start;
    boolean repaired = true;
    while (repaired && !best.isFeasible()) {
      SitePlan atFirst = best;
      SitePlan before = best;
      for (int i = 0; i < model.groups(); i++) {
        for (Guess guess : TOLD_APART) {
          GroupPlan plan = alone(before, turn(i), guess, multipliers);
          SitePlan planned = model.with(before, turn(i), plan);
          best = planned.isBetterThan(best, model.roundingUsd()) ? planned : best;
        }
        if (!model.isSmall()) {
          // The first that helps must do.
          before = best;
        }
      }
      repaired = best != atFirst;
    }
    return best;
  }

  private int turn(int i) {
    int group = (i + turns / 2) % model.groups();
    return turns % 2 == 0 ? group : model.groups() - 1 - group;
  }

  /** The plan with one group planned anew, or the same where that is not better. */
  private SitePlan replan(SitePlan present, int group, Guess guess, double[][] multipliers) {
    SitePlan planned = model.with(present, group, alone(present, group, guess, multipliers));
    return planned.isBetterThan(present, model.roundingUsd()) ? planned : present;
  }

  /** Takes every two groups out and plans one after the other, until nothing gets better. */
  SitePlan improvePairs(SitePlan start, double[][] multipliers, int rounds) {
    SitePlan best = start;
    boolean improved = true;
    for (int round = 0; round < rounds && improved; round++) {
      improved = false;
      for (int one = 0; one < model.groups(); one++) {
        for (int other = 0; other < model.groups(); other++) {
          SitePlan better = one == other ? best : inTurn(best, one, other, multipliers);
          improved |= better != best;
          best = better;
        }
      }
    }
    return best;
  }

  private SitePlan inTurn(SitePlan present, int first, int second, double[][] multipliers) {
    SitePlan without = model.with(present, second, idle());
    for (Guess guess : guesses) {
      SitePlan planned = model.with(without, first, alone(without, first, guess, multipliers));
      planned = model.with(planned, second, alone(planned, second, Guess.AS_PRESENT, multipliers));
      if (planned.isBetterThan(present, model.roundingUsd())) {
        return planned;
      }
    }
    return present;
  }

  /** A group taken out: no load at all, whatever its constraints. */
  private GroupPlan idle() {
    double[] none = new double[model.intervals()];
    return new GroupPlan(new int[0], none, none, 0, 0, 0);
  }

  /**
   * Follows a policy with every group as far as the site's limits allow: each has its own plan
   * under the policy, then makes room for the others, the least efficient first.
   */
  SitePlan follow(List<ShadowPrices> rewards) {
    GroupPlan[] plans = new GroupPlan[model.groups()];
    for (int g = 0; g < plans.length; g++) {
      plans[g] = model.program(g).best(rewards.get(g));
    }
    SitePlan plan = model.reckon(plans);
    for (int round = 0; round < 3 && !plan.isFeasible(); round++) {
      for (int g = 0; g < plans.length && !plan.isFeasible(); g++) {
        SitePlan planned =
            model.with(plan, g, model.program(g).best(priced(plan, g, rewards.get(g))));
        plan = planned.violation() < plan.violation() ? planned : plan;
      }
    }
    return plan;
  }

  /**
   * Follows an earlier plan as far as it goes, and plans what comes after.
   *
   * @param fixed by group and interval
   * @return null where a group cannot follow it
   */
  @Nullable SitePlan keep(int[][] fixed, double[][] multipliers) {
    GroupPlan[] plans = new GroupPlan[model.groups()];
    for (int g = 0; g < plans.length; g++) {
      int[] profiles = model.program(g).solve(new ShadowPrices(model.group(g)), fixed[g]);
      if (profiles == null) {
        return null;
      }
      plans[g] = model.program(g).plan(profiles);
    }
    SitePlan best = model.reckon(plans);
    for (int round = 0; round < 2; round++) {
      for (int g = 0; g < plans.length; g++) {
        price(best, g, Guess.AS_PRESENT, multipliers, model.stakesUsd(), true);
        int[] profiles = model.program(g).solve(prices[g], fixed[g]);
        if (profiles != null) {
          SitePlan planned = model.with(best, g, model.program(g).plan(profiles));
          best = planned.isBetterThan(best, model.roundingUsd()) ? planned : best;
        }
      }
    }
    return best;
  }

  /** The best plan of one group beside the others. */
  private GroupPlan alone(SitePlan present, int group, Guess guess, double[][] multipliers) {
    price(present, group, guess, multipliers, model.stakesUsd(), true);
    return model.program(group).best(prices[group]);
  }

  /** The rewards of a policy, outweighed by what breaks a limit of the site. */
  private ShadowPrices priced(SitePlan present, int group, ShadowPrices rewards) {
    double violationUsd = model.stakesUsd() * model.intervals();
    price(present, group, Guess.AS_PRESENT, new double[0][], violationUsd, false);
    for (int t = 0; t < model.intervals(); t++) {
      prices[group].setOnUsd(t, rewards.onUsd(t));
    }
    return prices[group];
  }

  /**
   * Prices a group's profiles at what the site pays for them beside the others.
   *
   * @param earning whether what the site pays counts, or its limits alone
   */
  private void price(
      SitePlan present,
      int group,
      Guess guess,
      double[][] multipliers,
      double violationUsd,
      boolean earning) {
    ShadowPrices own = prices[group];
    own.clear();
    int intervals = model.intervals();
    ProfileMargins margins = model.group(group).margins();
    GroupPlan plan = present.groups()[group];
    double[] startedKw = present.startedKw();
    for (int c = 0; c < model.couplings().size(); c++) {
      Coupling coupling = model.couplings().get(c);
      if (!coupling.concerns(group)) {
        continue;
      }
      double[] presentKw = present.kw()[c];
      double[] othersKw = presentKw.clone();
      for (int t = 0; t < intervals; t++) {
        othersKw[t] -= plan.kw()[t];
      }
      double[] good = multipliers.length == 0 ? new double[0] : multipliers[c];
      coupling.guess(guess, othersKw, presentKw, good);
      if (earning || !coupling.costs()) {
        for (int t = 0; t < intervals; t++) {
          double without = coupling.guessedUsd(t, othersKw[t], violationUsd);
          for (int p = 0; p < margins.profiles(); p++) {
            double with = coupling.guessedUsd(t, othersKw[t] + margins.kw(p), violationUsd);
            own.addRunningUsd(t, p, with - without);
          }
        }
      }
      for (int t = 0; coupling.limitsStarts() && t < intervals; t++) {
        double others = startedKw[t] - plan.startedKw()[t];
        double without = coupling.guessedStartUsd(t, others, violationUsd);
        for (int p = 0; p < margins.profiles(); p++) {
          double with = coupling.guessedStartUsd(t, others + margins.kw(p), violationUsd);
          own.addStartedUsd(t, p, with - without);
        }
      }
    }
  }
}
