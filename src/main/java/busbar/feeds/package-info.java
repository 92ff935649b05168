/** Market data and hardware facts in: where they come from, how old they are, and how to ask. */
@NullMarked
package busbar.feeds;

import org.jspecify.annotations.NullMarked;
