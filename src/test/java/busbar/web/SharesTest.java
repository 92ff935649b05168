package busbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharesTest {

  @Property
  void roundedPartsAddUpToTheRoundedWhole(
      @ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 3000) Double> values) {
    int[] tenths = Shares.tenths(values);

    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    assertThat(Arrays.stream(tenths).sum()).isEqualTo((int) Math.round(sum * 10));
    for (int i = 0; i < tenths.length; i++) {
      assertThat(Math.abs(tenths[i] / 10.0 - values.get(i))).isLessThan(0.11);
    }
  }

  @Test
  void theLargestRemaindersAreRoundedUp() {
    assertThat(Shares.tenths(List.of(33.33, 33.33, 33.34))).containsExactly(333, 333, 334);
    assertThat(Shares.split(10, List.of(1.0, 1.0, 1.0))).containsExactly(4, 3, 3);
    assertThat(Shares.tenths(List.of(0.0, 0.0))).containsExactly(0, 0);
  }
}
