package busbar.recommendation;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock that says when something was kept. No recommendation depends on it. */
class SystemClock {
  @Produces
  @Singleton
  @DefaultBean
  Clock utc() {
    return Clock.systemUTC();
  }
}
