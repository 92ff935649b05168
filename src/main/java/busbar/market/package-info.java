/** What the network and the exchanges say: price, difficulty, subsidy, fees, hashprice. */
@NullMarked
package busbar.market;

import org.jspecify.annotations.NullMarked;
