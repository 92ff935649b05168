package busbar.recommendation;

import busbar.advice.Assessor;
import busbar.recommendation.RunInputs.HashedSiteDay;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Assesses many sites at once, as many at a time as there are processors. */
@ApplicationScoped
class SiteAssessments {
  private static final Logger LOG = Logger.getLogger(SiteAssessments.class);

  /** Of one site. A rule that never ends on it cannot be stopped, only given up. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final AtomicInteger threads = new AtomicInteger();
  private final ThreadPoolExecutor pool;

  SiteAssessments() {
    int processors = Runtime.getRuntime().availableProcessors();
    pool =
        new ThreadPoolExecutor(
            processors, processors, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
  }

  /**
   * What came of one site: a recommendation or, where the site could not be assessed, why.
   *
   * @param problem a sentence
   */
  record Outcome(
      String siteId, @Nullable KeptRecommendation recommendation, @Nullable String problem) {}

  /** A site that is being assessed, or waits to be. */
  record Begun(String siteId, Future<Outcome> outcome) {}

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "assess-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to assess some sites; a site that fails does not take the others down. */
  List<Begun> begin(String runId, List<HashedSiteDay> sites, Assessor assessor, Instant keptAt) {
    return sites.stream()
        .map(
            site ->
                new Begun(site.siteId(), pool.submit(() -> assess(runId, site, assessor, keptAt))))
        .toList();
  }

  private static Outcome assess(
      String runId, HashedSiteDay site, Assessor assessor, Instant keptAt) {
    try {
      return new Outcome(
          site.siteId(),
          KeptRecommendation.of(
              runId, assessor.assess(site.day()), SiteInputs.of(site.day()), keptAt),
          null);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warnf(e, "Site %s could not be assessed", site.siteId());
      return new Outcome(site.siteId(), null, "could not be assessed: " + messageOf(e));
    }
  }

  private static String messageOf(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Waits for what {@link #begin} began. */
  List<Outcome> await(List<Begun> begun) {
    List<Outcome> outcomes = new ArrayList<>(begun.size());
    for (Begun one : begun) {
      outcomes.add(await(one));
    }
    return outcomes;
  }

  private Outcome await(Begun begun) {
    try {
      return begun.outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      replaceThread(begun);
      return new Outcome(
          begun.siteId, null, "could not be assessed: a rule did not end within " + LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sites were assessed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an assessment broke off", e.getCause());
    }
  }

  /** The thread is lost to the rule; without another the sites after it would wait for ever. */
  private synchronized void replaceThread(Begun begun) {
    LOG.errorf("Site %s holds a thread: a rule does not end on it", begun.siteId);
    begun.outcome.cancel(true);
    pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
    pool.setCorePoolSize(pool.getCorePoolSize() + 1);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
