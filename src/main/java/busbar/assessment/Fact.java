package busbar.assessment;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What a rule matches: one fact, whose fields nest. */
public sealed interface Fact permits Situation, Obligation, Outlook {

  /** The block of rigs that the fact is about. */
  BlockFacts block();

  /** The rulebook's numbers, as this site sets them. */
  @JsonIgnore
  Parameters parameters();

  @JsonIgnore
  Findings findings();

  /** The value of a parameter of the rulebook, by key. */
  default double parameter(String key) {
    return parameters().get(key);
  }
}
