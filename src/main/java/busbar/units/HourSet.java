package busbar.units;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some hours of a horizon, counted from zero. Immutable. */
public final class HourSet {
  /** No hour at all. */
  public static final HourSet NONE = new HourSet(new BitSet());

  private final BitSet hours;

  private HourSet(BitSet hours) {
    this.hours = hours;
  }

  /** Every hour of a horizon. */
  public static HourSet all(int horizon) {
    return where(horizon, hour -> true);
  }

  /** The hours of a horizon that pass a test. */
  public static HourSet where(int horizon, IntPredicate test) {
    BitSet set = new BitSet(horizon);
    IntStream.range(0, horizon).filter(test).forEach(set::set);
    return new HourSet(set);
  }

  public boolean contains(int hour) {
    return hours.get(hour);
  }

  public int count() {
    return hours.cardinality();
  }

  public boolean isEmpty() {
    return hours.isEmpty();
  }

  public HourSet plus(HourSet other) {
    BitSet sum = (BitSet) hours.clone();
    sum.or(other.hours);
    return new HourSet(sum);
  }

  public HourSet minus(HourSet other) {
    BitSet rest = (BitSet) hours.clone();
    rest.andNot(other.hours);
    return new HourSet(rest);
  }

  /** Whether the two share an hour. */
  public boolean intersects(HourSet other) {
    return hours.intersects(other.hours);
  }

  /** The hours in order. */
  @JsonValue
  public List<Integer> list() {
    return hours.stream().boxed().toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HourSet that && hours.equals(that.hours);
  }

  @Override
  public int hashCode() {
    return hours.hashCode();
  }

  @Override
  public String toString() {
    return hours.toString();
  }
}
