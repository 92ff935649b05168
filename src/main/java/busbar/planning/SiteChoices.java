package busbar.planning;

/**
 * What the groups of a site can choose in an interval: off (choice 0), a profile p (1 + p) and,
 * where starts are told apart, to start to it (1 + profiles + p). Finds the best combination for
 * the site.
 */
abstract class SiteChoices {
  private static final double FEW = 2000;

  private final SiteModel model;
  private final boolean starts;

  SiteChoices(SiteModel model, boolean starts) {
    this.model = model;
    this.starts = starts;
  }

  /** All combinations one by one where they are few, else by load. */
  static SiteChoices of(SiteModel model) {
    boolean starts = model.couplings().stream().anyMatch(Coupling::limitsStarts);
    double count = 1;
    for (int g = 0; g < model.groups(); g++) {
      count *= 1 + model.group(g).margins().profiles() * (starts ? 2 : 1);
    }
    return count <= FEW ? new AllCombinations(model, starts) : new LoadFront(model);
  }

  SiteModel model() {
    return model;
  }

  /** Whether what a coupling costs is reckoned when combinations are compared. */
  abstract boolean tells(Coupling coupling);

  /**
   * The best combination in an interval.
   *
   * @param worth by group and choice, USD; below all numbers where a group may not
   * @param mostKw what all may draw
   * @param chosen takes the choice of each group
   * @return what it is worth less what the site pays for it; below all numbers where there is none
   */
  abstract double choose(int t, double[][] worth, double mostKw, int[] chosen);

  /** About how many steps all choices took so far. */
  abstract double work();

  /** How many choices a group has. */
  int choices(int group) {
    int profiles = model.group(group).margins().profiles();
    return 1 + profiles + (starts ? profiles : 0);
  }

  int profile(int group, int choice) {
    int profiles = model.group(group).margins().profiles();
    return choice == 0 ? ProfileMargins.OFF : (choice - 1) % profiles;
  }

  boolean isStart(int group, int choice) {
    return choice > model.group(group).margins().profiles();
  }

  double kw(int group, int choice) {
    return model.group(group).margins().kw(profile(group, choice));
  }

  boolean allows(int group, int t, int choice) {
    return model.program(group).allowed().allows(t, profile(group, choice));
  }

  /** What a group's plan chooses in an interval. */
  int chosen(int group, GroupPlan plan, int t) {
    int profile = plan.profiles()[t];
    if (profile == ProfileMargins.OFF) {
      return 0;
    }
    boolean started = starts && plan.startedKw()[t] > 0;
    return 1 + profile + (started ? model.group(group).margins().profiles() : 0);
  }
}
