/** The only types that a rule may see: facts, Constraint, Proposal, Reason, Action. */
@NullMarked
package busbar.assessment;

import org.jspecify.annotations.NullMarked;
