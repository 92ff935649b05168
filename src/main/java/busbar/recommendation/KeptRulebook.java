package busbar.recommendation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The sources of a rulebook that a run was made with, so that the run can be made again. */
@Entity
@Table(name = "rulebook")
@SuppressWarnings("NullAway.Init")
class KeptRulebook {
  @Id String hash;
  String sources;
  String engineVersion;
  Instant firstUsedAt;
}
