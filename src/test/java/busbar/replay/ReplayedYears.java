package busbar.replay;

import busbar.advice.Assessor;
import busbar.assessment.Rules;
import busbar.replay.ReplayInputs.Learning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Years of ERCOT to be replayed over and over. */
public final class ReplayedYears {
  /** Nothing to replay. */
  public static final ReplayedYears NONE = new ReplayedYears(null);

  private final @Nullable ReplayInputs inputs;

  private ReplayedYears(@Nullable ReplayInputs inputs) {
    this.inputs = inputs;
  }

  /** A year of a site of so many groups, from 15 J/TH up. */
  public static ReplayedYears of(int year, int groups) {
    double[] efficiencies = new double[groups];
    Arrays.setAll(efficiencies, group -> 15 + 4 * group);
    return new ReplayedYears(RealPrices.ercot(year, Learning.AS_IT_GOES, efficiencies));
  }

  /** Replays it. */
  public ReplayResult replay(Rules rules) {
    if (inputs == null) {
      throw new IllegalStateException("nothing to replay");
    }
    ReplayEngine engine = new ReplayEngine(inputs, new Assessor(rules, "test"));
    List<ReplayDay> days = new ArrayList<>();
    while (!engine.isDone()) {
      days.add(engine.next());
    }
    return ReplayReckoning.result(new ReplayHistory(inputs, days));
  }
}
