package busbar.assessment;

/**
 * A block of rigs: a group, or the part of one that is treated alike. In a fact about the site as a
 * whole it is all of the site's rigs, under the id "site".
 *
 * @param id unique within the site
 * @param group id of the group it belongs to
 * @param mw meter load at its default profile, MW
 * @param breakevenUsdPerMwh power price at which its best profile earns nothing; of hosted rigs
 *     what the client's fee earns for a MWh; NaN of the site as a whole
 * @param beyondConnection whether the grid connection cannot carry it
 * @param hosted whether the rigs are a client's
 * @param resaleKnown whether it is known what a rig would sell for
 */
public record BlockFacts(
    String id,
    String group,
    String model,
    int rigs,
    double mw,
    double breakevenUsdPerMwh,
    boolean beyondConnection,
    boolean hosted,
    boolean resaleKnown) {

  /** Id and group of the site as a whole. */
  public static final String SITE = "site";
}
