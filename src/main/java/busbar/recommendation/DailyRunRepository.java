package busbar.recommendation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Daily runs as kept. */
@ApplicationScoped
class DailyRunRepository implements PanacheRepositoryBase<DailyRun, String> {

  /** The last day for which a run is kept. */
  Optional<LocalDate> findLatestDate() {
    return find("status = ?1 order by date desc", RunStatus.DONE)
        .<DailyRun>firstResultOptional()
        .map(run -> run.date);
  }

  /** The run in force on a day, the latest day where none is given. */
  Optional<DailyRun> findInForce(@Nullable LocalDate date) {
    return date == null
        ? find("status = ?1 order by date desc, takenUp desc", RunStatus.DONE).firstResultOptional()
        : find("status = ?1 and date = ?2 order by takenUp desc", RunStatus.DONE, date)
            .firstResultOptional();
  }

  /** Newest first. */
  List<DailyRun> listRuns(@Nullable LocalDate date, int page, int size) {
    return (date == null
            ? find("order by takenUp desc")
            : find("date = ?1 order by takenUp desc", date))
        .page(page, size)
        .list();
  }

  long countRuns(@Nullable LocalDate date) {
    return date == null ? count() : count("date", date);
  }

  /** The sites that a run left out. */
  List<DailyRunSite> listLeftOut(String runId) {
    return getEntityManager()
        .createQuery(
            "from DailyRunSite s where s.runId = :run and s.problems is not null order by s.siteId",
            DailyRunSite.class)
        .setParameter("run", runId)
        .getResultList();
  }

  /** The next number by which a run comes into force. */
  long nextTakenUp() {
    return ((Number)
            getEntityManager()
                .createNativeQuery("select nextval('daily_run_taken_up')", Long.class)
                .getSingleResult())
        .longValue();
  }
}
