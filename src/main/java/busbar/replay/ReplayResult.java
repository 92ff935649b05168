package busbar.replay;

import busbar.access.Table;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param months in order
 * @param total of all of them
 * @param intervalsWithoutPrice in which nothing was earned, as the price is not known
 * @param notes what these figures leave out
 */
@Schema(name = "ReplayResult", description = "What each policy would have earned")
public record ReplayResult(
    List<Span> months, Span total, int intervals, int intervalsWithoutPrice, List<String> notes)
    implements Table<ReplayResult.Span> {

  /** The months, then all of them. */
  @Override
  public List<Span> rows() {
    return Stream.concat(months.stream(), Stream.of(total)).toList();
  }

  /**
   * A month, or all of them.
   *
   * @param capture (Busbar − always on) / (perfect foresight − always on); absent where perfect
   *     foresight gains nothing
   * @param shareOfPerfect Busbar / perfect foresight; absent where that earns nothing
   */
  @Schema(name = "ReplaySpan", description = "A month, or all of them")
  public record Span(
      @Schema(description = "Such as 2024-01, or 'total'") String month,
      Figures busbar,
      Figures alwaysOn,
      @Schema(
              description =
                  "Off once two intervals above the breakeven have passed, on once four below it have,"
                      + " within the same minimum times, blind to contracts")
          Figures thresholdSwitch,
      @Schema(description = "Every price known beforehand, within the same constraints")
          Figures perfectForesight,
      @Schema(
              description =
                  "(Busbar − always on) / (perfect foresight − always on); absent where perfect"
                      + " foresight gains nothing")
          @Nullable Double capture,
      @Schema(description = "Busbar / perfect foresight; absent where that earns nothing or less")
          @Nullable Double shareOfPerfect) {

    static Span of(
        String month, Figures busbar, Figures alwaysOn, Figures threshold, Figures perfect) {
      double gain = perfect.earnedUsd - alwaysOn.earnedUsd;
      // A gain of less than a cent is rounding.
      Double capture =
          gain < 0.01 ? null : (Double) ((busbar.earnedUsd - alwaysOn.earnedUsd) / gain);
      Double share =
          perfect.earnedUsd < 0.01 ? null : (Double) (busbar.earnedUsd / perfect.earnedUsd);
      return new Span(month, busbar, alwaysOn, threshold, perfect, capture, share);
    }
  }

  /**
   * What one policy came to.
   *
   * @param earnedUsd revenue less avoidable power, starts and penalties, with payments
   * @param hoursCurtailed hours off, each rig's weighed by its load
   */
  @Schema(name = "ReplayFigures", description = "What one policy came to")
  public record Figures(
      @Schema(
              description =
                  "Revenue less avoidable power, starts and penalties, with payments of events and"
                      + " awards, USD")
          double earnedUsd,
      @Schema(description = "Energy used at the meter, MWh") double mwh,
      @Schema(description = "Hours off, each rig's weighed by its load") double hoursCurtailed,
      @Schema(description = "Changes from off to on, counted by block of rigs") int starts,
      @Schema(description = "Events and awards answered in full, uptime floors kept")
          int obligationsMet,
      @Schema(description = "Events and awards missed, if only in part, and uptime floors")
          int obligationsMissed) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

    Figures plus(Figures other) {
      return new Figures(
          earnedUsd + other.earnedUsd,
          mwh + other.mwh,
          hoursCurtailed + other.hoursCurtailed,
          starts + other.starts,
          obligationsMet + other.obligationsMet,
          obligationsMissed + other.obligationsMissed);
    }
  }
}
