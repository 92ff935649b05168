package busbar.recommendation;

import busbar.recommendation.DailyRuns.Requested;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Prints the day's recommendations and the page's address once Busbar answers. */
@Singleton
class Greeting {
  private static final Logger LOG = Logger.getLogger(Greeting.class);
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

  private final DailyRuns runs;
  private final Recommendations recommendations;
  private final CurrentInputs current;
  private final Config config;
  private volatile boolean stopping;

  Greeting(DailyRuns runs, Recommendations recommendations, CurrentInputs current, Config config) {
    this.runs = runs;
    this.recommendations = recommendations;
    this.current = current;
    this.config = config;
  }

  void print(@ObservesAsync HttpServerStart start) {
    try {
      print(System.out, address(start));
    } catch (RuntimeException e) {
      // Whoever stops Busbar while it still greets has no use for the rest of the greeting.
      if (!stopping) {
        LOG.errorf(e, "The day's recommendations could not be printed");
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    synchronized (this) {
      LOG.debug("Nothing is being printed any more");
    }
  }

  /** Waits for the day's run, telling how far it is, and prints what came of it. */
  synchronized void print(PrintStream out, String address) {
    if (stopping) {
      return;
    }
    Requested requested = runs.request(null, BETWEEN_PROGRESS);
    Optional<DailyRunView> run = runs.find(requested.id());
    while (run.isPresent() && run.get().status() == RunStatus.RUNNING && !stopping) {
      out.printf(
          Locale.ROOT,
          "Assessing %s: %,d of %,d sites%n",
          run.get().date(),
          run.get().sitesDone(),
          run.get().sitesTotal());
      runs.await(requested.id(), BETWEEN_PROGRESS);
      run = runs.find(requested.id());
    }
    if (stopping) {
      return;
    }
    if (run.isEmpty() || run.get().status() == RunStatus.FAILED) {
      out.println("The day's run failed; the log says why. Page: " + address);
      return;
    }
    DailyRunView done = run.get();
    out.print(
        TodayTable.write(
            done,
            current.notices(done.date()),
            recommendations.listSummaries(done.date(), null, null, 0, TodayTable.MOST_SITES),
            recommendations.totals(done.id()),
            address));
    out.flush();
  }

  /** The port that is really bound stands in the configuration by now, even where 0 was asked. */
  private String address(HttpServerStart start) {
    String port = LaunchMode.current() == LaunchMode.TEST ? "test-port" : "port";
    return "http://"
        + start.options().getHost()
        + ":"
        + config.getValue("quarkus.http." + port, Integer.class)
        + "/";
  }
}
