/** The engine over history: what it would have decided, and what that would have earned. */
@NullMarked
package busbar.replay;

import org.jspecify.annotations.NullMarked;
