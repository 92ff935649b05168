package busbar.duties;

import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.economics.OperatingPoints;
import busbar.site.RigGroup;
import busbar.tariff.BlockCharge;
import busbar.units.HourSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rigs of one group that are treated alike: a whole group, or the part of one that lies on one side
 * of a limit.
 *
 * @param id the group's id, with a dot and a number behind it where the group is in several blocks
 * @param hosting the clause under which a client's rigs are hosted; absent for the site's own
 * @param hostingInForce whether that clause binds on the day; out of its dates the rigs are the
 *     client's all the same, but pay no fee
 * @param fixedFeeUsdPerDay the day's part of a fee that is owed whether the rigs run or not
 * @param beyondConnection whether the grid connection cannot carry it
 * @param inOffer whether an AI-hosting offer would take its capacity
 * @param prepaidBy the block of power that it uses, paid for whether used or not; absent for none
 * @param events the day's demand-response events that it answers
 * @param awards the day's ancillary awards that it is pledged to
 */
public record Block(
    String id,
    RigGroup group,
    int rigs,
    @Nullable ClientHosting hosting,
    boolean hostingInForce,
    double fixedFeeUsdPerDay,
    OperatingPoints points,
    boolean beyondConnection,
    boolean inOffer,
    @Nullable BlockCharge prepaidBy,
    List<CalledEvent> events,
    List<HeldAward> awards) {

  /** Meter load at the default profile. */
  public double mw() {
    return points.kw(0) / 1000;
  }

  /** Whether its power is paid for whether used or not. */
  public boolean prepaid() {
    return prepaidBy != null;
  }

  /**
   * Whether it can draw anything: not beyond the connection, nor a client's whose hosting lapsed.
   */
  boolean mayRun() {
    return !beyondConnection && (hosting == null || hostingInForce);
  }

  /** Whether the rigs are a client's. */
  public boolean isHosted() {
    return hosting != null;
  }

  /** The hosting clause, where it binds on the day. */
  public @Nullable ClientHosting hostingThatBinds() {
    return hostingInForce ? hosting : null;
  }

  /** Whether a client pays for the power at cost, so that it costs the site nothing. */
  public boolean clientPaysPower() {
    return hosting != null && hostingInForce && hosting.powerPassThrough();
  }

  /** Whether the tariff's price is what a MWh less saves; else it is what it is resold for. */
  public boolean followsPowerPrice() {
    boolean resoldAtIndex = prepaidBy != null && prepaidBy.sellBackFeeUsdPerMwh() != null;
    return (prepaidBy == null || resoldAtIndex) && !clientPaysPower();
  }

  /** The hours of its awards, but for one: a payment by the MW is for its default load at most. */
  public HourSet awardHours(@Nullable Clause without) {
    HourSet hours = HourSet.NONE;
    for (HeldAward award : awards) {
      hours = award.clause() == without ? hours : hours.plus(award.hours());
    }
    return hours;
  }

  /**
   * What its rigs would sell for today, USD; NaN where nobody knows, or where they are a client's.
   */
  public double resaleUsd(@Nullable Double usdPerRig) {
    return usdPerRig == null || isHosted() ? Double.NaN : usdPerRig * rigs;
  }
}
