package busbar.web;

import busbar.recommendation.SampleRecommendations;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** The pages over recommendations made by hand. */
public class WithSampleRecommendations implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(SampleRecommendations.class);
  }
}
