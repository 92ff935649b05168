package busbar.sitefiles;

/** Whether a site may override a parameter of the rulebook by a value. */
@FunctionalInterface
public interface ParameterCheck {
  /**
   * @throws IllegalArgumentException where the rulebook has no such parameter, or refuses the value
   */
  void check(String key, double value);
}
