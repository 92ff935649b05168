package busbar.replay;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** One day of a replay as it is kept. */
@Entity
@Table(name = "replay_day")
@IdClass(KeptReplayDay.Key.class)
@SuppressWarnings("NullAway.Init")
class KeptReplayDay {
  @Id String replayId;
  @Id int day;

  /** Canonical JSON. */
  String document;

  record Key(String replayId, int day) implements Serializable {}

  static KeptReplayDay of(String replayId, int day, String document) {
    KeptReplayDay kept = new KeptReplayDay();
    kept.replayId = replayId;
    kept.day = day;
    kept.document = document;
    return kept;
  }
}
