/** Site files: read, checked, watched. */
@NullMarked
package busbar.sitefiles;

import org.jspecify.annotations.NullMarked;
