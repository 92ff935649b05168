package busbar.rulebook;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rulebook in force while its folder changes. A folder that is refused leaves the last good
 * rulebook in force; an evaluation under way ends with the rulebook that it began with.
 */
public final class LiveRulebook implements AutoCloseable {
  private final Set<String> engineParameters;
  private volatile Edition edition;
  private volatile @Nullable Refusal refusal;

  /** Why the folder's latest state is not in force. */
  public record Refusal(Instant at, List<RulebookProblem> problems) {}

  /** A rulebook with the number of evaluations that use it. */
  private static final class Edition {
    private final Rulebook rulebook;
    private int users;
    private boolean retired;

    Edition(Rulebook rulebook) {
      this.rulebook = rulebook;
    }

    synchronized boolean enter() {
      if (retired) {
        return false;
      }
      users++;
      return true;
    }

    synchronized void leave() {
      users--;
      disposeIfUnused();
    }

    synchronized void retire() {
      if (!retired) {
        retired = true;
        disposeIfUnused();
      }
    }

    private void disposeIfUnused() {
      if (retired && users == 0) {
        rulebook.dispose();
      }
    }
  }

  /**
   * @param first in force until a reload succeeds; from here on it is this object that disposes it
   * @param engineParameters keys of the parameters that the engine in Java reads
   */
  public LiveRulebook(Rulebook first, Set<String> engineParameters) {
    this.edition = new Edition(first);
    this.engineParameters = Set.copyOf(engineParameters);
  }

  /**
   * The rulebook in force, to read: its hash, rules and parameters. To fire it, call {@link #use}.
   */
  public Rulebook current() {
    return edition.rulebook;
  }

  /**
   * Does some work with one rulebook, which stays usable until the work is done.
   *
   * @throws IllegalStateException once closed
   */
  public <T> T use(Function<? super Rulebook, ? extends T> work) {
    try (Hold hold = hold()) {
      return work.apply(hold.rulebook());
    }
  }

  /**
   * Keeps the rulebook in force usable until the hold is closed, by whichever thread.
   *
   * @throws IllegalStateException once closed
   */
  public Hold hold() {
    return new Hold(enter());
  }

  /** A rulebook that is not disposed as long as this is open. */
  public static final class Hold implements AutoCloseable {
    private final Edition edition;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Hold(Edition edition) {
      this.edition = edition;
    }

    public Rulebook rulebook() {
      return edition.rulebook;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        edition.leave();
      }
    }
  }

  private Edition enter() {
    while (true) {
      Edition candidate = edition;
      if (candidate.enter()) {
        return candidate;
      }
      if (edition == candidate) {
        throw new IllegalStateException("the rulebook is closed");
      }
    }
  }

  /**
   * Puts the folder's state in force, unless it is refused.
   *
   * @param at now, for the record of a refusal
   * @return whether the folder's state is in force now
   */
  public synchronized boolean reload(Path folder, Instant at) {
    try {
      RuleSources sources = Rulebook.read(folder);
      if (!sources.hash().equals(current().hash())) {
        Edition former = edition;
        edition = new Edition(Rulebook.of(sources.texts(), engineParameters));
        former.retire();
      }
      refusal = null;
      return true;
    } catch (RulebookRefused e) {
      refusal = new Refusal(at, e.problems());
      return false;
    }
  }

  /** Why the folder's latest state is not in force; empty where it is. */
  public Optional<Refusal> lastRefusal() {
    return Optional.ofNullable(refusal);
  }

  /** Disposes the rulebook once no evaluation uses it. */
  @Override
  public synchronized void close() {
    edition.retire();
  }
}
