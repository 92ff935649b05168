package busbar.testing;

import busbar.contract.AiHostingOffer;
import busbar.contract.AncillaryAward;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.HostingFee;
import busbar.contract.LandLease;
import busbar.contract.Loan;
import busbar.contract.PowerSupply;
import busbar.contract.UptimeFloor;
import busbar.contract.Use;
import java.time.LocalDate;
import java.util.List;

/** Clauses in the words of the tests, without the fields that do not matter to them. */
public final class Clauses {
  public static final List<Use> ANY_USE = List.of(Use.MINING, Use.AI_HOSTING);

  private Clauses() {}

  /** A month's floor under a fee by the MWh, power included. */
  public static ClientHosting hosting(
      String ref,
      String client,
      List<String> groups,
      double feeUsdPerMwh,
      double floorPercent,
      double hoursOff,
      double penaltyUsdPerMwh) {
    return new ClientHosting(
        ref,
        client,
        groups,
        HostingFee.perMwh(feeUsdPerMwh),
        false,
        null,
        monthly(floorPercent, hoursOff, penaltyUsdPerMwh),
        null,
        null);
  }

  /** The same clause with other economics; no floor. */
  public static ClientHosting hosting(
      String group, HostingFee fee, boolean powerPassThrough, Double strikeUsdPerMwh) {
    return new ClientHosting(
        "Hosting §5",
        "Northern Hash",
        List.of(group),
        fee,
        powerPassThrough,
        strikeUsdPerMwh,
        null,
        null,
        null);
  }

  public static ClientHosting with(
      ClientHosting hosting, UptimeFloor uptime, CurtailmentRight curtailment) {
    return new ClientHosting(
        hosting.ref(),
        hosting.client(),
        hosting.groups(),
        hosting.fee(),
        hosting.powerPassThrough(),
        hosting.strikeUsdPerMwh(),
        uptime,
        curtailment,
        hosting.term());
  }

  public static UptimeFloor monthly(double floorPercent, double hoursOff, double penaltyUsdPerMwh) {
    return new UptimeFloor(
        floorPercent, UptimeFloor.Period.MONTH, hoursOff, penaltyUsdPerMwh, null, null);
  }

  public static UptimeFloor yearly(double floorPercent, double hoursOff, double penaltyUsdPerMwh) {
    return new UptimeFloor(
        floorPercent, UptimeFloor.Period.YEAR, hoursOff, penaltyUsdPerMwh, null, null);
  }

  public static DemandResponseEvent event(
      String ref,
      String party,
      LocalDate date,
      int fromHour,
      int toHour,
      double reduceMw,
      double paymentUsdPerMwh,
      double penaltyUsdPerMwh) {
    return new DemandResponseEvent(
        ref,
        party,
        null,
        date,
        fromHour,
        toHour,
        reduceMw,
        paymentUsdPerMwh,
        penaltyUsdPerMwh,
        null);
  }

  /** An event of the programme "ERS", at the programme's prices. */
  public static DemandResponseEvent eventOfProgramme(
      String ref, LocalDate date, int fromHour, int toHour, double reduceMw) {
    return new DemandResponseEvent(
        ref, "Grid operator", "ERS", date, fromHour, toHour, reduceMw, null, null, null);
  }

  /** Programme "ERS": 50 MW, 8 events and 24 h a year, 4 h an event, $60 paid, $400 owed. */
  public static DemandResponseProgramme programme(
      int eventsUsed, double hoursUsed, LocalDate testBy) {
    return new DemandResponseProgramme(
        "ERS",
        "Grid operator",
        List.of(),
        30,
        10,
        50,
        8,
        24,
        4,
        eventsUsed,
        hoursUsed,
        6,
        60,
        400,
        testBy,
        null);
  }

  public static AncillaryAward award(
      LocalDate date,
      int fromHour,
      int toHour,
      double mw,
      double capacityUsdPerMwHour,
      double penaltyUsdPerMwHour) {
    return new AncillaryAward(
        "Award 12",
        "Grid operator",
        "Responsive reserve",
        date,
        fromHour,
        toHour,
        mw,
        capacityUsdPerMwHour,
        10,
        penaltyUsdPerMwHour,
        null);
  }

  public static Loan lien(String ref, String lender, List<String> groups) {
    return new Loan(ref, lender, groups, null, null, null, null, null, null);
  }

  public static PowerSupply supply(List<Use> uses, boolean assignmentConsent, Double breakFeeUsd) {
    return new PowerSupply(
        "PPA §11", "Supplier", uses, assignmentConsent, breakFeeUsd, List.of(), null);
  }

  public static PowerSupply breakFee(double usd) {
    return supply(ANY_USE, false, usd);
  }

  public static LandLease lease(List<Use> uses, LocalDate until) {
    return new LandLease("Ground lease §2", "Ranch", uses, until, null, null);
  }

  public static AiHostingOffer offer(
      String ref,
      String tenant,
      AiHostingOffer.Status status,
      double grossMw,
      double criticalItMw,
      int termYears,
      double contractValueUsd,
      double escalatorPercent,
      double noiMarginPercent,
      double capexUsdPerItMw) {
    return new AiHostingOffer(
        ref,
        tenant,
        status,
        grossMw,
        criticalItMw,
        termYears,
        contractValueUsd,
        escalatorPercent,
        noiMarginPercent,
        capexUsdPerItMw,
        null);
  }
}
