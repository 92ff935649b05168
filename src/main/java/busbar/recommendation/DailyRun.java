package busbar.recommendation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One run for all sites, as it is kept. */
@Entity
@SuppressWarnings("NullAway.Init")
class DailyRun {
  @Id String id;
  LocalDate date;
  String inputHash;
  String marketInputs;
  String rulebookHash;
  String engineVersion;

  @Enumerated(EnumType.STRING)
  RunStatus status;

  @Nullable String problem;
  int sitesTotal;
  int sitesDone;
  Instant startedAt;
  @Nullable Instant finishedAt;

  /** Of the runs of one day the one with the highest is in force. */
  long takenUp;
}
