package busbar.replay;

import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.UptimeFloor;
import busbar.economics.OperatingPoints;
import busbar.replay.ReplayDay.BlockDay;
import busbar.replay.ReplayDay.Piece;
import busbar.site.Site;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of the budgets of contracts a replay has used: hours off of uptime floors, hours of
 * rights to curtail, events and hours of demand-response programmes. Each begins unused with the
 * span, and anew with its month or year; what the site file says of its own time is not read.
 */
final class RunningBudgets {
  private final Site site;

  /** By clause: hours off since the floor's period began, those of a right left out. */
  private final Map<String, Double> hoursOff = new HashMap<>();

  /** By clause: hours of its right to curtail that are used this year. */
  private final Map<String, Double> curtailed = new HashMap<>();

  private final Map<String, Integer> events = new HashMap<>();
  private final Map<String, Double> eventHours = new HashMap<>();

  RunningBudgets(Site site) {
    this.site = site;
  }

  /** Begins a day: what is counted by a month or year that begins with it is not used yet. */
  void begin(LocalDate date) {
    if (date.getDayOfYear() == 1) {
      curtailed.clear();
      events.clear();
      eventHours.clear();
    }
    site.clauses(ClientHosting.class)
        .filter(hosting -> begins(hosting.uptime(), date))
        .forEach(hosting -> hoursOff.remove(hosting.ref()));
  }

  private static boolean begins(@Nullable UptimeFloor floor, LocalDate date) {
    return floor != null && floor.period().first(date).equals(date);
  }

  /** A clause as far as it is used. */
  Clause used(Clause clause) {
    if (clause instanceof ClientHosting hosting && hosting.uptime() != null) {
      UptimeFloor floor = hosting.uptime();
      CurtailmentRight right = hosting.curtailment();
      return hosting.with(
          floor.withHoursOff(hoursOff.getOrDefault(hosting.ref(), 0.0)),
          right == null
              ? null
              : new CurtailmentRight(
                  right.hoursPerYear(), curtailed.getOrDefault(hosting.ref(), 0.0)));
    }
    if (clause instanceof DemandResponseProgramme programme) {
      return programme.withUsed(
          events.getOrDefault(programme.ref(), 0), eventHours.getOrDefault(programme.ref(), 0.0));
    }
    return clause;
  }

  /** Counts what a day has used. */
  void pass(ReplayDay day, double hoursPerInterval) {
    Map<String, Double> off = new HashMap<>();
    Map<String, Double> kw = new HashMap<>();
    for (Piece piece : day.pieces()) {
      BlockDay block = day.blocks().get(piece.block());
      if (block.hosting() != null) {
        double pieceKw = block.kw().get(0) * piece.rigs() / block.rigs();
        kw.merge(block.hosting(), pieceKw, Double::sum);
        off.merge(
            block.hosting(),
            pieceKw * countedOff(block, piece.points(), hoursPerInterval) * hoursPerInterval,
            Double::sum);
      }
    }
    off.forEach((ref, kwHours) -> passOff(ref, kwHours / kw.getOrDefault(ref, 1.0)));
    site.clauses(DemandResponseEvent.class)
        .filter(event -> event.date().equals(day.date()) && event.programme() != null)
        .forEach(event -> passEvent(event, day));
  }

  /** Intervals off that count against a floor. */
  static int countedOff(BlockDay block, List<Integer> points, double hoursPerInterval) {
    int counted = 0;
    for (int i = 0; i < points.size(); i++) {
      int hour = (int) (i * hoursPerInterval);
      boolean counts = !block.off().contains(hour) && !block.excused().contains(hour);
      counted += counts && points.get(i) == OperatingPoints.OFF ? 1 : 0;
    }
    return counted;
  }

  private void passOff(String ref, double hours) {
    double right =
        site.clauses(ClientHosting.class)
            .filter(hosting -> hosting.ref().equals(ref))
            .flatMap(hosting -> Optional.ofNullable(hosting.curtailment()).stream())
            .mapToDouble(CurtailmentRight::hoursPerYear)
            .findFirst()
            .orElse(0);
    double ofRight = Math.min(hours, Math.max(0, right - curtailed.getOrDefault(ref, 0.0)));
    curtailed.merge(ref, ofRight, Double::sum);
    hoursOff.merge(ref, hours - ofRight, Double::sum);
  }

  private void passEvent(DemandResponseEvent event, ReplayDay day) {
    int hours =
        day.blocks().stream()
            .flatMap(block -> block.owed().stream())
            .filter(owed -> !owed.running() && owed.ref().equals(event.ref()))
            .mapToInt(owed -> owed.hours().size())
            .max()
            .orElse(0);
    if (hours > 0) {
      events.merge(String.valueOf(event.programme()), 1, Integer::sum);
      eventHours.merge(String.valueOf(event.programme()), (double) hours, Double::sum);
    }
  }
}
