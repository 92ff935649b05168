/**
 * What is not known yet, as odds: the power price of the hours to come, the decision that earns
 * most on the mean of them, and the hours in which the system may peak.
 */
@NullMarked
package busbar.forecast;

import org.jspecify.annotations.NullMarked;
