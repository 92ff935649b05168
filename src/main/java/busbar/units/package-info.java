/** Ranges of quantities and the refusals that name the field at fault. */
@NullMarked
package busbar.units;

import org.jspecify.annotations.NullMarked;
