package busbar.site;

import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Rigs of one model, owner and place.
 *
 * @param id unique within the site
 * @param model a model of the catalogue, or one of the site's own
 * @param count number of rigs, zero or more
 * @param firmware firmware on the rigs, where its power profiles may be used
 * @param resaleUsdPerRig what a rig would sell for today; absent where nobody knows
 * @param switching in place of the site's; absent where that holds
 */
public record RigGroup(
    @JsonPropertyDescription("Id, unique within the site") String id,
    @JsonPropertyDescription("Rig model, as in the hardware catalogue") String model,
    @JsonPropertyDescription("Number of rigs") int count,
    @JsonPropertyDescription("Firmware on the rigs, where its power profiles may be used")
        @Nullable String firmware,
    @JsonPropertyDescription("What a rig would sell for today, USD; leave out where unknown")
        @Nullable Double resaleUsdPerRig,
    @JsonPropertyDescription("What switching these rigs costs, in place of the site's")
        @Nullable Switching switching) {
  public RigGroup {
    Ranges.id("id", id);
    Ranges.text("model", model);
    Ranges.within("count", count, 0, 10_000_000);
    if (resaleUsdPerRig != null) {
      Ranges.within("resaleUsdPerRig", resaleUsdPerRig, 0, 1e6);
    }
  }

  /** The same rigs with another cost of switching. */
  RigGroup withSwitching(@Nullable Switching other) {
    return new RigGroup(id, model, count, firmware, resaleUsdPerRig, other);
  }
}
