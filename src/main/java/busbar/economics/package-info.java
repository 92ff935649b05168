/** What a rig earns, what its power costs, and what keeping it is worth. */
@NullMarked
package busbar.economics;

import org.jspecify.annotations.NullMarked;
