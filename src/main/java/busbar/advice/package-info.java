/** Assess one site: constrain, plan, propose, arbitrate, find the flips. */
@NullMarked
package busbar.advice;

import org.jspecify.annotations.NullMarked;
