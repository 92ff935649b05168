package busbar.recommendation;

import busbar.advice.CanonicalJson;
import busbar.recommendation.DailyRunView.LeftOut;
import busbar.rulebook.LiveRulebook;
import busbar.units.OutOfRange;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes daily runs, one after the other, and tells of them. A run for the same sites, market,
 * rulebook, engine and day is the same run: asked for again it is put in force, not made again.
 */
@ApplicationScoped
public class DailyRuns {
  private static final Logger LOG = Logger.getLogger(DailyRuns.class);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);
  private static final int LAST = 5_000;

  private final CurrentInputs current;
  private final RulebookInForce rulebook;
  private final DailyRunStore store;
  private final DailyRunRepository runs;

  private final Map<String, CompletableFuture<?>> underWay = new HashMap<>();
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "daily-run");
            thread.setDaemon(true);
            return thread;
          });

  DailyRuns(
      CurrentInputs current,
      RulebookInForce rulebook,
      DailyRunStore store,
      DailyRunRepository runs) {
    this.current = current;
    this.rulebook = rulebook;
    this.store = store;
    this.runs = runs;
  }

  /**
   * A run that was asked for.
   *
   * @param isNew whether asking made it
   */
  public record Requested(String id, boolean isNew) {}

  private record Started(String id, boolean isNew, CompletableFuture<?> end) {}

  /**
   * Makes the run for a day, or takes up the one that was made for the same inputs.
   *
   * @param date the last day of the market's history where null
   * @param patience how long to wait for its end; it goes on all the same
   * @throws OutOfRange for a day of which no market is known
   */
  public Requested request(@Nullable LocalDate date, Duration patience) {
    Started started = start(date);
    await(started.id, started.end, patience);
    return new Requested(started.id, started.isNew);
  }

  private Started start(@Nullable LocalDate date) {
    LiveRulebook.Hold hold = rulebook.hold();
    boolean handedOver = false;
    try {
      RunInputs inputs = current.gather(date, hold.rulebook());
      String id = inputs.runId();
      synchronized (underWay) {
        CompletableFuture<?> other = underWay.get(id);
        if (other != null) {
          return new Started(id, false, other);
        }
        if (store.takeUp(id)) {
          return new Started(id, false, CompletableFuture.completedFuture(null));
        }
        store.begin(inputs, hold.rulebook().sources());
        CompletableFuture<?> end = CompletableFuture.runAsync(() -> make(inputs, hold), maker);
        handedOver = true;
        underWay.put(id, end);
        return new Started(id, true, end);
      }
    } finally {
      if (!handedOver) {
        hold.close();
      }
    }
  }

  private void make(RunInputs inputs, LiveRulebook.Hold hold) {
    try (hold) {
      store.make(inputs, hold.rulebook());
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "Run %s broke off; nothing of it was kept", inputs.runId());
      throw e;
    } finally {
      synchronized (underWay) {
        underWay.remove(inputs.runId());
      }
    }
  }

  /** Lets the run under way end, once nobody asks for another: see the observers before this. */
  void finish(@Observes @Priority(LAST) ShutdownEvent event) {
    maker.shutdown();
    try {
      if (!maker.awaitTermination(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A run is broken off; nothing of it is kept, and the next start makes it again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a run is being made, or waits to be. */
  boolean isBusy() {
    synchronized (underWay) {
      return !underWay.isEmpty();
    }
  }

  /** Waits for the end of a run that is under way here, though no longer than that. */
  void await(String id, Duration patience) {
    @Nullable CompletableFuture<?> end;
    synchronized (underWay) {
      end = underWay.get(id);
    }
    if (end != null) {
      await(id, end, patience);
    }
  }

  private static void await(String id, CompletableFuture<?> end, Duration patience) {
    try {
      end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debugf("Run %s is not done: %s", id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A run by its id, with the sites that it left out. */
  @Transactional
  public Optional<DailyRunView> find(String id) {
    return runs.findByIdOptional(Ids.askable(id)).map(this::view);
  }

  /** The run in force on a day, or on the latest day where null. */
  @Transactional
  public Optional<DailyRunView> findInForce(@Nullable LocalDate date) {
    return runs.findInForce(date).map(this::view);
  }

  /**
   * Runs, the newest first.
   *
   * @param date those of all days where null
   */
  @Transactional
  public List<DailyRunView> list(@Nullable LocalDate date, int page, int size) {
    return runs.listRuns(date, page, size).stream().map(this::view).toList();
  }

  /** How many {@link #list} has in all. */
  @Transactional
  public long count(@Nullable LocalDate date) {
    return runs.countRuns(date);
  }

  private DailyRunView view(DailyRun run) {
    return DailyRunView.of(
        run,
        runs.listLeftOut(run.id).stream()
            .map(
                site ->
                    new LeftOut(
                        site.siteId,
                        Arrays.asList(
                            CanonicalJson.read(String.valueOf(site.problems), String[].class))))
            .toList());
  }

  @PreDestroy
  void stop() {
    maker.shutdownNow();
  }
}
