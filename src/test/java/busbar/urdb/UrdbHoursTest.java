package busbar.urdb;

import static org.assertj.core.api.Assertions.assertThat;

import busbar.tariff.Days;
import busbar.tariff.When;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Hours as windows and in words. */
class UrdbHoursTest {
  @Test
  void allHoursNeedNoWindow() {
    Hours hours = new Hours();
    for (int month = 0; month < 12; month++) {
      hours.addMonth(month);
    }

    assertThat(hours.when()).isNull();
    assertThat(hours.words("Period 1")).isEqualTo("All hours");
  }

  @Test
  void aRunOverMidnightIsOneWindow() {
    Hours hours = new Hours();
    for (int hour : new int[] {22, 23, 0, 1}) {
      hours.add(0, false, hour);
      hours.add(0, true, hour);
    }

    assertThat(hours.when()).containsExactly(new When(List.of(1), null, 22, 2));
    assertThat(hours.words("Period 1")).isEqualTo("Jan 22–2");
  }

  @Test
  void anEveningRunEndsAtTwentyFour() {
    Hours hours = new Hours();
    hours.add(4, false, 23);

    assertThat(hours.when()).containsExactly(new When(List.of(5), Days.WEEKDAY, 23, 24));
    assertThat(hours.words("Period 1")).isEqualTo("May weekdays 23–24");
  }

  @Test
  void hoursTooManifoldForWordsAreNumbered() {
    Hours hours = new Hours();
    for (int month = 0; month < 12; month++) {
      hours.add(month, false, month);
    }

    assertThat(hours.words("Period 4")).isEqualTo("Period 4");
  }

  @Property(tries = 300)
  void theWindowsHoldJustTheHours(@ForAll long seed) {
    Random random = new Random(seed);
    Hours hours = new Hours();
    boolean[][][] in = new boolean[12][2][24];
    int rows = 1 + random.nextInt(3);
    int[] masks = {random.nextInt(1 << 24), random.nextInt(1 << 24), (1 << 24) - 1, 0};
    for (int month = 0; month < 12; month++) {
      for (int day = 0; day < 2; day++) {
        int mask = masks[random.nextInt(rows + 1)];
        for (int hour = 0; hour < 24; hour++) {
          if ((mask >> hour & 1) == 1) {
            hours.add(month, day == 1, hour);
            in[month][day][hour] = true;
          }
        }
      }
    }

    List<When> windows = hours.when();
    for (int month = 0; month < 12; month++) {
      for (int day = 0; day < 2; day++) {
        for (int hour = 0; hour < 24; hour++) {
          int count = 0;
          for (When when : windows == null ? List.of(new When(null, null, null, null)) : windows) {
            count += covers(when, month + 1, day == 1, hour) ? 1 : 0;
          }
          assertThat(count).isEqualTo(in[month][day][hour] ? 1 : 0);
        }
      }
    }
  }

  private static boolean covers(When when, int month, boolean weekend, int hour) {
    int from = when.fromHour() == null ? 0 : when.fromHour();
    int to = when.toHour() == null ? 24 : when.toHour();
    boolean inHours = from < to ? hour >= from && hour < to : hour >= from || hour < to;
    Days days = weekend ? Days.WEEKEND : Days.WEEKDAY;
    return inHours
        && (when.months() == null || when.months().contains(month))
        && (when.days() == null || when.days() == days);
  }
}
