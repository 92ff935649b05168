package busbar.assessment;

/** What a megawatt should do now. There are no others. */
public enum Action {
  /** Mine, at whichever power profile earns the most. */
  RUN,
  /** Pause in at least one hour of the day. */
  CURTAIL,
  /** Leave its rigs: sell them. */
  RETIRE,
  /** Become AI hosting. */
  CONVERT;

  /** RETIRE and CONVERT stand until they are carried out; until then every rig keeps a plan. */
  public boolean isStanding() {
    return this == RETIRE || this == CONVERT;
  }
}
