/** What a site file says: grid connection, rig groups, tariff, clauses. */
@NullMarked
package busbar.site;

import org.jspecify.annotations.NullMarked;
