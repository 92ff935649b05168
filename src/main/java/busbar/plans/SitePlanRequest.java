package busbar.plans;

import busbar.planning.GroupSchedulingProblem;
import busbar.planning.IntervalRange;
import busbar.planning.PlanningHorizon;
import busbar.planning.SiteCoupling;
import busbar.planning.SiteSchedulingProblem;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A site's groups to plan together. Intervals are counted from 0, the end of a range is the first
 * interval after it.
 *
 * @param startsAt with zone, the beginning of the first interval: needed where starts a day are
 *     limited, which are those of the zone's calendar day
 * @param siteCapKw absent for no cap
 * @param startLimitKw at most so many kW are started in one interval; absent for no limit
 */
@Schema(name = "SitePlanRequest", description = "Groups of rigs of one site to plan together")
public record SitePlanRequest(
    @Schema(
            description = "Length of an interval, a divisor of 60",
            required = true,
            examples = "60")
        @Nullable Integer intervalMinutes,
    @Schema(
            description =
                "When the first interval begins; with zone needed where maxStartsPerDay is given")
        @Nullable Instant startsAt,
    @Schema(
            description = "Whose calendar days count starts",
            implementation = String.class,
            examples = "America/Chicago")
        @Nullable ZoneId zone,
    @Schema(
            description =
                "What to plan; at most 100, all of as many intervals; groups times intervals at"
                    + " most 20,000",
            required = true)
        @Nullable List<GroupRequest> groups,
    @Schema(description = "What all together may draw, kW; kept whatever groups must do")
        @Nullable Double siteCapKw,
    @Schema(description = "What may be started in one interval, kW: staggered start")
        @Nullable Double startLimitKw,
    @Schema(description = "Load that must be there to be shed") @Nullable List<Reserve> reserves,
    @Schema(description = "Charges on the peak") @Nullable List<DemandCharge> demandCharges,
    @Schema(description = "Energy bought at a fixed price, of which what is not used is sold back")
        @Nullable List<Block> blocks,
    @Schema(description = "Energy paid for whether taken or not")
        @Nullable List<TakeOrPay> takeOrPay) {
  private static final int MOST_GROUPS = 100;
  private static final int MOST_GROUP_INTERVALS = 20_000;
  private static final double MOST_STEPS = 5e6;
  private static final double MOST_USD_PER_UNIT = 1e6;
  private static final int MOST_COUPLINGS = 20;

  /** No load is larger, kW. */
  static final double MOST_KW = 1e9;

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** So many kW that could be shed when called. */
  @Schema(name = "PlanReserve", description = "Load that must be there to be shed when called")
  public record Reserve(
      @Schema(description = "By which the plan names it", required = true) @Nullable String name,
      @Schema(description = "Drawn at least", required = true) @Nullable Double kw,
      @Schema(description = "First interval; 0 by default") @Nullable Integer fromInterval,
      @Schema(description = "First interval after it; the horizon's end by default")
          @Nullable Integer toInterval,
      @Schema(description = "Names of the groups that count; all by default")
          @Nullable List<String> groups) {

    SiteCoupling coupling(int intervals, Set<String> known) {
      List<String> named = Ranges.list("groups", groups);
      for (int i = 0; i < named.size(); i++) {
        if (!known.contains(named.get(i))) {
          throw new OutOfRange(
              "groups[" + i + "]", "names no group of the request", "write one of their names");
        }
      }
      return new SiteCoupling.SheddableLoad(
          GroupRequest.name("name", name),
          List.of(GroupRequest.range(fromInterval, toInterval, intervals)),
          power("kw", kw),
          named);
    }
  }

  /** A charge on the peak as far as it is not paid for yet. */
  @Schema(name = "PlanDemandCharge", description = "A charge on the peak beyond one already set")
  public record DemandCharge(
      @Schema(description = "By which the plan names it", required = true) @Nullable String name,
      @Schema(description = "USD for each kW of peak", required = true) @Nullable Double usdPerKw,
      @Schema(description = "The peak already paid for, kW; 0 by default")
          @Nullable Double peakSoFarKw,
      @Schema(description = "The peak is of means of so many intervals; 1 by default")
          @Nullable Integer intervalsPerReading,
      @Schema(description = "First interval that counts; 0 by default")
          @Nullable Integer fromInterval,
      @Schema(description = "First interval after them; the horizon's end by default")
          @Nullable Integer toInterval) {

    SiteCoupling coupling(int intervals) {
      return new SiteCoupling.DemandCharge(
          GroupRequest.name("name", name),
          List.of(GroupRequest.range(fromInterval, toInterval, intervals)),
          Ranges.within("usdPerKw", Ranges.present("usdPerKw", usdPerKw), 0, MOST_USD_PER_UNIT),
          peakSoFarKw == null ? 0 : power("peakSoFarKw", peakSoFarKw),
          intervalsPerReading == null
              ? 1
              : Ranges.within("intervalsPerReading", intervalsPerReading, 1, 1440));
    }
  }

  /** Energy whose price depends on how much is drawn. */
  @Schema(
      name = "PlanBlock",
      description =
          "A quantity bought at a fixed price: within it a MWh costs what it could be sold for,"
              + " beyond it the index. Groups' costs must not contain this energy again")
  public record Block(
      @Schema(description = "By which the plan names it", required = true) @Nullable String name,
      @Schema(description = "Its size", required = true) @Nullable Double kw,
      @Schema(description = "What a MWh within it could be sold for", required = true)
          @Nullable Double usdPerMwhBelow,
      @Schema(description = "What a MWh beyond it costs; no less than below it", required = true)
          @Nullable Double usdPerMwhAbove,
      @Schema(description = "First interval; 0 by default") @Nullable Integer fromInterval,
      @Schema(description = "First interval after it; the horizon's end by default")
          @Nullable Integer toInterval) {

    SiteCoupling coupling(int intervals) {
      return new SiteCoupling.EnergyBlock(
          GroupRequest.name("name", name),
          List.of(GroupRequest.range(fromInterval, toInterval, intervals)),
          power("kw", kw),
          price("usdPerMwhBelow", usdPerMwhBelow),
          price("usdPerMwhAbove", usdPerMwhAbove));
    }

    private static double price(String field, @Nullable Double usd) {
      return Ranges.within(
          field, Ranges.present(field, usd), -MOST_USD_PER_UNIT, MOST_USD_PER_UNIT);
    }
  }

  /** Energy paid for whether taken or not. */
  @Schema(name = "PlanTakeOrPay", description = "Energy paid for whether it is taken or not")
  public record TakeOrPay(
      @Schema(description = "By which the plan names it", required = true) @Nullable String name,
      @Schema(description = "What is still to be taken", required = true) @Nullable Double mwh,
      @Schema(description = "What each MWh less costs", required = true)
          @Nullable Double usdPerMwhShort,
      @Schema(description = "First interval that counts; 0 by default")
          @Nullable Integer fromInterval,
      @Schema(description = "First interval after them; the horizon's end by default")
          @Nullable Integer toInterval) {

    SiteCoupling coupling(int intervals) {
      return new SiteCoupling.TakeOrPay(
          GroupRequest.name("name", name),
          List.of(GroupRequest.range(fromInterval, toInterval, intervals)),
          Ranges.within("mwh", Ranges.present("mwh", mwh), 0, MOST_KW),
          Ranges.within(
              "usdPerMwhShort",
              Ranges.present("usdPerMwhShort", usdPerMwhShort),
              0,
              MOST_USD_PER_UNIT));
    }
  }

  /**
   * What the planner solves.
   *
   * @throws OutOfRange naming the field that is missing or cannot be
   */
  SiteSchedulingProblem problem() {
    List<GroupRequest> asked = Ranges.notEmpty("groups", groups);
    if (asked.size() > MOST_GROUPS) {
      throw tooMany("groups", asked.size(), MOST_GROUPS);
    }
    int intervals = asked.get(0).intervals("groups[0]");
    if ((long) intervals * asked.size() > MOST_GROUP_INTERVALS) {
      throw new OutOfRange(
          "groups",
          "are " + asked.size() + " of " + intervals + " intervals",
          "write at most "
              + MOST_GROUP_INTERVALS
              + " intervals of all groups together: fewer or longer ones");
    }
    PlanningHorizon horizon = horizon(intervals, asked);
    List<GroupSchedulingProblem> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    double steps = 0;
    for (int g = 0; g < asked.size(); g++) {
      int number = g;
      String field = "groups[" + g + "]";
      problems.add(within(field, () -> asked.get(number).problem(horizon)));
      if (!names.add(problems.get(g).group())) {
        throw new OutOfRange(
            field + ".name", "is that of another group", "give each group its own name");
      }
      steps += problems.get(g).steps();
      if (steps > MOST_STEPS) {
        throw new OutOfRange(
            field,
            "would take too long to plan with its ramp, minimum times and starts a day",
            "write longer intervals, fewer profiles or shorter times, or leave rampKwPerMinute or"
                + " maxStartsPerDay out");
      }
    }
    return new SiteSchedulingProblem(problems, couplings(intervals, names));
  }

  /** The names of a group's profiles, in order. */
  List<String> profileNames(int group) {
    return Ranges.present("groups", groups).get(group).profileNames();
  }

  private PlanningHorizon horizon(int intervals, List<GroupRequest> asked) {
    int minutes = Ranges.present("intervalMinutes", intervalMinutes);
    if (minutes < 1 || 60 % minutes != 0) {
      throw new OutOfRange(
          "intervalMinutes", "is " + minutes, "write a divisor of 60, such as 5, 15 or 60");
    }
    boolean limited = asked.stream().anyMatch(group -> group.maxStartsPerDay() != null);
    if (startsAt == null && zone == null && !limited) {
      return PlanningHorizon.ofOneDay(minutes, intervals);
    }
    Instant start = Ranges.present("startsAt", startsAt);
    if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
      throw new OutOfRange("startsAt", "is " + start, "write an instant from 1970 to 2199");
    }
    return PlanningHorizon.startingAt(start, Ranges.present("zone", zone), minutes, intervals);
  }

  private List<SiteCoupling> couplings(int intervals, Set<String> names) {
    List<IntervalRange> always = List.of(new IntervalRange(0, intervals));
    List<SiteCoupling> couplings = new ArrayList<>();
    if (siteCapKw != null) {
      couplings.add(new SiteCoupling.Cap("site cap", always, power("siteCapKw", siteCapKw)));
    }
    if (startLimitKw != null) {
      double kw = power("startLimitKw", startLimitKw);
      couplings.add(new SiteCoupling.StartLimit("staggered start", always, kw));
    }
    add(couplings, "reserves", reserves, reserve -> reserve.coupling(intervals, names));
    add(couplings, "demandCharges", demandCharges, charge -> charge.coupling(intervals));
    add(couplings, "blocks", blocks, block -> block.coupling(intervals));
    add(couplings, "takeOrPay", takeOrPay, energy -> energy.coupling(intervals));
    return couplings;
  }

  private interface Coupled<T> {
    SiteCoupling of(T asked);
  }

  private static <T> void add(
      List<SiteCoupling> to, String field, @Nullable List<T> asked, Coupled<T> coupled) {
    List<T> all = Ranges.list(field, asked);
    if (all.size() > MOST_COUPLINGS) {
      throw tooMany(field, all.size(), MOST_COUPLINGS);
    }
    for (int i = 0; i < all.size(); i++) {
      T one = all.get(i);
      to.add(within(field + "[" + i + "]", () -> coupled.of(one)));
    }
  }

  interface Built<T> {
    T build();
  }

  /** What is built, its refusal naming the field from here. */
  static <T> T within(String field, Built<T> built) {
    try {
      return built.build();
    } catch (OutOfRange refusal) {
      throw refusal.within(field);
    }
  }

  static double power(String field, @Nullable Double kw) {
    return Ranges.within(field, Ranges.present(field, kw), 0, MOST_KW);
  }

  static OutOfRange tooMany(String field, int count, int most) {
    return new OutOfRange(field, "are " + count, "write at most " + most);
  }
}
