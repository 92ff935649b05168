package busbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.assessment.Action;
import busbar.web.MegawattStrip.Callout;
import busbar.web.MegawattStrip.Part;
import busbar.web.MegawattStrip.Segment;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MegawattStripTest {

  @Property
  void everyActionIsNamedOnceAndNoLabelIsClippedOrOverlapsAnother(
      @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = 0, max = 1) Double> sizes) {
    // Powers of ten make ticks as likely as wide segments.
    List<Part> parts = parts(sizes.stream().map(size -> Math.pow(10, size * 6 - 2)).toList());
    for (double least : SiteView.STRIP_WIDTHS.subList(1, 3)) {
      MegawattStrip strip = MegawattStrip.of(parts, least, true);

      long inside = strip.segments().stream().filter(s -> s.label() != null).count();
      assertThat(inside + strip.callouts().size()).isEqualTo(parts.size());
      for (double width : List.of(least, least * 1.37, least * 2)) {
        assertReadable(strip, width);
      }
    }
  }

  private static void assertReadable(MegawattStrip strip, double width) {
    for (Segment segment : strip.segments()) {
      if (segment.label() != null) {
        assertThat(segment.label().plateLeft() + segment.label().plateWidth())
            .isLessThanOrEqualTo(segment.width() * width);
      }
    }
    List<Callout> callouts = strip.callouts();
    for (int i = 0; i < callouts.size(); i++) {
      Callout one = callouts.get(i);
      assertThat(one.leftPx(width)).isGreaterThanOrEqualTo(-0.001);
      assertThat(one.rightPx(width)).isLessThanOrEqualTo(width + 0.001);
      for (Callout other : callouts.subList(i + 1, callouts.size())) {
        boolean apart =
            one.rightPx(width) <= other.leftPx(width) || other.rightPx(width) <= one.leftPx(width);
        assertThat(one.top() != other.top() || apart).isTrue();
      }
    }
  }

  private static List<Part> parts(List<Double> megawatts) {
    int[] tenths = Shares.tenths(megawatts);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < tenths.length; i++) {
      Action action = Look.STRIP_ORDER.get(i);
      parts.add(
          new Part(action, megawatts.get(i), tenths[i], action == Action.CURTAIL ? "4–9 h" : ""));
    }
    return parts;
  }

  @Test
  void segmentsFillTheBarInTheOrderOfTheStrip() {
    MegawattStrip strip = MegawattStrip.of(parts(List.of(52.0, 10.0, 18.0, 4.0)), 712, true);

    assertThat(strip.segments())
        .extracting(Segment::action)
        .containsExactly(Action.RUN, Action.CONVERT, Action.CURTAIL, Action.RETIRE);
    assertThat(strip.segments().get(3).from() + strip.segments().get(3).width())
        .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(strip.spoken())
        .isEqualTo("RUN 52.0 MW, CONVERT 10.0 MW, CURTAIL 18.0 MW · 4–9 h, RETIRE 4.0 MW");
  }

  @Test
  void aSegmentUnderThreePixelsIsATickWithACallout() {
    MegawattStrip strip = MegawattStrip.of(parts(List.of(1000.0, 0.04)), 712, true);

    assertThat(strip.segments().get(1).tick()).isTrue();
    assertThat(strip.callouts()).extracting(Callout::text).containsExactly("CONVERT <0.1 MW");
  }

  @Test
  void noLeaderPassesBehindATextWhereThereIsAnotherWay() {
    MegawattStrip strip = MegawattStrip.of(parts(List.of(52.0, 10.0, 18.0, 4.0)), 712, true);

    for (Callout one : strip.callouts()) {
      for (Callout higher : strip.callouts()) {
        double leader = higher.leader() * 712;
        assertThat(
                higher.top() < one.top() && leader > one.leftPx(712) && leader < one.rightPx(712))
            .isFalse();
      }
    }
  }

  @Test
  void aPhoneShowsNoCallouts() {
    MegawattStrip strip = MegawattStrip.of(parts(List.of(52.0, 10.0, 18.0, 4.0)), 250, false);

    assertThat(strip.callouts()).isEmpty();
    assertThat(strip.height()).isEqualTo(MegawattStrip.BAR_HEIGHT);
  }
}
