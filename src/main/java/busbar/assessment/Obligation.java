package busbar.assessment;

/**
 * A duty under one clause, known before the plan is made: of a block of rigs, or of the site as a
 * whole, whose constraints bear on every block.
 */
public sealed interface Obligation extends Fact
    permits UptimeDuty,
        CurtailmentDuty,
        AwardDuty,
        StrikeDuty,
        LienDuty,
        AwardCover,
        ProgrammeDuty,
        ElectionDuty,
        CovenantDuty,
        SupplyDuty,
        LandDuty,
        PeakDuty,
        CoincidentPeakDuty,
        LeastTakeDuty {

  /** Where the clause stands, as a manager would cite it. */
  String ref();

  /** Who holds the right. */
  String party();

  default void constrain(Constraint constraint) {
    findings().add(constraint);
  }

  /** Says the rule's sentence and asks for nothing: that the rule fired is all there is to keep. */
  default void remark() {}
}
