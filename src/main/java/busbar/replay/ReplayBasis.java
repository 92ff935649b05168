package busbar.replay;

import busbar.replay.ReplayInputs.Learning;
import busbar.site.Site;

/**
 * What a replay was made from, as far as people tell replays apart by it.
 *
 * @param site with the switching that was replayed
 * @param sample whether the Bitcoin market is bundled sample data
 * @param learnsAsItGoes whether the forecast learns within the span
 */
public record ReplayBasis(Site site, boolean sample, boolean learnsAsItGoes) {
  static ReplayBasis of(ReplayInputs inputs) {
    return new ReplayBasis(
        inputs.site(), inputs.sample(), inputs.learning() == Learning.AS_IT_GOES);
  }
}
