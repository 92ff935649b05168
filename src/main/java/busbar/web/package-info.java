/** Pages for site managers, boards and engineers, rendered on the server. */
@NullMarked
package busbar.web;

import org.jspecify.annotations.NullMarked;
