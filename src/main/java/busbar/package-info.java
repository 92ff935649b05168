/**
 * Busbar answers one question for every Bitcoin-mining site, every day: what should each megawatt
 * do now?
 *
 * <p>Here it starts: its data folder, its database, its address.
 */
@NullMarked
package busbar;

import org.jspecify.annotations.NullMarked;
