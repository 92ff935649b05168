package busbar.duties;

import busbar.assessment.Constraint;
import busbar.assessment.Firing;
import busbar.contract.AiHostingOffer;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.HostingFee;
import busbar.contract.LandLease;
import busbar.contract.Loan;
import busbar.contract.PowerSupply;
import busbar.contract.Term;
import busbar.contract.UptimeFloor;
import busbar.contract.Use;
import busbar.duties.BindingClause.Budget;
import busbar.duties.BindingClause.Verdict;
import busbar.duties.Weighing.Weighed;
import busbar.units.Notation;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts each clause in force into a manager's words, with what is left of it and how it fares. */
public final class ClauseWords {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final BoundSite site;
  private final Weighing weighing;
  private final Function<Clause, List<Firing>> firingsOf;
  private final LocalDate date;

  /**
   * @param firingsOf what rules said of a clause's facts
   */
  public ClauseWords(BoundSite site, Weighing weighing, Function<Clause, List<Firing>> firingsOf) {
    this.site = site;
    this.weighing = weighing;
    this.firingsOf = firingsOf;
    this.date = site.date;
  }

  /** An entry a clause in force; events and awards of days past are over. */
  public List<BindingClause> list() {
    return site.site.contracts().stream()
        .filter(clause -> clause.inForceOn(date) && !isOver(clause))
        .map(this::entry)
        .toList();
  }

  private boolean isOver(Clause clause) {
    return clause instanceof DemandResponseEvent event && event.date().isBefore(date)
        || clause instanceof AncillaryAward award && award.date().isBefore(date);
  }

  private BindingClause entry(Clause clause) {
    Term term = clause.term();
    List<Firing> firings = firingsOf.apply(clause);
    Weighed weighed = weighing.of(clause);
    boolean weighs = weighing.weighs(clause);
    return new BindingClause(
        clause.ref(),
        clause.party(),
        clause.kind(),
        sentence(clause),
        term == null ? null : term.from(),
        until(clause, term),
        term == null ? null : term.noticeDays(),
        term == null ? null : term.text(),
        budgets(clause),
        weighs ? (Double) weighed.honourUsdPerDay() : null,
        weighs ? (Double) weighed.breachUsdPerDay() : null,
        verdict(clause, firings, weighed),
        firings.stream().map(Firing::rule).distinct().sorted().toList());
  }

  private static @Nullable LocalDate until(Clause clause, @Nullable Term term) {
    if (clause instanceof LandLease lease) {
      return lease.until();
    }
    return term == null ? null : term.until();
  }

  private Verdict verdict(Clause clause, List<Firing> firings, Weighed weighed) {
    List<Constraint> constraints =
        firings.stream().flatMap(firing -> firing.constraints().stream()).toList();
    boolean priced = constraints.stream().anyMatch(Constraint.HoursOffCost.class::isInstance);
    if (priced || constraints.isEmpty() && weighed.atALoss()) {
      return Verdict.BREACHED;
    }
    if (constraints.isEmpty()) {
      return Verdict.NOT_TODAY;
    }
    return weighed.atALoss() ? Verdict.HONOURED_AT_A_LOSS : Verdict.BINDS;
  }

  private List<Budget> budgets(Clause clause) {
    List<Budget> budgets = new ArrayList<>();
    LocalDate yearEnd = UptimeFloor.Period.YEAR.last(date);
    if (clause instanceof ClientHosting hosting) {
      UptimeFloor floor = hosting.uptime();
      if (floor != null) {
        double hours = site.hoursIn(floor.period());
        LocalDate end = floor.period().last(date);
        budgets.add(
            new Budget("hours off", floor.hoursLeft(hours), floor.hoursAllowed(hours), "h", end));
        if (floor.excusedHours() != null) {
          budgets.add(
              new Budget(
                  "excused hours", floor.excusedHoursLeft(), floor.excusedHours(), "h", end));
        }
      }
      CurtailmentRight right = hosting.curtailment();
      if (right != null) {
        budgets.add(
            new Budget(
                "hours of curtailment", right.hoursLeft(), right.hoursPerYear(), "h", yearEnd));
      }
    } else if (clause instanceof DemandResponseProgramme programme) {
      budgets.add(
          new Budget(
              "events", programme.eventsLeft(), programme.maxEventsPerYear(), "events", yearEnd));
      budgets.add(
          new Budget(
              "hours of events", programme.hoursLeft(), programme.maxHoursPerYear(), "h", yearEnd));
    }
    return budgets;
  }

  private String sentence(Clause clause) {
    if (clause instanceof ClientHosting hosting) {
      return hosting(hosting);
    }
    if (clause instanceof DemandResponseProgramme programme) {
      return programme(programme);
    }
    if (clause instanceof DemandResponseEvent event) {
      return event.party()
          + " has called "
          + mw(event.reduceMw())
          + " off on "
          + DATE.format(event.date())
          + ", "
          + hours(event.fromHour(), event.toHour())
          + (event.programme() == null ? "." : ", under " + event.programme() + ".");
    }
    if (clause instanceof AncillaryAward award) {
      return mw(award.mw())
          + " must be running on "
          + DATE.format(award.date())
          + ", "
          + hours(award.fromHour(), award.toHour())
          + ", so that "
          + award.party()
          + " can shed them within "
          + award.responseMinutes()
          + " min ("
          + award.product()
          + "). It pays "
          + Notation.usdCents(award.capacityUsdPerMwHour())
          + " a MW and hour; what does not run forgoes that and owes "
          + Notation.usdCents(award.penaltyUsdPerMwHour())
          + ".";
    }
    if (clause instanceof PowerSupply supply) {
      return supply(supply);
    }
    if (clause instanceof Loan loan) {
      return loan(loan);
    }
    if (clause instanceof LandLease lease) {
      return "The land is leased from "
          + lease.lessor()
          + " until "
          + DATE.format(lease.until())
          + " for "
          + uses(lease.permittedUses())
          + (lease.buyOutUsd() == null
              ? "."
              : "; it can be bought for " + Notation.usd(lease.buyOutUsd()) + ".");
    }
    if (clause instanceof AiHostingOffer offer) {
      return offer.tenant()
          + " offers to lease "
          + mw(offer.criticalItMw())
          + " of critical IT ("
          + mw(offer.grossMw())
          + " at the meter) for "
          + offer.termYears()
          + " years, from "
          + Notation.format("usdPerKwMonth", offer.firstRentUsdPerKwMonth())
          + "; it is "
          + offer.status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
          + ".";
    }
    throw new IllegalStateException("a clause without words: " + clause.kind());
  }

  private String hosting(ClientHosting hosting) {
    StringBuilder words = new StringBuilder(hosting.client());
    words.append(" pays ").append(fee(hosting.fee()));
    words.append(
        hosting.powerPassThrough() ? " and the power at cost on top." : ", power included.");
    UptimeFloor floor = hosting.uptime();
    if (floor != null) {
      words
          .append(" Its rigs must run for ")
          .append(Notation.format("floorPercent", floor.floorPercent()))
          .append(" of each ")
          .append(floor.period().name().toLowerCase(Locale.ROOT))
          .append("’s hours; each MWh below that costs ")
          .append(Notation.usdCents(floor.penaltyUsdPerMwh()))
          .append(".");
    }
    if (hosting.strikeUsdPerMwh() != null) {
      words
          .append(" While power costs more than ")
          .append(usdPerMwh(hosting.strikeUsdPerMwh()))
          .append(
              hosting.powerPassThrough()
                  ? " the client wants them off, and that does not count."
                  : " being off does not count.");
    }
    return words.toString();
  }

  private static String fee(HostingFee fee) {
    if (fee.usdPerMwh() != null) {
      return usdPerMwh(fee.usdPerMwh());
    }
    return fee.usdPerKwMonth() != null
        ? Notation.format("usdPerKwMonth", fee.usdPerKwMonth())
        : Notation.format("percent", fee.revenueSharePercent()) + " of what its rigs mine";
  }

  private static String programme(DemandResponseProgramme programme) {
    String test =
        programme.testBy() == null
            ? ""
            : " A test must be passed by " + DATE.format(programme.testBy()) + ".";
    return programme.party()
        + " may call "
        + mw(programme.mw())
        + " off with "
        + programme.noticeMinutes()
        + " min of notice, to be off within "
        + programme.responseMinutes()
        + " min, for at most "
        + Notation.format("hours", programme.maxHoursPerEvent())
        + " at a time. It pays "
        + Notation.format("usdPerKwMonth", programme.capacityUsdPerKwMonth())
        + " for standing by and "
        + usdPerMwh(programme.energyUsdPerMwh())
        + " in an event; each MWh used all the same costs "
        + Notation.usdCents(programme.penaltyUsdPerMwh())
        + "."
        + test;
  }

  private static String supply(PowerSupply supply) {
    StringBuilder words = new StringBuilder("The power is for ");
    words.append(uses(supply.permittedUses()));
    words.append(
        supply.assignmentConsent()
            ? "; it may be taken over only with the consent of " + supply.party() + "."
            : "; another may take it over.");
    words.append(
        supply.breakFeeUsd() == null
            ? " What ending it costs is not known."
            : " Ending it costs " + Notation.usd(supply.breakFeeUsd()) + ".");
    for (PowerSupply.Election election : supply.elections()) {
      words
          .append(" To elect ")
          .append(election.what())
          .append(" for ")
          .append(DATE.format(election.by()))
          .append(", say so by ")
          .append(DATE.format(election.lastDay()))
          .append(".");
    }
    return words.toString();
  }

  private static String loan(Loan loan) {
    List<String> parts = new ArrayList<>();
    if (!loan.groups().isEmpty()) {
      parts.add("the rigs of " + String.join(", ", loan.groups()) + " are pledged");
    }
    if (loan.minimumCashUsd() != null && loan.cashUsd() != null) {
      parts.add(
          "cash must stay at "
              + Notation.usd(loan.minimumCashUsd())
              + " or more, and was "
              + Notation.usd(loan.cashUsd()));
    }
    if (loan.minimumDscr() != null && loan.dscr() != null) {
      parts.add(
          "debt service cover must stay at "
              + Notation.number(loan.minimumDscr(), "0.00")
              + " or more, and was "
              + Notation.number(loan.dscr(), "0.00"));
    }
    String asOf = loan.asOf() == null ? "" : " (as of " + DATE.format(loan.asOf()) + ")";
    String words = "To " + loan.lender() + ": " + String.join("; ", parts) + asOf + ".";
    return words;
  }

  private static String uses(List<Use> uses) {
    return uses.stream()
        .distinct()
        .sorted()
        .map(use -> use == Use.MINING ? "mining" : "AI hosting")
        .collect(Collectors.joining(" and "));
  }

  private static String mw(double mw) {
    return Notation.format("mw", mw);
  }

  private static String usdPerMwh(double usd) {
    return Notation.format("usdPerMwh", usd);
  }

  private static String hours(int from, int to) {
    return String.format(Locale.ROOT, "%02d:00–%02d:00", from, to);
  }
}
