/** Rigs, their power profiles and the catalogue that lists them. */
@NullMarked
package busbar.hardware;

import org.jspecify.annotations.NullMarked;
