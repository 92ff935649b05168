/** What a tariff bills for a load, line by line, and what one MWh less would save. */
@NullMarked
package busbar.billing;

import org.jspecify.annotations.NullMarked;
