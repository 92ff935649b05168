package busbar.planning;

/**
 * The combinations of what the groups of a site can choose in an interval: off (choice 0), a
 * profile p (1 + p) and, where starts are limited, to start to it (1 + profiles + p).
 */
final class Combinations {
  private final SiteModel model;
  private final boolean starts;
  private final int count;
  // By combination, then group.
  private final byte[] choices;
  private final double[] kw;
  // By interval, then combination.
  private final double[] siteUsd;

  /** How many there are, or more than any site should have. */
  static double count(SiteModel model) {
    boolean starts = model.couplings().stream().anyMatch(Coupling::limitsStarts);
    double count = 1;
    for (int g = 0; g < model.groups(); g++) {
      count *= choices(model, g, starts);
    }
    return count;
  }

  private static int choices(SiteModel model, int group, boolean starts) {
    int profiles = model.group(group).margins().profiles();
    return 1 + profiles + (starts ? profiles : 0);
  }

  Combinations(SiteModel model) {
    this.model = model;
    this.starts = model.couplings().stream().anyMatch(Coupling::limitsStarts);
    this.count = (int) count(model);
    this.choices = new byte[count * model.groups()];
    this.kw = new double[count];
    this.siteUsd = new double[model.intervals() * count];
    for (int i = 0; i < count; i++) {
      int rest = i;
      for (int g = 0; g < model.groups(); g++) {
        int each = choices(g);
        choices[i * model.groups() + g] = (byte) (rest % each);
        rest /= each;
        kw[i] += kw(g, choice(i, g));
      }
    }
    for (int t = 0; t < model.intervals(); t++) {
      for (int i = 0; i < count; i++) {
        siteUsd[t * count + i] = reckon(t, i);
      }
    }
  }

  private double reckon(int t, int combination) {
    double startedKw = 0;
    for (int g = 0; g < model.groups(); g++) {
      int choice = choice(combination, g);
      if (!model.program(g).allowed().allows(t, profile(g, choice))) {
        return Double.POSITIVE_INFINITY;
      }
      startedKw += isStart(g, choice) ? kw(g, choice) : 0;
    }
    double usd = 0;
    for (Coupling coupling : model.couplings()) {
      if (coupling.spansIntervals()) {
        continue;
      }
      double concerned = 0;
      for (int g = 0; g < model.groups(); g++) {
        concerned += coupling.concerns(g) ? kw(g, choice(combination, g)) : 0;
      }
      usd += coupling.intervalUsd(t, concerned, model.stakesUsd());
      usd += model.stakesUsd() * coupling.startViolation(t, startedKw);
    }
    return usd;
  }

  int count() {
    return count;
  }

  /** How many choices a group has. */
  int choices(int group) {
    return choices(model, group, starts);
  }

  int choice(int combination, int group) {
    return choices[combination * model.groups() + group];
  }

  int profile(int group, int choice) {
    int profiles = model.group(group).margins().profiles();
    return choice == 0 ? ProfileMargins.OFF : (choice - 1) % profiles;
  }

  boolean isStart(int group, int choice) {
    return choice > model.group(group).margins().profiles();
  }

  private double kw(int group, int choice) {
    return model.group(group).margins().kw(profile(group, choice));
  }

  /** What a group's plan chooses in an interval. */
  int chosen(int group, GroupPlan plan, int t) {
    int profiles = model.group(group).margins().profiles();
    int profile = plan.profiles()[t];
    if (profile == ProfileMargins.OFF) {
      return 0;
    }
    return 1 + profile + (starts && plan.startedKw()[t] > 0 ? profiles : 0);
  }

  double kw(int combination) {
    return kw[combination];
  }

  /**
   * What the site pays for a combination in an interval, as far as intervals can be told apart,
   * USD; infinite where a group may not.
   */
  double siteUsd(int t, int combination) {
    return siteUsd[t * count + combination];
  }
}
