package busbar.duties;

import busbar.assessment.CoincidentPeakDuty;
import busbar.assessment.Firing;
import busbar.assessment.LeastTakeDuty;
import busbar.assessment.PeakDuty;
import busbar.duties.BindingClause.Budget;
import busbar.duties.BindingClause.Verdict;
import busbar.tariff.BlockCharge;
import busbar.tariff.Charge;
import busbar.tariff.CoincidentPeakCharge;
import busbar.tariff.DemandCharge;
import busbar.tariff.TakeOrPayCharge;
import busbar.units.Notation;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the tariff's charges that bind a day into a manager's words, beside the clauses. */
public final class TariffWords {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final BoundSite site;
  private final List<Firing> firings;
  private final LocalDate date;

  /**
   * @param firings all that rules said of the blocks and of the site
   */
  public TariffWords(BoundSite site, List<Firing> firings) {
    this.site = site;
    this.firings = firings;
    this.date = site.date;
  }

  /** An entry for each block, least quantity, demand and coincident peak that is in force. */
  public List<BindingClause> list() {
    return site.tariffDuties.schedule().charges().stream()
        .flatMap(charge -> entry(charge).stream())
        .toList();
  }

  private Optional<BindingClause> entry(Charge charge) {
    if (charge instanceof BlockCharge block && block.isOn(date)) {
      boolean used = site.blocks.stream().anyMatch(b -> block.equals(b.prepaidBy()));
      return Optional.of(
          entry(
              charge,
              "block",
              block(block),
              block.from(),
              block.until(),
              List.of(),
              used ? Verdict.BINDS : Verdict.NOT_TODAY));
    }
    if (charge instanceof TakeOrPayCharge least) {
      return Optional.of(
          entry(charge, "take-or-pay", least(least), null, null, budgets(least), verdict(charge)));
    }
    if (charge instanceof DemandCharge demand) {
      return Optional.of(
          entry(charge, "demand", demand(demand), null, null, List.of(), verdict(charge)));
    }
    if (charge instanceof CoincidentPeakCharge peak) {
      return Optional.of(
          entry(charge, "coincident-peak", peak(peak), null, null, List.of(), verdict(charge)));
    }
    return Optional.empty();
  }

  private BindingClause entry(
      Charge charge,
      String kind,
      String sentence,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      List<Budget> budgets,
      Verdict verdict) {
    return new BindingClause(
        TariffDuties.refOf(charge),
        site.tariffDuties.supplier(),
        kind,
        sentence,
        from,
        until,
        null,
        null,
        budgets,
        null,
        null,
        verdict,
        firings(charge).map(Firing::rule).distinct().sorted().toList());
  }

  /** What the rules said of a charge's facts. */
  private Stream<Firing> firings(Charge charge) {
    String ref = TariffDuties.refOf(charge);
    return firings.stream().filter(firing -> isOf(firing.fact(), charge.name(), ref));
  }

  private static boolean isOf(Object fact, String name, String ref) {
    if (fact instanceof PeakDuty duty) {
      return duty.charge().equals(name) || duty.charge().startsWith(name + ", ");
    }
    return fact instanceof CoincidentPeakDuty peak && peak.charge().equals(name)
        || fact instanceof LeastTakeDuty least && least.ref().equals(ref);
  }

  private Verdict verdict(Charge charge) {
    return firings(charge).findAny().isPresent() ? Verdict.BINDS : Verdict.NOT_TODAY;
  }

  private static String block(BlockCharge block) {
    StringBuilder words = new StringBuilder();
    words.append(mw(block.mw() * 1000)).append(" are paid for at ");
    words.append(usdPerMwh(block.usdPerMwh())).append(" whether used or not");
    if (block.until() != null) {
      words.append(" until ").append(DATE.format(block.until()));
    }
    if (block.sellBackFeeUsdPerMwh() != null) {
      words
          .append("; what is not used is sold back at the index less ")
          .append(usdPerMwh(block.sellBackFeeUsdPerMwh()));
    } else if (block.resaleUsdPerMwh() != null) {
      words.append("; what is not used brings ").append(usdPerMwh(block.resaleUsdPerMwh()));
    } else {
      words.append("; what is not used is lost");
    }
    return words.append('.').toString();
  }

  private static String least(TakeOrPayCharge least) {
    String per = least.per().name().toLowerCase(Locale.ROOT);
    return Notation.format("mwh", least.minimumMwh())
        + " a "
        + per
        + " are paid for in any case: what falls short costs "
        + usdPerMwh(least.usdPerMwh())
        + (least.makeUpPeriods() == null
            ? "."
            : " and may be made up in the "
                + least.makeUpPeriods()
                + " "
                + per
                + (least.makeUpPeriods() == 1 ? "" : "s")
                + " after.");
  }

  private List<Budget> budgets(TakeOrPayCharge charge) {
    List<Budget> budgets = new ArrayList<>();
    for (TariffDuties.Least least : site.tariffDuties.least) {
      if (least.charge().equals(charge)) {
        double missing = Math.max(0, charge.minimumMwh() - least.takenMwh());
        LocalDate last = date.plusDays(least.daysLeft() - 1L);
        budgets.add(new Budget("still to be taken", missing, charge.minimumMwh(), "MWh", last));
      }
    }
    return budgets;
  }

  private String demand(DemandCharge demand) {
    Double metered = demand.peaksKw() == null ? null : demand.peaksKw().get(YearMonth.from(date));
    StringBuilder words = new StringBuilder();
    words
        .append("The month's highest mean of ")
        .append(demand.windowMinutes())
        .append(" minutes is billed");
    words.append(metered == null ? "; it is not known yet" : "; it stands at " + mw(metered));
    DemandCharge.Ratchet ratchet = demand.ratchet();
    if (ratchet != null) {
      words
          .append(". No month is billed less than ")
          .append(Notation.format("percent", ratchet.percent()))
          .append(" of the highest of the ")
          .append(ratchet.lookbackMonths())
          .append(" months before");
      if (ratchet.months() != null) {
        words.append(", of which count ").append(months(ratchet.months()));
      }
    }
    if (demand.minimumKw() != null) {
      words.append(". At least ").append(mw(demand.minimumKw())).append(" are billed");
    }
    return words.append('.').toString();
  }

  private static String months(List<Integer> months) {
    return months.stream()
        .map(month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .collect(Collectors.joining(", "));
  }

  private String peak(CoincidentPeakCharge peak) {
    boolean alert = peak.alerts().stream().anyMatch(a -> a.date().equals(date));
    return "The load in "
        + peak.peaks()
        + (peak.peaks() == 1 ? " peak" : " peaks")
        + " of the system a year is billed at "
        + Notation.format("usdPerKwMonth", peak.usdPerKwMonth())
        + (peak.billed() == CoincidentPeakCharge.Billed.NEXT_YEAR
            ? " in every month of the next year"
            : " in its own month")
        + (alert ? "; one is expected today." : "; none is expected today.");
  }

  private static String mw(double kw) {
    return Notation.format("mw", kw / 1000);
  }

  private static String usdPerMwh(double price) {
    return Notation.format("usdPerMwh", price);
  }
}
