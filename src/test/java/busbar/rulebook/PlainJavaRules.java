package busbar.rulebook;

import busbar.assessment.Action;
import busbar.assessment.AwardCover;
import busbar.assessment.AwardDuty;
import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.Constraint;
import busbar.assessment.CovenantDuty;
import busbar.assessment.CurtailmentDuty;
import busbar.assessment.ElectionDuty;
import busbar.assessment.Fact;
import busbar.assessment.Firing;
import busbar.assessment.LandDuty;
import busbar.assessment.LeastTakeDuty;
import busbar.assessment.LienDuty;
import busbar.assessment.Obligation;
import busbar.assessment.OfferFacts;
import busbar.assessment.Outlook;
import busbar.assessment.Parameters;
import busbar.assessment.PeakDuty;
import busbar.assessment.ProgrammeDuty;
import busbar.assessment.Rules;
import busbar.assessment.Situation;
import busbar.assessment.StrikeDuty;
import busbar.assessment.SupplyDuty;
import busbar.assessment.UptimeDuty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of {@code rules/} once more, as if-statements without Drools: what the rulebook must
 * agree with, and what its speed is compared with. Gives no reasons.
 */
public final class PlainJavaRules implements Rules {
  private final Map<String, Double> parameters;

  /**
   * @param parameters the rulebook's numbers by key
   */
  public PlainJavaRules(Map<String, Double> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  @Override
  public String hash() {
    return "plain-java";
  }

  @Override
  public Parameters parameters(LocalDate date, Map<String, Double> siteOverrides) {
    Map<String, Double> values = new TreeMap<>(parameters);
    values.putAll(siteOverrides);
    return new Parameters(values);
  }

  @Override
  public List<Firing> fire(List<? extends Fact> facts, boolean traced) {
    List<Firing> firings = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof Situation situation) {
        constrain(situation, firings);
      } else if (fact instanceof Outlook outlook) {
        propose(outlook, firings);
      } else if (fact instanceof Obligation duty) {
        bind(duty, firings);
      }
    }
    return firings;
  }

  private static void bind(Obligation fact, List<Firing> firings) {
    Constraint noSale = Constraint.ruleOut(Action.RETIRE);
    Constraint noConversion = Constraint.ruleOut(Action.CONVERT);
    boolean breaches = fact.parameter("breach-allowed") >= 1;
    if (fact instanceof UptimeDuty duty) {
      Constraint limit = Constraint.atMostHoursOff(duty.offLeftHours());
      boolean atALoss = duty.honourUsdPerDay() > duty.breachUsdPerDay();
      if (duty.offLeftHours() >= duty.dayHours()) {
        return;
      }
      if (atALoss && breaches) {
        say(
            firings,
            fact,
            "OBLIG-07",
            Constraint.hoursOffCost(duty.offLeftHours(), duty.penaltyUsdPerMwh()));
      } else if (atALoss) {
        say(firings, fact, "OBLIG-06", limit);
      } else {
        say(firings, fact, duty.rightLeftHours() > 0 ? "OBLIG-05" : "OBLIG-01", limit);
      }
    } else if (fact instanceof CurtailmentDuty duty) {
      boolean atALoss = duty.honourUsdPerDay() > duty.breachUsdPerDay();
      if (duty.reduceMw() > 0 && duty.owedHours() > 0) {
        if (atALoss && breaches) {
          say(firings, fact, "OBLIG-09");
        } else {
          say(
              firings,
              fact,
              atALoss ? "OBLIG-08" : "OBLIG-02",
              Constraint.mustCurtail(duty.owed()));
        }
      }
      if (duty.reduceMw() > 0 && duty.budgeted() && duty.beyondHours() > 0) {
        say(firings, fact, "OBLIG-10");
      }
      if (duty.reduceMw() > 0 && duty.owedHours() > 0 && !duty.otherEvents().isEmpty()) {
        say(firings, fact, "OBLIG-37");
      }
    } else if (fact instanceof AwardDuty duty) {
      boolean atALoss = duty.honourUsdPerDay() > duty.breachUsdPerDay();
      if (atALoss && breaches) {
        say(firings, fact, "OBLIG-15");
      } else {
        String kept = duty.uptimeFloor() ? "OBLIG-13" : "OBLIG-12";
        String rule = atALoss ? "OBLIG-14" : duty.dearHours() == 0 ? "OBLIG-11" : kept;
        say(firings, fact, rule, Constraint.mustRun(duty.hours()));
      }
    } else if (fact instanceof AwardCover cover) {
      if (cover.shortMw() > 0.05) {
        say(firings, fact, "OBLIG-16");
      }
    } else if (fact instanceof StrikeDuty duty) {
      if (duty.dearHours() > 0 && duty.clientPays()) {
        say(firings, fact, "OBLIG-17", Constraint.mustCurtail(duty.hours()));
      } else if (duty.dearHours() > 0) {
        say(firings, fact, "OBLIG-18", Constraint.excuse(duty.hours()));
      }
    } else if (fact instanceof LienDuty duty) {
      if (duty.block().rigs() > 0) {
        say(firings, fact, "OBLIG-03", noSale, noConversion);
      }
    } else if (fact instanceof ProgrammeDuty duty) {
      if (duty.eventsLeft() < 1 || duty.hoursLeft() < 1) {
        say(firings, fact, "OBLIG-19");
      }
      if (duty.testBy() != null && duty.testLeftDays() <= duty.parameter("test-days-ahead")) {
        say(firings, fact, "OBLIG-20");
      }
    } else if (fact instanceof ElectionDuty duty) {
      if (duty.leftDays() < 0) {
        say(firings, fact, "OBLIG-22");
      } else if (duty.leftDays() <= duty.parameter("election-days-ahead")) {
        say(firings, fact, "OBLIG-21");
      }
    } else if (fact instanceof CovenantDuty duty) {
      if (duty.headroomPercent() < 0) {
        say(firings, fact, "OBLIG-23", noSale, noConversion);
      } else if (duty.headroomPercent() < duty.parameter("covenant-margin-percent")) {
        say(firings, fact, "OBLIG-24", noConversion);
      }
      if (duty.ageDays() > duty.parameter("covenant-max-age-days")) {
        say(firings, fact, "OBLIG-25", noConversion);
      }
    } else if (fact instanceof SupplyDuty duty) {
      if (duty.offered() && !duty.permitsAiHosting()) {
        say(firings, fact, "CONVERT-08", noConversion);
      }
      if (duty.offered() && duty.assignmentConsent()) {
        say(firings, fact, "CONVERT-11");
      }
      if (!duty.permitsMining()) {
        say(firings, fact, "OBLIG-26");
      }
    } else if (fact instanceof PeakDuty duty) {
      boolean pays = duty.raiseUsd() <= duty.earnsUsd();
      if (!duty.heldBy().isEmpty()) {
        say(firings, fact, "OBLIG-31");
      } else if (!pays) {
        say(firings, fact, "OBLIG-28", Constraint.avoid(duty.hours()));
      } else {
        say(firings, fact, "OBLIG-29");
        if (duty.ratchetUsd() > 0) {
          say(firings, fact, "OBLIG-30");
        }
      }
    } else if (fact instanceof CoincidentPeakDuty duty) {
      boolean pays = duty.expectedUsd() <= duty.earnsUsd();
      if (duty.heldBy().isEmpty() && !pays) {
        say(firings, fact, "OBLIG-32", Constraint.avoid(duty.hours()));
      } else if (duty.heldBy().isEmpty()) {
        say(firings, fact, "OBLIG-33");
      } else if (!pays) {
        say(firings, fact, "OBLIG-34");
      }
    } else if (fact instanceof LeastTakeDuty duty) {
      if (duty.slackMwh() < 0) {
        say(firings, fact, "OBLIG-35");
      } else if (duty.daysLeft() <= duty.parameter("take-or-pay-days-ahead")
          && duty.hoursOffLeft() < duty.parameter("take-or-pay-hours-off")) {
        say(firings, fact, "OBLIG-36");
      }
    } else if (fact instanceof LandDuty duty) {
      if (duty.offered() && !duty.permitsAiHosting()) {
        say(firings, fact, "CONVERT-09", noConversion);
      }
      if (duty.offered() && duty.leftYears() < duty.offerYears()) {
        say(firings, fact, "CONVERT-10", noConversion);
      }
      if (!duty.permitsMining()) {
        say(firings, fact, "OBLIG-27");
      }
    }
  }

  private static void constrain(Situation s, List<Firing> firings) {
    Constraint noSale = Constraint.ruleOut(Action.RETIRE);
    Constraint noConversion = Constraint.ruleOut(Action.CONVERT);
    OfferFacts offer = s.offer();
    if (offer != null) {
      if (!offer.signed()) {
        say(firings, s, "CONVERT-02", noConversion);
      }
      if (!offer.powerFirm()) {
        say(firings, s, "CONVERT-03", noConversion);
      }
      if (!offer.breakFeeKnown()) {
        say(firings, s, "CONVERT-04", noConversion);
      }
      if (offer.grossMw() < s.parameter("conversion-min-gross-mw")) {
        say(firings, s, "CONVERT-05", noConversion);
      }
      if (offer.grossMw() > offer.connectionMw()) {
        say(firings, s, "CONVERT-06", noConversion);
      }
      if (offer.grossMw() <= offer.connectionMw() && offer.deliverableMw() < offer.grossMw()) {
        say(firings, s, "CONVERT-07", noConversion);
      }
    }
    if (s.market().ageHours() > s.parameter("market-max-age-hours")) {
      say(firings, s, "GUARD-01", Constraint.hold(s.power().allHours()), noSale, noConversion);
    }
    if (s.power().unknownHours() > 0) {
      say(firings, s, "GUARD-02", Constraint.hold(s.power().unknown()));
    }
    if (s.block().beyondConnection()) {
      say(firings, s, "GUARD-03", Constraint.mustCurtail(s.power().allHours()));
    }
    if (!s.market().feesKnown()) {
      say(firings, s, "GUARD-04", noSale, noConversion);
    }
    if (s.power().hours() > 0 && s.power().unknownHours() >= s.power().hours()) {
      say(firings, s, "GUARD-05", noSale, noConversion);
    }
    if (s.block().hosted()) {
      say(firings, s, "OBLIG-04", noSale, noConversion);
    }
    if (s.market().retargetKnown()
        && s.market().retargetChangePercent() <= -s.parameter("retarget-hold-percent")
        && s.market().retargetInDays() >= 0
        && s.market().retargetInDays() <= s.parameter("retarget-hold-days")) {
      say(firings, s, "RETIRE-02", noSale);
    }
  }

  private static void propose(Outlook o, List<Firing> firings) {
    OfferFacts offer = o.offer();
    if (offer != null
        && offer.signed()
        && offer.powerFirm()
        && offer.breakFeeKnown()
        && offer.grossMw() >= o.parameter("conversion-min-gross-mw")
        && offer.grossMw() <= offer.connectionMw()
        && offer.deliverableMw() >= offer.grossMw()
        && offer.gainUsdPerYear() > 0) {
      propose(firings, o, "CONVERT-01", Action.CONVERT);
    }
    boolean stale = o.market().ageHours() > o.parameter("market-max-age-hours");
    if (o.plan().offHours() > 0) {
      if (o.plan().offByPriceHours() > 0) {
        propose(firings, o, "CURTAIL-01", Action.CURTAIL);
      }
      if (o.plan().offByDutyHours() > 0 && !o.block().beyondConnection()) {
        propose(firings, o, "CURTAIL-02", Action.CURTAIL);
      }
      if (o.block().beyondConnection()) {
        propose(firings, o, "CURTAIL-03", Action.CURTAIL);
      }
      if (o.plan().offByPriceHours() == 0
          && o.plan().offByDutyHours() == 0
          && o.plan().offByClientHours() == 0
          && o.plan().offByPeakHours() == 0
          && !o.block().beyondConnection()) {
        propose(firings, o, "CURTAIL-04", Action.CURTAIL);
      }
      if (o.plan().offByDutyHours() > 0
          && o.plan().offByPriceHours() > 0
          && !o.block().beyondConnection()) {
        propose(firings, o, "CURTAIL-05", Action.CURTAIL);
      }
      if (o.plan().offByClientHours() > 0 && !o.block().beyondConnection()) {
        propose(firings, o, "CURTAIL-06", Action.CURTAIL);
      }
      if (o.plan().offByPeakHours() > 0 && !o.block().beyondConnection()) {
        propose(firings, o, "CURTAIL-07", Action.CURTAIL);
      }
    }
    if (o.block().resaleKnown()
        && o.keep().historyKnown()
        && o.keep().lossDays() >= o.parameter("retire-loss-days")
        && o.keep().gainUsdPerYear() > 0) {
      propose(firings, o, "RETIRE-01", Action.RETIRE);
    }
    if (o.plan().offHours() == 0) {
      if (o.plan().heldHours() == 0
          && !o.plan().otherProfile()
          && o.power().unknownHours() == 0
          && !stale) {
        propose(firings, o, "RUN-01", Action.RUN);
      }
      if (o.plan().otherProfile()) {
        propose(firings, o, "RUN-02", Action.RUN);
      }
      if (o.power().prepaidPercent() > 0
          && o.power().resaleUsdPerMwh() < o.block().breakevenUsdPerMwh()
          && o.block().breakevenUsdPerMwh() < o.power().billedUsdPerMwh()) {
        propose(firings, o, "RUN-03", Action.RUN);
      }
      if (o.plan().heldHours() > 0 && o.plan().heldBy().isEmpty()) {
        propose(firings, o, "RUN-04", Action.RUN);
      }
      if (o.power().unknownHours() > 0) {
        propose(firings, o, "RUN-05", Action.RUN);
      }
      if (stale) {
        propose(firings, o, "RUN-06", Action.RUN);
      }
      if (o.power().clientPays() && o.power().unknownHours() == 0 && !stale) {
        propose(firings, o, "RUN-07", Action.RUN);
      }
      if (o.plan().heldHours() > 0 && !o.plan().heldBy().isEmpty()) {
        propose(firings, o, "RUN-08", Action.RUN);
      }
    }
  }

  private static void say(List<Firing> firings, Fact fact, String rule, Constraint... constraints) {
    firings.add(new Firing(rule, fact, List.of(constraints), List.of(), Optional.empty()));
  }

  private static void propose(List<Firing> firings, Fact fact, String rule, Action action) {
    firings.add(new Firing(rule, fact, List.of(), List.of(action), Optional.empty()));
  }
}
