package busbar.assessment;

/** A duty of a block of rigs under one clause, known before the plan is made. */
public sealed interface Obligation extends Fact permits UptimeDuty, CurtailmentDuty, LienDuty {

  /** Where the clause stands, as a manager would cite it. */
  String ref();

  /** Who holds the right. */
  String party();

  default void constrain(Constraint constraint) {
    findings().add(constraint);
  }
}
