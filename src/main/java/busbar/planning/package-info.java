/** The best feasible plan for a site's blocks of rigs. */
@NullMarked
package busbar.planning;

import org.jspecify.annotations.NullMarked;
