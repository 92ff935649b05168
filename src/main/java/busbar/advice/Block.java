package busbar.advice;

import busbar.contract.ClientHosting;
import busbar.contract.DemandResponseEvent;
import busbar.economics.OperatingPoints;
import busbar.site.RigGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rigs of one group that are treated alike: a whole group, or the part of one that lies on one side
 * of a limit.
 *
 * @param id the group's id, with a dot and a number behind it where the group is in several blocks
 * @param hosting the clause under which a client's rigs are hosted; absent for the site's own
 * @param beyondConnection whether the grid connection cannot carry it
 * @param inOffer whether an AI-hosting offer would take its capacity
 * @param prepaid whether its power is paid for whether used or not
 * @param events the day's demand-response events that it answers
 */
record Block(
    String id,
    RigGroup group,
    int rigs,
    @Nullable ClientHosting hosting,
    OperatingPoints points,
    boolean beyondConnection,
    boolean inOffer,
    boolean prepaid,
    List<DemandResponseEvent> events) {

  double mw() {
    return points.kw(0) / 1000;
  }

  boolean isHosted() {
    return hosting != null;
  }

  /**
   * What its rigs would sell for today, USD; NaN where nobody knows, or where they are a client's.
   */
  double resaleUsd(@Nullable Double usdPerRig) {
    return usdPerRig == null || isHosted() ? Double.NaN : usdPerRig * rigs;
  }
}
