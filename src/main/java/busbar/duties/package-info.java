/** What the contracts and the tariff bind a site to on one day: weighed, as facts, in words. */
@NullMarked
package busbar.duties;

import org.jspecify.annotations.NullMarked;
