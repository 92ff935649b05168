/**
 * The best feasible plan for a site's rigs: unit commitment. {@link busbar.planning.GroupScheduler}
 * plans one group exactly; {@link busbar.planning.SiteScheduler} several that share a connection, a
 * peak, a block or an obligation, with a proven gap.
 */
@NullMarked
package busbar.planning;

import org.jspecify.annotations.NullMarked;
