package busbar.replay;

import busbar.access.ProblemException;
import busbar.access.Table;
import busbar.economics.OperatingPoints;
import busbar.replay.ReplayDay.BlockDay;
import busbar.replay.ReplayDay.Piece;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A replay interval by interval, in CSV an interval a line. */
@Schema(name = "ReplayIntervals", description = "Price, breakeven and load of each interval")
public record ReplayIntervals(int intervalMinutes, List<Row> intervals)
    implements Table<ReplayIntervals.Row> {
  /** A year of hours fits twice, a month of 5 minutes as well. */
  public static final int MOST = 20_000;

  /** One interval. */
  @Schema(name = "ReplayInterval")
  public record Row(
      Instant start,
      @Schema(
              description =
                  "What power cost the rigs that pay for it, USD/MWh; absent where it is not known")
          @Nullable Double powerUsdPerMwh,
      @Schema(description = "Power price at which the rigs break even, by their loads' mean")
          double breakevenUsdPerMwh,
      @Schema(description = "Load at the meter, kW") double kw,
      @Schema(description = "Load of all rigs at their default profiles, kW") double fullKw) {}

  static ReplayIntervals of(
      ReplayHistory history, @Nullable LocalDate from, @Nullable LocalDate until) {
    int first = firstDay(history, from);
    int end = endDay(history, until);
    if (history.firstOf[Math.max(first, end)] - history.firstOf[first] > MOST) {
      throw ProblemException.badParameter(
          "until",
          "asks for " + (history.firstOf[end] - history.firstOf[first]) + " intervals",
          "ask for at most " + MOST + " at a time, by from and until");
    }
    List<Row> rows = new ArrayList<>();
    for (int d = first; d < end; d++) {
      ReplayDay day = history.days.get(d);
      double fullKw = 0;
      double breakeven = 0;
      for (BlockDay block : day.blocks()) {
        fullKw += block.kw().get(0);
        breakeven += block.kw().get(0) * block.breakevenUsdPerMwh();
      }
      for (int i = history.firstOf[d]; i < history.firstOf[d + 1]; i++) {
        double kw = 0;
        for (Piece piece : day.pieces()) {
          int point = piece.points().get(i - history.firstOf[d]);
          BlockDay block = day.blocks().get(piece.block());
          double share = (double) piece.rigs() / block.rigs();
          kw += point == OperatingPoints.OFF ? 0 : share * block.kw().get(point);
        }
        double power = history.power(i);
        rows.add(
            new Row(
                history.startOf(i).toInstant(),
                Double.isNaN(power) ? null : (Double) power,
                fullKw == 0 ? 0 : breakeven / fullKw,
                kw,
                fullKw));
      }
    }
    return new ReplayIntervals(history.inputs.minutes(), rows);
  }

  static int firstDay(ReplayHistory history, @Nullable LocalDate from) {
    return from == null ? 0 : dayOf(history, "from", from);
  }

  static int endDay(ReplayHistory history, @Nullable LocalDate until) {
    return until == null ? history.days.size() : dayOf(history, "until", until);
  }

  private static int dayOf(ReplayHistory history, String name, LocalDate date) {
    long day = ChronoUnit.DAYS.between(history.inputs.from(), date);
    if (day < 0 || day > history.days.size()) {
      throw ProblemException.badParameter(
          name,
          "is " + date,
          "write a day from " + history.inputs.from() + " to " + history.inputs.until());
    }
    return (int) day;
  }

  @Override
  public List<Row> rows() {
    return intervals;
  }
}
