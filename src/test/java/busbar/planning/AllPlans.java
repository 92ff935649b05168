package busbar.planning;

import java.util.ArrayList;
import java.util.List;

/** Every plan there is for a small group. */
final class AllPlans {
  private AllPlans() {}

  /** Those that may be and break the fewest limits; at least one. */
  static List<PlanJudge> breakingFewest(GroupSchedulingProblem problem) {
    int choices = problem.margins().profiles() + 1;
    int[] plan = new int[problem.horizon().intervals()];
    long plans = Math.round(Math.pow(choices, plan.length));
    List<PlanJudge> kept = new ArrayList<>();
    int fewest = Integer.MAX_VALUE;
    for (long i = 0; i < plans; i++) {
      long rest = i;
      for (int t = 0; t < plan.length; t++) {
        plan[t] = (int) (rest % choices) - 1;
        rest /= choices;
      }
      PlanJudge judged = new PlanJudge(problem, plan);
      if (judged.feasible && judged.broken <= fewest) {
        if (judged.broken < fewest) {
          kept.clear();
        }
        fewest = judged.broken;
        kept.add(judged);
      }
    }
    return kept;
  }
}
