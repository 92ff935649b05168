package busbar.replay;

import busbar.advice.CanonicalJson;
import busbar.recommendation.KeptRulebooks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Replays as kept. Each method is a transaction of its own. */
@ApplicationScoped
class ReplayStore implements PanacheRepositoryBase<KeptReplay, String> {
  private final KeptRulebooks rulebooks;
  private final StatelessSession session;
  private final Clock clock;

  ReplayStore(KeptRulebooks rulebooks, StatelessSession session, Clock clock) {
    this.rulebooks = rulebooks;
    this.session = session;
    this.clock = clock;
  }

  /**
   * Notes that a replay is asked for: one that is not there waits from now on, one that was stopped
   * or failed waits to go on.
   *
   * @return whether it is to be worked on
   */
  @Transactional
  boolean ask(
      String id,
      ReplayInputs inputs,
      String rulebookHash,
      Map<String, String> sources,
      String engineVersion) {
    Instant now = now();
    rulebooks.keep(rulebookHash, sources, engineVersion, now);
    String text = CanonicalJson.write(inputs);
    int changed =
        session
            .createNativeMutationQuery(
                "insert into replay (id, site_id, site_name, from_date, until_date,"
                    + " interval_minutes, inputs, input_hash, rulebook_hash, engine_version,"
                    + " status, days_total, days_done, requested_at)"
                    + " values (:id, :site, :name, :from, :until, :minutes, :inputs, :hash,"
                    + " :rulebook, :engine, 'WAITING', :days, 0, :now)"
                    + " on conflict (id) do update set status = 'WAITING', problem = null,"
                    + " requested_at = :now, finished_at = null"
                    + " where replay.status in ('CANCELLED', 'FAILED')")
            .setParameter("id", id)
            .setParameter("site", inputs.site().id())
            .setParameter("name", inputs.site().name())
            .setParameter("from", inputs.from())
            .setParameter("until", inputs.until())
            .setParameter("minutes", inputs.minutes())
            .setParameter("inputs", text)
            .setParameter("hash", CanonicalJson.sha256(text))
            .setParameter("rulebook", rulebookHash)
            .setParameter("engine", engineVersion)
            .setParameter("days", inputs.days())
            .setParameter("now", now)
            .executeUpdate();
    return changed > 0;
  }

  @Transactional
  Optional<KeptReplay> get(String id) {
    // PostgreSQL's texts hold no zero character; an id with one becomes another that nothing has.
    return findByIdOptional(id.replace('\0', '\uFFFD'));
  }

  /** The newest first. */
  @Transactional
  List<KeptReplay> listNewest(int page, int size) {
    return find("order by requestedAt desc, id").page(page, size).list();
  }

  @Transactional
  long countAll() {
    return count();
  }

  /** The days that are replayed, in order. */
  @Transactional
  List<ReplayDay> listDays(String id) {
    return getEntityManager()
        .createQuery(
            "select d.document from KeptReplayDay d where d.replayId = :id order by d.day",
            String.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(text -> CanonicalJson.read(text, ReplayDay.class))
        .toList();
  }

  /** Begins work on a replay; false where nobody waits for it any more. */
  @Transactional
  boolean begin(String id) {
    return update(
            "status = ?1 where id = ?2 and status in (?1, ?3)",
            ReplayStatus.RUNNING,
            id,
            ReplayStatus.WAITING)
        > 0;
  }

  @Transactional
  boolean isWaiting(String id) {
    return count("id = ?1 and status = ?2", id, ReplayStatus.WAITING) > 0;
  }

  /** Keeps days that follow those kept; false, and nothing, where it was cancelled meanwhile. */
  @Transactional
  boolean keep(String id, int firstDay, List<ReplayDay> days) {
    boolean stillWanted =
        update(
                "daysDone = ?1 where id = ?2 and status = ?3",
                firstDay + days.size(),
                id,
                ReplayStatus.RUNNING)
            > 0;
    if (stillWanted) {
      for (int i = 0; i < days.size(); i++) {
        session.insert(KeptReplayDay.of(id, firstDay + i, CanonicalJson.write(days.get(i))));
      }
    }
    return stillWanted;
  }

  @Transactional
  void finish(String id, ReplayResult result) {
    update(
        "status = ?1, result = ?2, finishedAt = ?3 where id = ?4 and status = ?5",
        ReplayStatus.DONE,
        CanonicalJson.write(result),
        now(),
        id,
        ReplayStatus.RUNNING);
  }

  @Transactional
  void fail(String id, String problem) {
    update(
        "status = ?1, problem = ?2, finishedAt = ?3 where id = ?4 and status = ?5",
        ReplayStatus.FAILED,
        problem,
        now(),
        id,
        ReplayStatus.RUNNING);
  }

  /** Stops a replay that waits or runs; false where it does neither. */
  @Transactional
  boolean cancel(String id) {
    return update(
            "status = ?1, finishedAt = ?2 where id = ?3 and status in (?4, ?5)",
            ReplayStatus.CANCELLED,
            now(),
            id,
            ReplayStatus.WAITING,
            ReplayStatus.RUNNING)
        > 0;
  }

  /** To the microsecond, which is what PostgreSQL keeps. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
