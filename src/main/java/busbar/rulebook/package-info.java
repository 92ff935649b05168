/**
 * Loads, checks, fires and traces the rules in the folder {@code rules/}. The only package that
 * knows Drools.
 */
@NullMarked
package busbar.rulebook;

import org.jspecify.annotations.NullMarked;
