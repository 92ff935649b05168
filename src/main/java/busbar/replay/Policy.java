package busbar.replay;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By whom the rigs are switched. */
enum Policy {
  /** As the engine decided. */
  @JsonProperty("busbar")
  BUSBAR("Busbar"),
  /** On whenever they can be. */
  @JsonProperty("alwaysOn")
  ALWAYS_ON("Always on"),
  /**
   * Off after two intervals above the breakeven, on after four below, each seen when it has passed;
   * within the same minimum times, blind to contracts.
   */
  @JsonProperty("thresholdSwitch")
  THRESHOLD_SWITCH("Threshold switch"),
  /** As it would have been best, had every price been known, within the same constraints. */
  @JsonProperty("perfectForesight")
  PERFECT_FORESIGHT("Perfect foresight");

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
