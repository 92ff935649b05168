package busbar.replay;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A replay as it is kept: what it was made from, how far it has come, and what came of it. */
@Entity
@Table(name = "replay")
@SuppressWarnings("NullAway.Init")
class KeptReplay {
  @Id String id;
  String siteId;
  String siteName;
  LocalDate fromDate;
  LocalDate untilDate;
  int intervalMinutes;
  String inputs;
  String inputHash;
  String rulebookHash;
  String engineVersion;

  @Enumerated(EnumType.STRING)
  ReplayStatus status;

  @Nullable String problem;
  int daysTotal;
  int daysDone;
  Instant requestedAt;
  @Nullable Instant finishedAt;

  /** Canonical JSON. */
  @Nullable String result;
}
