package busbar.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A set of hours against a plain set of numbers. */
class HourSetTest {
  @Property
  void itCombinesAsSetsDo(
      @ForAll @Size(max = 25) Set<@IntRange(max = 24) Integer> one,
      @ForAll @Size(max = 25) Set<@IntRange(max = 24) Integer> other) {
    HourSet a = HourSet.where(25, one::contains);
    HourSet b = HourSet.where(25, other::contains);
    Set<Integer> both = new TreeSet<>(one);
    both.addAll(other);
    Set<Integer> rest = new TreeSet<>(one);
    rest.removeAll(other);
    assertThat(a.list()).containsExactlyElementsOf(new TreeSet<>(one));
    assertThat(a.plus(b).list()).containsExactlyElementsOf(both);
    assertThat(a.minus(b).list()).containsExactlyElementsOf(rest);
    assertThat(a.count()).isEqualTo(one.size());
    assertThat(a.minus(a)).isEqualTo(HourSet.NONE);
    assertThat(a.plus(HourSet.all(25))).isEqualTo(HourSet.all(25));
  }
}
