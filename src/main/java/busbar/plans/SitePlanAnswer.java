package busbar.plans;

import busbar.access.Table;
import busbar.planning.Contradiction;
import busbar.planning.GroupSchedule;
import busbar.planning.ProfileMargins;
import busbar.planning.SiteSchedule;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan of a site's groups, in CSV a line for each interval and group. */
@Schema(name = "SitePlan", description = "A plan of a site's groups, and how far from the best")
public record SitePlanAnswer(
    @Schema(description = "What groups earn less what the site pays for peak, blocks and energy")
        double valueUsd,
    @Schema(description = "No plan within the same limits is worth more, USD") double boundUsd,
    @Schema(
            description =
                "How far the best plan can be above this one at most, as a share of the larger of"
                    + " the bound's size and revenue; absent where limits of the site contradict")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Double gap,
    @Schema(description = "Revenue of all groups, USD") double revenueUsd,
    @Schema(
            description =
                "What running all the time would earn, as far as the same limits allow; null where"
                    + " following that would break more of them, USD")
        @Nullable Double alwaysOnUsd,
    @Schema(description = "The same of a switch that runs where running earns, USD")
        @Nullable Double thresholdSwitchUsd,
    @Schema(description = "The same of being off, USD") @Nullable Double alwaysOffUsd,
    @Schema(description = "Load of all groups by interval") List<Double> siteKw,
    @Schema(description = "In the request's order") List<Group> groups,
    @Schema(
            description =
                "Rules and limits that cannot all be kept, and what the plan does; empty where all"
                    + " are. The site's cap always is: what does not fit under it is told of the"
                    + " site and of each group that gave way")
        List<Broken> contradictions)
    implements Table<SitePlanAnswer.Row> {

  /** The plan of one group. */
  @Schema(name = "SitePlanGroup", description = "The plan of one group, by interval")
  public record Group(
      String name,
      @Schema(description = "What it earns, without what the site pays, USD") double valueUsd,
      @Schema(description = "Changes from off to on") int starts,
      @Schema(
              description = "The profile that it has or is moving to, or 'off'",
              examples = "[\"full\", \"off\"]")
          List<String> profiles,
      @Schema(description = "Its mean load") List<Double> kw,
      @Schema(
              description = "What decides: price, a rule's name, a limit of group or site",
              examples = "[\"price\", \"site cap\"]")
          List<String> decidedBy) {}

  /** Rules that contradict. */
  @Schema(name = "PlanContradiction", description = "Rules and limits that cannot all be kept")
  public record Broken(
      @Schema(description = "Of which group; null for the site's") @Nullable String group,
      @Schema(description = "First interval") int fromInterval,
      @Schema(description = "First interval after it") int toInterval,
      @Schema(description = "Names of the rules and limits") List<String> rules,
      @Schema(description = "What the plan does instead") String taken) {
    static Broken of(@Nullable String group, Contradiction contradiction) {
      return new Broken(
          group,
          contradiction.intervals().from(),
          contradiction.intervals().to(),
          contradiction.constraints(),
          contradiction.taken());
    }
  }

  /** An interval, counted from 0, of a group. */
  public record Row(int interval, String group, String profile, double kw, String decidedBy) {}

  static SitePlanAnswer of(SitePlanRequest request, SiteSchedule plan) {
    List<Group> groups = new ArrayList<>();
    List<Broken> contradictions = new ArrayList<>();
    plan.contradictions().forEach(broken -> contradictions.add(Broken.of(null, broken)));
    for (int g = 0; g < plan.groups().size(); g++) {
      GroupSchedule group = plan.groups().get(g);
      List<String> names = request.profileNames(g);
      groups.add(group(group, names));
      group
          .contradictions()
          .forEach(broken -> contradictions.add(Broken.of(group.group(), broken)));
    }
    List<Double> siteKw = new ArrayList<>();
    for (int t = 0; t < plan.groups().get(0).intervals(); t++) {
      siteKw.add(plan.kw(t));
    }
    return new SitePlanAnswer(
        plan.valueUsd(),
        plan.boundUsd(),
        known(plan.gap()),
        plan.revenueUsd(),
        known(plan.alwaysOnUsd()),
        known(plan.thresholdSwitchUsd()),
        known(plan.alwaysOffUsd()),
        siteKw,
        groups,
        contradictions);
  }

  private static Group group(GroupSchedule plan, List<String> names) {
    List<String> profiles = new ArrayList<>();
    List<Double> kw = new ArrayList<>();
    List<String> decidedBy = new ArrayList<>();
    for (int t = 0; t < plan.intervals(); t++) {
      int profile = plan.profile(t);
      profiles.add(profile == ProfileMargins.OFF ? GroupRequest.OFF : names.get(profile));
      kw.add(plan.kw(t));
      decidedBy.add(plan.binding(t).name());
    }
    return new Group(plan.group(), plan.valueUsd(), plan.starts(), profiles, kw, decidedBy);
  }

  private static @Nullable Double known(double usd) {
    return Double.isNaN(usd) ? null : usd;
  }

  @Override
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < siteKw.size(); t++) {
      for (Group group : groups) {
        rows.add(
            new Row(
                t,
                group.name(),
                group.profiles().get(t),
                group.kw().get(t),
                group.decidedBy().get(t)));
      }
    }
    return rows;
  }
}
