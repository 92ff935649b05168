package busbar.duties;

import busbar.assessment.AwardCover;
import busbar.assessment.AwardDuty;
import busbar.assessment.BlockFacts;
import busbar.assessment.CovenantDuty;
import busbar.assessment.CurtailmentDuty;
import busbar.assessment.ElectionDuty;
import busbar.assessment.Findings;
import busbar.assessment.LandDuty;
import busbar.assessment.LienDuty;
import busbar.assessment.Obligation;
import busbar.assessment.Parameters;
import busbar.assessment.ProgrammeDuty;
import busbar.assessment.StrikeDuty;
import busbar.assessment.SupplyDuty;
import busbar.assessment.UptimeDuty;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.LandLease;
import busbar.contract.Loan;
import busbar.contract.PowerSupply;
import busbar.contract.UptimeFloor;
import busbar.contract.Use;
import busbar.duties.Weighing.Weighed;
import busbar.units.HourSet;
import busbar.units.Notation;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the clauses in force on the day into the facts that rules read. */
public final class ClauseFacts {
  private static final double DAYS_PER_YEAR = 365.25;

  private final BoundSite site;
  private final double powerShiftUsdPerMwh;
  private final Weighing weighing;
  private final Parameters parameters;
  private final LocalDate date;

  /** A fact and the clause from which it comes. */
  public record FromClause(Clause clause, Obligation fact) {}

  /**
   * @param powerShiftUsdPerMwh added to the power price of every hour
   */
  public ClauseFacts(BoundSite site, double powerShiftUsdPerMwh, Weighing weighing) {
    this.site = site;
    this.powerShiftUsdPerMwh = powerShiftUsdPerMwh;
    this.weighing = weighing;
    this.parameters = site.parameters;
    this.date = site.date;
  }

  /** The duties of one block. */
  public List<FromClause> ofBlock(int index, BlockFacts facts) {
    Block block = site.blocks.get(index);
    List<FromClause> duties = new ArrayList<>();
    ClientHosting hosting = block.hostingThatBinds();
    if (hosting != null) {
      UptimeFloor floor = hosting.uptime();
      if (floor != null) {
        duties.add(new FromClause(hosting, uptime(hosting, floor, facts)));
      }
      HourSet above = DayDuties.aboveStrike(hosting, site.tariff, powerShiftUsdPerMwh);
      if (hosting.strikeUsdPerMwh() != null) {
        duties.add(
            new FromClause(hosting, strike(hosting, hosting.strikeUsdPerMwh(), above, facts)));
      }
    }
    for (CalledEvent event : block.events()) {
      duties.add(new FromClause(event.clause(), curtailment(event, facts)));
    }
    for (HeldAward award : block.awards()) {
      duties.add(new FromClause(award.clause(), award(award, index, facts)));
    }
    site.site
        .clauses(Loan.class)
        .filter(loan -> loan.inForceOn(date) && loan.groups().contains(block.group().id()))
        .forEach(
            loan ->
                duties.add(
                    new FromClause(
                        loan,
                        new LienDuty(
                            loan.ref(), loan.lender(), facts, parameters, new Findings()))));
    return duties;
  }

  /** The duties of the site as a whole, in the order of the file. */
  public List<FromClause> ofSite(BlockFacts facts) {
    List<FromClause> duties = new ArrayList<>();
    for (Clause clause : site.site.contracts()) {
      if (!clause.inForceOn(date)) {
        continue;
      }
      if (clause instanceof DemandResponseProgramme programme) {
        duties.add(new FromClause(clause, programme(programme, facts)));
      } else if (clause instanceof AncillaryAward award && award.date().equals(date)) {
        duties.add(new FromClause(clause, cover(award, facts)));
      } else if (clause instanceof PowerSupply supply) {
        duties.add(new FromClause(clause, supply(supply, facts)));
        supply.elections().stream()
            .filter(election -> !election.by().isBefore(date))
            .forEach(
                election -> duties.add(new FromClause(clause, election(supply, election, facts))));
      } else if (clause instanceof Loan loan) {
        duties.addAll(covenants(loan, facts));
      } else if (clause instanceof LandLease lease) {
        duties.add(new FromClause(clause, land(lease, facts)));
      }
    }
    return duties;
  }

  private UptimeDuty uptime(ClientHosting hosting, UptimeFloor floor, BlockFacts facts) {
    Weighed weighed = weighing.of(hosting);
    return new UptimeDuty(
        hosting.ref(),
        hosting.client(),
        floor.floorPercent(),
        floor.period(),
        floor.hoursLeft(site.hoursIn(floor.period())),
        hosting.curtailment() == null ? 0 : hosting.curtailment().hoursLeft(),
        site.hoursOffLeft(hosting),
        site.hours(),
        floor.penaltyUsdPerMwh(),
        weighed.honourUsdPerDay(),
        weighed.breachUsdPerDay(),
        facts,
        parameters,
        new Findings());
  }

  private StrikeDuty strike(
      ClientHosting hosting, double strikeUsdPerMwh, HourSet above, BlockFacts facts) {
    return new StrikeDuty(
        hosting.ref(),
        hosting.client(),
        strikeUsdPerMwh,
        hosting.powerPassThrough(),
        above,
        window(above),
        above.count(),
        facts,
        parameters,
        new Findings());
  }

  private CurtailmentDuty curtailment(CalledEvent event, BlockFacts facts) {
    Weighed weighed = weighing.of(event.clause());
    return new CurtailmentDuty(
        event.clause().ref(),
        event.clause().party(),
        event.hours(),
        window(event.hours()),
        event.clause().reduceMw(),
        event.owed(),
        event.owed().count(),
        event.hours().count() - event.owed().count(),
        event.programme() != null,
        event.eventsLeft(),
        event.hoursLeft(),
        othersIn(event),
        weighed.honourUsdPerDay(),
        weighed.breachUsdPerDay(),
        facts,
        parameters,
        new Findings());
  }

  /** The other events that call load off in some of the same hours. */
  private String othersIn(CalledEvent event) {
    return site.duties.events().stream()
        .filter(other -> other != event && other.owed().intersects(event.owed()))
        .map(other -> other.clause().ref())
        .collect(Collectors.joining(", "));
  }

  private AwardDuty award(HeldAward award, int block, BlockFacts facts) {
    Weighed weighed = weighing.of(award.clause());
    ClientHosting hosting = site.blocks.get(block).hostingThatBinds();
    return new AwardDuty(
        award.clause().ref(),
        award.clause().party(),
        award.clause().product(),
        award.hours(),
        window(award.hours()),
        award.clause().mw(),
        weighing.dearHours(block, award.clause()),
        hosting != null && hosting.uptime() != null,
        weighed.honourUsdPerDay(),
        weighed.breachUsdPerDay(),
        facts,
        parameters,
        new Findings());
  }

  private AwardCover cover(AncillaryAward award, BlockFacts facts) {
    double running = site.pledgedMw(award);
    Optional<HeldAward> held =
        site.duties.awards().stream().filter(any -> any.clause() == award).findFirst();
    return new AwardCover(
        award.ref(),
        award.party(),
        award.product(),
        window(held.map(HeldAward::hours).orElse(HourSet.NONE)),
        award.mw(),
        running,
        Math.max(0, award.mw() - running),
        held.map(site::missedUsd).orElse(0.0),
        facts,
        parameters,
        new Findings());
  }

  private ProgrammeDuty programme(DemandResponseProgramme programme, BlockFacts facts) {
    LocalDate testBy = programme.testBy();
    return new ProgrammeDuty(
        programme.ref(),
        programme.party(),
        programme.mw(),
        programme.eventsLeft(),
        programme.hoursLeft(),
        testBy,
        testBy == null ? Double.NaN : ChronoUnit.DAYS.between(date, testBy),
        facts,
        parameters,
        new Findings());
  }

  private SupplyDuty supply(PowerSupply supply, BlockFacts facts) {
    return new SupplyDuty(
        supply.ref(),
        supply.party(),
        supply.permittedUses().contains(Use.MINING),
        supply.permittedUses().contains(Use.AI_HOSTING),
        supply.assignmentConsent(),
        site.offer.isPresent(),
        facts,
        parameters,
        new Findings());
  }

  private ElectionDuty election(
      PowerSupply supply, PowerSupply.Election election, BlockFacts facts) {
    return new ElectionDuty(
        supply.ref(),
        supply.party(),
        election.what(),
        election.by(),
        election.lastDay(),
        (int) ChronoUnit.DAYS.between(date, election.lastDay()),
        facts,
        parameters,
        new Findings());
  }

  private List<FromClause> covenants(Loan loan, BlockFacts facts) {
    List<FromClause> duties = new ArrayList<>();
    Double minimumCash = loan.minimumCashUsd();
    Double cash = loan.cashUsd();
    if (minimumCash != null && cash != null) {
      duties.add(
          new FromClause(
              loan,
              covenant(
                  loan,
                  "cash",
                  Notation.usd(cash),
                  Notation.usd(minimumCash),
                  cash / minimumCash,
                  facts)));
    }
    Double minimumDscr = loan.minimumDscr();
    Double dscr = loan.dscr();
    if (minimumDscr != null && dscr != null) {
      duties.add(
          new FromClause(
              loan,
              covenant(
                  loan,
                  "debt service cover",
                  Notation.number(dscr, "0.00"),
                  Notation.number(minimumDscr, "0.00"),
                  dscr / minimumDscr,
                  facts)));
    }
    return duties;
  }

  private CovenantDuty covenant(
      Loan loan, String covenant, String reported, String minimum, double ratio, BlockFacts facts) {
    LocalDate asOf = loan.asOf();
    return new CovenantDuty(
        loan.ref(),
        loan.lender(),
        covenant,
        reported,
        minimum,
        100 * (ratio - 1),
        asOf == null ? 0 : (int) ChronoUnit.DAYS.between(asOf, date),
        facts,
        parameters,
        new Findings());
  }

  private LandDuty land(LandLease lease, BlockFacts facts) {
    return new LandDuty(
        lease.ref(),
        lease.lessor(),
        lease.permittedUses().contains(Use.MINING),
        lease.permittedUses().contains(Use.AI_HOSTING),
        lease.until(),
        ChronoUnit.DAYS.between(date, lease.until()) / DAYS_PER_YEAR,
        site.offer.isPresent(),
        site.offer.map(offer -> (double) offer.termYears()).orElse(0.0),
        facts,
        parameters,
        new Findings());
  }

  private String window(HourSet hours) {
    return DayHours.words(site.tariff, site.zone(), hours::contains);
  }
}
