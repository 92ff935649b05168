package busbar.replay;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One day of a replay: what rules and contracts asked, and what was decided. Kept as canonical
 * JSON.
 *
 * @param blocks as the day's contracts cut the site, from the bottom of the stack up
 * @param missedUsd penalties for MW of events and awards that no rigs are left for
 * @param pieces of each block rigs that were in the same state when the day began
 */
record ReplayDay(LocalDate date, List<BlockDay> blocks, double missedUsd, List<Piece> pieces) {
  ReplayDay {
    blocks = List.copyOf(blocks);
    pieces = List.copyOf(pieces);
  }

  /**
   * One block on one day.
   *
   * @param firstRig of its group, counted from the bottom
   * @param mayRun false beyond the connection, or where a client's hosting has lapsed
   * @param prepaidBy which of the tariff's blocks of power it uses; absent for none
   * @param profiles the operating points, the default first
   * @param kw meter load at each
   * @param revenueUsdPerHour at each
   * @param dutyUsdPerMwh by hour, what a MWh used costs beside the price of power
   * @param dueUsd owed by clauses in any case
   * @param hosting ref of the clause whose uptime floor binds it; absent where none does
   * @param off hours in which it must be off, and likewise the next three
   * @param excused hours off that count against no floor
   * @param rule that led to what it was to do that day; absent where none did
   */
  record BlockDay(
      String id,
      String group,
      int firstRig,
      int rigs,
      boolean mayRun,
      @Nullable Integer prepaidBy,
      boolean clientPaysPower,
      List<String> profiles,
      List<Double> kw,
      List<Double> revenueUsdPerHour,
      List<Double> dutyUsdPerMwh,
      double dueUsd,
      @Nullable String hosting,
      List<Integer> off,
      List<Integer> hold,
      List<Integer> mustRun,
      List<Integer> capped,
      List<Integer> excused,
      List<Owed> owed,
      @Nullable String rule) {

    /** What a MWh earns at the default profile: the power price at which it breaks even. */
    double breakevenUsdPerMwh() {
      return revenueUsdPerHour.get(0) / kw.get(0) * 1000;
    }
  }

  /**
   * Hours owed to a clause: running to an award, off to an event.
   *
   * @param ref where the clause stands
   */
  record Owed(String ref, boolean running, List<Integer> hours) {}

  /**
   * Rigs of a block that did the same all day.
   *
   * @param block index of the block
   * @param firstRig of its group
   * @param points by interval, the operating point; -1 when off
   * @param decidedBy by interval, what decided: a rule, the price, a minimum time
   */
  record Piece(int block, int firstRig, int rigs, List<Integer> points, List<String> decidedBy) {}
}
