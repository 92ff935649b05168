package busbar.recommendation;

import busbar.advice.Assessor;
import busbar.advice.CanonicalJson;
import busbar.assessment.Rules;
import busbar.recommendation.RunInputs.HashedSiteDay;
import busbar.recommendation.SiteAssessments.Begun;
import busbar.recommendation.SiteAssessments.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run and keeps it: all of it in one transaction, or nothing. While it is under way only
 * its row stands in the store, with its progress.
 */
@ApplicationScoped
class DailyRunStore {
  /** Two of these are in memory at once: one being assessed, one being written. */
  private static final int BATCH = 64;

  private static final Duration LONGEST_RUN = Duration.ofHours(2);
  private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(500);

  /** Of PostgreSQL's advisory locks the one that lets one run at a time be made, on any machine. */
  private static final long RUN_LOCK = 0x62757362_61720001L;

  private final DailyRunRepository runs;
  private final RecommendationRepository recommendations;
  private final SiteAssessments assessments;
  private final KeptRulebooks rulebooks;
  private final StatelessSession session;
  private final Clock clock;

  DailyRunStore(
      DailyRunRepository runs,
      RecommendationRepository recommendations,
      SiteAssessments assessments,
      KeptRulebooks rulebooks,
      StatelessSession session,
      Clock clock) {
    this.runs = runs;
    this.recommendations = recommendations;
    this.assessments = assessments;
    this.rulebooks = rulebooks;
    this.session = session;
    this.clock = clock;
  }

  /** Says of runs that a stopped Busbar left under way that they failed; before any begins. */
  @PostConstruct
  void sweep() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              boolean nobodyRuns =
                  (Boolean)
                      session
                          .createNativeQuery(
                              "select pg_try_advisory_xact_lock(:key)", Boolean.class)
                          .setParameter("key", RUN_LOCK)
                          .getSingleResult();
              if (nobodyRuns) {
                runs.update(
                    "status = ?1, problem = ?2 where status = ?3",
                    RunStatus.FAILED,
                    "Busbar was stopped while it was made; nothing of it was kept",
                    RunStatus.RUNNING);
              }
            });
  }

  /** Puts a run in force if it is kept already. */
  boolean takeUp(String runId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              @Nullable DailyRun run = runs.findById(runId);
              if (run == null || run.status != RunStatus.DONE) {
                return false;
              }
              boolean inForce =
                  runs.findInForce(run.date).filter(other -> other.id.equals(runId)).isPresent();
              if (!inForce) {
                run.takenUp = runs.nextTakenUp();
              }
              return true;
            });
  }

  /** Notes that a run is about to be made. */
  void begin(RunInputs inputs, Map<String, String> ruleSources) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              rulebooks.keep(inputs.rulebookHash(), ruleSources, inputs.engineVersion(), now());
              session
                  .createNativeMutationQuery(
                      "insert into daily_run (id, date, input_hash, market_inputs, rulebook_hash,"
                          + " engine_version, status, sites_total, sites_done, started_at, taken_up)"
                          + " values (:id, :date, :inputHash, :market, :rulebook, :engine,"
                          + " 'RUNNING', :total, 0, :now, nextval('daily_run_taken_up'))"
                          + " on conflict (id) do update set status = 'RUNNING', problem = null,"
                          + " sites_done = 0, started_at = :now, finished_at = null"
                          + " where daily_run.status <> 'DONE'")
                  .setParameter("id", inputs.runId())
                  .setParameter("date", inputs.date())
                  .setParameter("inputHash", inputs.inputHash())
                  .setParameter("market", CanonicalJson.write(inputs.market()))
                  .setParameter("rulebook", inputs.rulebookHash())
                  .setParameter("engine", inputs.engineVersion())
                  .setParameter("total", inputs.sitesTotal())
                  .setParameter("now", now())
                  .executeUpdate();
            });
  }

  /** Makes the run and keeps it; where that fails, notes so and keeps nothing. */
  void make(RunInputs inputs, Rules rules) {
    try {
      QuarkusTransaction.requiringNew()
          .timeout((int) LONGEST_RUN.toSeconds())
          .run(() -> assessAndKeep(inputs, new Assessor(rules, inputs.engineVersion())));
    } catch (RuntimeException | Error e) {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  runs.update(
                      "status = ?1, problem = ?2, finishedAt = ?3 where id = ?4",
                      RunStatus.FAILED,
                      "It broke off and nothing of it was kept: " + e,
                      now(),
                      inputs.runId()));
      throw e;
    }
  }

  private void assessAndKeep(RunInputs inputs, Assessor assessor) {
    session
        .createNativeQuery("select cast(pg_advisory_xact_lock(:key) as text)", String.class)
        .setParameter("key", RUN_LOCK)
        .getSingleResult();
    String runId = inputs.runId();
    if (runs.findById(runId).status == RunStatus.DONE) {
      return; // another Busbar on the same database made it meanwhile
    }
    Instant keptAt = now();
    Progress progress = new Progress(runId);
    session.insertMultiple(
        inputs.leftOut().entrySet().stream()
            .map(
                site ->
                    DailyRunSite.leftOut(
                        runId, site.getKey(), CanonicalJson.write(site.getValue())))
            .toList());
    Batch current = next(inputs, 0, assessor, keptAt);
    while (!current.sites.isEmpty()) {
      Batch following = next(inputs, current.end, assessor, keptAt);
      keep(runId, current);
      progress.reached(inputs.leftOut().size() + current.end);
      current = following;
    }
    runs.update(
        "status = ?1, problem = null, sitesDone = sitesTotal, finishedAt = ?2, takenUp = ?3 where id = ?4",
        RunStatus.DONE,
        now(),
        runs.nextTakenUp(),
        runId);
  }

  /**
   * Sites that are assessed together.
   *
   * @param kept ids of the recommendations that an earlier run kept and this one shares
   * @param end index of the first site after them
   */
  private record Batch(List<HashedSiteDay> sites, Set<String> kept, List<Begun> begun, int end) {}

  private Batch next(RunInputs inputs, int from, Assessor assessor, Instant keptAt) {
    int end = Math.min(from + BATCH, inputs.sites().size());
    List<HashedSiteDay> sites = inputs.sites().subList(from, end);
    Set<String> kept =
        sites.isEmpty()
            ? Set.of()
            : recommendations.findKept(
                sites.stream().map(HashedSiteDay::recommendationId).toList());
    List<HashedSiteDay> missing =
        sites.stream().filter(site -> !kept.contains(site.recommendationId())).toList();
    return new Batch(
        sites, kept, assessments.begin(inputs.runId(), missing, assessor, keptAt), end);
  }

  private void keep(String runId, Batch batch) {
    List<KeptRecommendation> made = new ArrayList<>();
    List<DailyRunSite> sites = new ArrayList<>();
    for (HashedSiteDay site : batch.sites) {
      if (batch.kept.contains(site.recommendationId())) {
        sites.add(DailyRunSite.advised(runId, site.siteId(), site.recommendationId()));
      }
    }
    for (Outcome outcome : assessments.await(batch.begun)) {
      KeptRecommendation recommendation = outcome.recommendation();
      if (recommendation == null) {
        List<String> problems = List.of(String.valueOf(outcome.problem()));
        sites.add(DailyRunSite.leftOut(runId, outcome.siteId(), CanonicalJson.write(problems)));
      } else {
        made.add(recommendation);
        sites.add(DailyRunSite.advised(runId, outcome.siteId(), recommendation.id));
      }
    }
    session.insertMultiple(made);
    session.insertMultiple(sites);
  }

  /** Tells how far a run has come, outside of its transaction, at most twice a second. */
  private final class Progress {
    private final String runId;
    private long toldAt = System.nanoTime();

    Progress(String runId) {
      this.runId = runId;
    }

    void reached(int sitesDone) {
      long now = System.nanoTime();
      if (now - toldAt >= BETWEEN_PROGRESS.toNanos()) {
        toldAt = now;
        QuarkusTransaction.requiringNew()
            .run(() -> runs.update("sitesDone = ?1 where id = ?2", sitesDone, runId));
      }
    }
  }

  /** To the microsecond, which is what PostgreSQL keeps. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
