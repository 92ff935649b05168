package busbar.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What power or land may be used for. */
public enum Use {
  @JsonProperty("mining")
  MINING,
  @JsonProperty("ai-hosting")
  AI_HOSTING
}
