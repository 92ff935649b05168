package busbar.replay;

/** Rigs of a group that have been in one state for as long: what a decision begins from. */
final class RigState {
  /** Longer than any minimum time. */
  static final int LONG = 1_000_000;

  final int firstRig;
  final int rigs;
  boolean on;
  int intervals;
  int startsToday;

  RigState(int firstRig, int rigs, boolean on, int intervals) {
    this.firstRig = firstRig;
    this.rigs = rigs;
    this.on = on;
    this.intervals = intervals;
  }

  /** Passes an interval on, or off. */
  void pass(boolean nowOn) {
    if (nowOn != on) {
      on = nowOn;
      intervals = 0;
      startsToday += on ? 1 : 0;
    }
    intervals = Math.min(intervals + 1, LONG);
  }

  int end() {
    return firstRig + rigs;
  }

  /** The part of these rigs between two; none of them has started today. */
  RigState part(int from, int to) {
    return new RigState(from, to - from, on, intervals);
  }
}
