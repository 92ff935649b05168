package busbar.replay;

import busbar.advice.Assessor;
import busbar.advice.CanonicalJson;
import busbar.recommendation.RulebookInForce;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Makes replays in the background, one at a time on each Busbar of a database. A replay whose
 * Busbar is stopped goes on at the next start; one whose Busbar was killed is taken up by any
 * other, or at the next start, once its heartbeat has been missing for some seconds.
 */
@Startup
@Singleton
class ReplayWork {
  private static final Logger LOG = Logger.getLogger(ReplayWork.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration BETWEEN_KEEPING = Duration.ofMillis(500);

  /** Before the daily runs and the database are stopped. */
  private static final int EARLY = 1_000;

  private final ReplayStore store;
  private final RulebookInForce rulebook;
  private final Clock clock;
  private final CustomTask<Void> task;
  private final Scheduler scheduler;

  ReplayWork(ReplayStore store, RulebookInForce rulebook, DataSource database, Clock clock) {
    this.store = store;
    this.rulebook = rulebook;
    this.clock = clock;
    this.task =
        Tasks.custom("replay", Void.class)
            .onDeadExecutionRevive()
            .onFailure((failed, operations) -> operations.remove())
            .execute(
                (instance, context) -> {
                  boolean ended = work(instance.getId(), context.getSchedulerState());
                  return (complete, operations) -> {
                    if (ended) {
                      operations.remove();
                    } else {
                      operations.reschedule(complete, clock.instant());
                    }
                  };
                });
    this.scheduler =
        Scheduler.create(database, task)
            .threads(1)
            .pollingInterval(Duration.ofSeconds(1))
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .enableImmediateExecution()
            .build();
  }

  void start(@Observes StartupEvent event) {
    scheduler.start();
  }

  void stop(@Observes @Priority(EARLY) ShutdownEvent event) {
    scheduler.stop();
  }

  /** Has a replay worked on that waits. */
  void schedule(String id) {
    scheduler.scheduleIfNotExists(new TaskInstance<>(task.getName(), id), clock.instant());
  }

  /**
   * Works on a replay from where it stands.
   *
   * @return whether nothing is left to do; false where Busbar is being stopped
   */
  private boolean work(String id, SchedulerState state) {
    if (!store.begin(id)) {
      return true;
    }
    try {
      KeptReplay replay = store.get(id).orElseThrow();
      return rulebook.use(
          replay.rulebookHash,
          rules -> replay(replay, new Assessor(rules, replay.engineVersion), state));
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "Replay %s broke off", id);
      store.fail(id, "It broke off: " + e);
      return true;
    }
  }

  private boolean replay(KeptReplay replay, Assessor assessor, SchedulerState state) {
    ReplayInputs inputs = CanonicalJson.read(replay.inputs, ReplayInputs.class);
    List<ReplayDay> days = new ArrayList<>(store.listDays(replay.id));
    ReplayEngine engine = new ReplayEngine(inputs, assessor);
    engine.resume(days);
    int kept = days.size();
    long keptAt = System.nanoTime();
    while (!engine.isDone()) {
      days.add(engine.next());
      boolean due = System.nanoTime() - keptAt >= BETWEEN_KEEPING.toNanos();
      if (due || engine.isDone() || state.isShuttingDown()) {
        if (!store.keep(replay.id, kept, days.subList(kept, days.size()))) {
          // Cancelled; and perhaps asked for again before this was seen.
          return !store.isWaiting(replay.id);
        }
        kept = days.size();
        keptAt = System.nanoTime();
      }
      if (state.isShuttingDown()) {
        return false;
      }
    }
    store.finish(replay.id, ReplayReckoning.result(new ReplayHistory(inputs, days)));
    return true;
  }
}
