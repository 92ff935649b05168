package busbar.advice;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.assessment.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KeepReckoningTest {
  private static final Parameters PARAMETERS =
      new Parameters(
          Map.of(
              Assessor.MARKET_MAX_AGE, 48.0,
              Assessor.HASHPRICE_DECLINE, 20.0,
              Assessor.RESALE_DECLINE, 30.0,
              Assessor.COST_OF_CAPITAL, 12.0));

  @Property(tries = 200)
  void lossDaysAreCountedAsIfDayAfterDayWereLookedAt(@ForAll long seed) {
    Given given = FlipPropertyTest.anySite(seed);
    Random random = new Random(seed);
    List<Double> past = new ArrayList<>();
    for (int day = 0; day < 120; day++) {
      past.add(33 + 8 * random.nextDouble() - 0.05 * day);
    }
    given.past = past;
    PreparedSite site = new PreparedSite(given.day(), PARAMETERS);
    for (int block = 0; block < site.blocks.size(); block++) {
      KeepReckoning keep = site.keep(block);
      double resale = site.blocks.get(block).rigs() * random.nextDouble() * 3000;
      for (double shift : new double[] {0, random.nextDouble() * 60 - 30}) {
        for (double scale : new double[] {1, 0.5 + random.nextDouble()}) {
          int slow = 0;
          while (slow <= past.size() && keep.dayGainUsd(slow, shift, scale, resale) <= 0) {
            slow++;
          }
          assertThat(keep.lossDays(shift, scale, resale)).isEqualTo(slow);
        }
      }
    }
  }
}
