/** How requests are taken and answered: problems, pages, tables. */
@NullMarked
package busbar.access;

import org.jspecify.annotations.NullMarked;
