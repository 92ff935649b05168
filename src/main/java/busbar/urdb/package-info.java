/** Reads rates of OpenEI's Utility Rate Database, and names what a tariff cannot hold of them. */
@NullMarked
package busbar.urdb;

import org.jspecify.annotations.NullMarked;
