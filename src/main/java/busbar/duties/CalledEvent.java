package busbar.duties;

import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.units.HourSet;
import org.jspecify.annotations.Nullable;

/**
 * An event called for the day assessed.
 *
 * @param programme the programme that called it; absent where it counts against no budget
 * @param hours the hours of the day that it covers
 * @param owed those that the programme's windows and budget hold; all without a programme
 * @param eventsLeft events left of the programme's year, this one included; NaN without one
 * @param hoursLeft hours left of it, this event's included; NaN without one
 */
public record CalledEvent(
    DemandResponseEvent clause,
    @Nullable DemandResponseProgramme programme,
    HourSet hours,
    HourSet owed,
    double eventsLeft,
    double hoursLeft) {

  /** Paid for each MWh not used in an hour owed, USD. */
  public double paymentUsdPerMwh() {
    Double own = clause.paymentUsdPerMwh();
    return own != null ? own : programme == null ? 0 : programme.energyUsdPerMwh();
  }

  /** Owed for each MWh used in such an hour all the same, USD. */
  double penaltyUsdPerMwh() {
    Double own = clause.penaltyUsdPerMwh();
    return own != null ? own : programme == null ? 0 : programme.penaltyUsdPerMwh();
  }
}
