package busbar.plans;

import busbar.planning.GroupSchedulingProblem;
import busbar.planning.InitialState;
import busbar.planning.IntervalRange;
import busbar.planning.OffBudget;
import busbar.planning.PlanningHorizon;
import busbar.planning.ProfileMargins;
import busbar.planning.ScheduleConstraint;
import busbar.planning.SwitchingLimits;
import busbar.planning.TerminalValue;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One group of a site to plan.
 *
 * @param rampKwPerMinute absent where the load may jump
 * @param maxStartsPerDay absent for no limit
 * @param initialProfile the first where absent
 * @param initialIntervals where absent, long enough to be switched at once
 */
@Schema(name = "PlanGroup", description = "One group of rigs of a site")
public record GroupRequest(
    @Schema(description = "By which the plan names it", required = true) @Nullable String name,
    @Schema(description = "At which it can run; at most 10", required = true)
        @Nullable List<Profile> profiles,
    @Schema(description = "Once started, on for at least so many intervals; 0 by default")
        @Nullable Integer minOnIntervals,
    @Schema(description = "Once stopped, off for at least so many intervals; 0 by default")
        @Nullable Integer minOffIntervals,
    @Schema(description = "Paid at every change from off to on, USD; 0 by default")
        @Nullable Double restartCostUsd,
    @Schema(description = "For so long after a start it draws power and earns nothing; 0 to 1440")
        @Nullable Double warmUpMinutes,
    @Schema(description = "By which its load may change; any by default")
        @Nullable Double rampKwPerMinute,
    @Schema(description = "Starts in one calendar day of the zone, 0 to 100; any by default")
        @Nullable Integer maxStartsPerDay,
    @Schema(description = "Whether it is on just before the first interval", required = true)
        @Nullable Boolean initiallyOn,
    @Schema(description = "At which profile, where it is on; the first by default")
        @Nullable String initialProfile,
    @Schema(
            description =
                "How many intervals it has already been on, or off; by default long enough to be"
                    + " switched at once")
        @Nullable Integer initialIntervals,
    @Schema(description = "Starts already made in the first interval's day; 0 by default")
        @Nullable Integer startsToday,
    @Schema(description = "What must or may not happen; at most 200")
        @Nullable List<Constraint> constraints,
    @Schema(description = "What it is worth to be on at the horizon's end, USD; 0 by default")
        @Nullable Double terminalOnUsd,
    @Schema(description = "What it is worth to be off then, USD; 0 by default")
        @Nullable Double terminalOffUsd) {
  private static final int MOST_PROFILES = 10;
  private static final int MOST_CONSTRAINTS = 200;
  private static final int MOST_INTERVALS = 20_000;
  private static final double LEAST_KW = 1e-3;
  private static final int LONGEST_NAME = 100;

  /** How the answer spells being off; no profile's name. */
  static final String OFF = "off";

  /** An operating point of the whole group. */
  @Schema(name = "PlanProfile", description = "A power profile of the whole group")
  public record Profile(
      @Schema(description = "By which the plan names it; not 'off'", required = true)
          @Nullable String name,
      @Schema(description = "Its load", required = true) @Nullable Double kw,
      @Schema(
              description = "What running so earns in each interval, USD",
              required = true,
              examples = "[120, 120, 118]")
          @Nullable List<@Nullable Double> revenueUsdPerInterval,
      @Schema(
              description =
                  "What running so costs in each interval that being off would not, USD; 0 by"
                      + " default, so that margins alone can be given as revenue",
              examples = "[80, 160, 95]")
          @Nullable List<@Nullable Double> costUsdPerInterval) {

    private double[] revenue() {
      return usd(
          "revenueUsdPerInterval", Ranges.present("revenueUsdPerInterval", revenueUsdPerInterval));
    }

    private double[] cost(int intervals) {
      return costUsdPerInterval == null
          ? new double[intervals]
          : usd("costUsdPerInterval", costUsdPerInterval);
    }

    private static double[] usd(String field, List<@Nullable Double> asked) {
      double[] usd = new double[asked.size()];
      for (int i = 0; i < usd.length; i++) {
        usd[i] = PlanRequest.amount(field + "[" + i + "]", asked.get(i));
      }
      return usd;
    }
  }

  /** What must or may not happen in some intervals. */
  @Schema(name = "PlanConstraint", description = "What must or may not happen to a group")
  public record Constraint(
      @Schema(description = "The rule's name, by which the plan refers to it", required = true)
          @Nullable String name,
      @Schema(
              description =
                  "MUST_RUN: not off; MUST_CURTAIL, UNAVAILABLE: off; HOLD: at a profile; CAP, FLOOR:"
                      + " at most, at least so many kW; FORBID: not at a profile. Of contradicting"
                      + " ones the safe one is taken: off, then less",
              required = true)
          ScheduleConstraint.@Nullable Kind kind,
      @Schema(description = "Of a cap or floor") @Nullable Double kw,
      @Schema(description = "The profile held or forbidden") @Nullable String profile,
      @Schema(description = "First interval; 0 by default") @Nullable Integer fromInterval,
      @Schema(description = "First interval after it; the horizon's end by default")
          @Nullable Integer toInterval) {

    private ScheduleConstraint constraint(int intervals, List<String> profiles) {
      String named = GroupRequest.name("name", name);
      ScheduleConstraint.Kind asked = Ranges.present("kind", kind);
      boolean takesKw =
          asked == ScheduleConstraint.Kind.CAP || asked == ScheduleConstraint.Kind.FLOOR;
      boolean takesProfile =
          asked == ScheduleConstraint.Kind.HOLD || asked == ScheduleConstraint.Kind.FORBID;
      if (!takesKw && kw != null) {
        throw new OutOfRange("kw", "means nothing to " + asked, "leave it out");
      }
      if (!takesProfile && profile != null) {
        throw new OutOfRange("profile", "means nothing to " + asked, "leave it out");
      }
      return new ScheduleConstraint(
          named,
          asked,
          range(fromInterval, toInterval, intervals),
          takesKw ? SitePlanRequest.power("kw", kw) : 0,
          takesProfile ? index("profile", profile, profiles) : ProfileMargins.OFF);
    }
  }

  /** How many intervals its first profile has. */
  int intervals(String field) {
    return SitePlanRequest.within(
        field,
        () -> {
          List<Profile> all = Ranges.notEmpty("profiles", profiles);
          int intervals =
              SitePlanRequest.within(
                  "profiles[0]",
                  () ->
                      Ranges.present("revenueUsdPerInterval", all.get(0).revenueUsdPerInterval())
                          .size());
          if (intervals > MOST_INTERVALS) {
            throw SitePlanRequest.tooMany(
                "profiles[0].revenueUsdPerInterval", intervals, MOST_INTERVALS);
          }
          return intervals;
        });
  }

  /**
   * What the planner solves.
   *
   * @throws OutOfRange naming the field within the group
   */
  GroupSchedulingProblem problem(PlanningHorizon horizon) {
    String named = name("name", name);
    List<String> names = new ArrayList<>();
    ProfileMargins margins = margins(horizon.intervals(), names);
    List<Constraint> asked = Ranges.list("constraints", constraints);
    if (asked.size() > MOST_CONSTRAINTS) {
      throw SitePlanRequest.tooMany("constraints", asked.size(), MOST_CONSTRAINTS);
    }
    List<ScheduleConstraint> built = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Constraint one = asked.get(i);
      built.add(
          SitePlanRequest.within(
              "constraints[" + i + "]", () -> one.constraint(horizon.intervals(), names)));
    }
    return new GroupSchedulingProblem(
        named,
        horizon,
        margins,
        built,
        limits(),
        initial(names),
        OffBudget.UNLIMITED,
        new TerminalValue(
            worth("terminalOnUsd", terminalOnUsd), worth("terminalOffUsd", terminalOffUsd)));
  }

  /** The names of its profiles, in order. */
  List<String> profileNames() {
    return Ranges.notEmpty("profiles", profiles).stream()
        .map(profile -> Ranges.text("name", profile.name()))
        .toList();
  }

  private ProfileMargins margins(int intervals, List<String> names) {
    List<Profile> all = Ranges.notEmpty("profiles", profiles);
    if (all.size() > MOST_PROFILES) {
      throw SitePlanRequest.tooMany("profiles", all.size(), MOST_PROFILES);
    }
    double[] kw = new double[all.size()];
    double[][] revenue = new double[all.size()][];
    double[][] cost = new double[all.size()][];
    for (int p = 0; p < all.size(); p++) {
      Profile profile = all.get(p);
      String field = "profiles[" + p + "]";
      String profileName = name(field + ".name", profile.name());
      if (profileName.equals(OFF) || names.contains(profileName)) {
        throw new OutOfRange(
            field + ".name", "is '" + profileName + "' again", "name each apart, and none 'off'");
      }
      names.add(profileName);
      kw[p] =
          Ranges.within(
              field + ".kw",
              Ranges.present(field + ".kw", profile.kw()),
              LEAST_KW,
              SitePlanRequest.MOST_KW);
      revenue[p] = SitePlanRequest.within(field, profile::revenue);
      cost[p] = SitePlanRequest.within(field, () -> profile.cost(intervals));
      sameLength(field + ".revenueUsdPerInterval", revenue[p].length, intervals);
      sameLength(field + ".costUsdPerInterval", cost[p].length, intervals);
    }
    return ProfileMargins.of(kw, revenue, cost);
  }

  private static void sameLength(String field, int length, int intervals) {
    if (length != intervals) {
      throw new OutOfRange(
          field,
          "has " + length + " intervals",
          "write " + intervals + ", as many as the first profile of the first group has");
    }
  }

  private SwitchingLimits limits() {
    return new SwitchingLimits(
        minOnIntervals == null ? 0 : minOnIntervals,
        minOffIntervals == null ? 0 : minOffIntervals,
        restartCostUsd == null
            ? 0
            : Ranges.within("restartCostUsd", restartCostUsd, 0, PlanRequest.MOST_USD),
        warmUpMinutes == null ? 0 : warmUpMinutes,
        rampKwPerMinute == null
            ? Double.POSITIVE_INFINITY
            : Ranges.within("rampKwPerMinute", rampKwPerMinute, LEAST_KW, SitePlanRequest.MOST_KW),
        maxStartsPerDay == null
            ? Integer.MAX_VALUE
            : Ranges.within("maxStartsPerDay", maxStartsPerDay, 0, 100));
  }

  private InitialState initial(List<String> names) {
    boolean on = Ranges.present("initiallyOn", initiallyOn);
    if (!on && initialProfile != null) {
      throw new OutOfRange(
          "initialProfile", "is given of a group that is off", "leave it out, or initiallyOn true");
    }
    int profile = initialProfile == null ? 0 : index("initialProfile", initialProfile, names);
    return new InitialState(
        on ? profile : ProfileMargins.OFF,
        PlanRequest.already(initialIntervals),
        startsToday == null ? 0 : Ranges.within("startsToday", startsToday, 0, 1000));
  }

  private static double worth(String field, @Nullable Double usd) {
    return usd == null ? 0 : Ranges.within(field, usd, -PlanRequest.MOST_USD, PlanRequest.MOST_USD);
  }

  private static int index(String field, @Nullable String profile, List<String> names) {
    int index = names.indexOf(Ranges.text(field, profile));
    if (index < 0) {
      throw new OutOfRange(field, "is no profile of the group", "write one of " + names);
    }
    return index;
  }

  /** A name that can be told apart and printed. */
  static String name(String field, @Nullable String name) {
    String text = Ranges.text(field, name);
    if (text.length() > LONGEST_NAME) {
      throw new OutOfRange(
          field, "has " + text.length() + " letters", "write at most " + LONGEST_NAME);
    }
    return text;
  }

  /** A range of intervals within the horizon. */
  static IntervalRange range(@Nullable Integer from, @Nullable Integer to, int intervals) {
    int first = from == null ? 0 : Ranges.within("fromInterval", from, 0, intervals);
    int end = to == null ? intervals : Ranges.within("toInterval", to, first, intervals);
    return new IntervalRange(first, end);
  }
}
