package busbar.hardware;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a rig sheds its heat. */
public enum Cooling {
  @JsonProperty("air")
  AIR,
  @JsonProperty("hydro")
  HYDRO,
  @JsonProperty("immersion")
  IMMERSION
}
