package busbar.duties;

import busbar.assessment.Parameters;
import busbar.contract.AiHostingOffer;
import busbar.contract.AncillaryAward;
import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.UptimeFloor;
import busbar.hardware.HardwareCatalogue;
import busbar.planning.Switched;
import busbar.planning.SwitchingLimits;
import busbar.site.Site;
import busbar.site.Switching;
import busbar.tariff.BlockCharge;
import busbar.tariff.DayKind;
import busbar.tariff.Holidays;
import busbar.tariff.HourTable;
import busbar.tariff.PriceCurve;
import busbar.tariff.Tariff;
import busbar.units.HourSet;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site on one day as its contracts and its tariff bind it: cut into blocks, with what a MWh less
 * saves each of them in each hour.
 */
public final class BoundSite {
  final Site site;
  final LocalDate date;
  final Parameters parameters;
  final Optional<AiHostingOffer> offer;
  final PriceCurve tariff;
  final HourSet unknown;
  final DayDuties duties;
  final TariffDuties tariffDuties;
  final List<Block> blocks;

  /** What the rigs draw at their default profiles, as far as the connection carries it. */
  final double carriedMw;

  private final List<BlockCharge> prepaid;
  private final Tariff.PricedDays prices;
  private final List<PriceCurve> ordinary = new ArrayList<>();
  private final List<PriceCurve> avoidable = new ArrayList<>();
  private final Map<BlockCharge, Tariff.PricedDays> unused = new HashMap<>();
  private final Map<Integer, PriceCurve> pastDays = new HashMap<>();
  private final Map<BlockCharge, Map<Integer, PriceCurve>> pastUnused = new HashMap<>();

  /**
   * @param catalogue has the models and profiles of the site's groups
   * @param offer the AI-hosting offer considered, if any
   */
  public BoundSite(
      Site site,
      LocalDate date,
      HardwareCatalogue catalogue,
      Parameters parameters,
      double hashpriceUsdPerPhDay,
      Optional<AiHostingOffer> offer) {
    this.site = site;
    this.date = date;
    this.parameters = parameters;
    this.offer = offer;
    prices = site.tariff().in(zone());
    tariff = prices.day(date);
    unknown = HourSet.where(tariff.hours(), hour -> !tariff.isKnown(hour));
    prepaid =
        site.tariff().blocks().stream()
            .filter(block -> block.isOn(date) && coversToday(block))
            .toList();
    duties = DayDuties.of(site, date, tariff);
    tariffDuties = TariffDuties.of(site, date, tariff);
    List<Double> setMw = tariffDuties.peaks.stream().map(peak -> peak.setKw() / 1000).toList();
    blocks =
        Blocks.cut(
            site, date, catalogue, tariff, duties, offer, prepaid, setMw, hashpriceUsdPerPhDay);
    carriedMw = Math.min(site.grid().mw(), blocks.stream().mapToDouble(Block::mw).sum());
    for (BlockCharge block : prepaid) {
      unused.put(block, site.tariff().unusedIn(zone(), block));
    }
    for (Block block : blocks) {
      ordinary.add(ordinary(block));
      avoidable.add(avoidable(block, ordinary.get(ordinary.size() - 1), null));
    }
  }

  /** Whether a block is delivered in some hour of the day, whatever its dates are. */
  private boolean coversToday(BlockCharge block) {
    HourTable hours = HourTable.of("when", List.of(block));
    Holidays holidays = site.tariff().asRateSchedule().holidays();
    for (int hour = 0; hour < tariff.hours(); hour++) {
      ZonedDateTime at = tariff.startOf(hour).atZone(zone());
      DayKind kind = Holidays.kindOf(at.toLocalDate(), holidays);
      if (hours.covers(HourTable.slot(at.getMonthValue(), kind, at.getHour()))) {
        return true;
      }
    }
    return false;
  }

  /** From the bottom of the stack up. */
  public List<Block> blocks() {
    return blocks;
  }

  /** Price of each hour of the day on the tariff. */
  public PriceCurve tariff() {
    return tariff;
  }

  /** Hours of the day whose power price nobody knows. */
  public HourSet unknown() {
    return unknown;
  }

  /** The blocks of power that are paid for whether used or not, the first used first. */
  public List<BlockCharge> prepaid() {
    return prepaid;
  }

  /** The events and awards of the day. */
  public DayDuties duties() {
    return duties;
  }

  /** Whether the day may raise a demand that is billed. */
  public boolean mayRaisePeaks() {
    return !tariffDuties.peaks.isEmpty();
  }

  /** Demand charges whose peak of the month nobody has told. */
  public List<String> unknownPeaks() {
    return tariffDuties.unknownPeaks;
  }

  int hours() {
    return tariff.hours();
  }

  ZoneId zone() {
    return site.timeZone();
  }

  /** Load of the blocks stacked above, kW; they are listed from the bottom of the stack up. */
  public double aboveKw(int block) {
    double kw = 0;
    for (int i = block + 1; i < blocks.size(); i++) {
      kw += blocks.get(i).mayRun() ? blocks.get(i).mw() * 1000 : 0;
    }
    return kw;
  }

  /** What a MWh less saves a block in each hour, USD; NaN where it is not known. */
  public PriceCurve avoidable(int block) {
    return avoidable.get(block);
  }

  /** The same with one clause left out: what a MWh less would save, were it not for it. */
  PriceCurve avoidableWithout(int block, Clause clause) {
    return avoidable(blocks.get(block), ordinary.get(block), clause);
  }

  /**
   * What a MWh less would have saved a block on a past day, no event called; 0 is today, and days
   * below zero are to come.
   */
  public PriceCurve ordinary(int block, int daysAgo) {
    if (daysAgo == 0 || !blocks.get(block).followsPowerPrice()) {
      return ordinary.get(block);
    }
    BlockCharge own = blocks.get(block).prepaidBy();
    Map<Integer, PriceCurve> past =
        own == null ? pastDays : pastUnused.computeIfAbsent(own, any -> new HashMap<>());
    return past.computeIfAbsent(
        daysAgo,
        days -> {
          LocalDate then = date.minusDays(days);
          PriceCurve curve = own == null ? prices.day(then) : unusedDay(own, then);
          return days < 0 ? lessSaved(curve) : curve;
        });
  }

  /** The same prices less what a MWh used saves of a quantity that falls short in any case. */
  private PriceCurve lessSaved(PriceCurve priced) {
    double saved = tariffDuties.shortfallUsdPerMwh(carriedMw);
    return saved == 0 ? priced : priced.map(price -> price - saved);
  }

  /** What an unused MWh of a block brings on a day. */
  private PriceCurve unusedDay(BlockCharge block, LocalDate date) {
    Tariff.PricedDays days = unused.get(block);
    if (days == null) {
      throw new IllegalStateException("a block of another tariff: " + block.name());
    }
    return days.day(date);
  }

  /**
   * What switching a block costs, with tomorrow's prices as far as they are known; null where it is
   * free, or the block is never switched.
   *
   * @param shiftUsdPerMwh added to each price that follows the power price
   */
  public @Nullable Switched switched(int block, double shiftUsdPerMwh) {
    Block own = blocks.get(block);
    Switching switching = site.switchingOf(own.group());
    if (switching.costsNothing() || !own.mayRun()) {
      return null;
    }
    PriceCurve later = own.followsPowerPrice() ? ordinary(block, -1) : ordinary.get(block);
    boolean shifted = shiftUsdPerMwh != 0 && own.followsPowerPrice();
    return new Switched(
        new SwitchingLimits(
            switching.minOnIntervals(60),
            switching.minOffIntervals(60),
            switching.startUsd(own.mw(), 0),
            switching.warmUpMinutes() == null ? 0 : switching.warmUpMinutes(),
            Double.POSITIVE_INFINITY,
            switching.mostStartsPerDay()),
        shifted ? later.map(price -> price + shiftUsdPerMwh) : later);
  }

  /** Hours of the calendar month or year, on the site's clock, in which the day lies. */
  double hoursIn(UptimeFloor.Period period) {
    LocalDate first = period.first(date);
    LocalDate next = period.last(date).plusDays(1);
    return Duration.between(first.atStartOfDay(zone()), next.atStartOfDay(zone())).toMinutes()
        / 60.0;
  }

  /**
   * Hours that a client's rigs may be off without a penalty: those left of its floor's period and
   * of the year's right to curtail.
   */
  double hoursOffLeft(ClientHosting hosting) {
    UptimeFloor floor = hosting.uptime();
    CurtailmentRight right = hosting.curtailment();
    return floor == null
        ? Double.POSITIVE_INFINITY
        : floor.hoursLeft(hoursIn(floor.period())) + (right == null ? 0 : right.hoursLeft());
  }

  /** MW of the rigs that are pledged to an award. */
  double pledgedMw(AncillaryAward award) {
    return blocks.stream()
        .filter(block -> block.awards().stream().anyMatch(held -> held.clause() == award))
        .mapToDouble(Block::mw)
        .sum();
  }

  /** What an award's penalty comes to for the MW that no rigs are left to run for, USD today. */
  double missedUsd(HeldAward award) {
    double missing = Math.max(0, award.clause().mw() - pledgedMw(award.clause()));
    return missing * award.hours().count() * award.clause().penaltyUsdPerMwHour();
  }

  /** MW of the rigs that answer an event. */
  public double answeringMw(CalledEvent event) {
    return blocks.stream()
        .filter(block -> block.events().contains(event))
        .mapToDouble(Block::mw)
        .sum();
  }

  /**
   * What an event's penalty comes to for the MW that answer another one in its hours, USD today. MW
   * that no rig draws are not used in the event, so nothing is owed for them.
   */
  public double missedUsd(CalledEvent event) {
    double drawn =
        blocks.stream().filter(block -> !block.beyondConnection()).mapToDouble(Block::mw).sum();
    double missing = Math.max(0, Math.min(event.clause().reduceMw(), drawn) - answeringMw(event));
    return missing * event.owed().count() * event.penaltyUsdPerMwh();
  }

  /** Penalties of the day for MW of events and awards that no rigs are left for, USD. */
  public double missedUsdPerDay() {
    return duties.events().stream().mapToDouble(this::missedUsd).sum()
        + duties.awards().stream().mapToDouble(this::missedUsd).sum();
  }

  /** What a MWh costs a block in each hour, clauses and quantities fallen short left out, USD. */
  public PriceCurve metered(int block) {
    return metered(blocks.get(block));
  }

  private PriceCurve metered(Block block) {
    if (block.clientPaysPower()) {
      return PriceCurve.of(tariff.start(), new double[hours()]);
    }
    return block.prepaidBy() == null ? tariff : unusedDay(block.prepaidBy(), date);
  }

  private PriceCurve ordinary(Block block) {
    // A MWh used today is one that need not be paid for as fallen short.
    return block.clientPaysPower() ? metered(block) : lessSaved(metered(block));
  }

  private PriceCurve avoidable(Block block, PriceCurve ordinary, @Nullable Clause without) {
    if (block.events().isEmpty() && block.awards().isEmpty()) {
      return ordinary;
    }
    double[] prices = new double[hours()];
    for (int hour = 0; hour < prices.length; hour++) {
      prices[hour] = ordinary.usdPerMwh(hour);
    }
    for (CalledEvent event : block.events()) {
      for (int hour : event.clause() == without ? List.<Integer>of() : event.owed().list()) {
        // A MWh used in the event also forgoes the payment and owes the penalty.
        prices[hour] += event.paymentUsdPerMwh() + event.penaltyUsdPerMwh();
      }
    }
    for (HeldAward award : block.awards()) {
      for (int hour : award.clause() == without ? List.<Integer>of() : award.hours().list()) {
        // A MW that does not run in the award's hour forgoes the payment and owes the penalty.
        prices[hour] -=
            award.clause().capacityUsdPerMwHour() + award.clause().penaltyUsdPerMwHour();
      }
    }
    return PriceCurve.of(tariff.start(), prices);
  }
}
