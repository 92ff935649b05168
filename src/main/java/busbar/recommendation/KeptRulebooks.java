package busbar.recommendation;

import busbar.advice.CanonicalJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rulebooks that runs were made with. */
@ApplicationScoped
public class KeptRulebooks implements PanacheRepositoryBase<KeptRulebook, String> {

  /** Sources of the rulebook that the run last put in force was made with, by path. */
  @Transactional
  Optional<Map<String, String>> findLastUsed() {
    return find(
            "select b from KeptRulebook b join DailyRun r on r.rulebookHash = b.hash"
                + " where r.status = ?1 order by r.takenUp desc",
            RunStatus.DONE)
        .<KeptRulebook>firstResultOptional()
        .map(KeptRulebooks::sourcesOf);
  }

  /** Sources of the rulebook of that hash, by path. */
  @Transactional
  public Optional<Map<String, String>> findSources(String hash) {
    return findByIdOptional(hash).map(KeptRulebooks::sourcesOf);
  }

  /** Keeps the sources of a rulebook, in the transaction under way, unless they are. */
  public void keep(String hash, Map<String, String> sources, String engineVersion, Instant now) {
    getEntityManager()
        .createNativeQuery(
            "insert into rulebook (hash, sources, engine_version, first_used_at)"
                + " values (:hash, :sources, :engine, :now) on conflict do nothing")
        .setParameter("hash", hash)
        .setParameter("sources", CanonicalJson.write(sources))
        .setParameter("engine", engineVersion)
        .setParameter("now", now)
        .executeUpdate();
  }

  private static Map<String, String> sourcesOf(KeptRulebook rulebook) {
    Map<String, String> sources = new TreeMap<>();
    CanonicalJson.read(rulebook.sources, Map.class)
        .forEach((path, text) -> sources.put(String.valueOf(path), String.valueOf(text)));
    return sources;
  }
}
