/** The daily run; recommendations kept and served, and the rulebook they are made with. */
@NullMarked
package busbar.recommendation;

import org.jspecify.annotations.NullMarked;
