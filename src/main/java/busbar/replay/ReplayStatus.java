package busbar.replay;

/** How far a replay has come. */
public enum ReplayStatus {
  /** It is to begin, or to go on. */
  WAITING,
  /** Days are being replayed. */
  RUNNING,
  /** Its result is kept. */
  DONE,
  /** Somebody stopped it; asked for again, it goes on where it stood. */
  CANCELLED,
  /** It broke off; asked for again, it goes on where it stood. */
  FAILED
}
