/** Plans that are asked for over HTTP and not kept. */
@NullMarked
package busbar.plans;

import org.jspecify.annotations.NullMarked;
