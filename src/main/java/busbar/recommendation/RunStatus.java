package busbar.recommendation;

/** How far a daily run has come. */
public enum RunStatus {
  /** Nothing of it is kept yet. */
  RUNNING,
  /** All of it is kept. */
  DONE,
  /** It broke off and nothing of it is kept; asked for again, it is made again. */
  FAILED
}
