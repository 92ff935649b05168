/** Bills, avoidable prices and imported rates over HTTP. */
@NullMarked
package busbar.rates;

import org.jspecify.annotations.NullMarked;
