package busbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.assessment.Action;
import busbar.web.ValueLadder.Bar;
import busbar.web.ValueLadder.Block;
import busbar.web.ValueLadder.GridLine;
import busbar.web.ValueLadder.Price;
import busbar.web.ValueLadder.Text;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ValueLadderTest {
  private static final Price PRICE = new Price(63.4, 35.2, 124.4);

  @Property(tries = 300)
  void noLabelIsClippedOrOverlapsAnother(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> sizes,
      @ForAll @DoubleRange(min = -50, max = 400) double average) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      double size = sizes.get(i);
      blocks.add(
          new Block(
              Look.STRIP_ORDER.get(i % 4),
              "Antminer S19 Pro " + i,
              Math.pow(10, size * 4 - 2),
              40 + 100 * ((size * 7919) % 1),
              i % 3 == 0 ? 30 + 150 * ((size * 104729) % 1) : Double.NaN,
              size * 100));
    }
    for (double least : TodayView.PLOT_WIDTHS) {
      ValueLadder ladder =
          ValueLadder.of(blocks, new Price(average, average - 30, average + 900), least, 170);
      for (double width : List.of(least, least * 1.5)) {
        List<Text> texts = ladder.texts();
        for (int i = 0; i < texts.size(); i++) {
          Text one = texts.get(i);
          assertThat(left(one, width)).isGreaterThanOrEqualTo(0);
          assertThat(left(one, width) + one.width()).isLessThanOrEqualTo(width);
          assertThat(one.baseline()).isBetween(9.0, ladder.height());
          for (Text other : texts.subList(i + 1, texts.size())) {
            assertThat(apart(one, other, width)).isTrue();
          }
        }
      }
    }
  }

  private static double left(Text text, double width) {
    return text.at() * width - text.width() / 2;
  }

  private static boolean apart(Text one, Text other, double width) {
    return Math.abs(one.baseline() - other.baseline()) >= 12
        || left(one, width) + one.width() <= left(other, width)
        || left(other, width) + other.width() <= left(one, width);
  }

  @Test
  void aBarIsAsTallAsItsEarningsAgainstTheAxis() {
    ValueLadder ladder = ladder(new Block(Action.RUN, "S21", 10, 100, Double.NaN, 99), PRICE);

    Bar bar = ladder.bars().get(0);
    assertThat(bar.top()).isEqualTo(y(ladder, "100"));
    assertThat(bar.height()).isEqualTo(ladder.zero() - bar.top());
    assertThat(ladder.price().y()).isBetween(y(ladder, "80"), y(ladder, "60"));
    assertThat(ladder.price().average()).isEqualTo("$63.40/MWh");
  }

  @Test
  void aValueNearThePriceLineStandsInsideItsBar() {
    ValueLadder ladder = ladder(new Block(Action.CURTAIL, "S19j", 10, 58, Double.NaN, 61.3), PRICE);

    Text value = text(ladder, "earns");
    assertThat(value.words()).isEqualTo("$58.00");
    assertThat(value.baseline()).isGreaterThan(ladder.bars().get(0).top());
    assertThat(text(ladder, "clears").words()).isEqualTo("clears 61.3 % of hours");
  }

  @Test
  void hostingIsAnOutlineOfItsOwnHeight() {
    ValueLadder ladder = ladder(new Block(Action.CONVERT, "S19 XP", 10, 80, 118.02, 88), PRICE);

    assertThat(ladder.bars().get(0).hostingTop()).isLessThan(ladder.bars().get(0).top());
    assertThat(text(ladder, "hosting").words()).isEqualTo("$118.02");
  }

  @Test
  void aSpikeIsCutOffAndNamed() {
    ValueLadder ladder =
        ladder(
            new Block(Action.RUN, "S21", 10, 100, Double.NaN, 99), new Price(63.4, -12.4, 4_980));

    assertThat(ladder.price().high()).isEqualTo("to ▲ $4,980.00");
    assertThat(ladder.price().low()).isEqualTo("hours −$12.40");
    assertThat(ladder.price().bandTop()).isGreaterThanOrEqualTo(0);
    assertThat(ladder.zero()).isLessThan(ladder.floor());
  }

  @Test
  void withoutAPriceThereIsNoLine() {
    ValueLadder ladder =
        ValueLadder.of(
            List.of(new Block(Action.RUN, "S21", 10, 100, Double.NaN, Double.NaN)), null, 712, 170);

    assertThat(ladder.price()).isNull();
    assertThat(ladder.texts()).noneMatch(text -> text.words().contains("NaN"));
  }

  @Test
  void anUnknownValueIsHatchedAndNotZero() {
    ValueLadder ladder =
        ladder(new Block(Action.RUN, "S21", 10, Double.NaN, Double.NaN, Double.NaN), PRICE);

    assertThat(ladder.bars().get(0).known()).isFalse();
    assertThat(text(ladder, "earns").words()).isEqualTo("—");
  }

  private static ValueLadder ladder(Block block, Price price) {
    return ValueLadder.of(List.of(block), price, 712, 170);
  }

  private static Text text(ValueLadder ladder, String kind) {
    return ladder.texts().stream().filter(t -> t.kind().equals(kind)).findFirst().orElseThrow();
  }

  private static double y(ValueLadder ladder, String label) {
    return ladder.grid().stream()
        .filter(line -> line.label().equals(label))
        .mapToDouble(GridLine::y)
        .findFirst()
        .orElseThrow();
  }
}
