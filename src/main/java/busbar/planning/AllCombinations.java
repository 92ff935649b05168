package busbar.planning;

/** Compares all combinations one by one: every coupling but those that span intervals is told. */
final class AllCombinations extends SiteChoices {
  private final int count;
  // By combination, then group.
  private final byte[] choices;
  private final double[] kw;
  // By interval, then combination: what the site pays; infinite where a group may not.
  private final double[] siteUsd;
  private final double[] worthOf;
  private double work;

  AllCombinations(SiteModel model, boolean starts) {
    super(model, starts);
    int combinations = 1;
    for (int g = 0; g < model.groups(); g++) {
      combinations *= choices(g);
    }
    this.count = combinations;
    this.choices = new byte[count * model.groups()];
    this.kw = new double[count];
    this.siteUsd = new double[model.intervals() * count];
    this.worthOf = new double[count];
    for (int i = 0; i < count; i++) {
      int rest = i;
      for (int g = 0; g < model.groups(); g++) {
        choices[i * model.groups() + g] = (byte) (rest % choices(g));
        rest /= choices(g);
        kw[i] += kw(g, choice(i, g));
      }
    }
    for (int t = 0; t < model.intervals(); t++) {
      for (int i = 0; i < count; i++) {
        siteUsd[t * count + i] = reckon(t, i);
      }
    }
  }

  private int choice(int combination, int group) {
    return choices[combination * model().groups() + group];
  }

  private double reckon(int t, int combination) {
    double startedKw = 0;
    for (int g = 0; g < model().groups(); g++) {
      int choice = choice(combination, g);
      if (!allows(g, t, choice)) {
        return Double.POSITIVE_INFINITY;
      }
      startedKw += isStart(g, choice) ? kw(g, choice) : 0;
    }
    double usd = 0;
    for (Coupling coupling : model().couplings()) {
      double concerned = 0;
      for (int g = 0; g < model().groups(); g++) {
        concerned += coupling.concerns(g) ? kw(g, choice(combination, g)) : 0;
      }
      usd += coupling.intervalUsd(t, concerned, model().stakesUsd());
      usd += model().stakesUsd() * coupling.startViolation(t, startedKw);
    }
    return usd;
  }

  @Override
  boolean tells(Coupling coupling) {
    return !coupling.spansIntervals();
  }

  @Override
  double work() {
    return work;
  }

  @Override
  double choose(int t, double[][] worth, double mostKw, int[] chosen) {
    work += count;
    worthOf[0] = 0;
    int filled = 1;
    for (double[] ofGroup : worth) {
      for (int choice = ofGroup.length - 1; choice >= 0; choice--) {
        for (int i = 0; i < filled; i++) {
          worthOf[choice * filled + i] = worthOf[i] + ofGroup[choice];
        }
      }
      filled *= ofGroup.length;
    }
    double most = Double.NEGATIVE_INFINITY;
    int best = 0;
    for (int i = 0; i < count; i++) {
      double usd = worthOf[i] - siteUsd[t * count + i];
      if (usd > most && kw[i] <= mostKw) {
        most = usd;
        best = i;
      }
    }
    for (int g = 0; g < chosen.length; g++) {
      chosen[g] = choice(best, g);
    }
    return most;
  }
}
