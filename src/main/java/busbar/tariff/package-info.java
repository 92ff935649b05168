/** What power costs, hour by hour. */
@NullMarked
package busbar.tariff;

import org.jspecify.annotations.NullMarked;
