package busbar.replay;

import busbar.replay.ReplayDay.BlockDay;

/**
 * Rigs of a group that lay in one block, and did the same, on every day of a replay: the unit in
 * which policies are compared.
 */
record Stretch(String group, int firstRig, int rigs) {

  private boolean liesIn(BlockDay block) {
    return block.group().equals(group)
        && block.firstRig() <= firstRig
        && firstRig + rigs <= block.firstRig() + block.rigs();
  }

  /** Whether these rigs did the same all through a replay. */
  boolean isIn(ReplayHistory history) {
    return history.stretches.stream()
        .anyMatch(
            other ->
                other.group.equals(group)
                    && other.firstRig <= firstRig
                    && firstRig + rigs <= other.firstRig + other.rigs);
  }

  /** The block in which these rigs lay on a day. */
  BlockDay block(ReplayDay day) {
    return day.blocks().stream().filter(this::liesIn).findFirst().orElseThrow();
  }

  /** What was decided of them on a day. */
  ReplayDay.Piece piece(ReplayDay day) {
    return day.pieces().stream()
        .filter(
            piece ->
                day.blocks().get(piece.block()).group().equals(group)
                    && piece.firstRig() <= firstRig
                    && firstRig + rigs <= piece.firstRig() + piece.rigs())
        .findFirst()
        .orElseThrow();
  }
}
