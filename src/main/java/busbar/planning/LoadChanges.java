package busbar.planning;

/**
 * How a group's load changes from one profile, or off, to another, stage by stage, and what share
 * of its revenue it earns meanwhile: see {@link SwitchingLimits}.
 */
final class LoadChanges {
  private final GroupSchedulingProblem problem;
  private final WarmUp warmUp;
  // By profile: how long after a start less than all is earned, and what is earned meanwhile, 1
  // being all: by age after a start within the horizon, and by interval since one before it.
  private final long[] length;
  private final double[][] earned;
  private final double[][] earnedSinceBefore;
  // By the profile from and to, off being the last: the intervals a change takes.
  private final int[][] stages;

  LoadChanges(GroupSchedulingProblem problem) {
    this.problem = problem;
    this.warmUp = new WarmUp(problem);
    int profiles = problem.margins().profiles();
    this.stages = new int[profiles + 1][profiles + 1];
    for (int from = 0; from <= profiles; from++) {
      for (int to = 0; to <= profiles; to++) {
        stages[from][to] = problem.stages(kw(to) - kw(from));
      }
    }
    this.length = new long[profiles];
    this.earned = new double[profiles][problem.intervals() + 1];
    this.earnedSinceBefore = new double[profiles][problem.intervals() + 1];
    for (int profile = 0; profile < profiles; profile++) {
      length[profile] = stages[profiles][profile] - 1L + warmUp.intervals();
      for (int t = 0; t <= problem.intervals(); t++) {
        int since = problem.initial().intervals() + t;
        earned[profile][t] = t < length[profile] ? earnedInStages(profile, t) : 1;
        earnedSinceBefore[profile][t] =
            since < length[profile] ? earnedInStages(profile, since) : 1;
      }
    }
  }

  private double kw(int index) {
    return index == problem.margins().profiles() ? 0 : problem.margins().kw(index);
  }

  private int index(int profile) {
    return profile == ProfileMargins.OFF ? problem.margins().profiles() : profile;
  }

  private double earnedInStages(int profile, int age) {
    // Stages started longer ago than a warm-up earn all; each of the others its own share.
    int warm = age - warmUp.intervals();
    double before = warm < 0 ? 0 : share(ProfileMargins.OFF, profile, warm);
    double earned = before;
    for (int stage = Math.max(0, warm + 1); stage <= age && before < 1; stage++) {
      double running = share(ProfileMargins.OFF, profile, stage);
      earned += (running - before) * warmUp.earningShare(age - stage);
      before = running;
    }
    return earned;
  }

  /** The intervals that a change takes, 1 or more; in the last the whole group has changed. */
  int stages(int from, int to) {
    return stages[index(from)][index(to)];
  }

  /** The share of the group that has changed in a stage, from 0. */
  double share(int from, int to, int stage) {
    if (stage >= stages(from, to) - 1) {
      return 1;
    }
    double change = Math.abs(problem.margins().kw(to) - problem.margins().kw(from));
    return Math.min(1, (stage + 1) * problem.rampKw() / change);
  }

  /**
   * What a group at the profile earns so many intervals after its start, 1 being all; the start was
   * within the horizon or the one before it.
   */
  double earned(int profile, int age) {
    if (age >= length[profile]) {
      return 1;
    }
    if (age <= problem.intervals()) {
      return earned[profile][age];
    }
    int since = age - problem.initial().intervals();
    return since >= 0 && since <= problem.intervals() ? earnedSinceBefore[profile][since] : 1;
  }

  /** The longest time from a start until all is earned. */
  int longestStart() {
    long longest = 0;
    for (long each : length) {
      longest = Math.max(longest, each);
    }
    return (int) Math.min(longest, Integer.MAX_VALUE);
  }

  /**
   * The revenue share of the profile that is left and of the one that is reached in a stage.
   *
   * @param age intervals since the start before the change began; ignored where the change is one
   */
  double leftEarns(int from, int age, int stage, double changed) {
    return from == ProfileMargins.OFF ? 0 : (1 - changed) * earned(from, age + stage);
  }

  /** Its counterpart for the profile that is reached. */
  double reachedEarns(int from, int to, int age, int stage, double changed) {
    if (to == ProfileMargins.OFF) {
      return 0;
    }
    // A start's own stages are in what it has earned by then.
    return from == ProfileMargins.OFF ? earned(to, stage) : changed * earned(to, age + stage);
  }
}
