/** Clauses that bind a site, and offers made to it. */
@NullMarked
package busbar.contract;

import org.jspecify.annotations.NullMarked;
