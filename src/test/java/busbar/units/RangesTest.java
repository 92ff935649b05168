package busbar.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
  @Property
  void aNumberComesBackOrIsRefusedByName(@ForAll double value) {
    if (value >= -75 && value <= 300) {
      assertThat(Ranges.within("changePercent", value, -75, 300)).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> Ranges.within("changePercent", value, -75, 300))
          .isInstanceOfSatisfying(
              OutOfRange.class, e -> assertThat(e.field()).isEqualTo("changePercent"));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberPassesNoCheck(double bad) {
    assertThatThrownBy(() -> Ranges.finite("x", bad)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Ranges.positive("x", bad)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Ranges.atLeastZero("x", bad)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Ranges.percent("x", bad)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Ranges.above("x", bad, -5)).isInstanceOf(OutOfRange.class);
  }

  @Test
  void zeroIsNotPositiveButHugeIs() {
    assertThatThrownBy(() -> Ranges.positive("x", 0)).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Ranges.positive("x", -0.0)).isInstanceOf(OutOfRange.class);
    assertThat(Ranges.positive("x", Double.MIN_VALUE)).isPositive();
    assertThat(Ranges.atLeastZero("x", Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Texas", "a b", "-a", "ä", "a/../b", "a.b"})
  void anIdIsPlain(String bad) {
    assertThatThrownBy(() -> Ranges.id("id", bad)).isInstanceOf(OutOfRange.class);
  }

  @Test
  void anIdHasAtMost63Characters() {
    assertThat(Ranges.id("id", "a".repeat(63))).hasSize(63);
    assertThatThrownBy(() -> Ranges.id("id", "a".repeat(64))).isInstanceOf(OutOfRange.class);
    assertThatThrownBy(() -> Ranges.id("id", null)).isInstanceOf(OutOfRange.class);
  }

  @Test
  void anEmptyPlaceInAListIsNamed() {
    assertThatThrownBy(() -> Ranges.notEmpty("months", Arrays.asList(1, null)))
        .isInstanceOfSatisfying(
            OutOfRange.class, e -> assertThat(e.field()).isEqualTo("months[1]"));
    assertThatThrownBy(() -> Ranges.list("groups", Arrays.asList((Object) null)))
        .isInstanceOfSatisfying(
            OutOfRange.class, e -> assertThat(e.field()).isEqualTo("groups[0]"));
    assertThat(Ranges.list("groups", null)).isEqualTo(List.of());
  }

  @Test
  void aRefusalFromFurtherInKeepsItsPath() {
    OutOfRange refusal = new OutOfRange("count", "is -3", "write zero or more").within("groups[2]");
    assertThat(refusal.field()).isEqualTo("groups[2].count");
    assertThat(refusal).hasMessage("groups[2].count is -3; write zero or more");
  }
}
