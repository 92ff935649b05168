package busbar.recommendation;

import busbar.sitefiles.SiteFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Makes the day's run anew when site files or rules change. Changes that come while a run is under
 * way share the next one.
 */
@Singleton
class KeepUp {
  private static final Logger LOG = Logger.getLogger(KeepUp.class);

  private final DailyRuns runs;
  private final RulebookInForce rulebook;
  private final SiteFolder sites;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private volatile boolean stopping;
  private String hash;

  KeepUp(DailyRuns runs, RulebookInForce rulebook, SiteFolder sites) {
    this.runs = runs;
    this.rulebook = rulebook;
    this.sites = sites;
    this.hash = rulebook.hash();
  }

  void start(@Observes StartupEvent event) {
    sites.onChange(() -> changed.set(true));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    synchronized (this) {
      LOG.debug("No look is under way any more");
    }
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  synchronized void look() {
    if (stopping) {
      return;
    }
    String now = rulebook.hash();
    if (!now.equals(hash)) {
      hash = now;
      sites.readAgain(); // what they may override has changed
      changed.set(true);
    }
    if (!runs.isBusy() && changed.getAndSet(false)) {
      try {
        runs.request(null, Duration.ZERO);
      } catch (RuntimeException e) {
        if (stopping) {
          return; // the next start asks again
        }
        changed.set(true);
        LOG.warnf("The day's run could not be asked for: %s", e);
      }
    }
  }
}
