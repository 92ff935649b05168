/** What AI hosting would earn with the same megawatts. */
@NullMarked
package busbar.conversion;

import org.jspecify.annotations.NullMarked;
