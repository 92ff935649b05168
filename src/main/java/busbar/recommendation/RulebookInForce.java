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
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The rulebook in force. A good change of its folder is taken within seconds; a folder that is
 * refused leaves the last good rulebook in force, and that across restarts too.
 */
@Singleton
public class RulebookInForce {
  private static final Logger LOG = Logger.getLogger(RulebookInForce.class);

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

  private static Rulebook first(Path folder, KeptRulebooks kept) {
    try {
      return Rulebook.load(folder, Assessor.PARAMETERS);
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
