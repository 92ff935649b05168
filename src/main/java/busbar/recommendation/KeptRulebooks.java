package busbar.recommendation;

import busbar.advice.CanonicalJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rulebooks that runs were made with. */
@ApplicationScoped
class KeptRulebooks implements PanacheRepositoryBase<KeptRulebook, String> {

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
  Optional<Map<String, String>> findSources(String hash) {
    return findByIdOptional(hash).map(KeptRulebooks::sourcesOf);
  }

  private static Map<String, String> sourcesOf(KeptRulebook rulebook) {
    Map<String, String> sources = new TreeMap<>();
    CanonicalJson.read(rulebook.sources, Map.class)
        .forEach((path, text) -> sources.put(String.valueOf(path), String.valueOf(text)));
    return sources;
  }
}
