package busbar.assessment;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rulebook's numbers by key, as they stand for one site on one day. Immutable. */
public final class Parameters {
  private final SortedMap<String, Double> values;

  public Parameters(Map<String, Double> values) {
    this.values = new TreeMap<>(values);
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException for a key that the rulebook does not have
   */
  public double get(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the rulebook has no parameter '" + key + "'");
    }
    return value;
  }

  /** All of them, in the order of their keys. */
  public SortedMap<String, Double> asMap() {
    return new TreeMap<>(values);
  }
}
