package busbar.assessment;

import java.util.ArrayList;
import java.util.List;

/** Collects what the consequences of rules say; whoever fires the rules drains it after each. */
public final class Findings {
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Action> proposals = new ArrayList<>();

  void add(Constraint constraint) {
    constraints.add(constraint);
  }

  void add(Action proposal) {
    proposals.add(proposal);
  }

  /** The constraints since the last call. */
  public List<Constraint> drainConstraints() {
    List<Constraint> drained = List.copyOf(constraints);
    constraints.clear();
    return drained;
  }

  /** The proposed actions since the last call. */
  public List<Action> drainProposals() {
    List<Action> drained = List.copyOf(proposals);
    proposals.clear();
    return drained;
  }
}
