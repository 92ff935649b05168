package busbar.recommendation;

import busbar.advice.Recommendation;
import busbar.assessment.Action;
import busbar.testing.SampleSite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recommendations made by hand in place of those kept, for tests that ask for them. */
@Alternative
@ApplicationScoped
public class SampleRecommendations extends Recommendations {
  private static final Instant KEPT_AT = Instant.parse("2026-02-12T12:00:05Z");

  private final List<Kept> kept = new ArrayList<>();

  @SuppressWarnings("NullAway")
  SampleRecommendations() {
    super(null, null);
    for (Recommendation recommendation : SampleSite.listAll()) {
      kept.add(new Kept("r-" + recommendation.siteId(), "run-1", KEPT_AT, recommendation));
    }
  }

  @Override
  public Optional<LocalDate> latestDate() {
    return Optional.of(SampleSite.DATE);
  }

  @Override
  public List<Kept> list(
      @Nullable LocalDate date,
      @Nullable String siteId,
      @Nullable Action action,
      int page,
      int size) {
    return kept.stream()
        .filter(one -> siteId == null || one.recommendation().siteId().equals(siteId))
        .skip((long) page * size)
        .limit(size)
        .toList();
  }

  @Override
  public long count(@Nullable LocalDate date, @Nullable String siteId, @Nullable Action action) {
    return list(date, siteId, action, 0, Integer.MAX_VALUE).size();
  }

  @Override
  public Optional<Kept> find(String id) {
    return kept.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
