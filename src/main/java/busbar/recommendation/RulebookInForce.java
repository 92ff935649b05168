package busbar.recommendation;

import busbar.advice.Assessor;
import busbar.rulebook.LiveRulebook;
import busbar.rulebook.Rulebook;
import busbar.rulebook.RulebookRefused;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rulebook in force. A good change of its folder is taken within seconds; a folder that is
 * refused leaves the last good rulebook in force, and that across restarts too.
 */
@Singleton
public class RulebookInForce {
  private static final Logger LOG = Logger.getLogger(RulebookInForce.class);

  private static final AtomicReference<@Nullable Ahead> AHEAD = new AtomicReference<>();

  private final Path folder;
  private final Clock clock;
  private final LiveRulebook live;
  private FolderStamp stamp;

  /**
   * @throws RulebookRefused where the folder is refused and no rulebook was kept by a daily run
   */
  RulebookInForce(
      @ConfigProperty(name = "busbar.rules-folder") Path folder, KeptRulebooks kept, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.stamp = FolderStamp.of(folder);
    this.live = new LiveRulebook(first(folder, kept), Assessor.PARAMETERS);
    reload();
  }

  /** A load under way before there is an application. */
  private record Ahead(Path folder, FutureTask<Rulebook> load) {}

  /**
   * Begins to load a folder's rules on a thread of its own. They take seconds to compile, in which
   * the database and the application can start.
   */
  public static void loadAhead(Path folder) {
    FutureTask<Rulebook> load = new FutureTask<>(() -> Rulebook.load(folder, Assessor.PARAMETERS));
    AHEAD.set(new Ahead(folder, load));
    Thread thread = new Thread(load, "rulebook load");
    thread.setDaemon(true);
    thread.start();
  }

  private static Rulebook load(Path folder) {
    Ahead ahead = AHEAD.getAndSet(null);
    if (ahead == null || !ahead.folder.equals(folder)) {
      return Rulebook.load(folder, Assessor.PARAMETERS);
    }
    try {
      return ahead.load.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RulebookRefused refused) {
        throw refused;
      }
      throw new IllegalStateException("the rulebook could not be loaded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the rulebook was loaded", e);
    }
  }

  private static Rulebook first(Path folder, KeptRulebooks kept) {
    try {
      return load(folder);
    } catch (RulebookRefused refused) {
      return kept.findLastUsed()
          .map(sources -> Rulebook.of(sources, Assessor.PARAMETERS))
          .orElseThrow(() -> refused);
    }
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void watch() {
    FolderStamp now = FolderStamp.of(folder);
    if (!now.equals(stamp)) {
      stamp = now;
      reload();
    }
  }

  private void reload() {
    String before = hash();
    if (!live.reload(folder, clock.instant())) {
      live.lastRefusal()
          .ifPresent(
              refusal ->
                  LOG.warnf(
                      "The rulebook in %s is refused; %s stays in force: %s",
                      folder, hash().substring(0, 12), refusal.problems()));
    } else if (!hash().equals(before)) {
      LOG.infof("Rulebook %s is in force", hash().substring(0, 12));
    }
  }

  /** Its rules, parameters and sources, to be read. */
  public Rulebook current() {
    return live.current();
  }

  /** Hash of the rulebook in force, 64 hexadecimal digits. */
  public String hash() {
    return live.current().hash();
  }

  /** Why the folder as it now is is not in force; empty where it is. */
  public Optional<LiveRulebook.Refusal> lastRefusal() {
    return live.lastRefusal();
  }

  /** Does some work with the rules in force, which stay usable until it is done. */
  public <T> T use(Function<? super Rulebook, ? extends T> work) {
    return live.use(work);
  }

  /** Keeps the rules in force usable until the hold is closed. */
  LiveRulebook.Hold hold() {
    return live.hold();
  }

  @PreDestroy
  void close() {
    live.close();
  }
}
