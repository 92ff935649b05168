package busbar.hardware;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a power profile's figures come from, the least certain first. */
public enum Basis {
  /** The maker's specification. Fleets read 5 to 20 % off it. */
  @JsonProperty("nameplate")
  NAMEPLATE,
  /** The firmware's own estimate. */
  @JsonProperty("estimate")
  ESTIMATE,
  /** Found by the firmware's tuning of a rig of this model. */
  @JsonProperty("tuned")
  TUNED,
  /** Read at the site's own meters; wins over every other. */
  @JsonProperty("measured")
  MEASURED
}
