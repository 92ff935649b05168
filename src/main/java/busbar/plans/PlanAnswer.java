package busbar.plans;

import busbar.access.Table;
import busbar.planning.GroupSchedule;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The best plan of one group, in CSV an interval a line. */
@Schema(name = "Plan", description = "The plan that earns most, and what others would earn")
public record PlanAnswer(
    @Schema(description = "What the plan earns, restarts paid, USD") double valueUsd,
    @Schema(description = "Whether to run, interval by interval") List<Boolean> on,
    @Schema(description = "No plan within the same limits earns more, USD") double boundUsd,
    @Schema(description = "What running all the time would earn, as far as it may, USD")
        double alwaysOnUsd,
    @Schema(
            description =
                "What a switch would earn that runs where running earns, as far as it may, USD")
        double thresholdSwitchUsd,
    @Schema(description = "Changes from off to on") int starts,
    @Schema(
            description = "What decides in each interval",
            examples = "[\"price\", \"minimum off time\"]")
        List<String> decidedBy)
    implements Table<PlanAnswer.Row> {

  /** An interval, counted from 0. */
  public record Row(int interval, boolean on, String decidedBy) {}

  static PlanAnswer of(GroupSchedule plan) {
    List<Boolean> on = new ArrayList<>();
    List<String> decidedBy = new ArrayList<>();
    for (int i = 0; i < plan.intervals(); i++) {
      on.add(plan.isOn(i));
      decidedBy.add(plan.binding(i).name());
    }
    return new PlanAnswer(
        plan.valueUsd(),
        on,
        plan.boundUsd(),
        plan.alwaysOnUsd(),
        plan.thresholdSwitchUsd(),
        plan.starts(),
        decidedBy);
  }

  @Override
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      rows.add(new Row(i, on.get(i), decidedBy.get(i)));
    }
    return rows;
  }
}
